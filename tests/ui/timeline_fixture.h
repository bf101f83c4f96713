#pragma once
#include <gtest/gtest.h>

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "core/project/edit.h"
#include "core/project/project_validation.h"
#include "ui/base/document.h"
#include "ui/theme/theme.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/timeline.h"

// A timeline of a made-up clip at 25 pictures a second, in a window of 1000 x 500 pixels, and a mouse for it.
class TimelineFixture : public testing::Test {
 protected:
  static constexpr double kRate = 25;

  // `clips` lines of 2 s, every 5 s, by turns of two voices.
  static dub::Project projectOf(double seconds, int clips) {
    dub::Project project;
    project.video = "clip.mp4";
    project.voices = {dub::Voice{{.id = 1}}, dub::Voice{{.id = 2}}};
    const int take = dub::addTake(project, "take.wav", seconds);
    for (int i = 0; i < clips; ++i) dub::addClip(project, take, i % 2, 1 + 5.0 * i, 3, 5);
    return project;
  }

  static ui::TimelineContent contentOf(double seconds) {
    ui::TimelineContent content;
    const auto frames = static_cast<media::FrameNo>(seconds * kRate);
    content.video =
        media::VideoInfo{.width = 1920, .height = 1080, .timeBase = {1, 25}, .frameRate = {25, 1}};
    content.video->frames = frames;
    content.video->durationSec = seconds;
    auto index = std::make_shared<media::FrameIndex>();
    for (media::FrameNo i = 0; i < frames; ++i) index->entries.push_back({i, i % 50 == 0});
    content.index = index;
    return content;
  }

  // A face of 200 pixels that looks ahead.
  static face::Face faceOf(int size = 200, float noseX = 0.5F) {
    face::Face face;
    face.seen = face::Seen::detected;
    face.box = {100, 100, size, size};
    face.points[36] = {100, 150};
    face.points[45] = {200, 150};
    face.points[30] = {100 + 100 * noseX, 200};
    return face;
  }

  // Face 1 is seen all the time but in the 10th second, when nobody is; face 2 in the second quarter.
  static std::shared_ptr<face::Analysis> analysisOf(double seconds) {
    auto analysis = std::make_shared<face::Analysis>();
    analysis->width = 1920;
    analysis->height = 1080;
    analysis->frames = static_cast<media::FrameNo>(seconds * kRate);
    const auto frames = static_cast<std::size_t>(analysis->frames);
    face::Track first{1, 0, std::vector<face::Face>(frames, faceOf())};
    for (std::size_t i = 250; i < std::min<std::size_t>(275, frames); ++i)
      first.faces[i].seen = face::Seen::no;
    face::Track second{2, analysis->frames / 4 + 50, std::vector<face::Face>(frames / 4, faceOf(60))};
    analysis->tracks = {first, second};
    for (media::FrameNo cut = 100; cut < analysis->frames; cut += 325) analysis->cuts.push_back(cut);
    return analysis;
  }

  static std::shared_ptr<const audio::WaveformPeaks> waveOf(double seconds) {
    std::vector<audio::WaveformPeaks::Peak> peaks(
        static_cast<std::size_t>(seconds * audio::WaveformPeaks::kPerSec));
    for (std::size_t i = 0; i < peaks.size(); ++i) {
      const double t = static_cast<double>(i) / audio::WaveformPeaks::kPerSec;
      const double loud =
          std::abs(std::sin(t * 2.3) * std::sin(t * 11.1)) * (std::sin(t * 0.7) > -0.4 ? 1 : 0.05);
      peaks[i] = {static_cast<std::int8_t>(-100 * loud), static_cast<std::int8_t>(110 * loud)};
    }
    return std::make_shared<audio::WaveformPeaks>(std::move(peaks));
  }

  void open(double seconds, int clips) {
    wave_ = waveOf(seconds);
    document_.reset(projectOf(seconds, clips), {});
    timeline_.setContent(contentOf(seconds));
    timeline_.resize(1000, 500);
    timeline_.show();
    timeline_.zoomToFit();
  }

