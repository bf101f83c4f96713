#pragma once
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

namespace audio {

// A first-in first-out ring between two threads without locks: one pushes, one pops, neither ever waits.
// Places are counted from the first item that was ever pushed.
template <class T>
class Ring {
 public:
  explicit Ring(std::size_t capacity) : items_(capacity) {}

  // Of the pushing thread.
  std::size_t room() const { return items_.size() - static_cast<std::size_t>(pushed_ - popped_); }
  // Takes as many as there is room for; returns how many.
  std::size_t push(std::span<const T> items) {
    const std::size_t count = std::min(items.size(), room());
    const std::int64_t at = pushed_;
    for (std::size_t i = 0; i < count; ++i) slot(at + static_cast<std::int64_t>(i)) = items[i];
    pushed_ = at + static_cast<std::int64_t>(count);
    return count;
  }

  // Of the popping thread. Fills as much of `items` as is there; returns how many.
  std::size_t pop(std::span<T> items) {
    const std::int64_t at = popped_;
    const std::size_t count = std::min(items.size(), static_cast<std::size_t>(pushed_ - at));
    for (std::size_t i = 0; i < count; ++i) items[i] = slot(at + static_cast<std::int64_t>(i));
    popped_ = at + static_cast<std::int64_t>(count);
    return count;
  }
  // Drops what lies before `place`.
  void skipTo(std::int64_t place) {
    popped_ = std::max<std::int64_t>(popped_, std::min<std::int64_t>(place, pushed_));
  }

  // Of any thread.
  std::int64_t pushed() const { return pushed_; }
  std::int64_t popped() const { return popped_; }

 private:
  T& slot(std::int64_t place) {
    return items_[static_cast<std::size_t>(place % static_cast<std::int64_t>(items_.size()))];
  }
  std::vector<T> items_;
  std::atomic<std::int64_t> pushed_{0}, popped_{0};
  static_assert(std::atomic<std::int64_t>::is_always_lock_free);
};

}  // namespace audio
