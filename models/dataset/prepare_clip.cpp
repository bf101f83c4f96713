#include "models/dataset/prepare_clip.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/analyser.h"
#include "core/speech/speech.h"
#include "models/dataset/footage.h"
#include "models/dataset/head.h"
#include "models/dataset/npy.h"
#include "models/dataset/square.h"
#include "models/talklip/crop.h"

namespace dataset {

using Why = Refused::Why;
using Outcome = std::optional<std::variant<Clip, Refused>>;

static constexpr std::int64_t kMostDamaged = 20;  // one picture in so many may be lost

struct Words {
  const char *name, *words;
};
static Words wordsOf(Refused::Why why) {
  switch (why) {
    case Why::noFace:
      return {"noFace", "without a face"};
    case Why::faceLost:
      return {"faceLost", "whose face is not there all the time"};
    case Why::severalMouthsMove:
      return {"severalMouthsMove", "with several people talking"};
    case Why::tooShort:
      return {"tooShort", "too short"};
    case Why::noSound:
      return {"noSound", "without sound"};
    case Why::silent:
      return {"silent", "without a voice"};
    case Why::unreadable:
      return {"unreadable", "that cannot be read"};
  }
  return {"", ""};
}
const char* name(Refused::Why why) { return wordsOf(why).name; }
const char* inWords(Refused::Why why) { return wordsOf(why).words; }

static std::optional<face::Analysis> analyse(Footage& footage, const ClipSettings& settings,
                                             const std::stop_token& stop) {
  face::Analyser analyser(settings.landmarks.empty() ? face::landmarkFile() : settings.landmarks,
                          {.network = settings.network});
  const bool isDone = footage.each(
      [&](const media::Frame& frame) {
        analyser.push({frame, footage.video().sampleAspect});
      },
      stop);
  return isDone ? std::optional(analyser.finish()) : std::nullopt;
}

// A face of a clip, picture by picture, in pixels of the analysis, which are square.
struct Path {
  Head head;
  std::vector<Box> boxes;  // as they came with the video, or by the points
  std::vector<Square> squares;
};

static bool fill(Clip& clip, Footage& footage, const face::Analysis& analysis, const Path& path,
                 bool keepsBoxes, const std::stop_token& stop) {
  const auto edge = static_cast<int>(clip.edge);
  const auto bytes = static_cast<std::size_t>(clip.edge * clip.edge * 3);
  clip.pictures.resize(path.head.size() * bytes);
  std::size_t k = 0;
  return footage.each(
      [&](const media::Frame& frame) {
        cutOut(frame, analysis.width, analysis.height, path.squares[k], clip.edge,
               std::span(clip.pictures).subspan(k * bytes, bytes));
        const face::Landmarks points = inside(path.squares[k], path.head[k], clip.edge);
        for (const base::Point p : points) clip.landmarks.insert(clip.landmarks.end(), {p.x, p.y});
        const base::Rect box = keepsBoxes ? inside(path.squares[k], path.boxes[k], clip.edge)
                                          : talklip::faceBox(points, edge, edge);
        for (const int v : {box.x, box.y, box.x + box.width, box.y + box.height})
          clip.boxes.push_back(static_cast<std::int16_t>(v));
        ++k;
      },
      stop);
}

// Boxes that came with the video, in pixels of the analysis; the last holds where there are a few too little.
static std::vector<Box> givenBoxes(const ClipSource& source, const media::VideoInfo& video,
                                   const face::Analysis& analysis) {
  constexpr std::size_t kMostBytes = 1 << 28;
  const auto rows = readNpy(base::readFile(source.boxes, kMostBytes));
  const double sx = static_cast<double>(analysis.width) / video.width,
               sy = static_cast<double>(analysis.height) / video.height;
  const auto frames = static_cast<std::size_t>(analysis.frames);
  if (10 * rows.size() < 9 * frames)
    throw base::Error(base::Fault::setDamaged, {}, source.boxes, "too few boxes");
  std::vector<Box> boxes;
  for (std::size_t k = 0; k < frames; ++k) {
    const auto& [left, top, right, bottom] = rows[std::min(k, rows.size() - 1)];
    if (!(left < right && top < bottom))
      throw base::Error(base::Fault::setDamaged, {}, source.boxes, "an empty box");
    boxes.push_back({left * sx, top * sy, right * sx, bottom * sy});
  }
  return boxes;
}

static std::variant<Path, Refused> pathOf(const ClipSource& source, const ClipSettings& settings,
                                          const media::VideoInfo& video, const face::Analysis& analysis,
                                          std::span<const std::int16_t> sound) {
  Path path;
  if (!source.boxes.empty()) path.boxes = givenBoxes(source, video, analysis);
  auto chosen = path.boxes.empty() ? chooseHead(analysis, sound) : headIn(analysis, path.boxes);
  if (auto* refused = std::get_if<Refused>(&chosen)) return std::move(*refused);
  path.head = std::move(std::get<Head>(chosen));
  if (path.boxes.empty())
    for (const face::Landmarks& points : path.head) path.boxes.push_back(faceBox(points));
  if (source.isCentred && analysis.width == analysis.height)
    path.squares.assign(path.boxes.size(), {0, 0, static_cast<double>(analysis.width)});
  else
    path.squares = follow(path.boxes, analysis.cuts, settings.faceShare);
  return path;
}

static bool hasEmptyBox(const Clip& clip) {
  for (std::size_t i = 0; i < clip.boxes.size(); i += 4)
    if (clip.boxes[i] >= clip.boxes[i + 2] || clip.boxes[i + 1] >= clip.boxes[i + 3]) return true;
  return false;
}

static Outcome prepare(const ClipSource& source, const ClipSettings& settings, const std::stop_token& stop) {
  Footage footage(source, stop);
  if (stop.stop_requested()) return std::nullopt;
  const auto inAll = [&](std::int64_t count) {
    return std::to_string(count) + " of " + std::to_string(footage.frames()) + " pictures";
  };
  if (footage.frames() < kFewestFrames)
    return Refused{Why::tooShort, std::to_string(footage.frames()) + " pictures"};

  Clip clip;
  clip.edge = settings.edge;
  clip.info.frames = footage.frames();
  clip.sound = soundOf(source, footage, stop);
  if (stop.stop_requested()) return std::nullopt;
  if (settings.needsSound && clip.sound.empty()) return Refused{Why::noSound, ""};
  if (settings.needsSound && speech::makeSpeech(clip.sound).isSilent()) return Refused{Why::silent, ""};

  const std::optional<face::Analysis> analysis = analyse(footage, settings, stop);
  if (!analysis) return std::nullopt;
  if (kMostDamaged * footage.damaged() > footage.frames())
    return Refused{Why::unreadable, inAll(footage.damaged()) + " cannot be decoded"};
  const auto path = pathOf(source, settings, footage.video(), *analysis, clip.sound);
  if (const auto* refused = std::get_if<Refused>(&path)) return *refused;
  if (!fill(clip, footage, *analysis, std::get<Path>(path), !source.boxes.empty(), stop)) return std::nullopt;
  if (hasEmptyBox(clip)) return Refused{Why::faceLost, "outside the picture"};
  clip.sound.resize(static_cast<std::size_t>(clip.info.frames * kPictureSamples));
  return clip;
}

static bool isOfTheVideo(const base::Error& error) {
  using base::Code;
  if (error.fault() == base::Fault::landmarksMissing || error.fault() == base::Fault::landmarksDamaged)
    return false;
  const Code code = error.code();
  return code == Code::notFound || code == Code::unreadable || code == Code::notMedia ||
         code == Code::noVideo || code == Code::noAudio || code == Code::unsupported;
}

Outcome prepareClip(const ClipSource& source, const ClipSettings& settings, std::stop_token stop) {
  try {
    return prepare(source, settings, stop);
  } catch (const base::Error& e) {
    if (stop.stop_requested()) return std::nullopt;
    if (!isOfTheVideo(e)) throw;
    return Refused{Why::unreadable, line(e.problem())};
  }
}

Outcome prepareClip(const std::filesystem::path& video, const std::filesystem::path& sound,
                    const ClipSettings& settings, std::stop_token stop) {
  return prepareClip({.video = video, .sound = sound}, settings, std::move(stop));
}

}  // namespace dataset
