#pragma once
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/audio/recorder.h"
#include "core/audio/sound_bed.h"
#include "ui/record/count_in.h"
#include "ui/record/microphone.h"
#include "ui/record/punch.h"
#include "ui/record/record_settings.h"
#include "ui/record/record_transport.h"

namespace ui {

class Document;
class Job;
struct SavedTake;

enum class RecordState { idle, opening, countingIn, recording, saving };

// Recording takes over the picture: opens the microphone, counts in, records between in and out point (else
// from the playhead until stopped, or the clip's end) and adds the recording to the project as one step of
// the history. GUI thread; never waits.
//
// Playback's sounds and loop are changed while state() is not idle: who set them sets them again when it is.
class RecordSession : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    Microphone::Open openInput = openMicrophone;
    // For beeps where there is no film to play them over; null = none. On a thread of its own, like the one
    // above.
    std::function<std::unique_ptr<audio::Output>()> openOutput;
    // What is heard beside the picture: beeps, and with guideOn the original sound. Null = nothing changes.
    std::function<void(std::vector<audio::Sound> extra, bool guideOn)> setMonitor;
    std::filesystem::path cache;  // the beeps are kept there
  };
  RecordSession(Document& document, RecordTransport& playback, Parts parts, QObject* parent = nullptr);
  ~RecordSession() override;

  const RecordSettings& settings() const { return settings_; }
  void setSettings(const RecordSettings& settings);  // a take that is under way goes on as it began
  int voice() const { return voice_; }
  RecordState state() const { return state_; }
  bool isPrepared() const { return take_.prepared.has_value(); }  // the file of a take is there
  // Why no take can begin, in words; empty = one can, as far as the project tells.
  QString obstacle() const;
  // For the streamer over the picture. nullopt while nothing is counted or recorded.
  std::optional<double> secondsToPunchIn() const;

 public Q_SLOTS:
  void setVoice(int voice);      // to whom takes are added
  void setListening(bool isOn);  // keeps the microphone open for the meter
  void start();
  void stop();    // keeps the take; before the punch-in there is none yet
  void cancel();  // throws it away
  void toggle();  // start or stop
  void resetClip();
  void tick();  // looks at playback and microphone; a timer calls it 50 times a second

 Q_SIGNALS:
  void stateChanged(ui::RecordState state);
  void countdown(int beat);  // 3, 2, 1; 0 at the punch-in
  void levelChanged(const audio::Level& level);
  // The round that is being recorded begins here on the timeline; its peaks so far.
  void recordingGrew(double atSec, const std::vector<audio::WaveformPeaks::Peak>& peaks);
  void takeRecorded(int clip);
  void failed(const QString& message, const QString& remedy);  // see remedyFor
  void microphoneLost(const QString& why);  // unplugged, or it cannot be opened for the meter

 private:
  // What has to be there before a take begins.
  struct Preparation {
    std::filesystem::path file;
    std::optional<audio::Sound> beeps;      // over the film
    std::shared_ptr<audio::Output> output;  // for beeps without film
  };
  // A take that is under way.
  struct Current {
    PunchRange range;
    int voice = 0;
    std::optional<Preparation> prepared;
    QString date;
    std::optional<Punch> punch;                     // once the film plays
    std::vector<double> punchInSec;                 // of each round, in the file
    std::optional<FilmlessCount> count;             // while it counts without film
    audio::Clock::time_point waitingSince{};        // for the first sound, or the last
    int beat = 0;                                   // that was told last
    std::vector<audio::WaveformPeaks::Peak> peaks;  // of the last round
    bool isOrphan = false;                          // its project went away meanwhile
    QString trouble, remedy;                        // why it was given up
  };

  void enter(RecordState state);
  PunchRange rangeNow() const;
  void prepare();
  void endPreparing();
  void waitForSound();
  void beginCount();
  void countWithoutFilm();
  void playFilm();
  void followFilm();
  void tell(double secondsToPunchIn);
  void noteRounds();
  void grow();
  void endTake();
  void waitForTail();
  void save();
  void finishSaving();
  void abandon(const QString& message, const QString& remedy = {});
  void abandon(const base::Problem& problem);
  static QString endOf(const QString& trouble, const SavedTake& saved, bool isAdded);
  void letProjectGo();
  void backToIdle();
  bool isLost() const;
  bool hasWaited(double seconds) const;
  audio::Recorder& recorder() const { return *microphone_.recorder(); }

  Document& document_;
  RecordTransport& playback_;
  const Parts parts_;
  RecordSettings settings_;
  int voice_ = 0;
  bool isListening_ = false;
  RecordState state_ = RecordState::idle;
  Microphone microphone_;
  QTimer timer_;
  Current take_;
  Job* preparing_ = nullptr;  // our child, like the next one
  Job* saving_ = nullptr;
  std::shared_ptr<SavedTake> saved_;
};

}  // namespace ui
