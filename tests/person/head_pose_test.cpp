#include "models/person/head_pose.h"

#include <gtest/gtest.h>

#include "tests/person/fixtures.h"

using namespace person;
using namespace person_fixtures;

TEST(Alignment, ASimilarityIsFoundExactly) {
  const base::Similarity wanted{1.7f, -0.4f, 33, -12};
  const Stable from = stableOf(unitFace(0.02f));
  Stable to;
  std::transform(from.begin(), from.end(), to.begin(), wanted);
  const base::Similarity found = face::fitSimilarity(from, to);
  EXPECT_NEAR(found.a, wanted.a, 1e-4);
  EXPECT_NEAR(found.b, wanted.b, 1e-4);
  EXPECT_NEAR(found.tx, wanted.tx, 1e-3);
  EXPECT_NEAR(found.ty, wanted.ty, 1e-3);
}

TEST(HeadPose, TheHeadStaysInPlaceWhenTheFaceMovesAndTurnsInThePicture) {
  face::Track track;
  for (int i = 0; i < 60; ++i) {
    const float turn = 0.2f * std::sin(0.1f * static_cast<float>(i));
    const base::Similarity place{240 * std::cos(turn), 240 * std::sin(turn), 100 + static_cast<float>(i), 80};
    face::Face face;
    face.points = mapped(place, unitFace(0.05f * static_cast<float>(i % 5) / 5));
    face.seen = face::Seen::tracked;
    track.faces.push_back(face);
  }
  const HeadPoseTrack learned = learnHeadPoses(track, {}, 0);
  for (int i = 0; i < 60; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const base::Point eye = learned.poses[at].toUnit(track.faces[at].points[36]);
    EXPECT_NEAR(eye.x, 0.5 - 0.5 / 1.75, 0.005);
    EXPECT_NEAR(eye.y, 0.10, 0.005);
  }
}

TEST(HeadPose, IsNotSmoothedAcrossACut) {
  face::Track track;
  for (int i = 0; i < 20; ++i) {
    face::Face face;
    face.points = mapped({200, 0, i < 10 ? 100.0f : 300.0f, 50}, unitFace(0.02f));
    face.seen = face::Seen::tracked;
    track.faces.push_back(face);
  }
  const std::vector<face::FrameNo> cuts = {10};
  const HeadPoseTrack learned = learnHeadPoses(track, cuts, 2.0);
  EXPECT_NEAR(learned.poses[9].toUnit.inverse().tx, learned.poses[0].toUnit.inverse().tx, 0.01);
  EXPECT_NEAR(learned.poses[10].toUnit.inverse().tx, learned.poses[19].toUnit.inverse().tx, 0.01);
}
