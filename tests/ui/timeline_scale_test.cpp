#include <gtest/gtest.h>

#include <cmath>

#include "ui/timeline/ruler.h"
#include "ui/timeline/scale.h"
#include "ui/timeline/timeline.h"

using ui::TimelineScale;

static constexpr ui::ScaleLimits kHour{3600, 1600};

static media::VideoInfo videoAt(std::int64_t num, std::int64_t den) {
  return {.width = 640, .height = 360, .frameRate = {num, den}};
}

TEST(TimelineScale, PixelsAndSecondsAreInverse) {
  const TimelineScale scale{12.5, 37, 800};
  for (const double x : {-20.0, 0.0, 1.0, 799.5}) EXPECT_NEAR(scale.x(scale.sec(x)), x, 1e-9);
}

TEST(TimelineScale, FitShowsTheWholeClipWithRoomAtBothEnds) {
  const TimelineScale scale = ui::fitted({0, 1, 1000}, kHour);
  EXPECT_NEAR(scale.x(0), ui::kEndRoom, 1e-6);
  EXPECT_NEAR(scale.x(3600), 1000 - ui::kEndRoom, 1e-6);
}

TEST(TimelineScale, ZoomKeepsTheTimeUnderTheMouse) {
  TimelineScale scale = ui::fitted({0, 1, 1000}, kHour);
  const double sec = scale.sec(613);
  for (int i = 0; i < 20; ++i) scale = ui::zoomed(scale, 1.3, 613, kHour);
  EXPECT_NEAR(scale.sec(613), sec, 1e-6);
}

TEST(TimelineScale, ZoomEndsAtTheWholeClipAndAtSinglePictures) {
  TimelineScale scale{100, 50, 1000};
  EXPECT_NEAR(ui::zoomed(scale, 1e-9, 300, kHour).startSec, ui::fitted(scale, kHour).startSec, 1e-6);
  EXPECT_EQ(ui::zoomed(scale, 1e9, 300, kHour).pixelsPerSec, kHour.maxPixelsPerSec);
}

TEST(TimelineScale, PanningStopsAtTheEnds) {
  const TimelineScale scale{100, 50, 1000};
  EXPECT_NEAR(ui::panned(scale, -1e9, kHour).x(0), ui::kEndRoom, 1e-6);
  EXPECT_NEAR(ui::panned(scale, 1e9, kHour).x(3600), 1000 - ui::kEndRoom, 1e-6);
}

TEST(TimelineScale, ARangeFillsTheWidth) {
  const TimelineScale scale = ui::showing({0, 1, 1000}, 60, 70, kHour);
  EXPECT_NEAR(scale.x(60), ui::kEndRoom, 1e-6);
  EXPECT_NEAR(scale.x(70), 1000 - ui::kEndRoom, 1e-6);
}

TEST(TimelineScale, PagesTurnUntilATimeIsSeen) {
  const TimelineScale scale{100, 50, 1000};  // 100 .. 120
  EXPECT_EQ(ui::pagedTo(scale, 110, kHour), scale);
  for (const double sec : {120.0, 125.0, 99.0, 2000.0, 0.0, 3600.0}) {
    const TimelineScale turned = ui::pagedTo(scale, sec, kHour);
    EXPECT_GE(turned.x(sec), 0) << sec;
    EXPECT_LT(turned.x(sec), turned.width) << sec;
  }
  EXPECT_LT(ui::pagedTo(scale, 120, kHour).x(120), 2 * ui::kEndRoom);  // the new page begins there
}

TEST(TimelineScale, AnEmptyOrNarrowTimelineHasAScale) {
  const TimelineScale scale = ui::fitted({0, 1, 0}, {0, 100});
  EXPECT_TRUE(std::isfinite(scale.pixelsPerSec) && scale.pixelsPerSec > 0);
  EXPECT_TRUE(std::isfinite(scale.startSec));
}

TEST(TimelineRuler, LabelsNeverTouchAndStayClose) {
  for (const auto& video :
       {std::optional<media::VideoInfo>(), std::optional(videoAt(25, 1)), std::optional(videoAt(30000, 1001)),
        std::optional(videoAt(24000, 1001)), std::optional(videoAt(60000, 1001))})
    for (double perSec = 0.05; perSec < 3000; perSec *= 1.37) {
      const ui::RulerStep step = ui::rulerStep(perSec, 90, video);
      EXPECT_GE(step.labelSec * perSec, 90 - 1e-6) << perSec;
      EXPECT_LE(step.labelSec * perSec, 90 * 5.0) << perSec;
      EXPECT_GE(step.parts, 1);
    }
}

TEST(TimelineRuler, StepsAreWholePicturesAndRoundSeconds) {
  const std::optional video(videoAt(30000, 1001));
  const double picture = 1001.0 / 30000;
  EXPECT_NEAR(ui::rulerStep(3000, 90, video).labelSec, picture, 1e-9);
  EXPECT_NEAR(ui::rulerStep(60, 90, video).labelSec, 60 * picture, 1e-9);  // two seconds of the timecode
  EXPECT_NEAR(ui::rulerStep(1, 90, video).labelSec, 120 * 30 * picture, 1e-6);
  EXPECT_NEAR(ui::rulerStep(1000, 90, std::nullopt).labelSec, 0.1, 1e-9);
}

TEST(Timecode, CountsPicturesOfTheRoundedUpRate) {
  const std::optional pal(videoAt(25, 1)), ntsc(videoAt(30000, 1001));
  EXPECT_EQ(ui::timecode(0, pal), "00:00:00:00");
  EXPECT_EQ(ui::timecode(62.52, pal), "00:01:02:13");
  EXPECT_EQ(ui::timecode(3600, pal), "01:00:00:00");
  EXPECT_EQ(ui::timecode(29 * 1001.0 / 30000, ntsc), "00:00:00:29");
  EXPECT_EQ(ui::timecode(30 * 1001.0 / 30000, ntsc), "00:00:01:00");
  EXPECT_EQ(ui::timecode(-1, pal), "-00:00:01:00");
}

TEST(Timecode, EveryPictureHasItsOwnNumberAlsoWithTimesInMilliseconds) {
  for (const auto& video : {std::optional(videoAt(24000, 1001)), std::optional(videoAt(30000, 1001)),
                            std::optional(videoAt(60, 1))}) {
    const int base = ui::timecodeBase(video);
    for (int picture = 0; picture < 10 * base; ++picture) {
      const double exact = picture / video->frameRate.value(), rounded = std::round(exact * 1000) / 1000;
      EXPECT_EQ(ui::timecode(exact, video).right(2).toInt(), picture % base) << picture;
      EXPECT_EQ(ui::timecode(rounded, video).right(2).toInt(), picture % base) << picture;
    }
  }
}

TEST(Timecode, IsInSecondsWhereTheRateVaries) {
  media::VideoInfo video = videoAt(25, 1);
  video.isVariableRate = true;
  EXPECT_EQ(ui::timecode(62.5, video), "1:02.500");
  EXPECT_EQ(ui::timecode(3723.0625, video), "1:02:03.063");
  EXPECT_EQ(ui::timecode(0.9996, std::nullopt), "0:01.000");
}
