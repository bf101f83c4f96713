#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>

#include "models/dataset/layout.h"
#include "models/dataset/transcript.h"
#include "models/talklip/training/train.h"

// A TalkLip model is taught on with one person's own video.
namespace talklip::training {

// The video as clips of at most three seconds, each prepared for itself. The last fifth of its time is held
// back (part `test`): no other clip reaches into it. The tenth before it tells which state is the best (part
// `valid`); all before teaches. `said`: with the times of its words; may be empty. nullopt when stopped.
// Throws Error: nothingToLearn where the video is too short for these parts (two seconds); as
// media::indexClip does.
std::optional<dataset::Corpus> personalCorpus(const std::filesystem::path& video,
                                              const dataset::Transcript& said, const std::stop_token& stop);

// How `model`, read from `file`, is taught on: its image network alone; with an expert (isGuided) also the
// last layers of its sound encoder, with the lip-reading and the contrastive loss from the first step on. The
// judge is new: until it knows real pictures from painted ones, its verdict teaches nothing (judgeAt). Ends
// by the run's time or steps. Throws Error: modelWithoutLips, checkpointIncomplete.
TalkLipPlan personalPlan(const networks::Weights& model, const std::filesystem::path& file, bool isGuided);

}  // namespace talklip::training
