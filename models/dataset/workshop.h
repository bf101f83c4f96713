#pragma once
// Private to models/dataset.
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <variant>
#include <vector>

#include "models/dataset/prepare_clip.h"

namespace dataset {

// Clips that are made side by side and handed over one after another. The makers are never far ahead of the
// one that is waited for, so that few clips are in memory.
class Workshop {
 public:
  Workshop(std::vector<ClipSource> sources, const ClipSettings& settings, int jobs, std::stop_token stop);
  ~Workshop();  // waits for the makers, who stop

  // The next one's, as prepareClip gives it; nullopt when stopped. Throws what its maker threw.
  std::optional<std::variant<Clip, Refused>> next();

 private:
  void work();
  std::optional<std::size_t> claim();

  const std::vector<ClipSource> sources_;
  const ClipSettings settings_;
  const std::size_t mostAhead_;
  const std::stop_token stop_;
  std::stop_source ended_;
  std::mutex mutex_;  // guards what follows, but for the threads
  std::condition_variable_any changed_;
  std::size_t claimed_ = 0, given_ = 0;
  std::map<std::size_t, std::variant<Clip, Refused>> made_;  // and not given yet
  std::exception_ptr failure_;
  std::vector<std::jthread> makers_;
};

}  // namespace dataset
