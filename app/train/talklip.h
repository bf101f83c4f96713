#pragma once
#include "app/train/commands.h"
#include "models/talklip/training/train.h"

namespace train {

struct TalkLipCommand {
  RunOptions options;
  std::string preset = "small", sound = "global";
  std::int64_t edge = 96;
  std::filesystem::path expert;
  std::string from;             // a file, or the name of an imported model
  std::filesystem::path after;  // another run
  talklip::training::TalkLipPlan plan;
  // For one person alone.
  std::filesystem::path clip, align;
  std::vector<std::string> readers;
};

// Teaches a model on one clip, judges it on the part that was held back, and keeps it where it is better.
int personalise(TalkLipCommand& command, const std::stop_token& stop);

}  // namespace train
