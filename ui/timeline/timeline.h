#pragma once
#include <QImage>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/audio/waveform_peaks.h"
#include "core/face/face.h"
#include "core/live/dub_plan.h"
#include "core/media/decode/frame_index.h"
#include "core/media/info.h"

namespace ui {

class Document;

// What the timeline draws besides the project. Shared pointers: cheap to copy; null while not known yet.
struct TimelineContent {
  std::optional<media::VideoInfo> video;
  std::shared_ptr<const media::FrameIndex> index;
  std::shared_ptr<const face::Analysis> analysis;
  std::vector<dub::FrameState> states;  // one a picture, or empty
};

// The lanes under the preview: ruler in timecode, thumbnails, original sound, one lane of speech clips for
// each voice, faces and problems, what is generated. Draws with QPainter only what is visible, so that an
// hour of film scrolls smoothly. Edits go to the document. GUI thread.
class Timeline : public QWidget {
  Q_OBJECT
 public:
  // Outline of a sound file, null while it is not there (asking makes somebody fetch it; refresh() after).
  using PeaksOf = std::function<std::shared_ptr<const audio::WaveformPeaks>(const std::filesystem::path&,
                                                                            bool fromPictureStart)>;
  // The small picture nearest to a frame that is there now, null image if none; `wanted` tells which are
  // visible.
  using ThumbnailOf = std::function<QImage(media::FrameNo)>;
  using WantThumbnails = std::function<void(std::vector<media::FrameNo>)>;

  Timeline(Document& document, PeaksOf peaks, ThumbnailOf thumbnail, WantThumbnails want,
           QWidget* parent = nullptr);
  ~Timeline() override;

  void setContent(TimelineContent content);
  void setStates(std::vector<dub::FrameState> states);
  void setPlayhead(double seconds, bool isPlaying);  // follows by pages while playing
  double playhead() const;
  // A take that is being recorded: where it began and its outline so far. nullopt = none.
  struct Recording {
    double atSec = 0;
    int voice = 0;
    std::vector<audio::WaveformPeaks::Peak> peaks;
  };
  void setRecording(std::optional<Recording> recording);
  void refresh();  // outlines or thumbnails came

  const std::set<int>& chosen() const;  // clip ids
  void choose(std::set<int> clips);
  // The voice's lane and the time at a point of this widget, for files that are dropped there; nullopt
  // elsewhere.
  struct Place {
    int voice = 0;
    double seconds = 0;
  };
  std::optional<Place> placeAt(QPoint point) const;
  int currentVoice() const;  // the lane that was clicked last; new lines go there

 public Q_SLOTS:
  void zoomIn();
  void zoomOut();
  void zoomToFit();
  void zoomToRange();
  void toggleSnapping(bool isOn);
  void splitAtPlayhead();
  void removeChosen();
  void toPreviousProblem();
  void toNextProblem();
  void toPreviousEdge();  // clip edges, markers, cuts
  void toNextEdge();

 Q_SIGNALS:
  void seekRequested(double seconds);
  void scrubbingChanged(bool isScrubbing);
  void chosenChanged();
  void voiceChanged(int voice);
  void faceMenuRequested(int voice, QPoint globalPos);  // the lane's head was clicked: whose lips?

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// "00:01:02:13" in frames of the clip's rate (rounded up to whole frames a second, without dropping numbers),
// or "1:02.500" for a variable rate.
QString timecode(double seconds, const std::optional<media::VideoInfo>& video);

}  // namespace ui
