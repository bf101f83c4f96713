#include "ui/record/record_session.h"

#include <QDateTime>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/base/detached.h"
#include "ui/base/document.h"
#include "ui/jobs/discard_job.h"
#include "ui/jobs/error_words.h"
#include "ui/jobs/job.h"
#include "ui/jobs/remedy.h"
#include "ui/record/save_take.h"

namespace ui {

namespace fs = std::filesystem;

static constexpr int kTickMs = 20;
static constexpr double kShortestSec = 0.2;  // that can be recorded over
static constexpr double kPatienceSec = 5;    // for the first sound of a microphone, and for playback
static constexpr double kTailSec = 1;        // for the sound that is still on its way

RecordSession::RecordSession(Document& document, RecordTransport& playback, Parts parts, QObject* parent)
    : QObject(parent),
      document_(document),
      playback_(playback),
      parts_(std::move(parts)),
      microphone_(parts_.openInput) {
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setInterval(kTickMs);
  connect(&timer_, &QTimer::timeout, this, &RecordSession::tick);
  connect(&microphone_, &Microphone::opened, this, [this] {
    timer_.start();
    if (state_ == RecordState::opening) prepare();
  });
  connect(&microphone_, &Microphone::failed, this, [this](const base::Problem& problem) {
    if (state_ == RecordState::opening) return abandon(problem);
    Q_EMIT microphoneLost(words(problem));
  });
  connect(&document_, &Document::replaced, this, &RecordSession::letProjectGo);
}

RecordSession::~RecordSession() = default;

void RecordSession::setSettings(const RecordSettings& settings) {
  settings_ = settings;
  if (state_ == RecordState::idle && isListening_) microphone_.open(settings_);
}

void RecordSession::setVoice(int voice) { voice_ = voice; }

void RecordSession::setListening(bool isOn) {
  isListening_ = isOn;
  if (state_ != RecordState::idle) return;
  if (isOn)
    microphone_.open(settings_);
  else
    backToIdle();
}

void RecordSession::resetClip() {
  if (microphone_.recorder()) recorder().resetClip();
}

PunchRange RecordSession::rangeNow() const {
  const dub::Project& project = document_.project();
  const double inSec = project.inSec.value_or(playback_.seconds());
  const bool hasOut = project.outSec && *project.outSec > inSec;
  return {.startSec = inSec,
          .inSec = inSec,
          .outSec = std::min(hasOut ? *project.outSec : playback_.duration(), playback_.duration()),
          .isLooped = settings_.loop && project.inSec && hasOut};
}

QString RecordSession::obstacle() const {
  if (playback_.duration() <= 0) return tr("There is no picture to speak to: open a video first.");
  const PunchRange range = rangeNow();
  if (range.outSec - range.inSec >= kShortestSec) return {};
  if (document_.project().inSec) return tr("There is too little between in and out point: move them apart.");
  return tr("The playhead is at the end: move it to where the line begins.");
}

void RecordSession::enter(RecordState state) {
  if (state_ == state) return;
  state_ = state;
  Q_EMIT stateChanged(state);
}

void RecordSession::toggle() { state_ == RecordState::idle ? start() : stop(); }

void RecordSession::start() {
  if (state_ != RecordState::idle) return;
  if (const QString why = obstacle(); !why.isEmpty()) return Q_EMIT failed(why, {});
  take_ = {.range = rangeNow(), .voice = voice_, .waitingSince = playback_.now()};
  playback_.pause();
  enter(RecordState::opening);
  microphone_.open(settings_);
  if (microphone_.recorder()) prepare();
}

// "take talk 2026-11-27 14-03-22"
static std::string fileName(const dub::Project& project, const QDateTime& time) {
  return "take " + project.video.stem().string() + " " +
         time.toString(QStringLiteral("yyyy-MM-dd HH-mm-ss")).toStdString();
}

// The disk and the playback device may take their time.
void RecordSession::prepare() {
  const QDateTime time = QDateTime::currentDateTime();
  take_.date = time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
  const auto made = std::make_shared<Preparation>();
  const auto work = [made, recorder = microphone_.recorder(), folder = settings_.folder,
                     name = fileName(document_.project(), time), inSec = take_.range.inSec,
                     counts = settings_.countIn, cache = parts_.cache,
                     openOutput = parts_.openOutput](const base::OnProgress&, const std::stop_token&) {
    const fs::path file = unfinishedTake(folder, name);
    recorder->start(file);
    made->file = file;
    if (counts && inSec >= kCountInSec)
      made->beeps = countIn(inSec, cache);
    else if (counts && openOutput)
      made->output = base::endingDetached(openOutput());
    return base::Outcome::done;
  };
  preparing_ = new Job(tr("Preparing the take"), work, this);
  connect(preparing_, &Job::finished, this, [this, made] {
    take_.prepared = std::move(*made);
    endPreparing();
  });
  connect(preparing_, &Job::failed, this, [this, made](const base::Problem& problem) {
    if (!made->file.empty()) take_.prepared = std::move(*made);
    if (state_ == RecordState::opening) {
      take_.trouble = words(problem);
      take_.remedy = remedyFor(problem.fault);
    }
    endPreparing();
  });
  preparing_->start();
}

// It may have been given up meanwhile.
void RecordSession::endPreparing() {
  std::exchange(preparing_, nullptr)->deleteLater();
  if (state_ == RecordState::saving || !take_.trouble.isEmpty()) return abandon(take_.trouble, take_.remedy);
  take_.waitingSince = playback_.now();
  timer_.start();
}

void RecordSession::tick() {
  if (!microphone_.recorder()) return;
  Q_EMIT levelChanged(recorder().level());
  switch (state_) {
    case RecordState::idle:
      if (isLost()) backToIdle();
      break;
    case RecordState::opening:
      waitForSound();
      break;
    case RecordState::countingIn:
      take_.count ? countWithoutFilm() : followFilm();
      break;
    case RecordState::recording:
      followFilm();
      break;
    case RecordState::saving:
      waitForTail();
      break;
  }
}

bool RecordSession::isLost() const {
  return microphone_.recorder() && recorder().failure() && !recorder().isRecording();
}

bool RecordSession::hasWaited(double seconds) const {
  return std::chrono::duration<double>(playback_.now() - take_.waitingSince).count() > seconds;
}

// The file must reach back to before the punch-in.
void RecordSession::waitForSound() {
  if (!take_.prepared) return;
  if (recorder().seconds() > 0) return beginCount();
  if (isLost() || hasWaited(kPatienceSec))
    abandon(tr("No sound comes from the microphone: choose another one, or plug it in again."));
}

void RecordSession::beginCount() {
  std::vector<audio::Sound> extra;
  if (take_.prepared->beeps) {
    extra.push_back(*take_.prepared->beeps);
    take_.range.startSec = take_.range.inSec - kCountInSec;
  }
  playback_.setLoop(take_.range.isLooped ? std::optional(std::pair(take_.range.inSec, take_.range.outSec))
                                         : std::nullopt);
  if (parts_.setMonitor) parts_.setMonitor(std::move(extra), settings_.guide);
  enter(RecordState::countingIn);
  if (!settings_.countIn || take_.prepared->beeps) return playFilm();
  take_.count.emplace(playback_.now(), std::exchange(take_.prepared->output, nullptr));
  countWithoutFilm();
}

void RecordSession::countWithoutFilm() {
  if (isLost()) return endTake();
  const double left = take_.count->advance(playback_.now());
  if (left > 0) return tell(left);
  take_.count.reset();
  playFilm();
}

void RecordSession::playFilm() {
  take_.punch.emplace(take_.range);
  take_.waitingSince = playback_.now();
  playback_.playFrom(take_.range.startSec);
}

void RecordSession::followFilm() {
  Punch& punch = *take_.punch;
  const Punch::Phase phase = punch.follow(playback_.position(), playback_.now());
  if (phase == Punch::Phase::waiting && hasWaited(kPatienceSec))
    return abandon(tr("The video does not play: close it and open it again."));
  if (phase != Punch::Phase::waiting) tell(punch.secondsToPunchIn(playback_.now()));
  if (phase == Punch::Phase::inside) enter(RecordState::recording);
  noteRounds();
  grow();
  if (phase == Punch::Phase::over || isLost()) endTake();
}

void RecordSession::tell(double secondsToPunchIn) {
  const int beat = beatAt(secondsToPunchIn);
  if (!settings_.countIn || beat == take_.beat) return;
  take_.beat = beat;
  Q_EMIT countdown(beat);
}

std::optional<double> RecordSession::secondsToPunchIn() const {
  if (state_ != RecordState::countingIn && state_ != RecordState::recording) return std::nullopt;
  const audio::Clock::time_point now = playback_.now();
  if (!take_.count && !take_.punch) return std::nullopt;
  return take_.count ? take_.count->left(now) : take_.punch->secondsToPunchIn(now);
}

// While the recorder still tells.
void RecordSession::noteRounds() {
  const std::vector<Punch::Round>& rounds = take_.punch->rounds();
  while (take_.punchInSec.size() < rounds.size()) {
    const auto at = recorder().secondsAt(rounds[take_.punchInSec.size()].punchIn);
    if (!at) return;
    take_.punchInSec.push_back(std::max(0.0, *at + settings_.latencyMs / 1000));
    take_.peaks.clear();
  }
}

void RecordSession::grow() {
  if (take_.punchInSec.empty()) return;
  const auto first =
      static_cast<std::size_t>(std::lround(take_.punchInSec.back() * audio::WaveformPeaks::kPerSec));
  const std::vector<audio::WaveformPeaks::Peak> fresh = recorder().peaks(first + take_.peaks.size());
  if (fresh.empty()) return;
  take_.peaks.insert(take_.peaks.end(), fresh.begin(), fresh.end());
  Q_EMIT recordingGrew(take_.range.inSec, take_.peaks);
}

void RecordSession::stop() {
  if (state_ == RecordState::opening || state_ == RecordState::countingIn) return cancel();
  if (state_ != RecordState::recording) return;
  take_.punch->stop(playback_.now());
  endTake();
}

void RecordSession::endTake() {
  playback_.pause();
  take_.waitingSince = playback_.now();
  enter(RecordState::saving);
  waitForTail();
}

static double secondsOf(const PunchRange& range, const Punch::Round& round) {
  return round.endSec - range.inSec;
}

// The end of the speech reaches the file later by the device's and the set latency.
void RecordSession::waitForTail() {
  if (saving_ != nullptr || preparing_ != nullptr) return;
  const double endSec = take_.punchInSec.empty()
                            ? 0
                            : take_.punchInSec.back() + secondsOf(take_.range, take_.punch->rounds().back());
  if (recorder().isRecording() && recorder().seconds() < endSec && !hasWaited(kTailSec)) return;
  save();
}

void RecordSession::save() {
  saved_ = std::make_shared<SavedTake>();
  Recording& recording = saved_->recording;
  recording = {.file = take_.prepared->file,
               .atSec = take_.range.inSec,
               .voice = take_.voice,
               .name = tr("Take").toStdString(),
               .date = take_.date.toStdString()};
  for (std::size_t i = 0; i < take_.punchInSec.size(); ++i)
    recording.rounds.push_back({take_.punchInSec[i], secondsOf(take_.range, take_.punch->rounds()[i])});
  if (!recording.rounds.empty() && !take_.isOrphan) findLine(document_.project(), *saved_);
  saving_ = new Job(
      tr("Saving the take"),
      [recorder = microphone_.recorder(), saved = saved_](
          const base::OnProgress&, const std::stop_token& stop) { return saveTake(*recorder, *saved, stop); },
      this, base::Worth::keep);
  connect(saving_, &Job::finished, this, &RecordSession::finishSaving);
  connect(saving_, &Job::failed, this, [this](const base::Problem& problem) {
    take_.trouble = words(problem);
    take_.remedy = remedyFor(problem.fault);
    finishSaving();
  });
  saving_->start();
}

void RecordSession::finishSaving() {
  std::exchange(saving_, nullptr)->deleteLater();
  const std::shared_ptr<SavedTake> saved = std::exchange(saved_, nullptr);
  const Current take = std::exchange(take_, {});
  const bool isKept = !saved->takes.files.empty();
  int clip = 0;
  if (isKept && !take.isOrphan)
    document_.edit(tr("Record Line"), [&](dub::Project& project) {
      clip = addTakes(project, saved->recording, saved->takes, saved->line);
    });
  backToIdle();
  if (clip != 0) Q_EMIT takeRecorded(clip);
  const QString remedy =
      saved->problem && take.remedy.isEmpty() ? remedyFor(saved->problem->fault) : take.remedy;
  if (const QString told = endOf(take.trouble, *saved, clip != 0); !told.isEmpty())
    Q_EMIT failed(told, remedy);
}

// What has to be said about a recording that did not go as it was meant; empty = nothing.
QString RecordSession::endOf(const QString& trouble, const SavedTake& saved, bool isAdded) {
  const QString note = saved.problem ? words(*saved.problem) : QString();
  if (!trouble.isEmpty()) return trouble;
  if (isAdded) return note.isEmpty() ? note : tr("%1 What was said until then is kept.").arg(note);
  if (!saved.takes.files.empty())
    return tr("Another video was opened: the take was not added. It is kept as %1.")
        .arg(QString::fromStdString(saved.takes.files.front().path.string()));
  return note.isEmpty() ? note : tr("Nothing was recorded. %1").arg(note);
}

void RecordSession::cancel() {
  if (state_ != RecordState::idle && state_ != RecordState::saving) abandon(QString());
}

// The recording goes on disk, but not into the new project.
void RecordSession::letProjectGo() {
  take_.isOrphan = state_ != RecordState::idle;
  stop();
}

// The take is thrown away; an empty message: that was wanted.
void RecordSession::abandon(const QString& message, const QString& remedy) {
  playback_.pause();
  take_.trouble = message;
  take_.remedy = remedy;
  take_.punchInSec.clear();
  if (preparing_ != nullptr) return enter(RecordState::saving);  // its file is not there yet
  if (take_.prepared) {
    enter(RecordState::saving);
    return save();
  }
  take_ = {};
  backToIdle();
  if (!message.isEmpty()) Q_EMIT failed(message, remedy);
}

void RecordSession::abandon(const base::Problem& problem) {
  abandon(words(problem), remedyFor(problem.fault));
}

// The microphone stays open when it is listened to. One that was unplugged, or could not go on, is opened
// anew.
void RecordSession::backToIdle() {
  if (!isListening_ || isLost()) {
    microphone_.close();
    timer_.stop();
    Q_EMIT levelChanged({});
  }
  if (isListening_) microphone_.open(settings_);
  enter(RecordState::idle);
}

}  // namespace ui
