#include "models/dataset/clip_video.h"

#include <cstring>

#include "core/media/encode/chunk_encoder.h"
#include "core/media/encode/mux.h"
#include "core/media/picture/convert.h"

namespace dataset {

namespace fs = std::filesystem;

static constexpr media::Rational kPictureRate{25, 1}, kTick{1, 25};

// A file that is away at the end of the scope.
struct Scratch {
  fs::path path;
  ~Scratch() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
};

VideoForm commonVideo() { return {{.crf = 6, .preset = "fast", .threads = 1}, "yuv420p"}; }
// Readers turn RGB into YUV of 8 bits; with 12 bits BGR comes back as it was.
VideoForm losslessVideo() { return {{.codec = "ffv1", .threads = 1}, "yuv444p12le"}; }

base::Image pictureOf(const ClipView& clip, std::int64_t number) {
  const auto edge = static_cast<int>(clip.edge);
  base::Image bgr(edge, edge, 3);
  std::memcpy(bgr.data.data(), clip.pictures.data() + static_cast<std::size_t>(number) * bgr.bytes(),
              bgr.bytes());
  return bgr;
}

static media::Frame frameOf(const ClipView& clip, std::int64_t number, const char* pixels) {
  media::Frame frame = media::fromBgr(pictureOf(clip, number), pixels);
  frame.setPts(number);
  return frame;
}

void writeVideo(const ClipView& clip, const fs::path& sound, const VideoForm& form, const fs::path& video) {
  const Scratch chunk{fs::path(video).replace_extension(".chunk")};
  media::VideoInfo info{.width = static_cast<int>(clip.edge),
                        .height = static_cast<int>(clip.edge),
                        .pixelFormatName = form.pixels,
                        .timeBase = kTick,
                        .frameRate = kPictureRate,
                        .frames = clip.info->frames,
                        .durationSec = static_cast<double>(clip.info->frames) / kPictureRate.value()};
  const media::Frame first = frameOf(clip, 0, form.pixels);
  info.pixelFormat = first.pixelFormat();
  info.color = first.color();
  media::ChunkEncoder encoder(form.encode, info, chunk.path);
  for (std::int64_t k = 0; k < clip.info->frames; ++k) encoder.write(frameOf(clip, k, form.pixels));
  encoder.finish();
  media::MuxPlan plan;
  plan.chunks = {chunk.path};
  plan.output = video;
  plan.copySourceStreams = false;
  plan.sound.voices = {{sound}};
  plan.sound.durationSec = info.durationSec;
  plan.video = info;
  media::mux(plan, [](double) {}, {});
}

}  // namespace dataset
