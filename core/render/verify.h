#pragma once
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/dub/output_timeline.h"
#include "core/dub/settings.h"
#include "core/face/face.h"
#include "core/media/decode/clip_index.h"

namespace dub {

// One thing that was looked at in the finished file.
struct Finding {
  std::string what;  // "frames", "timestamps", "sound", "picture outside the mask"
  bool isGood = false;
  std::string detail;  // the numbers, in words
};

struct Verdict {
  std::vector<Finding> findings;
  double avOffsetMs = 0;        // sound late = positive
  double soundCorrelation = 0;  // of the decoded sound and the mix, at that offset
  double outsidePsnrDb = 0;     // of samples outside the mask, worst frame; 100 = identical
  bool isGood() const;          // there are findings, and all are good
};

// What the finished file must be like.
struct Expectation {
  OutputTimeline timeline;
  media::SoundPlan sound;
  std::vector<const face::Track*> tracks;  // faces that may have been altered
  face::MaskSettings mask;
};

// Decodes `output` and compares it with its source: number and time of the pictures, sound by
// cross-correlation with the mix, and the picture outside the mouth. Throws Error when the file cannot be
// read at all. Stopped, the verdict is not a good one.
Verdict verify(const std::filesystem::path& output, const std::shared_ptr<const media::ClipIndex>& source,
               const Expectation& expected, const base::OnProgress& onProgress, std::stop_token stop);

// The same for a file of sound alone.
Verdict verifySound(const std::filesystem::path& output, const media::SoundPlan& sound, std::stop_token stop);

}  // namespace dub
