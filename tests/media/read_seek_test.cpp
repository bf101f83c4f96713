#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "core/media/decode/frame_index.h"
#include "core/media/decode/video_reader.h"
#include "tests/media/read_support.h"
#include "tests/support/make_media.h"

namespace {

using media::FrameNo;
using media::VideoReader;
using test_support::makeMedia;
using test_support::movingPicture;

struct Recipe {
  const char* name;
  const char* ending;
  std::string arguments;
  std::string cut = {};  // a second ffmpeg call on the result of the first
  std::string size = "96x64", rate = "25";
};

void PrintTo(const Recipe& recipe, std::ostream* out) { *out << recipe.name; }

std::vector<Recipe> recipes() {
  const std::string x264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p ";
  return {
      {"H264WithBFrames", "mp4", x264 + "-g 12 -bf 3"},
      {"H264OpenGop", "mp4", x264 + "-g 10 -bf 3 -x264-params open-gop=1"},
      {"H264LongGop", "mp4", x264 + "-g 999 -bf 3"},
      {"H264IntraRefresh", "mkv", x264 + "-g 10 -bf 0 -x264-params intra-refresh=1"},
      {"H264AllIntra", "mp4", x264 + "-g 1"},
      {"H264Fragmented", "mp4", x264 + "-g 10 -bf 2 -movflags frag_keyframe+empty_moov"},
      {"H264InTransportStream", "ts", x264 + "-g 10 -bf 3"},
      {"OpenGopInTransportStream", "ts", x264 + "-g 10 -bf 3 -x264-params open-gop=1"},
      {"H264InMatroska", "mkv", x264 + "-g 10 -bf 3"},
      {"H264InAvi", "avi", x264 + "-g 10 -bf 2"},
      {"H264InFlash", "flv", x264 + "-g 10 -bf 2"},
      {"H264ElementaryStream", "h264", x264 + "-g 10 -bf 2"},
      {"H264Interlaced", "mp4", x264 + "-g 10 -bf 2 -flags +ildct+ilme -x264-params tff=1"},
      {"H264InterlacedInTransportStream", "ts", x264 + "-g 10 -bf 2 -flags +ildct+ilme -x264-params tff=1"},
      {"H264TenBit422", "mov", "-c:v libx264 -preset veryfast -g 10 -bf 2 -pix_fmt yuv422p10le"},
      {"H264CutInOpenGop", "ts", x264 + "-g 10 -bf 3 -x264-params open-gop=1",
       "-ss 0.5 -i {in} -c copy -copyinkf"},
      {"H264EditList", "mp4", x264 + "-g 10 -bf 2", "-ss 0.5 -i {in} -c copy"},
      {"Hevc", "mp4",
       "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=10:bframes=3 -pix_fmt yuv420p"},
      {"Vp8WithHiddenFrames", "webm", "-c:v libvpx -g 10 -auto-alt-ref 1 -lag-in-frames 10 -b:v 200k"},
      {"Vp9WithHiddenFrames", "webm",
       "-c:v libvpx-vp9 -g 15 -auto-alt-ref 1 -lag-in-frames 12 -cpu-used 8 -b:v 200k"},
      {"Av1", "mkv", "-c:v libaom-av1 -g 15 -cpu-used 8 -usage realtime"},
      {"Mpeg1ProgramStream", "mpg", "-c:v mpeg1video -g 10 -bf 2 -q:v 4"},
      {"Mpeg2ProgramStream", "vob", "-c:v mpeg2video -g 10 -bf 2 -q:v 4"},
      {"Mpeg2InTransportStream", "ts", "-c:v mpeg2video -g 10 -bf 2 -q:v 4"},
      {"Mpeg4InAvi", "avi", "-c:v mpeg4 -g 10 -bf 2 -q:v 4"},
      {"MjpegInAvi", "avi", "-c:v mjpeg -q:v 4 -pix_fmt yuvj420p"},
      {"WindowsMedia", "wmv", "-c:v wmv2 -g 10 -q:v 4"},
      {"Theora", "ogv", "-c:v libtheora -g 10 -q:v 6"},
      {"ProRes", "mov", "-c:v prores_ks -pix_fmt yuv422p10le"},
      {"Ffv1TenBit", "mkv", "-c:v ffv1 -g 10 -pix_fmt yuv420p10le"},
      {"PngInMov", "mov", "-c:v png -pix_fmt rgb24"},
      {"RawPicture", "y4m", "-pix_fmt yuv420p"},
      {"Gif", "gif", "-vf fps=25"},
      {"VariableRate", "mp4", x264 + "-g 10 -bf 2 -vf select='not(eq(mod(n\\,7)\\,3))' -vsync vfr"},
      {"VariableRateInMatroska", "mkv", x264 + "-g 10 -bf 2 -vf select='not(eq(mod(n\\,7)\\,3))' -vsync vfr"},
      {"Rotated", "mp4", x264 + "-g 10 -bf 2", "-i {in} -c copy -metadata:s:v:0 rotate=90"},
      {"Rotated422", "mp4", "-c:v libx264 -preset veryfast -g 10 -pix_fmt yuv422p",
       "-i {in} -c copy -metadata:s:v:0 rotate=270"},
      {"OddSize", "webm", "-c:v libvpx-vp9 -g 10 -cpu-used 8", "", "97x65"},
      {"OddSizeLossless", "mkv", "-c:v ffv1 -pix_fmt yuv422p", "", "101x67"},
      {"Ntsc", "mp4", x264 + "-g 12 -bf 2", "", "96x64", "30000/1001"},
      {"Film", "mkv", x264 + "-g 12 -bf 2", "", "96x64", "24000/1001"},
      {"FiftyNine", "ts", x264 + "-g 12 -bf 2", "", "96x64", "60000/1001"},
  };
}

class ReadSeek : public testing::TestWithParam<Recipe> {
 protected:
  void SetUp() override {
    const Recipe& recipe = GetParam();
    file_ = folder_ / (std::string("clip.") + recipe.ending);
    const std::filesystem::path first =
        recipe.cut.empty() ? file_ : folder_ / (std::string("whole.") + recipe.ending);
    bool isMade = makeMedia(first, movingPicture(recipe.size, recipe.rate) + " " + recipe.arguments);
    if (isMade && !recipe.cut.empty()) isMade = makeMedia(file_, recipe.cut, first);
    if (!isMade) GTEST_SKIP() << "this ffmpeg cannot make " << recipe.name;
  }

