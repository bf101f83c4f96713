#include "models/dataset/workshop.h"

namespace dataset {

Workshop::Workshop(std::vector<ClipSource> sources, const ClipSettings& settings, int jobs,
                   std::stop_token stop)
    : sources_(std::move(sources)),
      settings_(settings),
      mostAhead_(2 * static_cast<std::size_t>(jobs)),
      stop_(std::move(stop)) {
  for (int i = 0; i < jobs; ++i) makers_.emplace_back([this] { work(); });
}

Workshop::~Workshop() { ended_.request_stop(); }

std::optional<std::variant<Clip, Refused>> Workshop::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop_, [&] { return failure_ != nullptr || made_.contains(given_); });
  if (failure_ != nullptr) std::rethrow_exception(failure_);
  if (stop_.stop_requested()) return std::nullopt;
  auto result = std::move(made_.extract(given_++).mapped());
  changed_.notify_all();
  return result;
}

void Workshop::work() {
  const std::stop_callback forward(stop_, [this] { ended_.request_stop(); });
  while (const std::optional<std::size_t> number = claim()) {
    try {
      auto result = prepareClip(sources_[*number], settings_, ended_.get_token());
      if (!result) return;
      const std::lock_guard lock(mutex_);
      made_.emplace(*number, std::move(*result));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
    }
    changed_.notify_all();
  }
}

// Which one to make next; nullopt when there is none, or no use for it.
std::optional<std::size_t> Workshop::claim() {
  std::unique_lock lock(mutex_);
  const auto isOver = [&] { return failure_ != nullptr || claimed_ == sources_.size(); };
  const bool goesOn =
      changed_.wait(lock, ended_.get_token(), [&] { return isOver() || claimed_ < given_ + mostAhead_; });
  return goesOn && !isOver() && !ended_.stop_requested() ? std::optional(claimed_++) : std::nullopt;
}

}  // namespace dataset
