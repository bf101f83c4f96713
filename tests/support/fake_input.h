#pragma once
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "core/audio/device.h"

namespace test_support {

// A microphone that hears what a test says, when it says it. Frame n is heard n / rate seconds after `begin`.
class FakeMicrophone {
 public:
  FakeMicrophone(int itsRate, int itsChannels) : rate(itsRate), channels(itsChannels) {}
  const int rate, channels;
  const audio::Clock::time_point begin = audio::Clock::now();

  void say(std::span<const float> interleaved) {
    const std::lock_guard lock(mutex_);
    samples_.insert(samples_.end(), interleaved.begin(), interleaved.end());
    hasBegun_ = true;
  }
  void lose(std::int64_t frames) {
    const std::lock_guard lock(mutex_);
    lost_ += frames;
  }
  // Whoever reads from now on gets no memory.
  void exhaust() {
    const std::lock_guard lock(mutex_);
    hasMemory_ = false;
  }
  void unplug() {
    const std::lock_guard lock(mutex_);
    isAlive_ = false;
  }

 private:
  friend class FakeInput;
  std::mutex mutex_;  // guards what follows
  std::vector<float> samples_;
  std::int64_t lost_ = 0;
  bool hasBegun_ = false, isAlive_ = true, hasMemory_ = true;
};

class FakeInput final : public audio::Input {
 public:
  explicit FakeInput(std::shared_ptr<FakeMicrophone> microphone) : microphone_(std::move(microphone)) {}
  int rate() const override { return microphone_->rate; }
  int channels() const override { return microphone_->channels; }
  void read(std::vector<float>& samples) override {
    const std::lock_guard lock(microphone_->mutex_);
    if (!microphone_->hasMemory_) throw std::bad_alloc();
    samples.insert(samples.end(), microphone_->samples_.begin(), microphone_->samples_.end());
    microphone_->samples_.clear();
  }
  std::int64_t lost() const override {
    const std::lock_guard lock(microphone_->mutex_);
    return microphone_->lost_;
  }
  std::optional<audio::Clock::time_point> timeOf(std::int64_t frame) const override {
    const std::lock_guard lock(microphone_->mutex_);
    if (!microphone_->hasBegun_) return std::nullopt;
    const std::chrono::duration<double> after(static_cast<double>(frame) / microphone_->rate);
    return microphone_->begin + std::chrono::duration_cast<audio::Clock::duration>(after);
  }
  bool isAlive() const override {
    const std::lock_guard lock(microphone_->mutex_);
    return microphone_->isAlive_;
  }

 private:
  std::shared_ptr<FakeMicrophone> microphone_;
};

}  // namespace test_support
