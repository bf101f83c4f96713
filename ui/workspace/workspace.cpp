#include "ui/workspace/workspace.h"

#include <mutex>
#include <utility>

#include "core/dub/voice_plan.h"
#include "core/render/render.h"
#include "ui/jobs/job.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr std::size_t kPatchMemory = 256u << 20;

// Where networks run: as the preferences say, whatever the project says about it; a project travels, a
// machine does not. Any thread.
struct Workspace::Device {
  std::mutex mutex;  // guards wish
  base::Device wish;
  base::Device now() {
    const std::lock_guard lock(mutex);
    return wish;
  }
  bool become(base::Device other) {  // false: it was that one
    const std::lock_guard lock(mutex);
    return std::exchange(wish, other) != other;
  }
};

static std::shared_ptr<dub::PatchCache> patchCache(const Preferences& preferences) {
  return std::make_shared<dub::PatchCache>(cacheFolder() / "mouths", kPatchMemory,
                                           static_cast<std::uint64_t>(preferences.cacheMb) << 20);
}

Workspace::Workspace(const Options& options, QObject* parent)
    : QObject(parent),
      device_(std::make_shared<Device>()),
      makeModel_(
          [make = options.makeModel, device = device_](const std::string& model, dub::LipSettings settings) {
            if (settings.device.kind == base::Device::Kind::automatic) settings.device = device->now();
            return make(model, settings);
          }),
      analyse_(options.analyse),
      threads_(options.preferences.threads),
      clip_(analyse_),
      waveforms_(cacheFolder() / "outlines"),
      transport_({.device = options.preferences.playbackDevice, .isSilent = options.isSilent}),
      dubbing_(document_, clip_, makeModel_, patchCache(options.preferences)) {
  device_->become(options.preferences.processingDevice);
  connect(&document_, &Document::replaced, this, &Workspace::followVideo);
  connect(&document_, &Document::changed, this, &Workspace::followSounds);
  connect(&document_, &Document::changed, this, &Workspace::followRange);
  connect(&clip_, &OpenClip::probed, this, &Workspace::showClip);
  connect(&clip_, &OpenClip::closed, this, &Workspace::showClip);
  connect(&dubbing_, &DubSession::picturesChanged, this, [this] {
    transport_.setDub(dubbing_.painter());
    if (!transport_.isPlaying()) transport_.refresh();
  });
}

void Workspace::followVideo() {
  if (clip_.video() != document_.project().video) clip_.open(document_.project().video);
}

void Workspace::showClip() {
  transport_.open(clip_.clip());
  film_.open(clip_.clip(), theme::kLaneHeight);
  if (!clip_.clip()) return;
  sounds_.clear();
  followSounds();
  followRange();
}

void Workspace::followSounds() {
  const bool hasOwnSound = clip_.probe() && !clip_.probe()->audio.empty();
  std::vector<audio::Sound> sounds;
  if (monitor_) {
    if (monitor_->guideOn)
      sounds = playbackSounds(document_.project(), Listen::original, hasOwnSound, transport_.duration());
    sounds.insert(sounds.end(), monitor_->extra.begin(), monitor_->extra.end());
  } else {
    sounds = playbackSounds(document_.project(), listening_, hasOwnSound, transport_.duration());
  }
  if (sounds == sounds_) return;
  sounds_ = sounds;
  transport_.setSounds(std::move(sounds));
}

std::pair<media::FrameNo, media::FrameNo> Workspace::range() const {
  const dub::Project& project = document_.project();
  const media::FrameNo last = std::max<media::FrameNo>(0, transport_.frames() - 1);
  const media::FrameNo first = project.inSec ? transport_.frameAt(*project.inSec) : 0;
  if (!project.outSec) return {first, last};
  const media::FrameNo out = transport_.frameAt(*project.outSec);  // the out point itself is not in it
  const bool startsThere = transport_.secondsOf(out) >= *project.outSec - 1e-6;
  return {first, std::clamp<media::FrameNo>(startsThere ? out - 1 : out, first, last)};
}

void Workspace::followRange() {
  transport_.setLoop(isLooping_ && transport_.hasClip() ? std::optional(range()) : std::nullopt);
}

void Workspace::listen(Listen listen) {
  listening_ = listen;
  followSounds();
}

void Workspace::setLooping(bool isLooping) {
  isLooping_ = isLooping;
  followRange();
}

void Workspace::setMonitor(std::optional<std::vector<audio::Sound>> extra, bool guideOn) {
  monitor_ = extra ? std::optional(Monitor{std::move(*extra), guideOn}) : std::nullopt;
  followSounds();
  if (!monitor_) followRange();  // recording has had the loop, too
}

void Workspace::apply(const Preferences& preferences) {
  transport_.setDevice(preferences.playbackDevice);
  threads_ = preferences.threads;
  if (device_->become(preferences.processingDevice)) dubbing_.forgetModels();
}

dub::RenderOptions Workspace::renderOptions() const {
  return {.makeModel = makeModel_, .analyse = analyse_, .clip = clip_.clip(), .threads = threads_};
}

int Workspace::trackOfVoice(int voice) const {
  const auto& voices = document_.project().voices;
  if (!clip_.analysis() || voice < 0 || voice >= static_cast<int>(voices.size())) return 0;
  const face::Track* track = dub::findTrack(*clip_.analysis(), voices[static_cast<std::size_t>(voice)].face,
                                            clip_.clip()->video(), clip_.clip()->index());
  return track == nullptr ? 0 : track->id;
}

}  // namespace ui
