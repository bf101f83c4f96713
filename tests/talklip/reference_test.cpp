#include "models/talklip/reference.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/person/fixtures.h"

namespace {

using face::FrameNo;

// A talking face in frames 10..59; not seen in `gap`, most closed at `closed`.
face::Track track(FrameNo gap, FrameNo closed) {
  face::Track track{.id = 1, .first = 10, .faces = {}};
  for (FrameNo n = 10; n < 60; ++n) {
    face::Face face;
    face.seen = n == gap ? face::Seen::no : face::Seen::detected;
    const float far = static_cast<float>(std::abs(n - closed));
    face.points = person_fixtures::unitFace(0.001F + 0.002F * far);
    for (base::Point& p : face.points) p = p * 200 + base::Point{100, 100};
    track.faces.push_back(face);
  }
  return track;
}

TEST(References, FollowTheirPolicies) {
  EXPECT_EQ(talklip::chooseReferences(dub::Reference::first, track(10, 30), {}), std::vector<FrameNo>{11});
  EXPECT_EQ(talklip::chooseReferences(dub::Reference::closed, track(10, 30), {}), std::vector<FrameNo>{30});
  EXPECT_EQ(talklip::chooseReferences(dub::Reference::window, track(10, 30), {}),
            (std::vector<FrameNo>{28, 29, 30, 31, 32}));
  EXPECT_TRUE(talklip::chooseReferences(dub::Reference::same, track(10, 30), {}).empty());
}

TEST(References, AWindowHoldsNoCutAndNoGap) {
  EXPECT_EQ(talklip::chooseReferences(dub::Reference::window, track(10, 30), {31}),
            (std::vector<FrameNo>{26, 27, 28, 29, 30}));
  EXPECT_EQ(talklip::chooseReferences(dub::Reference::window, track(30, 30), {}),
            (std::vector<FrameNo>{25, 26, 27, 28, 29}));
}

TEST(References, AClipWithoutAFaceIsToldSo) {
  face::Track none{.id = 1, .first = 0, .faces = std::vector<face::Face>(5)};
  for (const auto policy : {dub::Reference::first, dub::Reference::closed, dub::Reference::window})
    EXPECT_THROW(talklip::chooseReferences(policy, none, {}), base::Error) << name(policy);
}

TEST(References, AWindowIsTakenForwardsAndBackwards) {
  talklip::References references;
  for (int i = 0; i < 5; ++i) references.faces.push_back({static_cast<float>(i)});
  std::vector<float> order;
  for (FrameNo n = 0; n < 10; ++n) order.push_back(references.of(n)[0]);
  EXPECT_EQ(order, (std::vector<float>{0, 1, 2, 3, 4, 3, 2, 1, 0, 1}));
}

}  // namespace
