#include "models/person/bank.h"

#include <gtest/gtest.h>

#include <random>

#include "models/person/quality.h"
#include "tests/person/fixtures.h"

using namespace person;
using namespace person_fixtures;

namespace {

std::vector<Candidate> candidates(int count) {
  const auto seen = talking(count);
  const ShapeModel shapes = learnShapes(seen);
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    out.push_back({static_cast<face::FrameNo>(i),
                   {0.01f, 0, 0, 0},
                   seen[i].unit,
                   seen[i].turn,
                   shapes.shapeOf(seen[i].unit, seen[i].turn)});
  }
  return out;
}

BankFrame noisyFace(unsigned seed) {
  BankFrame frame;
  frame.unit = unitFace(0.02f);
  frame.toUnit = {0.01f, 0, 0, 0};  // 100 pixels a unit
  frame.region = lowerFace(frame.unit, frame.toUnit);
  frame.bgr = base::Image(frame.region.width, frame.region.height, 3);
  std::mt19937 random(seed);
  for (int y = 0; y < frame.bgr.height; ++y) {
    for (int x = 0; x < frame.bgr.width * 3; ++x)
      frame.bgr.row(y)[x] = static_cast<std::uint8_t>(120 + y / 2 + static_cast<int>(random() % 24));
  }
  return frame;
}

void blur(base::Image& image) {
  const base::Image before = image;
  for (int y = 2; y + 2 < image.height; ++y) {
    for (int x = 6; x + 6 < image.width * 3; ++x) {
      int sum = 0;
      for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx) sum += before.row(y + dy)[x + 3 * dx];
      }
      image.row(y)[x] = static_cast<std::uint8_t>(sum / 25);
    }
  }
}

}  // namespace

TEST(Bank, AShortClipIsKeptWhole) { EXPECT_EQ(chooseRuns(candidates(300), 400).size(), 300u); }

TEST(Bank, OfALongClipRunsAreKeptThatCoverItsShapes) {
  const std::vector<Candidate> all = candidates(3000), kept = chooseRuns(all, 400);
  EXPECT_LE(kept.size(), 400u);
  EXPECT_GT(kept.size(), 380u);
  std::size_t neighbours = 0;
  for (std::size_t i = 1; i < kept.size(); ++i) {
    ASSERT_GT(kept[i].frame, kept[i - 1].frame);
    neighbours += kept[i].frame == kept[i - 1].frame + 1 ? 1 : 0;
  }
  EXPECT_GT(neighbours, kept.size() * 9 / 10);
  const auto widest = [](const std::vector<Candidate>& list) {
    float most = 0;
    for (const Candidate& c : list) most = std::max(most, mouthSize(c.unit).opening);
    return most;
  };
  EXPECT_GT(widest(kept), 0.95f * widest(all));
}

TEST(Bank, LandmarksThatJumpAreMistrusted) {
  std::vector<face::Landmarks> unit;
  std::vector<face::FrameNo> frames;
  for (int i = 0; i < 50; ++i) {
    unit.push_back(unitFace(0.03f + 0.01f * std::sin(0.8f * static_cast<float>(i))));
    frames.push_back(i);
  }
  for (std::size_t k = 48; k < 68; ++k) unit[25][k].x += 0.08f;
  const std::vector<bool> steady = steadyLandmarks(unit, frames);
  EXPECT_FALSE(steady[25]);
  EXPECT_EQ(std::count(steady.begin(), steady.begin() + 23, true), 23);
}

TEST(Bank, BlurredAndCoveredMouthsAreLeftOut) {
  std::vector<BankFrame> frames;
  for (unsigned i = 0; i < 30; ++i) frames.push_back(noisyFace(i));
  blur(frames[10].bgr);
  for (int y = frames[20].bgr.height / 2; y < frames[20].bgr.height; ++y) {  // a dark thing before the chin
    std::fill_n(frames[20].bgr.row(y), frames[20].bgr.width * 2, static_cast<std::uint8_t>(15));
  }
  const PixelVerdict verdict = judgePixels(frames);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(verdict.isSharp[i], i != 10) << i;
    EXPECT_EQ(verdict.isUsual[i], i != 20) << i;
  }
}
