// The corridor with a lip model that is no network: what it promises holds for every model.
#include "core/render/render.h"

#include <gtest/gtest.h>

#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/decode/video_reader.h"
#include "core/sample/sample.h"
#include "tests/dub/green_mouth.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using test_support::GreenMouth;
using test_support::quoted;
using test_support::shell;
using test_support::TempFolder;

struct Clip {
  fs::path video, speech;
};

Clip clip(const TempFolder& folder, const std::string& pixelFormat) {
  const sample::SampleFiles files =
      sample::makeSample({.seconds = 1, .width = 320, .height = 240}, folder.path());
  const fs::path lossless = folder / (pixelFormat + ".mkv");
  const auto made = shell("ffmpeg -v error -nostdin -i " + quoted(files.video) + " -an -c:v ffv1 -pix_fmt " +
                          pixelFormat + " " + quoted(lossless));
  if (made.exitCode != 0) throw std::runtime_error(made.output);
  return {lossless, files.speech};
}

dub::RenderOptions options(std::string& calls) {
  dub::RenderOptions o{.makeModel = [&](const std::string&, const dub::LipSettings&) {
    return std::make_unique<GreenMouth>(calls);
  }};
  o.analyse.cache.clear();
  return o;
}

// Whether every sample of every plane that lies outside `rect` (luma pixels, rounded outwards to chroma) is
// the same.
bool sameOutside(const media::Frame& a, const media::Frame& b, base::Rect rect) {
  for (int p = 0; p < a.planes(); ++p) {
    const media::PlaneView x = a.plane(p), y = b.plane(p);
    const int sx = (a.width() + x.width - 1) / x.width, sy = (a.height() + x.height - 1) / x.height;
    const int left = rect.x / sx, right = (rect.x + rect.width + sx - 1) / sx;
    for (int row = 0; row < x.height; ++row) {
      const auto* ra = x.data + row * x.stride;
      const auto* rb = y.data + row * y.stride;
      const bool isBeside = row < rect.y / sy || row >= (rect.y + rect.height + sy - 1) / sy;
      const auto same = [&](int from, int to) {
        return to <= from || std::memcmp(ra + from * x.bytes, rb + from * x.bytes,
                                         static_cast<std::size_t>((to - from) * x.bytes)) == 0;
      };
      if (isBeside ? !same(0, x.width)
                   : !(same(0, std::max(0, left)) && same(std::min(right, x.width), x.width)))
        return false;
    }
  }
  return true;
}

TEST(Render, LeavesEverySampleOutsideTheMaskAsItWasDecoded) {
  for (const char* format : {"yuv420p", "yuv420p10le", "yuv422p", "yuv444p10le"}) {
    const TempFolder folder;
    const Clip source = clip(folder, format);
    std::string calls;
    dub::Job job{.video = source.video, .output = folder / "out.mkv", .speeches = {{{}, source.speech}}};
    job.encode.codec = "ffv1";
    job.fit = dub::Fit::cut;
    const auto report = dub::render(job, options(calls), {}, {});
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(calls, "study 25;listen 25;");
    EXPECT_TRUE(report->verdict.isGood()) << dub::toJson(*report);

    const auto faces = dub::analyse(media::indexClip(source.video), {.cache = {}}, {}, {});
    media::VideoReader before(media::indexClip(source.video)), after(media::indexClip(job.output));
    ASSERT_EQ(after.info().pixelFormatName, before.info().pixelFormatName);
    for (media::FrameNo n = 0; n < 25; ++n) {
      const media::Frame a = before.at(n), b = after.at(n);
      const face::Face* face = faces->tracks.at(0).at(n);
      ASSERT_NE(face, nullptr);
      EXPECT_TRUE(sameOutside(a, b, face::maskBounds(face->points, {}))) << format << " picture " << n;
      EXPECT_FALSE(sameOutside(a, b, {0, 0, 0, 0})) << "nothing was painted in picture " << n;
    }
  }
}

TEST(Render, FindsFacesInPicturesOfNonSquarePixels) {
  const TempFolder folder;
  const Clip source = clip(folder, "yuv420p");
  for (const auto& [size, aspect] : {std::pair("160:240", "2"), std::pair("320:120", "1/2")}) {
    const fs::path squeezed = folder / "squeezed.mkv";
    const auto made = shell("ffmpeg -v error -nostdin -y -i " + quoted(source.video) + " -vf scale=" + size +
                            ",setsar=" + aspect + " -c:v ffv1 " + quoted(squeezed));
    ASSERT_EQ(made.exitCode, 0) << made.output;
    const auto square = dub::analyse(media::indexClip(source.video), {.cache = {}}, {}, {}),
               faces = dub::analyse(media::indexClip(squeezed), {.cache = {}}, {}, {});
    ASSERT_EQ(faces->tracks.size(), 1u) << size;
    const float sx = static_cast<float>(faces->width) / 320, sy = static_cast<float>(faces->height) / 240;
    const base::Point chin = square->tracks[0].at(10)->points[8], found = faces->tracks[0].at(10)->points[8];
    EXPECT_NEAR(found.x, chin.x * sx, 3) << size;
    EXPECT_NEAR(found.y, chin.y * sy, 3) << size;
  }
}

