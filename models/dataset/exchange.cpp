#include "models/dataset/exchange.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/encode/wave_file.h"
#include "models/dataset/clip_video.h"
#include "models/dataset/npy.h"
#include "models/dataset/set_index.h"
#include "models/dataset/transcript.h"

namespace dataset {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

static constexpr int kSoundRate = 16000;

static void makeFolder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw Error(Fault::folderNotMade, {}, folder, failure.message());
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
  writeVideo(clip, sound, commonVideo(), fileIn("video", ".mp4"));
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
