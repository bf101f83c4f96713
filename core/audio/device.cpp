#include "core/audio/device.h"

#include "core/audio/device_input_buffer.h"
#include "core/audio/device_output_buffer.h"
#include "core/audio/device_stream.h"
#include "core/base/error.h"
#include "core/base/log.h"

namespace audio {
namespace {

class DeviceOutput final : public Output {
 public:
  DeviceOutput(const std::string& device, int rate, int channels)
      : stream_(Direction::output, {device, rate, channels}),
        buffer_(stream_.rate(), stream_.channels(), OutputBuffer::Driver::device) {
    stream_.start([this](const Block& block) { return buffer_.fill(block); });
  }
  ~DeviceOutput() override { stream_.stop(); }
  int rate() const override { return stream_.rate(); }
  int channels() const override { return stream_.channels(); }
  std::size_t write(std::span<const float> samples) override {
    noticeEnd();
    return buffer_.write(samples, Clock::now());
  }
  std::int64_t heard() const override {
    noticeEnd();
    return buffer_.heard(Clock::now());
  }
  void clear() override { buffer_.clear(); }
  void pause(bool isPaused) override { buffer_.pause(isPaused, Clock::now()); }
  bool isAlive() const override {
    noticeEnd();
    return !buffer_.isByMachine();
  }

 private:
  void noticeEnd() const {
    if (!stream_.isAlive()) buffer_.driveByMachine(Clock::now());
  }
  Stream stream_;
  mutable OutputBuffer buffer_;  // any thread
};

class SilentOutput final : public Output {
 public:
  SilentOutput(int rate, int channels)
      : rate_(rate), channels_(channels), buffer_(rate, channels, OutputBuffer::Driver::machine) {}
  int rate() const override { return rate_; }
  int channels() const override { return channels_; }
  std::size_t write(std::span<const float> samples) override { return buffer_.write(samples, Clock::now()); }
  std::int64_t heard() const override { return buffer_.heard(Clock::now()); }
  void clear() override { buffer_.clear(); }
  void pause(bool isPaused) override { buffer_.pause(isPaused, Clock::now()); }
  bool isAlive() const override { return true; }

 private:
  int rate_, channels_;
  mutable OutputBuffer buffer_;  // any thread
};

class DeviceInput final : public Input {
 public:
  DeviceInput(const std::string& device, int rate, int channels)
      : stream_(Direction::input, {device, rate, channels}), buffer_(stream_.rate(), stream_.channels()) {
    stream_.start([this](const Block& block) {
      buffer_.take(block);
      return true;
    });
  }
  ~DeviceInput() override { stream_.stop(); }
  int rate() const override { return stream_.rate(); }
  int channels() const override { return stream_.channels(); }
  void read(std::vector<float>& samples) override { buffer_.read(samples); }
  std::int64_t lost() const override { return buffer_.lost(); }
  std::optional<Clock::time_point> timeOf(std::int64_t frame) const override { return buffer_.timeOf(frame); }
  bool isAlive() const override { return stream_.isAlive(); }

 private:
  Stream stream_;
  mutable InputBuffer buffer_;  // any thread
};

}  // namespace

std::unique_ptr<Output> openOutput(const std::string& device, int rate, int channels) try {
  return std::make_unique<DeviceOutput>(device, rate, channels);
} catch (const base::Error& error) {
  base::logWarning(error.what());
  return silentOutput(rate, channels);
}

std::unique_ptr<Output> silentOutput(int rate, int channels) {
  return std::make_unique<SilentOutput>(rate, channels);
}

std::unique_ptr<Input> openInput(const std::string& device, int rate, int channels) {
  return std::make_unique<DeviceInput>(device, rate, channels);
}

}  // namespace audio
