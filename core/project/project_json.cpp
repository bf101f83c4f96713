#include "core/project/project_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/project/edit.h"
#include "core/project/project_validation.h"

namespace dub {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;
using nlohmann::json;
using nlohmann::ordered_json;

static constexpr const char* kMark = "redub-project";
static constexpr int kVersion = 1;

namespace {

// Writes paths in or below the folder relative to it; all others are absolute.
class PathWriter {
 public:
  explicit PathWriter(const fs::path& folder)
      : folder_(folder.empty() ? folder : fs::absolute(folder).lexically_normal()) {}
  std::string operator()(const fs::path& path) const {
    if (path.empty()) return {};
    const fs::path whole = fs::absolute(path).lexically_normal();
    const fs::path inside = folder_.empty() ? fs::path() : whole.lexically_relative(folder_);
    return inside.empty() || *inside.begin() == ".." ? whole.string() : inside.string();
  }

 private:
  fs::path folder_;
};

template <class T>
ordered_json orNull(const std::optional<T>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json write(const Take& take, const PathWriter& path) {
  return {{"id", take.id},           {"file", path(take.file)}, {"name", take.name},
          {"seconds", take.seconds}, {"rating", take.rating},   {"recorded", take.recorded}};
}

ordered_json write(const SpeechClip& clip) {
  return {{"id", clip.id},
          {"voice", clip.voice},
          {"take", clip.take},
          {"takes", clip.takes},
          {"at", clip.atSec},
          {"in", clip.inSec},
          {"out", clip.outSec},
          {"gainDb", clip.gainDb},
          {"fadeIn", clip.fadeInSec},
          {"fadeOut", clip.fadeOutSec}};
}

ordered_json write(const Voice& voice) {
  ordered_json place = nullptr;
  if (const auto& at = voice.face.place)
    place = {{"x", at->point.x}, {"y", at->point.y}, {"seconds", at->seconds}};
  return {{"face", voice.face.id}, {"place", place}, {"muted", voice.isMuted}};
}

ordered_json write(const DubSettings& settings) {
  const LipSettings& lips = settings.lips;
  return {{"model", settings.model},
          {"strength", lips.strength},
          {"mapping", name(lips.mapping)},
          {"reference", name(lips.reference)},
          {"detail", lips.detail},
          {"device", name(lips.device)},
          {"precision", name(lips.precision)},
          {"maskSize", lips.mask.size},
          {"maskFeather", lips.mask.feather},
          {"colorMatch", settings.colorMatch},
          {"silence", name(settings.silence)},
          {"fit", name(settings.fit)},
          {"mix", name(settings.mix)},
          {"originalGainDb", settings.originalGainDb},
          {"loudnessLufs", orNull(settings.loudnessLufs)}};
}

// Numbers are taken only where they fit: 1e308 is a number, too, but no int and no float.
double number(const json& value) {
  const double read = value.get<double>();
  if (!value.is_number() || !(std::abs(read) <= 1e9))
    throw Error(Fault::projectDamaged, {}, {}, "an impossible number");
  return read;
}

float smallNumber(const json& value) { return static_cast<float>(number(value)); }

int whole(const json& value) {
  if (!value.is_number_integer()) throw Error(Fault::projectDamaged, {}, {}, "an impossible number");
  return static_cast<int>(number(value));
}

std::optional<double> numberOrNull(const json& value) {
  return value.is_null() ? std::nullopt : std::optional(number(value));
}

template <class T, class Read>
std::vector<T> list(const json& values, Read read) {
  std::vector<T> all;
  for (const json& value : values.get_ref<const json::array_t&>()) all.push_back(read(value));
  return all;
}

class PathReader {
 public:
  explicit PathReader(const fs::path& folder) : folder_(folder) {}
  fs::path operator()(const json& value) const {
    const auto text = value.get<std::string>();
    if (text.find('\0') != std::string::npos)
      throw Error(Fault::projectDamaged, {}, {}, "an impossible file name");
    return text.empty() ? fs::path() : (folder_ / text).lexically_normal();
  }

 private:
  fs::path folder_;
};

Take readTake(const json& tree, const PathReader& path) {
  return {.id = whole(tree.at("id")),
          .file = path(tree.at("file")),
          .name = tree.at("name"),
          .seconds = number(tree.at("seconds")),
          .rating = whole(tree.at("rating")),
          .recorded = tree.at("recorded")};
}

SpeechClip readClip(const json& tree) {
  return {.id = whole(tree.at("id")),
          .voice = whole(tree.at("voice")),
          .take = whole(tree.at("take")),
          .takes = list<int>(tree.at("takes"), whole),
          .atSec = number(tree.at("at")),
          .inSec = number(tree.at("in")),
          .outSec = number(tree.at("out")),
          .gainDb = number(tree.at("gainDb")),
          .fadeInSec = number(tree.at("fadeIn")),
          .fadeOutSec = number(tree.at("fadeOut"))};
}

Voice readVoice(const json& tree) {
  Voice voice{{whole(tree.at("face")), std::nullopt}, tree.at("muted").get<bool>()};
  if (const json& place = tree.at("place"); !place.is_null())
    voice.face.place = {{smallNumber(place.at("x")), smallNumber(place.at("y"))},
                        number(place.at("seconds"))};
  return voice;
}

Marker readMarker(const json& tree) { return {number(tree.at("seconds")), tree.at("name")}; }

DubSettings readSettings(const json& tree) {
  return {.model = tree.at("model"),
          .lips = {.strength = smallNumber(tree.at("strength")),
                   .mapping = parseMapping(tree.at("mapping")),
                   .reference = parseReference(tree.at("reference")),
                   .detail = tree.at("detail"),
                   .device = base::parseDevice(tree.at("device")),
                   .precision = base::parsePrecision(tree.at("precision")),
                   .mask = {smallNumber(tree.at("maskSize")), smallNumber(tree.at("maskFeather"))}},
          .colorMatch = tree.at("colorMatch"),
          .silence = parseSilence(tree.at("silence")),
          .fit = parseFit(tree.at("fit")),
          .mix = parseMix(tree.at("mix")),
          .originalGainDb = number(tree.at("originalGainDb")),
          .loudnessLufs = numberOrNull(tree.at("loudnessLufs"))};
}

Project readProject(const json& tree, const fs::path& folder) {
  const PathReader path(folder);
  const json& exporting = tree.at("export");
  return {.video = path(tree.at("video")),
          .takes = list<Take>(tree.at("takes"), [&](const json& each) { return readTake(each, path); }),
          .clips = list<SpeechClip>(tree.at("clips"), readClip),
          .voices = list<Voice>(tree.at("voices"), readVoice),
          .markers = list<Marker>(tree.at("markers"), readMarker),
          .inSec = numberOrNull(tree.at("in")),
          .outSec = numberOrNull(tree.at("out")),
          .settings = readSettings(tree.at("settings")),
          .exporting = {exporting.at("preset"), path(exporting.at("file")), exporting.at("rangeOnly")},
          .nextId = whole(tree.at("nextId"))};
}

int versionOf(const json& tree) {
  if (!tree.is_object() || !tree.contains(kMark) || !tree.at(kMark).is_number_integer())
    throw Error(Fault::notAProject);
  const int version = whole(tree.at(kMark));
  if (version > kVersion) throw Error(Fault::projectNewer);
  if (version < 1) throw Error(Fault::projectDamaged, {}, {}, "it has no possible version");
  return version;
}

}  // namespace

std::string toJson(const Project& project, const fs::path& folder) {
  const PathWriter path(folder);
  ordered_json takes = ordered_json::array(), clips = takes, voices = takes, markers = takes;
  for (const Take& take : project.takes) takes.push_back(write(take, path));
  for (const SpeechClip& clip : project.clips) clips.push_back(write(clip));
  for (const Voice& voice : project.voices) voices.push_back(write(voice));
  for (const Marker& marker : project.markers)
    markers.push_back({{"seconds", marker.seconds}, {"name", marker.name}});
  const ordered_json tree{{kMark, kVersion},
                          {"video", path(project.video)},
                          {"takes", takes},
                          {"clips", clips},
                          {"voices", voices},
                          {"markers", markers},
                          {"in", orNull(project.inSec)},
                          {"out", orNull(project.outSec)},
                          {"settings", write(project.settings)},
                          {"export",
                           {{"preset", project.exporting.preset},
                            {"file", path(project.exporting.file)},
                            {"rangeOnly", project.exporting.rangeOnly}}},
                          {"nextId", project.nextId}};
  try {
    return tree.dump(2) + "\n";
  } catch (const json::exception& e) {
    throw Error(Fault::projectNameNotUtf8, {}, {}, e.what());
  }
}

Project parseProject(std::string_view text, const fs::path& folder) {
  std::string why;
  try {
    const json tree = json::parse(text, nullptr, false);
    versionOf(tree);  // 1 so far: nothing to migrate
    try {
      Project project = readProject(tree, folder.empty() ? folder : fs::absolute(folder));
      if (isValid(project)) return project;
      why = "its lines, takes, voices or numbers do not fit together";
    } catch (const Error& e) {
      why = e.detail();
    }
  } catch (const json::exception& e) {
    why = e.what();
  }
  throw Error(Fault::projectDamaged, {}, {}, why);
}

}  // namespace dub
