#include "core/dub/analyse.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/sample/sample.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using test_support::TempFolder;

class AnAnalysis : public testing::Test {
 protected:
  // Whether the faces had to be looked for.
  bool isLookedFor(const fs::path& file, const fs::path& landmarks) {
    bool isSearched = false;
    const auto found = dub::analyse(media::indexClip(file), {landmarks, folder / "cache"},
                                    [&](const base::Progress&) { isSearched = true; }, {});
    EXPECT_TRUE(found && found->tracks.size() == 1);
    return isSearched;
  }

  const TempFolder folder;
  const fs::path video =
      sample::makeSample({.seconds = 0.4, .width = 320, .height = 240}, folder.path()).video;
};

TEST_F(AnAnalysis, IsKnownByWhatTheFilesHoldAndNotByTheirNames) {
  fs::copy_file(video, folder / "copy.mp4");
  fs::create_symlink(face::landmarkFile(), folder / "same.dat");
  EXPECT_TRUE(isLookedFor(video, face::landmarkFile()));
  EXPECT_FALSE(isLookedFor(video, face::landmarkFile()));
  EXPECT_FALSE(isLookedFor(folder / "copy.mp4", folder / "same.dat"));
}

// Sees nothing.
class Blind final : public face::LandmarkNetwork {
 public:
  std::optional<face::Sight> look(const face::Picture&, const face::Square&) override { return {}; }
  std::optional<face::Sight> find(const face::Picture&, const base::Similarity&) override { return {}; }
  std::vector<base::Similarity> detect(const face::Picture&) override { return {}; }
};

TEST_F(AnAnalysis, SaysWhatFoundThePointsAndIsNotTakenForAnother) {
  const auto analyse = [&](const face::LandmarkNetworkSource& network) {
    return *dub::analyse(media::indexClip(video), {.cache = folder / "cache", .network = network}, {}, {});
  };
  const face::Analysis alone = analyse({});
  const face::Analysis refined = analyse({"eye 01234567", [] { return std::make_unique<Blind>(); }});
  EXPECT_TRUE(alone.landmarks.starts_with("dlib ")) << alone.landmarks;
  EXPECT_EQ(refined.landmarks, "eye 01234567");
  EXPECT_NE(dub::landmarkNote(alone).find("installer/face-mesh.sh"), std::string::npos);
  EXPECT_EQ(dub::landmarkNote(refined), "landmarks: eye 01234567");
  EXPECT_EQ(analyse({}).landmarks, alone.landmarks) << "from the cache";
  EXPECT_NE(face::sumOf(alone), face::sumOf(refined));
}

TEST_F(AnAnalysis, IsNotTakenForOtherLandmarksOfTheSameName) {
  const fs::path landmarks = folder / "landmarks.dat";
  fs::create_symlink(face::landmarkFile(), landmarks);
  ASSERT_TRUE(isLookedFor(video, landmarks));
  fs::remove(landmarks);
  base::writeFile(landmarks, "no landmarks, and whoever reads them says so");
  EXPECT_THROW(isLookedFor(video, landmarks), base::Error);
  fs::remove(landmarks);
  try {
    isLookedFor(video, landmarks);
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::notFound);
  }
}

TEST_F(AnAnalysis, CanBeStoppedBeforeTheFilesAreSummed) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(dub::analyse(media::indexClip(video), {.cache = folder / "cache"}, {}, stop.get_token()));
  EXPECT_FALSE(fs::exists(folder / "cache"));
}

}  // namespace
