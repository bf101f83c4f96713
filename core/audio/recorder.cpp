#include "core/audio/recorder.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "core/audio/recorder_file.h"
#include "core/audio/recorder_meter.h"
#include "core/base/error.h"
#include "core/base/log.h"

namespace audio {

using base::Error;
using base::Fault;

static constexpr std::chrono::milliseconds kDrainEvery(10);  // an input keeps 10 s
static constexpr std::chrono::seconds kSyncEvery(1);         // what a crash may cost
static constexpr float kFullScale = 0.999F;                  // 16-bit devices reach 32767/32768

struct Recorder::Impl {
  Impl(std::unique_ptr<Input> source, int picked)
      : input(std::move(source)), channel(std::min(picked, input->channels() - 1)), meter(input->rate()) {}

  void run(const std::stop_token& stop);
  void drain();
  std::vector<float> mono(std::span<const float> samples, bool& hasClipped) const;
  void keep(std::span<const float> samples);
  void end(std::optional<base::Problem> problem);

  const std::unique_ptr<Input> input;
  const int channel;  // -1 = all, averaged

  // Taken first; held while the disk works, so never by those who only ask. Guards the five below.
  std::mutex filing;
  std::vector<float> fresh;
  std::unique_ptr<TakeFile> file;  // while recording
  std::int64_t lostBefore = 0;     // when the take began
  Clock::time_point synced{};
  bool isUnplugged = false;

  mutable std::mutex mutex;  // guards what follows; held shortly
  LevelMeter meter;
  std::int64_t came = 0;   // frames since the input began
  std::int64_t first = 0;  // the one at which the take begins
  bool isRecording = false;
  std::optional<Take> take;  // from start() to stop()
  std::optional<base::Problem> failure;
  std::optional<PeakBuilder> builder;
  std::vector<WaveformPeaks::Peak> peaks;

  std::jthread thread;  // last: ends before what it uses
};

void Recorder::Impl::run(const std::stop_token& stop) {
  std::condition_variable_any wake;
  std::mutex waiting;
  while (!stop.stop_requested()) {
    {
      const std::lock_guard lock(filing);
      try {
        drain();
      } catch (...) {  // no memory, most likely
        const base::Problem problem = base::caughtProblem();
        base::logWarning(line(problem));
        end(problem);
      }
    }
    std::unique_lock lock(waiting);
    wake.wait_for(lock, stop, kDrainEvery, [] { return false; });
  }
}

// Holding `filing`: takes what has come.
void Recorder::Impl::drain() {
  const bool hasGone = !isUnplugged && !input->isAlive();  // asked first: what came before it went is kept
  fresh.clear();
  input->read(fresh);
  bool hasClipped = false;
  const std::vector<float> samples = mono(fresh, hasClipped);
  {
    const std::lock_guard lock(mutex);
    meter.add(samples);
    if (hasClipped) meter.clip();
    came += static_cast<std::int64_t>(samples.size());
  }
  if (file) keep(samples);
  if (!hasGone) return;
  isUnplugged = true;
  end(base::Problem{.fault = Fault::microphoneUnplugged});
}

// [frames], of [frames, channels].
std::vector<float> Recorder::Impl::mono(std::span<const float> samples, bool& hasClipped) const {
  const auto channels = static_cast<std::size_t>(input->channels());
  const std::size_t begin = channel < 0 ? 0 : static_cast<std::size_t>(channel);
  const std::size_t end = channel < 0 ? channels : begin + 1;
  std::vector<float> out(samples.size() / channels);
  for (std::size_t frame = 0; frame < out.size(); ++frame) {
    float sum = 0;
    for (std::size_t c = begin; c < end; ++c) {
      const float sample = samples[frame * channels + c];
      hasClipped = hasClipped || std::abs(sample) >= kFullScale;
      sum += sample;
    }
    out[frame] = sum / static_cast<float>(end - begin);
  }
  return out;
}

// Holding `filing`: to disk.
void Recorder::Impl::keep(std::span<const float> samples) {
  const std::int64_t before = file->frames();
  std::optional<base::Problem> problem;
  try {
    file->append(samples);
    if (Clock::now() - synced >= kSyncEvery) {
      file->sync();
      synced = Clock::now();
    }
  } catch (const Error& error) {
    base::logWarning(error.what());
    problem = error.problem();
  }
  {
    const std::lock_guard lock(mutex);
    std::vector<PeakBuilder::Extremes> done;
    builder->add(samples.first(static_cast<std::size_t>(file->frames() - before)), done);
    for (const PeakBuilder::Extremes& extremes : done) peaks.push_back(quantised(extremes));
    take->frames = file->frames();
    take->lost = input->lost() - lostBefore;
  }
  if (problem) end(problem);
}

// Holding `filing`: the take is over. `problem` tells why it ended by itself; nullopt when it was stopped.
void Recorder::Impl::end(std::optional<base::Problem> problem) {
  if (file) try {
      file->finish();
    } catch (const Error& error) {
      if (!problem) problem = error.problem();
    }
  file.reset();
  const std::lock_guard lock(mutex);
  if (isRecording) take->problem = problem;
  if (problem) failure = problem;
  isRecording = false;
}

Recorder::Recorder(std::unique_ptr<Input> input, int channel)
    : impl_(std::make_unique<Impl>(std::move(input), channel)) {
  impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stop) { impl->run(stop); });
}

