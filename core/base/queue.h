#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace base {

// A first-in first-out queue bounded in bytes, between two stages. An item larger than the bound passes when
// the queue is empty. Every wait ends at once when the token stops or the queue is closed. Any thread.
template <class T>
class Queue {
 public:
  explicit Queue(std::size_t maxBytes) : maxBytes_(maxBytes) {}

  // Waits for room. False when stopped or closed; the item is then dropped.
  bool push(T item, std::size_t bytes, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const bool hasRoom =
        changed_.wait(lock, stop, [&] { return closed_ || bytes_ == 0 || bytes_ + bytes <= maxBytes_; });
    if (!hasRoom || closed_ || stop.stop_requested()) return false;
    bytes_ += bytes;
    items_.emplace_back(std::move(item), bytes);
    changed_.notify_all();
    return true;
  }

  // Waits for an item. nullopt when stopped, or when closed and empty.
  std::optional<T> pop(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const bool isReady = changed_.wait(lock, stop, [&] { return closed_ || !items_.empty(); });
    if (!isReady || items_.empty() || stop.stop_requested()) return std::nullopt;
    auto [item, bytes] = std::move(items_.front());
    items_.pop_front();
    bytes_ -= bytes;
    changed_.notify_all();
    return std::move(item);
  }

  // No more items will come: consumers drain what is there.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  const std::size_t maxBytes_;
  std::mutex mutex_;  // guards everything below
  std::condition_variable_any changed_;
  std::deque<std::pair<T, std::size_t>> items_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
};

}  // namespace base
