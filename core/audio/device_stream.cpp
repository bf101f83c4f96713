#include "core/audio/device_stream.h"

#include <portaudio.h>

#include <cmath>
#include <mutex>

#include "core/audio/device_clock.h"
#include "core/base/error.h"
#include "core/base/log.h"

namespace audio {

using base::Error;
using base::Fault;

// Enough for sound servers and busy machines. Both clocks know it, so that nothing comes out of step.
static constexpr double kLatencySec = 0.1;
static constexpr double kLongestLatencySec = 5;  // what a device may say before it is not believed
// Without a call for so long a device is gone. Sound servers need up to 2 s until their first call.
static constexpr double kSilentSec = 2, kStartSec = 10;

// PortAudio's functions that look for devices, open and close must not run at once.
static std::mutex& portAudioLock() {
  static std::mutex lock;
  return lock;
}

namespace {

// What the system itself says is clearer than PortAudio's words for it.
std::string reason(PaError error) {
  const PaHostErrorInfo* host = Pa_GetLastHostErrorInfo();
  const bool isHosts = error == paUnanticipatedHostError && host != nullptr && *host->errorText != 0;
  return isHosts ? host->errorText : Pa_GetErrorText(error);
}

// A user of PortAudio, which counts them: the first one makes it look for devices, so a new look is only
// possible when nobody else is there.
class Library {
 public:
  Library() {
    const std::lock_guard lock(portAudioLock());
    const PaError error = Pa_Initialize();
    if (error != paNoError) throw Error(Fault::soundSystemFailed, {}, {}, reason(error));
  }
  ~Library() {
    const std::lock_guard lock(portAudioLock());
    Pa_Terminate();
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

}  // namespace

static Device describe(PaDeviceIndex number) {
  const PaDeviceInfo* info = Pa_GetDeviceInfo(number);
  const PaHostApiInfo* host = Pa_GetHostApiInfo(info->hostApi);
  return {.name = info->name,
          .host = host != nullptr ? host->name : "",
          .inputs = info->maxInputChannels,
          .outputs = info->maxOutputChannels,
          .rate = info->defaultSampleRate,
          .isDefaultInput = number == Pa_GetDefaultInputDevice(),
          .isDefaultOutput = number == Pa_GetDefaultOutputDevice()};
}

std::vector<Device> devices() try {
  const Library library;
  const std::lock_guard lock(portAudioLock());
  std::vector<Device> found;
  for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount(); ++i) found.push_back(describe(i));
  return found;
} catch (const Error& error) {
  base::logWarning(error.what());
  return {};
}

static int channelsOf(const PaDeviceInfo& info, Direction direction) {
  return direction == Direction::input ? info.maxInputChannels : info.maxOutputChannels;
}

static Error missing(const std::string& device, Direction direction) {
  const bool isInput = direction == Direction::input;
  if (device.empty()) return Error(isInput ? Fault::noMicrophone : Fault::noPlaybackDevice);
  return isInput ? Error(Fault::microphoneMissing, {{"device", device}})
                 : Error(Fault::playbackDeviceMissing, {{"device", device}});
}

static PaDeviceIndex find(const std::string& device, Direction direction) {
  if (device.empty()) {
    const PaDeviceIndex standard =
        direction == Direction::input ? Pa_GetDefaultInputDevice() : Pa_GetDefaultOutputDevice();
    if (standard != paNoDevice) return standard;
  }
  for (PaDeviceIndex i = 0; i < Pa_GetDeviceCount(); ++i) {
    const PaDeviceInfo* info = Pa_GetDeviceInfo(i);
    if (channelsOf(*info, direction) > 0 && (device.empty() || device == info->name)) return i;
  }
  throw missing(device, direction);
}

struct Stream::Impl {
  Library library;
  Direction direction;
  PaStream* stream = nullptr;
  int rate = 0, channels = 0;
  double latencySec = 0;  // where a call does not tell its own
  std::function<bool(const Block&)> take;
  Clock::time_point started{};
  std::atomic<Clock::rep> lastCall{0};  // ticks since the clock's epoch; 0 = none yet
  std::atomic<bool> isClosing{false};

