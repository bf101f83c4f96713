#include "tests/ui/record_stage.h"

#include <QCoreApplication>
#include <QTest>
#include <cmath>
#include <stdexcept>

#include "core/base/detached.h"
#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"

namespace record_stage {

static constexpr double kScale = 1 << 24;
static constexpr std::chrono::milliseconds kStep(20);
static constexpr std::chrono::seconds kPatience(10);

float sampleValue(std::int64_t frame) { return static_cast<float>(static_cast<double>(frame) / kScale); }
std::int64_t frameOfValue(float value) { return std::llround(value * kScale); }

static Clock::duration durationOf(double seconds) {
  return std::chrono::round<Clock::duration>(std::chrono::duration<double>(seconds));
}

static double between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

void FakeInput::read(std::vector<float>& samples) {
  {
    const std::lock_guard lock(wire_->mutex);
    for (; wire_->pending > 0; --wire_->pending) samples.push_back(sampleValue(wire_->given++));
    ++wire_->reads;
  }
  wire_->wasRead.notify_all();
}

std::optional<Clock::time_point> FakeInput::timeOf(std::int64_t frame) const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->began + durationOf(static_cast<double>(frame) / kRate);
}

bool FakeInput::isAlive() const {
  const std::lock_guard lock(wire_->mutex);
  return wire_->isAlive;
}

std::optional<play::Position> FakeTransport::position() const {
  if (!isPlaying) return std::nullopt;
  double at = fromSec + std::max(0.0, between(playedAt, time) - startsAfterSec);
  if (loop && at >= loop->second) at = loop->first + std::fmod(at - loop->first, loop->second - loop->first);
  if (at >= clipSeconds) return std::nullopt;
  return play::Position{.seconds = at, .when = time, .isPlaying = true};
}

void FakeTransport::playFrom(double seconds) {
  fromSec = seconds;
  playedAt = time;
  isPlaying = true;
}

Clock::time_point FakeTransport::timeAt(double seconds) const {
  return playedAt + durationOf(startsAfterSec + seconds - fromSec);
}

Stage::Stage() {
  dub::Project project;
  project.video = "/films/talk.mp4";
  document.reset(project, {});
  ui::RecordSession::Parts parts{.openInput = [this](const ui::RecordSettings&) { return open(); },
                                 .setMonitor =
                                     [this](std::vector<audio::Sound> sounds, bool guideOn) {
                                       extra = std::move(sounds);
                                       guide = guideOn;
                                     },
                                 .cache = folder / "cache"};
  session = std::make_unique<ui::RecordSession>(document, playback, std::move(parts));
  session->setSettings({.folder = folder / "takes"});
}

Stage::~Stage() {
  session.reset();
  for (const base::Worth worth : {base::Worth::keep, base::Worth::throwAway})
    base::waitForDetached(worth, std::chrono::minutes(1));
}

std::unique_ptr<audio::Input> Stage::open() {
  if (!hasMicrophone) throw base::Error(base::Fault::noMicrophone);
  return std::make_unique<FakeInput>(wire);
}

// What the microphone has heard until now.
void Stage::feed() {
  const std::lock_guard lock(wire->mutex);
  if (!wire->isAlive) return;
  const auto due = std::llround(between(wire->began, playback.time) * kRate);
  wire->pending = due - wire->given;
}

// A read that began after the last sample was taken has ended: the recorder has dealt with all of them.
void Stage::waitUntilRead() {
  std::unique_lock lock(wire->mutex);
  const std::int64_t before = wire->reads;
  const bool wasRead = wire->wasRead.wait_for(
      lock, kPatience, [&] { return wire->pending == 0 && wire->reads >= before + 2; });
  if (!wasRead) throw std::runtime_error("nobody reads the microphone");
}

void Stage::advance(double seconds) {
  const Clock::time_point end = playback.time + durationOf(seconds);
  while (playback.time < end) {
    playback.time = std::min(end, playback.time + kStep);
    feed();
    session->tick();
  }
  QCoreApplication::processEvents();
}

bool Stage::advanceTo(ui::RecordState state, double seconds) {
  for (double gone = 0; gone < seconds && session->state() != state; gone += 0.02) advance(0.02);
  return session->state() == state;
}

bool Stage::record() {
  wire = std::make_shared<Wire>();
  wire->began = playback.time;
  session->start();
  // The microphone is heard and the file is there.
  const auto isReady = [this] {
    const std::lock_guard lock(wire->mutex);
    return wire->reads > 0 && session->isPrepared();
  };
  if (!QTest::qWaitFor(isReady)) return false;
  advance(0.1);
  waitUntilRead();
  return advanceTo(ui::RecordState::recording);
}

bool Stage::finish() {
  if (!advanceTo(ui::RecordState::saving) && session->state() != ui::RecordState::idle) return false;
  advance(0.5);  // what is still on its way
  if (session->state() == ui::RecordState::saving && wire->isAlive) settle();
  return QTest::qWaitFor([this] { return session->state() == ui::RecordState::idle; });
}

void Stage::settle() {
  waitUntilRead();
  session->tick();
}

void Stage::unplug() {
  waitUntilRead();
  {
    const std::lock_guard lock(wire->mutex);
    wire->isAlive = false;
  }
  waitUntilRead();
  hasMicrophone = false;
}

double Stage::sampleAt(double seconds) const {
  return between(wire->began, playback.timeAt(seconds)) * kRate;
}

std::vector<float> soundOf(const std::filesystem::path& file) {
  media::AudioReader reader(file);
  std::vector<float> all;
  for (auto part = reader.read(kRate); !part.empty(); part = reader.read(kRate))
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::int64_t heardAt(const dub::Project& project, double seconds, int take) {
  const dub::SpeechClip& line = project.clips.at(0);
  const std::vector<float> sound = soundOf(project.take(take != 0 ? take : line.take)->file);
  return frameOfValue(
      sound.at(static_cast<std::size_t>(std::lround((line.inSec + seconds - line.atSec) * kRate))));
}

}  // namespace record_stage
