#include "core/audio/latency.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <thread>

#include "core/audio/device_clock.h"
#include "core/audio/recorder.h"

namespace audio {

static constexpr double kChirpSec = 0.1, kFromHz = 500, kToHz = 5000, kAmplitude = 0.5;
static constexpr double kLeadSec = 0.3;  // silence before it, in which the devices settle
static constexpr double kTailSec = 0.5;  // after it, so that the clock runs on
static constexpr double kEarliestSec = -0.3, kLatestSec = 1;  // where it is looked for
static constexpr double kPatienceSec = 10;                    // for sound servers to begin
// Of a correlation 0..1: noise of this band reaches about 0.15 by chance within a second.
static constexpr double kFound = 0.3;
static constexpr std::chrono::milliseconds kPoll(3);  // small against the devices' buffers

// A tone that rises, with soft ends: its place is told sharply by correlation, unlike a click's in noise.
static std::vector<float> chirp(int rate) {
  std::vector<float> samples(static_cast<std::size_t>(kChirpSec * rate));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / rate, part = t / kChirpSec;
    const double turns = kFromHz * t + (kToHz - kFromHz) * t * part / 2;
    const double envelope = std::sin(std::numbers::pi * part);
    samples[i] = static_cast<float>(kAmplitude * envelope * std::sin(2 * std::numbers::pi * turns));
  }
  return samples;
}

// Where in `sound` the pattern is, in samples. nullopt when nothing resembles it.
static std::optional<std::size_t> findIn(std::span<const float> sound, std::span<const float> pattern) {
  const double power = std::inner_product(pattern.begin(), pattern.end(), pattern.begin(), 0.0);
  double best = kFound;
  std::optional<std::size_t> place;
  for (std::size_t at = 0; at + pattern.size() <= sound.size(); ++at) {
    double product = 0, energy = 1e-9;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const double sample = sound[at + i];
      product += sample * pattern[i];
      energy += sample * sample;
    }
    const double likeness = std::abs(product) / std::sqrt(energy * power);  // a cable may turn the sign
    if (likeness <= best) continue;
    best = likeness;
    place = at;
  }
  return place;
}

namespace {

// Plays and records at once.
class Probe {
 public:
  Probe(Output& output, Input& input) : output_(output), input_(input) {}
  // False when the devices do not get so far in time.
  bool play();
  std::optional<double> late() const;

 private:
  void poll();
  void askTime();
  bool hasHeardEnough() const;
  Output& output_;
  Input& input_;
  std::vector<float> queued_;    // still to be written, interleaved
  std::vector<float> recorded_;  // the first channel
  std::vector<float> fresh_;
  std::int64_t lead_ = 0;                            // frames before the chirp
  std::optional<Clock::time_point> heard_;           // when the chirp began to be heard
  Clock::duration asking_ = Clock::duration::max();  // how long the question for that took
};

}  // namespace

bool Probe::play() {
  const auto channels = static_cast<std::size_t>(output_.channels());
  lead_ = std::llround(kLeadSec * output_.rate());
  queued_.assign(static_cast<std::size_t>(lead_) * channels, 0.0F);
  for (const float sample : chirp(output_.rate())) queued_.insert(queued_.end(), channels, sample);
  queued_.resize(queued_.size() + static_cast<std::size_t>(kTailSec * output_.rate()) * channels);
  output_.clear();
  output_.pause(false);
  const Clock::time_point deadline = Clock::now() + durationOf(kPatienceSec);
  while (!hasHeardEnough() && Clock::now() < deadline) {
    poll();
    std::this_thread::sleep_for(kPoll);
  }
  return hasHeardEnough();
}

// The input runs first, so that nothing is played before it hears.
void Probe::poll() {
  fresh_.clear();
  input_.read(fresh_);
  const auto channels = static_cast<std::size_t>(input_.channels());
  for (std::size_t i = 0; i < fresh_.size(); i += channels) recorded_.push_back(fresh_[i]);
  if (recorded_.empty()) return;
  const auto taken = output_.write(queued_) * static_cast<std::size_t>(output_.channels());
  queued_.erase(queued_.begin(), queued_.begin() + static_cast<std::ptrdiff_t>(taken));
  askTime();
}

// While the chirp and the silence after it are heard. Of all answers the one that took least time is the
// best: others may have been interrupted between the clocks.
void Probe::askTime() {
  const Clock::time_point before = Clock::now();
  const std::int64_t ahead = output_.heard() - lead_;
  const Clock::duration asking = Clock::now() - before;
  const auto seconds = static_cast<double>(ahead) / output_.rate();
  if (seconds < 0 || seconds > kChirpSec + kTailSec / 2 || asking >= asking_) return;
  asking_ = asking;
  heard_ = before + asking / 2 - durationOf(seconds);
}

bool Probe::hasHeardEnough() const {
  if (!heard_) return false;
  const auto newest = input_.timeOf(static_cast<std::int64_t>(recorded_.size()));
  return newest && *newest > *heard_ + durationOf(kLatestSec + kChirpSec);
}

std::optional<double> Probe::late() const {
  const std::optional<Clock::time_point> begin = input_.timeOf(0);
  if (!begin) return std::nullopt;
  const double expected = secondsBetween(*begin, *heard_);  // seconds into the recording
  const auto frameAt = [&](double seconds) {
    return std::clamp<std::int64_t>(std::llround(seconds * input_.rate()), 0,
                                    static_cast<std::int64_t>(recorded_.size()));
  };
  const std::int64_t first = frameAt(expected + kEarliestSec);
  const std::int64_t last = frameAt(expected + kLatestSec + kChirpSec);
  const auto part = std::span<const float>(recorded_).subspan(static_cast<std::size_t>(first),
                                                              static_cast<std::size_t>(last - first));
  const std::optional<std::size_t> place = findIn(part, chirp(input_.rate()));
  if (!place) return std::nullopt;
  return static_cast<double>(first + static_cast<std::int64_t>(*place)) / input_.rate() - expected;
}

std::optional<double> measureLatency(Output& output, Input& input) {
  Probe probe(output, input);
  return probe.play() ? probe.late() : std::nullopt;
}

}  // namespace audio