TEST(Render, StopsWithoutAnOutput) {
  const TempFolder folder;
  const Clip source = clip(folder, "yuv420p");
  std::string calls;
  const dub::Job job{.video = source.video,
                     .output = folder / "out.mp4",
                     .speeches = {{{}, source.speech}},
                     .fit = dub::Fit::cut};
  base::writeFile(job.output, "of another day");
  using enum base::Stage;
  for (const base::Stage stage : {analyse, learnFace, render, write, verify}) {
    std::stop_source stop;
    const auto onProgress = [&](const base::Progress& p) {
      if (p.stage == stage) stop.request_stop();
    };
    EXPECT_FALSE(dub::render(job, options(calls), onProgress, stop.get_token()).has_value())
        << base::name(stage);
    EXPECT_EQ(base::readFile(job.output), "of another day") << base::name(stage);
    fs::remove_all(folder / "out.mp4.redub-work");
    for (const auto& entry : fs::directory_iterator(folder.path()))
      EXPECT_FALSE(base::isUnfinishedName(entry.path())) << base::name(stage) << ' ' << entry.path();
  }
}

// The landmark file with another mean shape: one of its numbers (dlib/serialize.h) is a little larger.
fs::path otherLandmarks(const TempFolder& folder) {
  std::string bytes = base::readFile(face::landmarkFile());
  const std::size_t number = 6;  // after the version and the two extents
  const auto size = static_cast<std::size_t>(bytes[number] & 0x0F);
  bytes[number + size - 1] = static_cast<char>(bytes[number + size - 1] ^ 1);
  base::writeFile(folder / "other.dat", bytes);
  return folder / "other.dat";
}

TEST(Render, IsNotResumedWithOtherLandmarks) {
  const TempFolder folder;
  const Clip source = clip(folder, "yuv420p");
  std::string calls;
  const dub::Job job{.video = source.video,
                     .output = folder / "out.mp4",
                     .speeches = {{{}, source.speech}},
                     .fit = dub::Fit::cut};
  dub::RenderOptions resumed = options(calls);
  resumed.analyse.cache = folder / "cache";
  resumed.resume = true;
  resumed.chunkFrames = 5;
  std::stop_source stop;
  const auto stopLate = [&](const base::Progress& p) {
    if (p.stage == base::Stage::write) stop.request_stop();
  };
  ASSERT_FALSE(dub::render(job, resumed, stopLate, stop.get_token()));
  ASSERT_TRUE(fs::exists(folder / "out.mp4.redub-work"));

  dub::RenderOptions other = resumed;
  other.analyse.landmarks = otherLandmarks(folder);
  try {
    dub::render(job, other, {}, {});
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::usage) << e.what();
  }
  EXPECT_FALSE(fs::exists(job.output));
  const auto report = dub::render(job, resumed, {}, {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->resumedChunks, report->chunks);
}

TEST(Render, AFailingModelIsOneErrorAndLeavesNothing) {
  class Failing : public GreenMouth {
   public:
    using GreenMouth::GreenMouth;
    std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
      for (const dub::PaintRequest& request : requests)
        if (request.cue == 7) throw base::Error(base::Fault::defect, {}, {}, "no mouth today");
      return GreenMouth::paint(requests);
    }
  };
  const TempFolder folder;
  const Clip source = clip(folder, "yuv420p");
  std::string calls;
  dub::RenderOptions failing = options(calls);
  failing.makeModel = [&](const std::string&, const dub::LipSettings&) {
    return std::make_unique<Failing>(calls);
  };
  const dub::Job job{.video = source.video,
                     .output = folder / "out.mp4",
                     .speeches = {{{}, source.speech}},
                     .fit = dub::Fit::cut};
  try {
    dub::render(job, failing, {}, {});
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.detail(), "no mouth today");
  }
  EXPECT_FALSE(fs::exists(job.output));
  EXPECT_FALSE(fs::exists(folder / "out.mp4.redub-work"));
}

TEST(Render, PaintsTheSamePicturesInGroupsAsOneByOne) {
  class Grouped : public GreenMouth {
   public:
    Grouped(std::string& calls, std::size_t batch, std::vector<std::size_t>& sizes)
        : GreenMouth(calls), batch_(batch), sizes_(sizes) {}
    std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
      sizes_.push_back(requests.size());
      return GreenMouth::paint(requests);
    }
    std::size_t batch() const override { return batch_; }

   private:
    std::size_t batch_;
    std::vector<std::size_t>& sizes_;
  };
  const TempFolder folder;
  const Clip source = clip(folder, "yuv420p");
  std::vector<std::string> pictures;
  std::vector<std::size_t> sizes;
  for (const std::size_t batch : {1U, 4U}) {
    std::string calls;
    dub::RenderOptions grouped = options(calls);
    grouped.threads = 1;
    grouped.chunkFrames = 10;
    sizes.clear();
    grouped.makeModel = [&](const std::string&, const dub::LipSettings&) {
      return std::make_unique<Grouped>(calls, batch, sizes);
    };
    const fs::path out = folder / ("out" + std::to_string(batch) + ".mkv");
    dub::render({.video = source.video,
                 .output = out,
                 .speeches = {{{}, source.speech}},
                 .fit = dub::Fit::cut,
                 .encode = {.codec = "ffv1"}},
                grouped, {}, {});
    pictures.push_back(
        shell("ffmpeg -v error -nostdin -i " + quoted(out) + " -map 0:v -f framemd5 - | grep -v '^#'")
            .output);
  }
  EXPECT_EQ(pictures[0], pictures[1]);
  EXPECT_EQ(pictures[0].find("rror"), std::string::npos);
  ASSERT_GE(sizes.size(), 6U);
  EXPECT_EQ(std::vector<std::size_t>(sizes.begin(), sizes.begin() + 6),
            (std::vector<std::size_t>{4, 4, 2, 4, 4, 2}));  // no group crosses a chunk's border
}

}  // namespace