  void SetUp() override { open(60, 6); }

  ui::TimelineCanvas& canvas() { return *timeline_.findChild<ui::TimelineCanvas*>(); }
  const ui::Scene& scene() { return canvas().scene(); }
  const dub::Project& project() { return document_.project(); }
  const dub::SpeechClip& clip(int index) { return project().clips[static_cast<std::size_t>(index)]; }

  double x(double sec) { return scene().scale.x(sec); }
  // Where a lane, the ruler's ticks or its strip is.
  double laneY(ui::LaneKind kind, int voice = -1) {
    for (const ui::Lane& lane : scene().lanes.lanes)
      if (lane.kind == kind && lane.voice == voice) return lane.top + lane.height * 0.6;
    ADD_FAILURE() << "there is no such lane";
    return 0;
  }
  double voiceY(int voice) { return laneY(ui::LaneKind::voice, voice); }
  double ticksY() { return scene().lanes.rulerHeight - 4; }
  double stripY() { return scene().lanes.stripHeight / 2.0; }
  QPointF on(const dub::SpeechClip& clip) {
    return {x((clip.atSec + clip.endSec()) / 2), voiceY(clip.voice)};
  }

  void mouse(QEvent::Type type, QPointF at, Qt::KeyboardModifiers keys = {},
             Qt::MouseButton button = Qt::LeftButton) {
    const bool isMove = type == QEvent::MouseMove, isUp = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, canvas().mapToGlobal(at), isMove ? Qt::NoButton : button,
                      isUp ? Qt::MouseButtons(Qt::NoButton) : Qt::MouseButtons(button), keys);
    QApplication::sendEvent(&canvas(), &event);
  }
  void press(QPointF at, Qt::KeyboardModifiers keys = {}) { mouse(QEvent::MouseButtonPress, at, keys); }
  void moveTo(QPointF at, Qt::KeyboardModifiers keys = {}) { mouse(QEvent::MouseMove, at, keys); }
  void release(QPointF at, Qt::KeyboardModifiers keys = {}) { mouse(QEvent::MouseButtonRelease, at, keys); }
  void click(QPointF at, Qt::KeyboardModifiers keys = {}) {
    press(at, keys);
    release(at, keys);
  }
  void doubleClick(QPointF at) {
    click(at);
    mouse(QEvent::MouseButtonDblClick, at);
    release(at);
  }
  // In several steps, as a hand does.
  void drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys = {}) {
    press(from, keys);
    for (int step = 1; step <= 5; ++step) moveTo(from + (to - from) * step / 5.0, keys);
    release(to, keys);
  }
  void key(int code, Qt::KeyboardModifiers keys = {}) {
    QKeyEvent event(QEvent::KeyPress, code, keys);
    QApplication::sendEvent(&canvas(), &event);
  }
  void wheel(QPointF at, int turned, Qt::KeyboardModifiers keys = {}) {
    QWheelEvent event(at, canvas().mapToGlobal(at), {}, {0, turned}, Qt::NoButton, keys, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&canvas(), &event);
  }
  // What was done since `before` is one step of the history, and undoing it brings everything back.
  void expectOneStepSince(const dub::Project& before) {
    EXPECT_NE(project(), before);
    EXPECT_TRUE(dub::isValid(project()));
    ASSERT_EQ(document_.history().count(), 1);
    document_.history().undo();
    EXPECT_EQ(project(), before);
    document_.history().redo();
  }

  std::shared_ptr<const audio::WaveformPeaks> wave_;
  std::vector<media::FrameNo> wanted_;
  QImage thumbnail_;
  ui::Document document_;
  ui::Timeline timeline_{document_, [this](const std::filesystem::path&, bool) { return wave_; },
                         [this](media::FrameNo) { return thumbnail_; },
                         [this](std::vector<media::FrameNo> frames) { wanted_ = std::move(frames); }};
};
