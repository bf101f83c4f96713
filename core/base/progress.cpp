#include "core/base/progress.h"

namespace base {

static constexpr double kEtaAfterSec = 3.0;

std::string_view name(Stage stage) {
  switch (stage) {
    case Stage::none:
      return "";
    case Stage::analyse:
      return "analyse";
    case Stage::learnFace:
      return "study";
    case Stage::setSpeech:
      return "listen";
    case Stage::dub:
      return "dub";
    case Stage::render:
      return "render";
    case Stage::write:
      return "write";
    case Stage::verify:
      return "verify";
    case Stage::importModel:
      return "import";
  }
  return "";
}

bool countsFrames(Stage stage) {
  return stage == Stage::analyse || stage == Stage::dub || stage == Stage::render || stage == Stage::verify;
}

ProgressReporter::ProgressReporter(Stage stage, std::int64_t total, OnProgress report)
    : stage_(stage), total_(total), report_(std::move(report)) {}

void ProgressReporter::update(std::int64_t done) {
  const Clock::time_point now = Clock::now();
  if (first_ < 0) first_ = done;
  const bool isLast = done >= total_;
  if (!report_ || (!isLast && now - last_ < std::chrono::milliseconds(100))) return;
  last_ = now;
  Progress progress{stage_, done, total_, 0, std::nullopt};
  const double seconds = std::chrono::duration<double>(now - start_).count();
  if (done > first_ && seconds > 0.2) progress.framesPerSec = static_cast<double>(done - first_) / seconds;
  if (seconds >= kEtaAfterSec && progress.framesPerSec > 0)
    progress.etaSec = static_cast<double>(total_ - done) / progress.framesPerSec;
  report_(progress);
}

}  // namespace base
