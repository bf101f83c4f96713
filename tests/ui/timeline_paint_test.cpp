// What a paint costs, and pictures to look at.
#include <QDir>
#include <QPainter>

#include "tests/ui/screenshot.h"
#include "tests/ui/timeline_fixture.h"

class TimelinePaint : public TimelineFixture {
 protected:
  void openFilm(double seconds, int clips) {
    open(seconds, clips);
    ui::TimelineContent content = contentOf(seconds);
    content.analysis = analysisOf(seconds);
    content.states = std::vector<dub::FrameState>(static_cast<std::size_t>(seconds * kRate));
    for (std::size_t i = 0; i < content.states.size(); ++i)
      content.states[i] = static_cast<dub::FrameState>(i / 70 % 4);
    timeline_.setContent(content);
  }

  ui::PaintWork workOf() {
    canvas().grab();
    return canvas().lastWork();
  }
};

TEST_F(TimelinePaint, AnHourWith500LinesCostsAsMuchAsAMinute) {
  openFilm(60, 12);
  timeline_.zoomToFit();
  const ui::PaintWork minute = workOf();
  ASSERT_GT(minute.columns, 1000);
  ASSERT_GT(minute.thumbnails, 5);
  openFilm(3600, 500);
  timeline_.zoomToFit();
  const ui::PaintWork fit = workOf();
  EXPECT_LE(fit.columns, 1.2 * minute.columns);
  EXPECT_LE(fit.thumbnails, minute.thumbnails + 1);
  EXPECT_LE(fit.total(), 1.5 * minute.total());

  document_.edit("range", [](dub::Project& project) { project.inSec = 1800, project.outSec = 1860; });
  timeline_.zoomToRange();
  const ui::PaintWork zoomed = workOf();
  EXPECT_LE(zoomed.clips, 14);
  EXPECT_LE(zoomed.total(), 1.2 * minute.total());
}

TEST_F(TimelinePaint, APlayheadThatMovesCostsAStrip) {
  openFilm(3600, 500);
  const ui::PaintWork whole = workOf();
  canvas().grab(QRect(500, 0, 16, canvas().height()));
  const ui::PaintWork strip = canvas().lastWork();
  EXPECT_LT(strip.columns, whole.columns / 20);
  EXPECT_LE(strip.thumbnails, 2);
}

TEST_F(TimelinePaint, WantsThePicturesThatAreInView) {
  openFilm(600, 2);
  document_.edit("range", [](dub::Project& project) { project.inSec = 300, project.outSec = 310; });
  timeline_.zoomToRange();
  ASSERT_FALSE(wanted_.empty());
  for (const media::FrameNo frame : wanted_) {
    EXPECT_GT(frame, 295 * kRate);
    EXPECT_LT(frame, 315 * kRate);
  }
}

TEST_F(TimelinePaint, AnEmptyProjectSaysHowToBegin) {
  document_.reset({}, {});
  timeline_.setContent({});
  const QImage empty = canvas().grab().toImage();
  const QColor ground = theme::colors(canvas().palette()).ground;
  int written = 0;
  for (int y = scene().lanes.rulerHeight; y < empty.height() - 1; ++y)
    for (int x = 1; x < empty.width() - 1; ++x) written += empty.pixelColor(x, y) != ground;
  EXPECT_GT(written, 200);
}

// Stale is not told from done by colour alone.
TEST_F(TimelinePaint, StatesDifferInTheirPattern) {
  openFilm(60, 2);
  const auto coloursIn = [&](double fromSec) {
    const QImage image = canvas().grab().toImage();
    std::set<QRgb> colours;
    const int y = static_cast<int>(laneY(ui::LaneKind::dubbed));
    for (int x = static_cast<int>(this->x(fromSec)) + 3; x < this->x(fromSec + 2.8) - 3; ++x)
      colours.insert(image.pixel(x, y));
    return colours.size();
  };
  timeline_.setPlayhead(59, false);
  EXPECT_EQ(coloursIn(3 * 2.8), 1U);  // done
  EXPECT_GT(coloursIn(2 * 2.8), 1U);  // stale
}

// To be looked at: set REDUB_SCREENSHOTS. Light and dark, at 100 % and 200 %.
class TimelinePictures : public TimelinePaint {
 protected:
  void SetUp() override {
    thumbnail_ = QImage(96, 54, QImage::Format_RGB32);
    QPainter painter(&thumbnail_);
    QLinearGradient sky(0, 0, 96, 54);
    sky.setColorAt(0, QColor(0x46, 0x58, 0x66));
    sky.setColorAt(1, QColor(0x9a, 0x86, 0x74));
    painter.fillRect(thumbnail_.rect(), sky);
    painter.setBrush(QColor(0xd8, 0xb0, 0x94));
    painter.drawEllipse(34, 10, 28, 36);
    painter.end();
    openFilm(60, 6);
    document_.edit("scene", [](dub::Project& project) {
      project.takes[0].name = "narrator, take 3";
      project.markers = {{8, "Intro"}, {31, "Second question, from the garden"}, {33, "Answer"}};
      project.inSec = 5;
      project.outSec = 42;
      dub::setGain(project, project.clips[1].id, 3);
      dub::setFades(project, project.clips[1].id, 0.4, 0.8);
      dub::setGain(project, project.clips[3].id, -4.5);
    });
    timeline_.choose({clip(1).id});
    timeline_.setPlayhead(14.2, false);
  }

  void TearDown() override { theme::apply(*qApp, theme::Scheme::light); }

  void saveAt(int percent, const QString& name) {
    if (percent == 100) {
      EXPECT_TRUE(saveScreenshot(timeline_, name));
      return;
    }
    QImage image(timeline_.size() * percent / 100, QImage::Format_RGB32);
    image.setDevicePixelRatio(percent / 100.0);
    timeline_.render(&image);
    const QString folder = qEnvironmentVariable("REDUB_SCREENSHOTS");
    const bool isDark = canvas().palette().color(QPalette::Window).lightness() < 128;
    if (folder.isEmpty()) return;
    EXPECT_TRUE(image.save(QStringLiteral("%1/%2-200-%3.png").arg(folder, name, isDark ? "dark" : "light")));
  }
};

TEST_F(TimelinePictures, AreDrawnInBothSchemesAtAllScales) {
  for (const theme::Scheme scheme : {theme::Scheme::light, theme::Scheme::dark}) {
    theme::apply(*qApp, scheme);
    timeline_.resize(1280, 400);
    timeline_.zoomToFit();
    saveAt(100, "timeline-fit");
    saveAt(200, "timeline-fit");
    document_.edit("range", [](dub::Project& project) { project.inSec = 5, project.outSec = 10; });
    timeline_.zoomToRange();
    timeline_.setRecording(ui::Timeline::Recording{8.2, 0, wave_->finest()});
    timeline_.setPlayhead(7, false);
    saveAt(100, "timeline-zoomed");
    saveAt(200, "timeline-zoomed");
    timeline_.setRecording(std::nullopt);
    timeline_.resize(700, 260);
    saveAt(100, "timeline-narrow");
    document_.history().undo();
  }
  document_.reset({}, {});
  timeline_.setContent({});
  timeline_.resize(1280, 400);
  saveAt(100, "timeline-empty");
}
