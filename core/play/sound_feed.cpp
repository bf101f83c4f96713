#include "core/play/sound_feed.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>

#include "core/base/error.h"

namespace play {
namespace {

constexpr int kRate = 48000, kChannels = 2;     // asked of the device
constexpr std::size_t kBlock = 1024;            // sample frames at once
constexpr double kAheadSec = 0.5;               // written before it is heard
constexpr std::chrono::milliseconds kTick{10};  // between looks for room in the output

}  // namespace

SoundFeed::SoundFeed(std::string device, OpenOutput openOutput,
                     std::function<void(const base::Problem&)> failed)
    : openOutput_(std::move(openOutput)), failed_(std::move(failed)) {
  orders_.device = std::move(device);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}
SoundFeed::~SoundFeed() = default;

void SoundFeed::setDevice(const std::string& device) {
  const std::lock_guard lock(mutex_);
  if (device == orders_.device) return;
  orders_.device = device;
  ++orders_.deviceNo;
  changed_.notify_all();
}

void SoundFeed::setSounds(std::vector<audio::Sound> sounds) {
  const std::lock_guard lock(mutex_);
  orders_.sounds = std::move(sounds);
  ++orders_.soundsNo;
  changed_.notify_all();
}

void SoundFeed::start(const Stretch& stretch) {
  const std::lock_guard lock(mutex_);
  orders_.stretch = stretch;
  ++orders_.stretchNo;
  changed_.notify_all();
}

void SoundFeed::stop() {
  const std::lock_guard lock(mutex_);
  orders_.stretch.reset();
  ++orders_.stretchNo;
  changed_.notify_all();
}

double SoundFeed::secondsLocked() const {
  if (!heard_ || heardNo_ != orders_.stretchNo) return orders_.stretch ? orders_.stretch->fromSec : 0;
  return secondsAfter(*heard_, static_cast<double>(output_->heard()) / output_->rate());
}

double SoundFeed::seconds() const {
  const std::lock_guard lock(mutex_);
  return secondsLocked();
}

std::optional<double> SoundFeed::playing() const {
  const std::lock_guard lock(mutex_);
  if (!heard_ || !orders_.stretch) return std::nullopt;
  return secondsLocked();
}

// Waits until something else is wished; while playing no longer than the output lasts.
std::optional<SoundFeed::Orders> SoundFeed::nextOrders(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto isNew = [this] {
    return orders_.stretchNo != followed_.stretchNo || orders_.soundsNo != followed_.soundsNo ||
           orders_.deviceNo != followed_.deviceNo;
  };
  if (heard_)
    changed_.wait_for(lock, stop, kTick, isNew);
  else
    changed_.wait(lock, stop, isNew);
  if (stop.stop_requested()) return std::nullopt;
  return orders_;
}

void SoundFeed::run(const std::stop_token& stop) {
  while (const std::optional<Orders> orders = nextOrders(stop)) {
    try {
      follow(*orders);
      fill();
    } catch (...) {
      failed_(base::caughtProblem());
      halt(std::nullopt, false);
    }
  }
}

// Sounds or a device that change while playing take over where the old ones are heard.
void SoundFeed::follow(const Orders& orders) {
  const bool hasNewSounds = orders.soundsNo != followed_.soundsNo;
  const bool hasNewDevice = orders.deviceNo != followed_.deviceNo;
  const bool hasNewStretch = orders.stretchNo != followed_.stretchNo;
  followed_ = orders;
  if (!hasNewSounds && !hasNewDevice && !hasNewStretch) return;
  const std::optional<Stretch> next = halt(orders.stretch, !hasNewStretch);
  if (hasNewSounds || hasNewDevice) bed_.reset();
  if (hasNewDevice) closeOutput();
  if (next) begin(*next, orders.stretchNo);
}

// A device may take its time to close: without the lock, so that those who ask for the clock need not wait.
void SoundFeed::closeOutput() {
  std::shared_ptr<audio::Output> last;
  const std::lock_guard lock(mutex_);
  last.swap(output_);
}

// The clock then stands where `next` begins: when it goes on, where the sound was heard last. Nobody sees the
// clock in between, so that it never goes back.
std::optional<Stretch> SoundFeed::halt(std::optional<Stretch> next, bool goesOn) {
  const std::lock_guard lock(mutex_);
  if (heard_) output_->pause(true);
  if (goesOn && next) next->fromSec = secondsLocked();
  if (orders_.stretchNo == followed_.stretchNo) orders_.stretch = next;
  heard_.reset();
  return next;
}

void SoundFeed::begin(const Stretch& stretch, std::uint64_t number) {
  if (!output_) {
    std::shared_ptr<audio::Output> output = openOutput_(followed_.device, kRate, kChannels);
    const std::lock_guard lock(mutex_);
    output_ = std::move(output);
  }
  if (!bed_) {
    bed_.emplace(followed_.sounds, output_->rate(), output_->channels());
    told_ = 0;
  }
  const Stretch whole = place(stretch);
  {
    const std::lock_guard lock(mutex_);
    output_->pause(true);
    output_->clear();
    heard_ = whole;
    heardNo_ = number;
  }
  fill();
  output_->pause(false);
}

// Sets what is read next; gives the stretch in whole sample frames.
Stretch SoundFeed::place(Stretch stretch) {
  const int rate = output_->rate();
  position_ = std::llround(stretch.fromSec * rate);
  loopBegin_ = loopEnd_ = written_ = 0;
  rest_.clear();
  if (!stretch.loop) return stretch;
  loopBegin_ = std::llround(stretch.loop->first * rate);
  loopEnd_ = std::max<std::int64_t>(loopBegin_ + 1, std::llround(stretch.loop->second * rate));
  stretch.loop = {static_cast<double>(loopBegin_) / rate, static_cast<double>(loopEnd_) / rate};
  return stretch;
}

std::vector<float> SoundFeed::nextBlock() {
  auto count = static_cast<std::int64_t>(kBlock);
  if (loopEnd_ > 0 && position_ < loopEnd_) count = std::min(count, loopEnd_ - position_);
  std::vector<float> block = bed_->read(position_, static_cast<std::size_t>(count));
  tellFailures();
  position_ += count;
  if (position_ == loopEnd_) position_ = loopBegin_;
  return block;
}

void SoundFeed::fill() {
  if (!heard_) return;
  const auto ahead = static_cast<std::int64_t>(kAheadSec * output_->rate());
  const auto channels = static_cast<std::size_t>(output_->channels());
  while (written_ - output_->heard() < ahead) {
    if (rest_.empty()) rest_ = nextBlock();
    const std::size_t taken = output_->write(rest_);
    written_ += static_cast<std::int64_t>(taken);
    rest_.erase(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(taken * channels));
    if (!rest_.empty()) return;  // no room
  }
}

void SoundFeed::tellFailures() {
  for (; told_ < bed_->failures().size(); ++told_) failed_(bed_->failures()[told_]);
}

}  // namespace play
