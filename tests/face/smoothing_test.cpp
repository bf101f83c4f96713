#include "core/face/smoothing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/face/analyser.h"
#include "core/face/tracks.h"
#include "tests/face/landmarks_of.h"

namespace {

using face::Face;
using face::Seen;

Face faceAt(float x, float y = 100) {
  return {face_test::landmarksOf({x, y}, 60), {static_cast<int>(x) - 50, 60, 100, 100}, 0.05F, Seen::tracked};
}

bool hasLandmarkFile() { return std::filesystem::exists(face::landmarkFile()); }

class Smoothing : public testing::Test {
 protected:
  void SetUp() override {
    if (!hasLandmarkFile()) GTEST_SKIP() << "no landmark file: install libdlib-data";
  }
};

TEST_F(Smoothing, SteadyMotionStaysAsItIsUpToTheEnds) {
  std::vector<Face> faces;
  for (int i = 0; i < 20; ++i) faces.push_back(faceAt(100 + 3.0F * static_cast<float>(i)));
  const std::vector<Face> before = faces;
  face::smooth(faces, std::vector<bool>(20, false), face::Landmarker(face::landmarkFile()));
  for (std::size_t i = 0; i < 20; ++i) EXPECT_NEAR(faces[i].points[8].x, before[i].points[8].x, 0.01) << i;
}

TEST_F(Smoothing, TrembleIsDampedWithoutLag) {
  std::vector<Face> faces;
  for (int i = 0; i < 40; ++i) {
    const auto t = static_cast<float>(i);
    faces.push_back(faceAt(100 + 20 * std::sin(0.3F * t) + (i % 2 == 0 ? 1.0F : -1.0F)));
  }
  face::smooth(faces, std::vector<bool>(40, false), face::Landmarker(face::landmarkFile()));
  for (int i = 4; i < 36; ++i) {
    const float truth = 100 + 20 * std::sin(0.3F * static_cast<float>(i));
    EXPECT_NEAR(faces[static_cast<std::size_t>(i)].points[27].x, truth, 0.65) << i;
  }
}

TEST_F(Smoothing, NothingLeaksAcrossACutOrAGap) {
  std::vector<Face> faces(30);
  std::vector<bool> isStart(30, false);
  isStart[10] = true;
  for (std::size_t i = 0; i < 30; ++i) {
    if (i < 20 || i > 27) faces[i] = faceAt(i < 10 ? 100.0F : i < 20 ? 300.0F : 500.0F);
  }
  face::smooth(faces, isStart, face::Landmarker(face::landmarkFile()));
  const auto noseOf = [&](std::size_t i) { return faces[i].points[27].x; };
  EXPECT_NEAR(noseOf(9), 100, 1e-3);
  EXPECT_NEAR(noseOf(10), 300, 1e-3);
  EXPECT_NEAR(noseOf(19), 300, 1e-3);
  EXPECT_NEAR(noseOf(28), 500, 1e-3);
  EXPECT_EQ(faces[22].seen, Seen::no);
}

// Inner lips that are shut in one frame between two open ones.
TEST_F(Smoothing, LipsOfANetworkThatCloseForAMomentHardlyOpen) {
  std::vector<Face> faces(9, faceAt(100));
  for (std::size_t i = 0; i < faces.size(); ++i) faces[i].points[66].y += i == 4 ? 0 : 6;
  const float shut = faces[4].points[66].y, open = faces[3].points[66].y;
  face::smooth(faces, std::vector<bool>(9, false), face::Landmarker(face::landmarkFile()),
               face::kNetworkLipSigma);
  EXPECT_LT((faces[4].points[66].y - shut) / (open - shut), 0.25F);
}

TEST(Gaps, ShortOnesAreFilledAndLongOnesAreLeft) {
  std::vector<Face> faces(40);
  faces[2] = faceAt(100), faces[9] = faceAt(170);    // 6 missing
  faces[17] = faceAt(300), faces[30] = faceAt(400);  // 7 and 12 missing
  face::fillGaps(faces);
  EXPECT_EQ(faces[0].seen, Seen::no);
  for (std::size_t i = 3; i < 9; ++i) {
    EXPECT_EQ(faces[i].seen, Seen::filled);
    EXPECT_NEAR(faces[i].points[27].x, 100 + 10 * static_cast<float>(i - 2), 1e-3);
  }
  for (const std::size_t i : {10, 16, 18, 29, 31, 39}) EXPECT_EQ(faces[i].seen, Seen::no) << i;
}

face::Appearance looksLike(int person) {
  face::Appearance looks{};
  for (std::size_t i = 0; i < looks.size(); ++i) {
    looks[i] = std::sin(static_cast<float>(i * static_cast<std::size_t>(person + 1)) * 0.37F) / 11.3F;
  }
  return looks;
}

face::Tracklet piece(face::FrameNo first, int length, float x, int person) {
  face::Tracklet t{first, {}, looksLike(person), 3};
  for (int i = 0; i < length; ++i) t.faces.push_back({faceAt(x), {}});
  return t;
}

class Tracks : public Smoothing {
 protected:
  static std::vector<face::Track> of(std::vector<face::Tracklet> pieces,
                                     const std::vector<face::FrameNo>& cuts) {
    return face::makeTracks(std::move(pieces), cuts, 100, face::Landmarker(face::landmarkFile()));
  }
};

TEST_F(Tracks, ThePersonWhoComesBackAfterACutawayKeepsTheNumber) {
  const auto tracks = of({piece(0, 30, 200, 1), piece(30, 30, 205, 2), piece(60, 40, 210, 1)}, {30, 60});
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_EQ(tracks[0].id, 1);
  EXPECT_NE(tracks[0].at(10), nullptr);
  EXPECT_EQ(tracks[0].at(45), nullptr);
  EXPECT_NE(tracks[0].at(99), nullptr);
  EXPECT_EQ(tracks[1].first, 30);
  EXPECT_EQ(tracks[1].end(), 60);
}

TEST_F(Tracks, AnotherPersonInTheSamePlaceGetsAnotherNumber) {
  EXPECT_EQ(of({piece(0, 50, 200, 1), piece(50, 50, 200, 2)}, {50}).size(), 2U);
}

TEST_F(Tracks, PiecesOfOneShotAreJoinedAndTheGapFilled) {
  const auto tracks = of({piece(0, 40, 200, 1), piece(44, 56, 204, 1)}, {});
  ASSERT_EQ(tracks.size(), 1U);
  ASSERT_NE(tracks[0].at(42), nullptr);
  EXPECT_EQ(tracks[0].at(42)->seen, Seen::filled);
}

TEST_F(Tracks, ATrackThatRunsOverACutIsSmoothedOnEitherSideAlone) {
  face::Tracklet t = piece(0, 40, 200, 1);
  const face::Tracklet after = piece(40, 60, 230, 1);
  t.faces.insert(t.faces.end(), after.faces.begin(), after.faces.end());
  const auto tracks = of({t}, {40});
  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_NEAR(tracks[0].at(39)->points[27].x, 200, 1e-3);
  EXPECT_NEAR(tracks[0].at(40)->points[27].x, 230, 1e-3);
}

TEST_F(Tracks, ChanceFindsAreDroppedAndTheLargestAndLongestComesFirst) {
  const auto tracks = of({piece(10, 3, 400, 3), piece(0, 50, 100, 1), piece(0, 100, 250, 2)}, {});
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_EQ(tracks[0].faces.size(), 100U);
  EXPECT_EQ(tracks[1].id, 2);
}

// Something rises before a mouth: the follower loses the face, the network completes it.
TEST_F(Tracks, WhatTheNetworkAloneSeesWhereAFaceWasLostIsLeftOut) {
  face::Tracklet completed = piece(40, 30, 202, 1), elsewhere = piece(40, 30, 500, 2);
  completed.isNetworks = elsewhere.isNetworks = true;
  const auto tracks = of({piece(0, 40, 200, 1), completed, elsewhere, piece(70, 30, 204, 1)}, {});
  ASSERT_EQ(tracks.size(), 2U);
  EXPECT_EQ(tracks[0].at(50), nullptr);
  EXPECT_NE(tracks[1].at(50), nullptr);
}

TEST_F(Tracks, NoPiecesGiveNoTracks) { EXPECT_TRUE(of({}, {3}).empty()); }

}  // namespace
