#include <gtest/gtest.h>

#include <algorithm>

#include "core/face/analyser.h"
#include "core/sample/talker.h"
#include "tests/face/grey_of.h"

namespace {

// A face fades in while the detector rests; when it is found the landmarks follow it back through the last
// second.
TEST(TraceBack, AFaceThatIsDetectedLateIsFollowedBack) {
  if (!std::filesystem::exists(face::landmarkFile()))
    GTEST_SKIP() << "no landmark file: install libdlib-data";
  face::Analyser analyser(face::landmarkFile(), {.detectEvery = 100});
  const sample::Talker talker(320, 240, 1);
  for (int i = 0; i < 110; ++i) {
    const auto picture = talker.render(i / 25.0, {});
    analyser.push(face_test::greyOf(picture.bgr, std::clamp(0.04f * static_cast<float>(i - 55), 0.0f, 1.0f)));
  }
  const face::Analysis analysis = analyser.finish();
  ASSERT_EQ(analysis.tracks.size(), 1u);
  const face::Track& track = analysis.tracks[0];
  const auto detected =
      std::ranges::find(track.faces, face::Seen::detected, &face::Face::seen) - track.faces.begin();
  EXPECT_GE(detected, 20) << "first seen in frame " << track.first;
  for (std::ptrdiff_t i = 0; i < detected; ++i)
    EXPECT_EQ(track.faces[static_cast<std::size_t>(i)].seen, face::Seen::tracked);
}

}  // namespace