Recorder::~Recorder() { stop(); }

void Recorder::start(const std::filesystem::path& file) {
  const std::lock_guard filing(impl_->filing);
  impl_->drain();
  if (impl_->isUnplugged) throw Error(Fault::microphoneUnplugged, {}, file);
  if (impl_->file) throw Error(Fault::takeRunning, {}, file);
  impl_->file = std::make_unique<TakeFile>(file, impl_->input->rate());
  impl_->lostBefore = impl_->input->lost();
  impl_->synced = Clock::now();
  const std::lock_guard lock(impl_->mutex);
  impl_->first = impl_->came;
  impl_->take = Take{.file = file, .rate = impl_->input->rate()};
  impl_->builder.emplace(impl_->input->rate());
  impl_->peaks.clear();
  impl_->failure.reset();
  impl_->meter.resetClip();
  impl_->isRecording = true;
}

std::optional<Recorder::Take> Recorder::stop() {
  const std::lock_guard filing(impl_->filing);
  if (impl_->file) impl_->drain();
  if (impl_->file) impl_->end(std::nullopt);
  const std::lock_guard lock(impl_->mutex);
  return std::exchange(impl_->take, std::nullopt);
}

bool Recorder::isRecording() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->isRecording;
}

std::optional<base::Problem> Recorder::failure() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->failure;
}

Level Recorder::level() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->meter.level();
}

void Recorder::resetClip() {
  const std::lock_guard lock(impl_->mutex);
  impl_->meter.resetClip();
}

double Recorder::seconds() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->take ? impl_->take->seconds() : 0;
}

std::vector<WaveformPeaks::Peak> Recorder::peaks(std::size_t first) const {
  const std::lock_guard lock(impl_->mutex);
  const auto begin = static_cast<std::ptrdiff_t>(std::min(first, impl_->peaks.size()));
  return {impl_->peaks.begin() + begin, impl_->peaks.end()};
}

// The input's own line is read where sound has just come, and from there by the rate.
std::optional<double> Recorder::secondsAt(Clock::time_point time) const {
  const std::lock_guard lock(impl_->mutex);
  if (!impl_->isRecording || impl_->take->frames == 0) return std::nullopt;
  const std::optional<Clock::time_point> newest = impl_->input->timeOf(impl_->came);
  if (!newest) return std::nullopt;
  const auto written = static_cast<double>(impl_->came - impl_->first);
  return written / impl_->take->rate + std::chrono::duration<double>(time - *newest).count();
}

}  // namespace audio
