#include "models/dataset/exchange.h"

#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/encode/chunk_encoder.h"
#include "core/media/encode/mux.h"
#include "core/media/encode/wave_file.h"
#include "core/media/picture/convert.h"
#include "models/dataset/npy.h"
#include "models/dataset/set_index.h"
#include "models/dataset/transcript.h"

namespace dataset {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

static constexpr int kSoundRate = 16000;
static constexpr media::Rational kPictureRate{25, 1}, kTick{1, 25};
static constexpr const char* kPixels = "yuv420p";

// A file that is away at the end of the scope.
struct Scratch {
  fs::path path;
  ~Scratch() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
};

static void makeFolder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw Error(Fault::folderNotMade, {}, folder, failure.message());
}

static media::Frame frameOf(const ClipView& clip, std::int64_t number) {
  const auto edge = static_cast<int>(clip.edge);
  base::Image bgr(edge, edge, 3);
  std::memcpy(bgr.data.data(), clip.pictures.data() + static_cast<std::size_t>(number) * bgr.bytes(),
              bgr.bytes());
  media::Frame frame = media::fromBgr(bgr, kPixels);
  frame.setPts(number);
  return frame;
}

static void writeVideo(const ClipView& clip, const fs::path& sound, const fs::path& video) {
  const Scratch chunk{fs::path(video).replace_extension(".chunk")};
  media::VideoInfo info{.width = static_cast<int>(clip.edge),
                        .height = static_cast<int>(clip.edge),
                        .pixelFormatName = kPixels,
                        .timeBase = kTick,
                        .frameRate = kPictureRate,
                        .frames = clip.info->frames,
                        .durationSec = static_cast<double>(clip.info->frames) / kPictureRate.value()};
  info.pixelFormat = frameOf(clip, 0).pixelFormat();
  info.color = frameOf(clip, 0).color();
  media::ChunkEncoder encoder({.crf = 6, .preset = "fast", .threads = 1}, info, chunk.path);
  for (std::int64_t k = 0; k < clip.info->frames; ++k) encoder.write(frameOf(clip, k));
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

static void writeClip(const ClipView& clip, const fs::path& folder) {
  const std::string& name = clip.info->name;
  const auto fileIn = [&](const char* tree, const char* extension) {
    fs::path file = folder / tree / (name + extension);
    makeFolder(file.parent_path());
    return file;
  };
  const fs::path text = fileIn("text", ".txt"), sound = fileIn("audio", ".wav");
  std::error_code ignored;
  if (fs::exists(text, ignored)) return;  // the last of the four
  media::writeWave(sound, clip.sound, kSoundRate);
  writeVideo(clip, sound, fileIn("video", ".mp4"));
  base::writeFile(fileIn("bbx", ".npy"), writeNpy(clip.boxes));
  base::writeFile(text, writeTranscript(*clip.info));
}

static fs::path listOf(const fs::path& folder, Part part) {
  return folder / (std::string(name(part)) + ".txt");
}

bool exportSet(const Set& set, const fs::path& folder, const std::function<void(std::int64_t done)>& told,
               const std::stop_token& stop) {
  constexpr Part kParts[] = {Part::train, Part::valid, Part::test};
  std::error_code ignored;
  for (const Part part : kParts)
    if (fs::exists(listOf(folder, part), ignored)) throw Error(Fault::fileExists, {}, listOf(folder, part));
  for (std::size_t i = 0; i < set.clips().size(); ++i) {
    if (stop.stop_requested()) return false;
    writeClip(set.clip(i), folder);
    told(static_cast<std::int64_t>(i) + 1);
  }
  for (const Part part : kParts) {
    std::string names;
    for (const std::size_t i : set.clipsOf(part)) names += set.clips()[i].name + '\n';
    base::writeFile(listOf(folder, part), names);
  }
  return true;
}

}  // namespace dataset
