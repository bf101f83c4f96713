#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/corridor.h"
#include "core/dub/job.h"
#include "core/render/verify.h"

namespace dub {

// What became of an output picture: its lips were made, or why it passed through.
enum class Fate { dubbed, outsideRange, noFace };

// A run of output pictures with one fate.
struct Passage {
  std::int64_t first = 0, last = 0;  // output pictures, inclusive
  double startSec = 0, endSec = 0;
  Fate fate = Fate::dubbed;
};

struct Report {
  Job job;
  std::string version;
  std::int64_t framesIn = 0, framesOut = 0, framesDubbed = 0, framesPassed = 0, framesDamaged = 0;
  std::vector<Passage> passages;
  double framesPerSec = 0;  // of the picture
  double pictureSec = 0, speechSec = 0, outputSec = 0;
  std::string encoder;             // FFmpeg's name
  std::vector<std::string> notes;  // of the reader, the encoder, the model
  std::string videoSha256, modelSha256;
  std::vector<std::string> speechSha256;
  std::vector<int> faces;  // tracks that were dubbed
  std::vector<base::StageTime> stages;
  double wallSec = 0, cpuSec = 0;
  std::uint64_t peakBytes = 0;
  std::int64_t resumedChunks = 0, chunks = 0;
  Verdict verdict;
};

// JSON, indented.
std::string toJson(const Report& report);

}  // namespace dub
