#include "core/dub/source_frame_reader.h"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/support/temp_folder.h"

namespace {

bool sameLuma(const media::Frame& a, const media::Frame& b) {
  const media::PlaneView x = a.plane(0), y = b.plane(0);
  for (int row = 0; row < x.height; ++row)
    if (std::memcmp(x.data + row * x.stride, y.data + row * y.stride, static_cast<std::size_t>(x.width)) != 0)
      return false;
  return true;
}

TEST(SourceFrameReader, GivesEachPictureInWhateverOrderItIsAskedFor) {
  const test_support::TempFolder folder;
  const auto file = folder / "clip.mp4";
  const auto made = test_support::shell(
      "ffmpeg -v error -nostdin -f lavfi -i testsrc2=s=64x48:r=25:d=3 -c:v libx264 -bf 2 -g 25 "
      "-pix_fmt yuv420p " +
      test_support::quoted(file.string()));
  ASSERT_EQ(made.exitCode, 0) << made.output;
  media::VideoReader straight(media::indexClip(file)), reader(media::indexClip(file));
  std::vector<media::Frame> all;
  while (auto frame = straight.next()) all.push_back(std::move(*frame));
  ASSERT_EQ(all.size(), 75u);
  std::vector<media::FrameNo> order;
  for (media::FrameNo n = 0; n < 75; ++n) order.push_back(n);                     // through
  for (media::FrameNo n = 73; n >= 0; --n) order.push_back(n);                    // back to the start
  for (media::FrameNo n = 1; n < 40; ++n) order.push_back(n);                     // turn, and forward
  for (media::FrameNo n = 38; n >= 20; --n) order.push_back(n);                   // turn in the middle
  for (const media::FrameNo n : {20, 20, 0, 74, 73, 74, 10}) order.push_back(n);  // hold, loop, jump
  dub::SourceFrameReader shots(reader);
  for (const media::FrameNo n : order)
    ASSERT_TRUE(sameLuma(shots.at(n), all[static_cast<std::size_t>(n)])) << n;
}

}  // namespace