  PaError open(PaDeviceIndex device, int wishedRate);
  Block blockOf(const void* in, void* out, unsigned long frames, const PaStreamCallbackTimeInfo* time,
                PaStreamCallbackFlags flags) const;
  static int call(const void* in, void* out, unsigned long frames, const PaStreamCallbackTimeInfo* time,
                  PaStreamCallbackFlags flags, void* self);
};

PaError Stream::Impl::open(PaDeviceIndex device, int wishedRate) {
  const PaStreamParameters sound{.device = device,
                                 .channelCount = channels,
                                 .sampleFormat = paFloat32,
                                 .suggestedLatency = kLatencySec,
                                 .hostApiSpecificStreamInfo = nullptr};
  const bool isInput = direction == Direction::input;
  rate = wishedRate;
  return Pa_OpenStream(&stream, isInput ? &sound : nullptr, isInput ? nullptr : &sound, wishedRate,
                       paFramesPerBufferUnspecified, paNoFlag, &call, this);
}

Block Stream::Impl::blockOf(const void* in, void* out, unsigned long frames,
                            const PaStreamCallbackTimeInfo* time, PaStreamCallbackFlags flags) const {
  Block block{.in = static_cast<const float*>(in),
              .out = static_cast<float*>(out),
              .frames = frames,
              .at = Clock::now(),
              .latencySec = latencySec,
              .hasSkipped = (flags & paInputOverflow) != 0};
  const double told = direction == Direction::input ? time->currentTime - time->inputBufferAdcTime
                                                    : time->outputBufferDacTime - time->currentTime;
  if (told > 0 && told < kLongestLatencySec) block.latencySec = told;
  return block;
}

int Stream::Impl::call(const void* in, void* out, unsigned long frames, const PaStreamCallbackTimeInfo* time,
                       PaStreamCallbackFlags flags, void* self) {
  auto* impl = static_cast<Impl*>(self);
  const Block block = impl->blockOf(in, out, frames, time, flags);
  impl->lastCall = block.at.time_since_epoch().count();
  return !impl->isClosing && impl->take(block) ? paContinue : paAbort;
}

Stream::Stream(Direction direction, const Wish& wish) : impl_(std::make_unique<Impl>()) {
  const std::lock_guard lock(portAudioLock());
  const PaDeviceIndex device = find(wish.device, direction);
  const PaDeviceInfo* info = Pa_GetDeviceInfo(device);
  const int own = static_cast<int>(std::lround(info->defaultSampleRate));
  impl_->direction = direction;
  impl_->channels = std::min(wish.channels, channelsOf(*info, direction));
  PaError error = impl_->open(device, wish.rate > 0 ? wish.rate : own);
  if (error != paNoError && wish.rate > 0 && wish.rate != own) error = impl_->open(device, own);
  if (error != paNoError) throw Error(Fault::soundDeviceBusy, {{"device", info->name}}, {}, reason(error));
  if (const PaStreamInfo* opened = Pa_GetStreamInfo(impl_->stream); opened != nullptr)
    impl_->latencySec = direction == Direction::input ? opened->inputLatency : opened->outputLatency;
}

// The device's thread ends by itself at its next call, so that nothing that is queued delays the end.
void Stream::stop() {
  impl_->isClosing = true;
  if (Pa_IsStreamStopped(impl_->stream) == 0) Pa_StopStream(impl_->stream);
}

Stream::~Stream() {
  stop();
  const std::lock_guard lock(portAudioLock());
  Pa_CloseStream(impl_->stream);
}

int Stream::rate() const { return impl_->rate; }
int Stream::channels() const { return impl_->channels; }

void Stream::start(std::function<bool(const Block&)> take) {
  impl_->take = std::move(take);
  impl_->started = Clock::now();
  const PaError error = Pa_StartStream(impl_->stream);
  if (error != paNoError) throw Error(Fault::soundDeviceStuck, {}, {}, reason(error));
}

bool Stream::isAlive() const {
  if (Pa_IsStreamActive(impl_->stream) != 1) return false;
  const Clock::duration last(impl_->lastCall.load());
  const bool hasBegun = last.count() != 0;
  const Clock::time_point since = hasBegun ? Clock::time_point(last) : impl_->started;
  return secondsBetween(since, Clock::now()) < (hasBegun ? kSilentSec : kStartSec);
}

}  // namespace audio