  test_support::TempFolder folder_;
  std::filesystem::path file_;
};

TEST_P(ReadSeek, GivesTheSameFramesAsReadingThrough) {
  const std::vector<read_support::Seen> through = read_support::readThrough(file_);
  const auto count = static_cast<FrameNo>(through.size());
  VideoReader reader(media::indexClip(file_));
  std::vector<FrameNo> order(through.size());
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), std::mt19937(5));
  for (FrameNo n = count - 1; n >= 0; --n) order.push_back(n);
  for (const FrameNo n : order)
    EXPECT_EQ(read_support::seen(reader.at(n)), through[static_cast<std::size_t>(n)]) << "frame " << n;
  for (const FrameNo start : {count / 2, count / 3, count - 1, FrameNo{0}}) {
    reader.seek(start);
    for (FrameNo n = start; n < std::min(start + 8, count); ++n)
      EXPECT_EQ(read_support::seen(*reader.next()), through[static_cast<std::size_t>(n)])
          << "frame " << n << " after a seek to " << start;
  }
  EXPECT_EQ(reader.damaged(), 0);
}

TEST_P(ReadSeek, NumbersExactlyTheFramesThatDecodingGivesInAscendingTime) {
  VideoReader reader(media::indexClip(file_));
  const std::string counted =
      test_support::ffprobe(file_, "-select_streams v:0 -count_frames -show_entries stream=nb_read_frames");
  EXPECT_EQ(std::to_string(reader.info().frames), counted.substr(0, counted.find_first_not_of("0123456789")));
  const media::FrameIndex& index = reader.index();
  ASSERT_EQ(index.frames(), reader.info().frames);
  for (FrameNo n = 0; n < index.frames(); ++n) {
    const media::Rational& base = reader.info().timeBase;
    EXPECT_EQ(index.at(index.seconds(n, base), base), n);
    EXPECT_EQ(reader.next()->pts(), index.entries[static_cast<std::size_t>(n)].pts);
    if (n == 0) continue;
    EXPECT_GT(index.entries[static_cast<std::size_t>(n)].pts,
              index.entries[static_cast<std::size_t>(n - 1)].pts);
  }
  EXPECT_FALSE(reader.next().has_value());
}

INSTANTIATE_TEST_SUITE_P(EveryKind, ReadSeek, testing::ValuesIn(recipes()),
                         [](const auto& made) { return std::string(made.param.name); });

}  // namespace
