#include "models/person/person.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "core/base/error.h"
#include "core/dub/analyse.h"
#include "core/face/mat_view.h"
#include "core/media/decode/clip_index.h"
#include "core/sample/sample.h"
#include "tests/support/temp_folder.h"

using namespace person;

namespace {

// The rendered talker, analysed.
class LearnPerson : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    clip_ = new Clip;
    clip_->files = sample::makeSample({.seconds = 4, .width = 480, .height = 320}, clip_->folder / "sample");
    const auto index = media::indexClip(clip_->files.video);
    clip_->analysis = *dub::analyse(index, {.cache = {}}, {}, {});
    clip_->footage = {index, &clip_->analysis.tracks.at(0), clip_->analysis.cuts, {}, nullptr};
    for (face::FrameNo n = 0; n < index->index().frames(); ++n)
      clip_->footage.seconds.push_back(index->index().seconds(n, index->video().timeBase));
  }
  static void TearDownTestSuite() { delete clip_; }

  struct Clip {
    test_support::TempFolder folder;
    sample::SampleFiles files;
    face::Analysis analysis;
    dub::Footage footage;
  };
  inline static Clip* clip_ = nullptr;
  const dub::Footage& footage() const { return clip_->footage; }
};

TEST_F(LearnPerson, ATalkingMouthIsLearnedWithItsTrustedMouths) {
  const Person person = learnPerson(footage(), {}, [](double) {}, {});
  EXPECT_TRUE(person.showsOwnMouth);
  EXPECT_GE(person.bank.size(), kLeastBank);
  EXPECT_GE(person.shapes.reach, kLeastReach);
  ASSERT_FALSE(person.mouths.empty());
  for (std::size_t i = 1; i < person.mouths.size(); ++i)
    EXPECT_LT(person.mouths[i - 1].frame, person.mouths[i].frame);
  for (const BankFrame& frame : person.bank) {
    EXPECT_TRUE(
        std::ranges::any_of(person.mouths, [&](const SeenMouth& m) { return m.frame == frame.frame; }));
    EXPECT_NE(person.headPoses.find(frame.frame), nullptr);
  }
}

TEST_F(LearnPerson, FramesLeftOutAreNotInTheBank) {
  const Person person = learnPerson(footage(), {.from = 20, .to = 40}, [](double) {}, {});
  EXPECT_FALSE(person.bank.empty());
  for (const BankFrame& frame : person.bank) EXPECT_TRUE(frame.frame < 20 || frame.frame >= 40);
}

TEST_F(LearnPerson, AStillHasNoBank) {
  const sample::Rendered talker = sample::renderTalker(480, 320, 1, 0, {});
  const std::filesystem::path file = clip_->folder / "still.png";
  ASSERT_TRUE(cv::imwrite(file.string(), face::view(talker.bgr)));
  const auto still = media::indexClip(file);
  const face::Analysis analysis = *dub::analyse(still, {.cache = {}}, {}, {});
  const Person person = learnPerson({still, &analysis.tracks.at(0), {}, {0}, nullptr}, {}, [](double) {}, {});
  EXPECT_FALSE(person.showsOwnMouth);
  EXPECT_TRUE(person.bank.empty());
  EXPECT_EQ(person.notes.size(), 1U);
}

TEST_F(LearnPerson, AClipWithoutAFaceIsToldSo) {
  const face::Track none{.id = 1, .first = 0, .faces = std::vector<face::Face>(5)};
  dub::Footage empty = footage();
  empty.track = &none;
  try {
    learnPerson(empty, {}, [](double) {}, {});
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::noFace);
  }
}

}  // namespace
