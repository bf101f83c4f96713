// How often a render reads its source.
#include <gtest/gtest.h>

#include <fstream>

#include "core/render/render.h"
#include "core/sample/sample.h"
#include "tests/dub/green_mouth.h"
#include "tests/support/make_media.h"

namespace {

namespace fs = std::filesystem;
using test_support::GreenMouth;
using test_support::TempFolder;

// What this process has asked files for, in bytes; 0 where the system does not tell.
double bytesRead() {
  std::ifstream io("/proc/self/io");
  std::string name;
  double bytes = 0;
  while (io >> name >> bytes)
    if (name == "rchar:") return bytes;
  return 0;
}

// The sample with 60 MB of noise behind its end, in sound tracks that nobody listens to: whoever looks at all
// packets or sums up the file reads it, whoever decodes pictures or the first sound does not.
bool addBallast(const fs::path& file, const fs::path& sample) {
  return test_support::makeMedia(file,
                                 "-i {in} -itsoffset 4 -f lavfi -i "
                                 "'anoisesrc=r=192000:d=10,aformat=channel_layouts=7.1' "
                                 "-map 0 -map 1:a -c copy -c:a:1 pcm_s32le -disposition:a:1 0 -f mov",
                                 sample);
}

TEST(Reading, ARenderReadsItsSourceOnceForThePacketsAndOnceForTheSum) {
  if (bytesRead() == 0) GTEST_SKIP() << "/proc/self/io cannot be read here";
  const TempFolder folder;
  const auto sample = sample::makeSample({.seconds = 1, .width = 320, .height = 240}, folder.path());
  const fs::path video = folder / "ballast.mov";
  ASSERT_TRUE(addBallast(video, sample.video));
  const auto size = static_cast<double>(fs::file_size(video));
  ASSERT_GT(size, 50e6);
  std::string calls;
  dub::RenderOptions options{.makeModel = [&](const std::string&, const dub::LipSettings&) {
    return std::make_unique<GreenMouth>(calls);
  }};
  options.analyse.cache = folder / "cache";
  const dub::Job job{.video = video,
                     .output = folder / "out.mp4",
                     .speeches = {{{}, sample.speech}},
                     .fit = dub::Fit::pingpong,
                     .inSec = 0.5};  // longer than the picture: the source's own streams are not copied
  const auto clip = media::indexClip(video);
  ASSERT_EQ(clip->probe.audio.size(), 2U);
  ASSERT_TRUE(dub::analyse(clip, options.analyse, {}, {}));  // reads the landmarks, which stay in memory

  const auto timesRead = [&] {
    const double before = bytesRead();
    EXPECT_TRUE(dub::render(job, options, {}, {}));
    fs::remove(job.output);
    return (bytesRead() - before) / size;
  };
  EXPECT_NEAR(timesRead(), 2, 0.3);
  options.clip = clip;  // as the window has it, where the clip is open and was analysed
  EXPECT_NEAR(timesRead(), 0, 0.3);
}

}  // namespace
