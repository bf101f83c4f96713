// Systems whose pictures come from videos: made by our engine, or by others.
#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/encode/wave_file.h"
#include "core/media/picture/convert.h"
#include "core/render/render.h"
#include "models/catalogue/catalogue.h"
#include "models/dataset/clip_video.h"
#include "models/dataset/footage.h"
#include "models/face_mesh/landmarks.h"
#include "models/judging/system.h"

namespace judging {

namespace fs = std::filesystem;
using base::Fault;

static constexpr int kSoundRate = 16000;
static constexpr std::int64_t kMostMissing = 10;  // one picture in so many may be missing at the end

// A folder that is there for a scope.
struct WorkFolder {
  explicit WorkFolder(fs::path folder) : path(std::move(folder)) {
    std::error_code failure;
    fs::remove_all(path, failure);
    fs::create_directories(path, failure);
    if (failure) throw base::Error(Fault::folderNotMade, {}, path, failure.message());
  }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  fs::path path;
};

// All pictures of a square video, BGR; nullopt when stopped.
static std::optional<std::vector<std::uint8_t>> picturesOf(dataset::Footage& footage,
                                                           const std::stop_token& stop) {
  std::vector<std::uint8_t> pictures;
  const auto keep = [&](const media::Frame& frame) {
    const base::Image bgr = media::toBgr(frame);
    pictures.insert(pictures.end(), bgr.data.begin(), bgr.data.end());
  };
  return footage.each(keep, stop) ? std::optional(std::move(pictures)) : std::nullopt;
}

template <class Value>
static void repeatLast(std::vector<Value>& values, std::int64_t frames, std::int64_t valuesOfOne) {
  const auto size = static_cast<std::size_t>(frames * valuesOfOne),
             one = static_cast<std::size_t>(valuesOfOne);
  while (values.size() < size) {
    const std::vector<Value> last(values.end() - static_cast<std::ptrdiff_t>(one), values.end());
    values.insert(values.end(), last.begin(), last.end());
  }
  values.resize(size);
}

// Pictures, boxes and points of a video in the length, with the sound and words, of what was wanted.
static Made fitted(dataset::Clip clip, const dataset::ClipView& wanted) {
  const std::int64_t found = clip.info.frames, frames = wanted.info->frames;
  if (frames - found > frames / kMostMissing)
    return {.clip = {}, .missing = std::to_string(found) + " of " + std::to_string(frames) + " pictures"};
  repeatLast(clip.pictures, frames, clip.edge * clip.edge * 3);
  repeatLast(clip.boxes, frames, 4);
  repeatLast(clip.landmarks, frames, 68 * 2);
  clip.info = *wanted.info;
  clip.sound.assign(wanted.sound.begin(), wanted.sound.end());
  return {.clip = std::move(clip)};
}

// A video that shows the wanted pictures, mouths apart: boxes and points are known.
static std::optional<Made> sameGeometry(dataset::Footage& footage, const dataset::ClipView& wanted,
                                        const std::stop_token& stop) {
  auto pictures = picturesOf(footage, stop);
  if (!pictures) return std::nullopt;
  dataset::Clip clip{.info = *wanted.info, .edge = wanted.edge, .pictures = std::move(*pictures)};
  clip.info.frames = footage.frames();
  clip.boxes.assign(wanted.boxes.begin(), wanted.boxes.end());
  clip.landmarks.assign(wanted.landmarks.begin(), wanted.landmarks.end());
  return fitted(std::move(clip), wanted);
}

static bool isOfTheClip(const base::Error& error) {
  static constexpr std::array kFaults{
      Fault::noFace,    Fault::noFaceToLearn,      Fault::speechSilent,      Fault::speechEmpty,
      Fault::noPicture, Fault::faceOutsidePicture, Fault::pictureUndecodable};
  return std::ranges::find(kFaults, error.fault()) != kFaults.end();
}

static std::optional<Made> dubbed(const Order& order, const std::string& model, const fs::path& work,
                                  int threads, const std::stop_token& stop) {
  const WorkFolder folder(work);
  const fs::path own = folder.path / "own.wav", video = folder.path / "recorded.mkv";
  const fs::path speech = folder.path / "speech.wav", output = folder.path / "dubbed.mkv";
  media::writeWave(own, order.recorded.sound, kSoundRate);
  media::writeWave(speech, order.wanted.sound, kSoundRate);
  dataset::writeVideo(order.recorded, own, dataset::losslessVideo(), video);
  dub::Job job{.video = video, .output = output, .speeches = {{{}, speech}}, .model = model};
  job.fit = dub::Fit::speech;
  job.encode = dataset::losslessVideo().encode;
  dub::RenderOptions options{.makeModel = catalogue::make, .verify = false, .threads = threads};
  options.analyse.cache.clear();
  options.analyse.network = face_mesh::landmarkNetwork();
  if (!dub::render(
          job, options, [](const base::Progress&) {}, stop))
    return std::nullopt;
  dataset::Footage footage({.video = output}, stop);
  if (stop.stop_requested()) return std::nullopt;
  return sameGeometry(footage, order.wanted, stop);
}

System model(const std::string& name, const std::string& model, const fs::path& work, int threads) {
  const std::string weights = catalogue::weightsOf(model);
  if (weights.empty()) catalogue::make(model, {});  // says what is wrong
  const std::string landmarks = face_mesh::landmarkNetwork().name;
  const auto version = [id = model + ' ' + weights + ' ' + REDUB_VERSION + ' ' +
                             landmarks](const dataset::ClipInfo&) { return id; };
  const auto make = [=](const Order& order, const std::stop_token& stop) -> std::optional<Made> {
    try {
      return dubbed(order, model, work, threads, stop);
    } catch (const base::Error& e) {
      if (!isOfTheClip(e)) throw;
      return Made{.clip = {}, .missing = line(e.problem())};
    }
  };
  return {.name = name, .what = "model", .version = version, .make = make};
}

// Empty where there is none.
static fs::path videoOf(const fs::path& folder, const std::string& clip) {
  for (const char* ending : {".mp4", ".mkv", ".mov", ".webm", ".avi", ".mpg", ".m4v"}) {
    fs::path file = folder / (clip + ending);
    std::error_code ignored;
    if (fs::exists(file, ignored)) return file;
  }
  return {};
}

static std::optional<Made> prepared(const fs::path& video, const dataset::ClipView& wanted,
                                    const std::stop_token& stop) {
  const dataset::ClipSettings settings{.edge = wanted.edge, .needsSound = false};
  auto made = dataset::prepareClip(video, {}, settings, stop);
  if (!made) return std::nullopt;
  if (const auto* refused = std::get_if<dataset::Refused>(&*made))
    return Made{.clip = {}, .missing = std::string(inWords(refused->why)) + " (" + refused->detail + ")"};
  Made out = fitted(std::get<dataset::Clip>(std::move(*made)), wanted);
  out.isPrepared = true;
  return out;
}

static std::optional<Made> read(const fs::path& video, const dataset::ClipView& wanted,
                                const std::stop_token& stop) {
  try {
    dataset::Footage footage({.video = video}, stop);
    if (stop.stop_requested()) return std::nullopt;
    const bool isSame = footage.video().width == wanted.edge && footage.video().height == wanted.edge;
    if (isSame) return sameGeometry(footage, wanted, stop);
  } catch (const base::Error&) {
    // preparing says what is wrong with it
  }
  return prepared(video, wanted, stop);
}

System videos(const std::string& name, const fs::path& folder) {
  const auto version = [folder](const dataset::ClipInfo& clip) {
    const fs::path video = videoOf(folder, clip.name);
    return video.empty() ? "" : base::identityOf(video);
  };
  const auto make = [folder](const Order& order, const std::stop_token& stop) -> std::optional<Made> {
    const fs::path video = videoOf(folder, order.wanted.info->name);
    if (video.empty()) return Made{.clip = {}, .missing = "no video"};
    return read(video, order.wanted, stop);
  };
  return {.name = name, .what = "videos", .version = version, .make = make};
}

}  // namespace judging
