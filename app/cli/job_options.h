#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "core/dub/job.h"

namespace cli {

// The options that describe a job, as they were typed. `dub` and `verify` share them.
struct JobOptions {
  std::string video, speech, output, landmarks;
  std::vector<std::string> faces;
  std::string model = "builtin", silence = "close", fit = "picture", mix = "replace", in, out;
  std::string reference = "first", detail = "on", device = "auto", precision = "auto";
  std::string mapping = "auto", codec = "h264", preset, audioCodec;
  double strength = 1, maskSize = 1, maskFeather = 1, gain = 0, originalGain = 0, loudness = 0;
  int crf = -1, encoderThreads = 0;
  bool hardware = false, noColorMatch = false, allowNoFace = false;

  // Throws CLI::ValidationError, or Error for an unknown name.
  dub::Job job() const;
};

void addJobOptions(CLI::App& app, JobOptions& options);

}  // namespace cli
