#include "models/training/report.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <regex>

#include "core/base/file.h"
#include "models/training/report/axis.h"
#include "models/training/report/base64.h"
#include "models/training/report/chart.h"
#include "models/training/report/png.h"
#include "models/training/run_folder.h"
#include "tests/support/temp_folder.h"
#include "tests/training/run_support.h"

namespace {

namespace fs = std::filesystem;
using test_support::quoted;
using test_support::TempFolder;

std::string pageOf(const fs::path& run) {
  training::writeReport(run);
  return base::readFile(training::reportPath(run));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// The chart of this name, from its title to its end.
std::string chartOf(const std::string& page, const std::string& title) {
  const std::size_t begin = page.find("<figcaption>" + title + "<span>");
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find("</svg>", begin) - begin);
}

std::vector<std::string> ticksOf(const std::string& chart) {
  static const std::regex kTick("<text class=\"tick\"[^>]*>([^<]*)</text>");
  std::vector<std::string> ticks;
  for (std::sregex_iterator at(chart.begin(), chart.end(), kTick), end; at != end; ++at)
    ticks.push_back((*at)[1]);
  return ticks;
}

bool holds(const std::vector<std::string>& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

// A folder as a run leaves it, with these lines in its log and its history.
void writeRun(const fs::path& run, const std::string& log, const std::string& history) {
  fs::create_directories(run);
  training::checkConfiguration(run, {"A <toy> & \"more\"", {{"rate", "1e-4"}, {"set", "a<b"}}});
  base::writeFile(training::logPath(run), log);
  base::writeFile(training::historyPath(run), history);
}

std::string steps(int from, int to, double first = 1, double factor = 1) {
  std::string log;
  for (int step = from; step <= to; ++step, first *= factor)
    log += "{\"event\":\"step\",\"step\":" + std::to_string(step) + ",\"stage\":\"" +
           (step < 50 ? "face" : "lips") + "\",\"losses\":{\"L1\":" + std::to_string(first) + "}}\n";
  return log;
}

const std::string kStart =
    R"({"event":"start","step":0,"steps":100,"processes":2,"machine":"A card","time":"2026-01-31T12:30:59Z"})"
    "\n";

TEST(Report, IsSeenInABrowser) {
  const TempFolder folder;
  test_support::train(folder / "run", 60);
  const std::string command = "cd " + quoted(folder.path().string()) +
                              " && HOME=. timeout 120 chromium --headless --no-sandbox --disable-gpu "
                              "--user-data-dir=profile --window-size=1240,1600 ";
  const std::string url = " " + quoted("file://" + training::reportPath(folder / "run").string());
  if (test_support::shell("command -v chromium").exitCode != 0) GTEST_SKIP() << "1 skipped: no chromium";
  const auto dumped = test_support::shell(command + "--dump-dom" + url + " 2>/dev/null");
  ASSERT_EQ(dumped.exitCode, 0) << dumped.output;
  for (const char* loss : {"contrast", "distance"}) {
    const std::string chart = chartOf(dumped.output, loss);
    EXPECT_NE(chart.find("class=\"raw\" data-points=\"60\""), std::string::npos) << loss;
    EXPECT_NE(chart.find("class=\"smooth\" data-points=\"60\""), std::string::npos) << loss;
    EXPECT_TRUE(holds(ticksOf(chart), "20")) << loss;
    EXPECT_TRUE(holds(ticksOf(chart), "60")) << loss;
  }
  EXPECT_EQ(count(chartOf(dumped.output, "norm"), "<circle"), 6U);
  EXPECT_EQ(count(dumped.output, "src=\"data:image/png;base64,"), 12U);
  ASSERT_EQ(test_support::shell(command + "--screenshot=page.png" + url + " 2>/dev/null").exitCode, 0);
  const cv::Mat page = cv::imread(folder / "page.png");
  ASSERT_EQ(page.cols, 1240);
  int accents = 0, cards = 0;
  for (const auto& pixel : cv::Mat_<cv::Vec3b>(page)) {
    accents += pixel == cv::Vec3b(0xC9, 0x63, 0x25);
    cards += pixel == cv::Vec3b(0xFF, 0xFF, 0xFF);
  }
  EXPECT_GT(accents, 500);  // three curves, two pixels wide
  EXPECT_GT(cards, 100'000);
}

TEST(Report, NeedsNoNetworkAndNoOtherFile) {
  const TempFolder folder;
  test_support::train(folder / "run", 20);
  const std::string page = pageOf(folder / "run");
  EXPECT_EQ(page.find("http"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<link"), std::string::npos);
  EXPECT_EQ(count(page, "src=\""), count(page, "src=\"data:"));
  EXPECT_NE(page.find("prefers-color-scheme:dark"), std::string::npos);
}

TEST(Report, TellsConfigurationMachineAndState) {
  const TempFolder folder;
  writeRun(folder / "run", steps(1, 12),
           kStart + R"({"event":"kept","step":10,"steps":10,"sec":25})" + "\n" +
               R"({"event":"done","step":12,"time":"2026-01-31T12:40:59Z"})" + "\n");
  const std::string page = pageOf(folder / "run");
  EXPECT_NE(page.find("<h1>A &lt;toy&gt; &amp; &quot;more&quot;</h1>"), std::string::npos);
  EXPECT_NE(page.find("<tr><th>set</th><td>a&lt;b</td></tr>"), std::string::npos);
  EXPECT_NE(page.find("<span class=\"state done\">done</span> at step 12 of 100"), std::string::npos);
  EXPECT_NE(page.find("<td>2026-01-31 12:30</td><td>0</td><td>2</td><td>A card</td>"), std::string::npos);
  EXPECT_NE(page.find("<b>2.5 s</b><span>a step (median)</span>"), std::string::npos);
}

TEST(Report, TellsWhatWentWrong) {
  const TempFolder folder;
  writeRun(folder / "run", steps(1, 12),
           kStart + R"x({"event":"failed","step":12,"problem":"lossNotFinite (step 13)"})x" + "\n");
  EXPECT_NE(
      pageOf(folder / "run")
          .find("<span class=\"state failed\">failed</span> at step 12 of 100: lossNotFinite (step 13)"),
      std::string::npos);
}

TEST(Report, MarksRollBacksRestartsStagesAndTheBest) {
  const TempFolder folder;
  const std::string restart =
      R"({"event":"start","step":40,"steps":100,"processes":1,"machine":"A","time":"2026-02-01T08:00:00Z"})";
  writeRun(folder / "run",
           steps(1, 30) + R"({"event":"rollBack","step":30,"to":20})" + "\n" + steps(21, 60) +
               R"({"event":"validation","step":40,"scores":{"WER":0.5},"isBest":true})" + "\n" +
               R"({"event":"validation","step":60,"scores":{"WER":0.6}})" + "\n",
           kStart + restart + "\n");
  const std::string page = pageOf(folder / "run"), chart = chartOf(page, "L1");
  EXPECT_NE(chart.find("class=\"abandoned\" data-points=\"10\""), std::string::npos);
  EXPECT_NE(chart.find("class=\"raw\" data-points=\"60\""), std::string::npos);
  for (const char* mark : {"rollback", "restart", "stage"})
    EXPECT_EQ(count(chart, std::string("<line class=\"") + mark + "\""), 1U) << mark;
  EXPECT_NE(page.find("diverged at step 30, went on from step 20"), std::string::npos);
  EXPECT_NE(page.find("started again at step 40"), std::string::npos);
  EXPECT_NE(page.find("from step 50: lips"), std::string::npos);
  EXPECT_NE(page.find("best state at step 40"), std::string::npos);
  EXPECT_NE(page.find("<b>1</b><span>roll-backs</span>"), std::string::npos);
  const std::string scores = chartOf(page, "WER");
  EXPECT_EQ(count(scores, "<circle"), 2U);
  EXPECT_EQ(count(scores, "class=\"dot best\""), 1U);
}

TEST(Report, TakesALogarithmicScaleWhereALossSpansDecades) {
  const TempFolder folder;
  writeRun(folder / "wide", steps(1, 60, 10, 0.8), kStart);
  writeRun(folder / "narrow", steps(1, 60, 10, 0.99), kStart);
  const std::string wide = chartOf(pageOf(folder / "wide"), "L1"),
                    narrow = chartOf(pageOf(folder / "narrow"), "L1");
  EXPECT_NE(wide.find("data-scale=\"log\""), std::string::npos);
  EXPECT_TRUE(holds(ticksOf(wide), "0.001"));
  EXPECT_TRUE(holds(ticksOf(wide), "10"));
  EXPECT_NE(narrow.find("data-scale=\"linear\""), std::string::npos);
}

TEST(Report, IsMadeOfWhatCanBeRead) {
  const TempFolder folder;
  writeRun(
      folder / "run",
      steps(1, 3) + "{\"event\":\"step\",\"st\n" + "[]\n{\"event\":7}\n" +
          R"({"event":"validation","step":3,"scores":{"WER":null},"samples":[{"title":"a","made":"gone.png","real":""}]})" +
          "\n" + "{\"event\":\"step\",\"step\":4,\"losses\":{\"L1\":nul",
      "");
  const std::string page = pageOf(folder / "run");
  EXPECT_NE(chartOf(page, "L1").find("class=\"raw\" data-points=\"3\""), std::string::npos);
  writeRun(folder / "empty", "", "");
  EXPECT_NE(pageOf(folder / "empty").find("at step 0"), std::string::npos);
}

TEST(Report, AFolderWithoutARunIsNoReport) {
  const TempFolder folder;
  EXPECT_EQ(test_support::problemOf([&] { training::writeReport(folder.path()); }).fault,
            base::Fault::fileMissing);
  base::writeFile(training::settingsPath(folder.path()), "{}");
  EXPECT_EQ(test_support::problemOf([&] { training::writeReport(folder.path()); }).fault,
            base::Fault::runDamaged);
}

TEST(Report, ShowsTheRealStripOnceAndTwelveValidationsAtMost) {
  const TempFolder folder;
  std::string log;
  for (int step = 1; step <= 30; ++step)
    log += R"({"event":"validation","step":)" + std::to_string(step) + R"(,"scores":{},"isBest":)" +
           (step == 9 ? "true" : "false") +
           R"(,"samples":[{"title":"a clip","made":"made.png","real":"real.png"}]})" + "\n";
  writeRun(folder / "run", log, "");
  base::writeFile(folder / "run" / "made.png", "made");
  base::writeFile(folder / "run" / "real.png", "real");
  const std::string page = pageOf(folder / "run");
  EXPECT_EQ(count(page, "base64," + training::toBase64("real") + "\""), 1U);
  EXPECT_EQ(count(page, "base64," + training::toBase64("made") + "\""), 13U);  // and the best
  EXPECT_NE(page.find("13 of 30 validations"), std::string::npos);
  for (const char* label : {"step 1<", "step 30<", "step 9 \u2605<"})
    EXPECT_NE(page.find(label), std::string::npos) << label;
}

TEST(Chart, StaysSmallAndLosesNoSpike) {
  training::Chart chart{.title = "L1", .to = 200'000};
  for (int step = 1; step <= 200'000; ++step)
    chart.points.push_back({static_cast<double>(step), step == 77'777 ? 1.0 : 0.5});
  const std::string svg = training::toSvg(chart);
  EXPECT_LT(svg.size(), 40'000U);
  EXPECT_NE(svg.find("data-points=\"200000\""), std::string::npos);
  // What lies outside the axis is drawn at its end.
  EXPECT_NE(svg.find(",8.0 "), std::string::npos);
}

TEST(Chart, TheMeanRunsThroughTheMiddle) {
  std::vector<training::Point> points;
  for (int i = 0; i < 1000; ++i) points.push_back({i * 1.0, i % 2 == 0 ? 2.0 : 4.0});
  for (const training::Point& point : training::smoothed(points)) EXPECT_NEAR(point.y, 3, 0.1);
  EXPECT_EQ(training::smoothed({{1, 5}}).front().y, 5);
}

TEST(Chart, TellsTheLastOfFewPointsAndTheMeanOfMany) {
  training::Chart chart{.title = "SSIM", .to = 60};
  for (int step = 1; step <= 60; ++step) chart.points.push_back({step * 1.0, step == 60 ? 0.75 : 0.25});
  EXPECT_EQ(training::toSvg(chart).find("SSIM<span>0.75<"), std::string::npos);
  chart.isFew = true;
  EXPECT_NE(training::toSvg(chart).find("SSIM<span>0.75<"), std::string::npos);
}

TEST(Axis, HasRoundTicksInsideItsRange) {
  const training::Axis axis = training::linearAxis(0, 26'000, 6);
  EXPECT_EQ(axis.ticks, (std::vector<double>{0, 5000, 10000, 15000, 20000, 25000}));
  EXPECT_GE(training::axisFor({0.85, 0.94}).ticks.size(), 3U);
  const training::Axis flat = training::axisFor({0.25, 0.25});
  EXPECT_LT(flat.low, 0.25);
  EXPECT_GT(flat.high, 0.25);
  EXPECT_FALSE(flat.ticks.empty());
  for (const training::Axis& odd :
       {training::axisFor({}), training::axisFor({0, 0}), training::axisFor({-3, 1e9})})
    EXPECT_FALSE(odd.ticks.empty());
}

TEST(Png, IsReadByOthers) {
  for (const int channels : {1, 3}) {
    base::Image image(37, 11, channels);
    for (std::size_t i = 0; i < image.data.size(); ++i) image.data[i] = static_cast<std::uint8_t>(i * i + i);
    const std::string png = training::toPng(image);
    const cv::Mat read = cv::imdecode(std::vector<char>(png.begin(), png.end()), cv::IMREAD_UNCHANGED);
    ASSERT_EQ(read.cols, 37);
    ASSERT_EQ(read.channels(), channels);
    EXPECT_TRUE(std::equal(image.data.begin(), image.data.end(), read.data));
  }
}

TEST(Base64, IsThatOfTheStandard) {
  EXPECT_EQ(training::toBase64(""), "");
  EXPECT_EQ(training::toBase64("f"), "Zg==");
  EXPECT_EQ(training::toBase64("fo"), "Zm8=");
  EXPECT_EQ(training::toBase64("foo"), "Zm9v");
  EXPECT_EQ(training::toBase64("\xff\xfe\xfd\x01"), "//79AQ==");
}

}  // namespace
