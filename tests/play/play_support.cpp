#include "tests/play/play_support.h"

#include "core/media/decode/video_reader.h"
#include "core/media/picture/convert.h"
#include "tests/support/make_media.h"

namespace play_support {

play::PlayerEvents Watcher::events() {
  return {.shown = [this](play::Shown picture) { add(shown, std::move(picture)); },
          .moved = [this](const play::Position& position) { add(moved, position); },
          .failed = [this](const base::Problem& problem) { add(failed, problem); }};
}

bool makeClip(const std::filesystem::path& file, int frames, int gop, const std::string& size) {
  return test_support::makeMedia(file, test_support::movingPicture(size, "25", frames) +
                                           " -c:v libx264 -preset veryfast -pix_fmt yuv420p -g " +
                                           std::to_string(gop) + " -keyint_min " + std::to_string(gop) +
                                           " -sc_threshold 0");
}

base::Image wholePicture(media::VideoReader& reader, FrameNo frame) {
  const media::Frame picture = reader.at(frame);
  return media::toBgra(picture, {}, picture.width(), picture.height());
}

std::vector<FrameNo> numbers(const std::vector<play::Shown>& shown) {
  std::vector<FrameNo> all;
  for (const play::Shown& picture : shown) all.push_back(picture.frame);
  return all;
}

}  // namespace play_support
