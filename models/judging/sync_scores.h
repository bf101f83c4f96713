#pragma once
#include "models/dataset/clip.h"
#include "models/judging/score.h"
#include "models/networks/weights.h"

namespace judging {

// Lip synchrony by SyncNet v2 as TalkLip's paper measures it, on whole pictures: lse-c, lse-d, offset (in
// pictures). Nothing for clips of less than six pictures.
Scores syncScores(const networks::Weights& syncNet, const dataset::ClipView& clip);

}  // namespace judging
