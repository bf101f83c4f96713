// The analyser with a network that is none: what it says is known.
#include "core/face/landmark_network.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/face/analyser.h"
#include "core/face/composite.h"
#include "core/sample/talker.h"
#include "tests/face/grey_of.h"
#include "tests/face/landmarks_of.h"

namespace {

struct Looks {
  int found = 0, looked = 0;
};

// Sees a face wherever it is sent, with inner lips that are one line; but for looks `from` to `to`.
class LineOfLips final : public face::LandmarkNetwork {
 public:
  LineOfLips(Looks& looks, int from, int to) : looks_(looks), from_(from), to_(to) {}
  std::optional<face::Sight> look(const face::Picture&, const face::Square& square) override {
    ++looks_.looked;
    return sight(square.centre, square.side);
  }
  std::optional<face::Sight> find(const face::Picture&, const base::Similarity& box) override {
    ++looks_.found;
    return sight(box({0.5F, 0.3F}), 0.6F * box.scale());
  }
  std::vector<base::Similarity> detect(const face::Picture&) override { return {}; }

 private:
  std::optional<face::Sight> sight(base::Point eyes, float distance) {
    const int now = looks_.looked + looks_.found;
    if (now >= from_ && now < to_) return std::nullopt;
    face::Sight sight{face_test::landmarksOf(eyes, distance), {eyes, distance}};
    for (std::size_t i = 61; i < 68; ++i) sight.points[i].y = sight.points[60].y;
    return sight;
  }
  Looks& looks_;
  int from_, to_;
};

float opening(const face::Face& face) {
  return base::distance(face.points[62], face.points[66]) / base::distance(face.points[36], face.points[45]);
}

class NetworkOfLandmarks : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(face::landmarkFile()))
      GTEST_SKIP() << "no landmark file: install libdlib-data";
  }
  // A talker with open lips who fades in from `fadesAt` on.
  face::Track film(int frames, int fadesAt, int blindFrom, int blindTo, int detectEvery = 10) {
    const face::LandmarkNetworkSource source{
        "line 01234567", [&, this] { return std::make_unique<LineOfLips>(looks, blindFrom, blindTo); }};
    face::Analyser analyser(face::landmarkFile(), {.detectEvery = detectEvery, .network = source});
    const sample::Talker talker(320, 240, 1);
    for (int i = 0; i < frames; ++i) {
      const auto picture = talker.render(i / 25.0, {.opening = 0.5F});
      analyser.push(
          face_test::greyOf(picture.bgr, std::clamp(0.04F * static_cast<float>(i - fadesAt), 0.0F, 1.0F)));
    }
    const face::Analysis analysis = analyser.finish();
    EXPECT_EQ(analysis.landmarks, "line 01234567");
    EXPECT_EQ(analysis.tracks.size(), 1U);
    return analysis.tracks.empty() ? face::Track{} : analysis.tracks[0];
  }
  Looks looks;
};

TEST_F(NetworkOfLandmarks, GivesThePointsOfEveryFrameAlsoOfThoseFollowedBack) {
  const face::Track track = film(110, 55, 0, 0, 100);
  const auto detected =
      std::ranges::find(track.faces, face::Seen::detected, &face::Face::seen) - track.faces.begin();
  EXPECT_GE(detected, 20);
  for (const face::Face& face : track.faces) EXPECT_NEAR(opening(face), 0, 1e-4);
  EXPECT_LE(looks.found, 3) << "a face that is known is looked at where it was";
  EXPECT_GE(looks.looked, static_cast<int>(track.faces.size()) - 3);
}

TEST_F(NetworkOfLandmarks, WhereItMissesAFaceForAWhileTheLipsDoNotJump) {
  const face::Track track = film(60, -100, 20, 40);
  ASSERT_EQ(track.faces.size(), 60U);
  for (std::size_t i = 1; i < track.faces.size(); ++i)
    EXPECT_NEAR(opening(track.faces[i]), opening(track.faces[i - 1]), 0.03) << i;
}

TEST_F(NetworkOfLandmarks, ThatMissesAFaceMostOfTheTimeIsNotBelieved) {
  const face::Track track = film(60, -100, 10, 1000);
  ASSERT_EQ(track.faces.size(), 60U);
  for (const face::Face& face : track.faces) EXPECT_GT(opening(face), 0.01F);
}

// Detects a face in one place of some pictures, and finds it there or not.
class LonelyEye final : public face::LandmarkNetwork {
 public:
  struct Seeing {
    int detects = 1000;  // pictures in which it is asked
    bool finds = true;
  };
  explicit LonelyEye(const Seeing& seeing) : seeing_(seeing) {}
  std::optional<face::Sight> look(const face::Picture&, const face::Square& square) override {
    return face::Sight{face_test::landmarksOf(square.centre, square.side), square};
  }
  std::optional<face::Sight> find(const face::Picture& picture, const base::Similarity&) override {
    return seeing_.finds ? look(picture, {{160, 100}, 60}) : std::nullopt;
  }
  std::vector<base::Similarity> detect(const face::Picture&) override {
    if (seeing_.detects-- <= 0) return {};
    return {{100, 0, 110, 70}};
  }

 private:
  Seeing seeing_;
};

// A picture in which the cascade's detector sees nothing.
base::Image grain() {
  base::Image grey(320, 240, 1);
  std::uint32_t state = 1;
  for (std::uint8_t& v : grey.data)
    v = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
  return grey;
}

std::vector<face::Track> watched(const LonelyEye::Seeing& seeing) {
  face::Analyser analyser(face::landmarkFile(),
                          {.network = {"eye 01234567", [&] { return std::make_unique<LonelyEye>(seeing); }}});
  for (int i = 0; i < 100; ++i) analyser.push(grain());
  return analyser.finish().tracks;
}

TEST_F(NetworkOfLandmarks, FindsAndHoldsAFaceThatTheDetectorDoesNotSee) {
  const auto tracks = watched({});
  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_EQ(tracks[0].first, 0);
  EXPECT_EQ(tracks[0].end(), 100);
  EXPECT_EQ(std::ranges::count(tracks[0].faces, face::Seen::no, &face::Face::seen), 0);
}

TEST_F(NetworkOfLandmarks, BeginsNoFaceThatItDetectsButDoesNotFind) {
  EXPECT_TRUE(watched({.finds = false}).empty());
}

TEST_F(NetworkOfLandmarks, LetsAFaceGoThatNoDetectorAgreesWith) {
  const auto tracks = watched({.detects = 2});
  ASSERT_EQ(tracks.size(), 1U);
  EXPECT_LT(tracks[0].end(), 40);
}

}  // namespace
