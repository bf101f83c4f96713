#include <gtest/gtest.h>

#include <QApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/screenshot.h"
#include "ui/record/level_meter.h"
#include "ui/record/streamer.h"
#include "ui/theme/theme.h"

namespace {

TEST(LevelMeter, SpeaksInDecibels) {
  ui::LevelMeter meter;
  meter.setLevel({.peak = 0.25F, .held = 0.5F});
  EXPECT_EQ(meter.valueText(), "-12 dB, highest -6 dB");
  EXPECT_EQ(meter.accessibleDescription(), meter.valueText());
  meter.setLevel({});
  EXPECT_EQ(meter.valueText(), "-60 dB, highest -60 dB");
}

TEST(LevelMeter, TheClipLightStaysUntilItIsPutOut) {
  ui::LevelMeter meter;
  meter.resize(meter.sizeHint());
  QSignalSpy reset(&meter, &ui::LevelMeter::clipReset);
  meter.setLevel({.peak = 1, .held = 1, .hasClipped = true});
  meter.setLevel({});
  EXPECT_TRUE(meter.isClipLit());
  EXPECT_TRUE(meter.valueText().contains("too loud"));
  QTest::mouseClick(&meter, Qt::LeftButton, {}, QPoint(20, 10));
  EXPECT_TRUE(meter.isClipLit()) << "that was the bar";
  QTest::mouseClick(&meter, Qt::LeftButton, {}, QPoint(meter.width() - 8, 10));
  EXPECT_FALSE(meter.isClipLit());
  meter.setLevel({.hasClipped = true});
  QTest::keyClick(&meter, Qt::Key_Space);
  EXPECT_FALSE(meter.isClipLit());
  EXPECT_EQ(reset.count(), 2);
}

int litPixels(ui::LevelMeter& meter, float peak) {
  meter.setLevel({.peak = peak});
  const QImage image = meter.grab().toImage();
  const QColor good = theme::colors(meter.palette()).good;
  int lit = 0;
  for (int x = 0; x < image.width(); ++x) lit += image.pixelColor(x, 10) == good ? 1 : 0;
  return lit;
}

TEST(LevelMeter, TheBarGrowsByDecibels) {
  ui::LevelMeter meter;
  meter.resize(360, meter.sizeHint().height());
  EXPECT_EQ(litPixels(meter, 0.0005F), 0);
  const int quiet = litPixels(meter, 0.01F), loud = litPixels(meter, 0.1F);  // -40, -20 dB
  EXPECT_NEAR(double(loud) / quiet, 2, 0.15);
}

QImage streamer(double secondsToPunchIn) {
  QImage picture(320, 180, QImage::Format_RGB32);
  picture.fill(Qt::gray);
  QPainter painter(&picture);
  ui::paintStreamer(painter, picture.rect(), secondsToPunchIn);
  return picture;
}

// Where its line is in the topmost row.
int lineX(const QImage& picture) {
  const QColor line = theme::colors(qApp->palette()).playhead;
  for (int x = 0; x < picture.width(); ++x)
    if (picture.pixelColor(x, 0) == line) return x;
  return -1;
}

TEST(Streamer, WipesFromLeftToRightUntilThePunchIn) {
  EXPECT_NEAR(lineX(streamer(1.35)), 80, 4);
  EXPECT_NEAR(lineX(streamer(0.9)), 160, 4);
  EXPECT_NEAR(lineX(streamer(0.45)), 240, 4);
}

TEST(Streamer, PaintsNothingLongBeforeAndAfter) {
  QImage untouched(320, 180, QImage::Format_RGB32);
  untouched.fill(Qt::gray);
  EXPECT_EQ(streamer(1.9), untouched);
  EXPECT_EQ(streamer(-0.3), untouched);
  EXPECT_NE(streamer(-0.05), untouched) << "the flash";
}

TEST(Streamer, ShowsAnotherNumberForEachBeat) {
  const QRect middle(140, 70, 40, 40);
  EXPECT_NE(streamer(1.4).copy(middle), streamer(0.8).copy(middle));
  EXPECT_NE(streamer(0.8).copy(middle), streamer(0.2).copy(middle));
}

TEST(Streamer, ToLookAt) {
  class Strip : public QWidget {
    void paintEvent(QPaintEvent*) override {
      QPainter painter(this);
      const double times[] = {1.75, 0.9, 0.3, -0.02};
      for (int i = 0; i < 4; ++i) {
        const QRect picture(i * 330, 0, 320, 180);
        painter.fillRect(picture, QColor(90, 110, 130));
        ui::paintStreamer(painter, picture, times[i]);
      }
    }
  } strip;
  strip.resize(1310, 180);
  EXPECT_TRUE(saveScreenshot(strip, "streamer"));
}

}  // namespace
