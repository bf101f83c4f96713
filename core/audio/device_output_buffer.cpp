#include "core/audio/device_output_buffer.h"

#include <algorithm>

namespace audio {

static constexpr std::size_t kTaken = 1024;  // calls between two questions for the time
enum Popper { kNobody, kDevice, kMachine };

// Half a second can be written ahead.
OutputBuffer::OutputBuffer(int rate, int channels, Driver driver)
    : rate_(rate),
      channels_(channels),
      sound_(static_cast<std::size_t>(rate / 2) * static_cast<std::size_t>(channels)),
      taken_(kTaken),
      popper_(driver == Driver::machine ? kMachine : kNobody),
      clock_(rate),
      isByMachine_(driver == Driver::machine),
      machineTime_(Clock::now()) {}

bool OutputBuffer::fill(const Block& block) {
  const std::span<float> wanted(block.out, block.frames * static_cast<std::size_t>(channels_));
  int nobody = kNobody;
  if (!popper_.compare_exchange_strong(nobody, kDevice)) {
    std::ranges::fill(wanted, 0.0F);
    return false;
  }
  sound_.skipTo(start_ * channels_);
  const std::int64_t first = sound_.popped() / channels_;
  const std::size_t given = isPaused_ ? 0 : sound_.pop(wanted);
  popper_ = kNobody;
  std::ranges::fill(wanted.subspan(given), 0.0F);
  const auto frames = static_cast<std::int64_t>(given) / channels_;
  const auto silence = static_cast<std::int64_t>(block.frames) - frames;
  const OutputClock::Taken taken{block.at, block.latencySec, device_, first, frames, silence};
  taken_.push({&taken, 1});
  device_ += frames + silence;
  return true;
}

std::size_t OutputBuffer::write(std::span<const float> samples, Clock::time_point now) {
  heard(now);
  const std::size_t channels = static_cast<std::size_t>(channels_);
  const std::size_t frames = std::min(samples.size(), sound_.room()) / channels;
  sound_.push(samples.first(frames * channels));
  return frames;
}

void OutputBuffer::clear() { start_ = sound_.pushed() / channels_; }

void OutputBuffer::pause(bool isPaused, Clock::time_point now) {
  heard(now);
  isPaused_ = isPaused;
}

std::int64_t OutputBuffer::heard(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t frame = position(now);
  return std::max<std::int64_t>(0, frame - start_);
}

void OutputBuffer::driveByMachine(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  int nobody = kNobody;
  // A device that is inside a call is there after all.
  if (isByMachine_ || !popper_.compare_exchange_strong(nobody, kMachine)) return;
  machine_ = static_cast<double>(position(now));
  machineTime_ = now;
  isByMachine_ = true;
}

bool OutputBuffer::isByMachine() {
  const std::lock_guard lock(mutex_);
  return isByMachine_;
}

// Holding mutex_.
std::int64_t OutputBuffer::position(Clock::time_point now) {
  if (isByMachine_) {
    runMachine(now);
    return static_cast<std::int64_t>(machine_);
  }
  OutputClock::Taken taken;
  while (taken_.pop({&taken, 1}) == 1) clock_.add(taken);
  return clock_.heard(now);
}

void OutputBuffer::runMachine(Clock::time_point now) {
  const auto written = static_cast<double>(sound_.pushed() / channels_);
  machine_ = std::max(machine_, static_cast<double>(start_.load()));
  if (!isPaused_ && now > machineTime_)
    machine_ = std::min(written, machine_ + secondsBetween(machineTime_, now) * rate_);
  machineTime_ = std::max(machineTime_, now);
  sound_.skipTo(static_cast<std::int64_t>(machine_) * channels_);
}

}  // namespace audio
