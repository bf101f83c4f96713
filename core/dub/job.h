#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/dub/settings.h"
#include "core/face/composite.h"
#include "core/media/encode/encode_settings.h"
#include "core/media/encode/sound_plan.h"

namespace dub {

struct FaceSpeech {
  FaceChoice face;
  std::filesystem::path speech;
  friend bool operator==(const FaceSpeech&, const FaceSpeech&) = default;
};

// Everything the output depends on. A plain value: comparable, written to JSON in the journal and the report.
struct Job {
  std::filesystem::path video, output;
  std::vector<FaceSpeech> speeches;  // at least one
  std::string model = "builtin";
  LipSettings lips;
  bool colorMatch = true;
  Silence silence = Silence::close;
  Fit fit = Fit::picture;
  std::optional<double> inSec, outSec;  // only [in, out) is altered; the speech starts at in
  media::EncodeSettings encode;
  media::Mix mix = media::Mix::replace;
  double speechGainDb = 0, originalGainDb = 0;
  std::optional<double> loudnessLufs;
  std::string audioCodec;    // empty = by container
  bool allowNoFace = false;  // without a face: copy the picture, change the sound
  face::CompositeSettings composite() const { return {lips.mask, colorMatch}; }
  friend bool operator==(const Job&, const Job&) = default;
};

// Refuses what cannot work before anything is read: no speech, NaN or negative times, in after out, writing
// over a source, an unreadable or missing output folder. Throws Error.
void check(const Job& job);

}  // namespace dub
