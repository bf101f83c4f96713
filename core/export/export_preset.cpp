#include "core/export/export_preset.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <thread>

#include "core/base/error.h"
#include "core/project/edit.h"
#include "core/project/project_sounds.h"

namespace dub {

namespace fs = std::filesystem;

const std::vector<ExportPreset>& exportPresets() {
  static const std::vector<ExportPreset> presets = {
      {"source", "", false},     {"h264-high", ".mp4", false}, {"h264-small", ".mp4", false},
      {"prores", ".mov", false}, {"ffv1", ".mkv", false},      {"audio", ".wav", true}};
  return presets;
}

const ExportPreset& exportPreset(const std::string& id) {
  const auto at = std::ranges::find(exportPresets(), id, &ExportPreset::id);
  return at == exportPresets().end() ? exportPresets().front() : *at;
}

// Redub's name for the codec of a source; VP8 becomes VP9, which its containers hold as well.
static std::string codecLike(const std::string& source) {
  if (source == "hevc") return "h265";
  if (source == "vp8") return "vp9";
  const std::vector<std::string> known = media::codecNames();
  return std::ranges::find(known, source) != known.end() ? source : "h264";
}

static media::EncodeSettings likeSource(const media::VideoInfo& source) {
  const media::EncodeSettings settings{.codec = codecLike(source.codec)};
  try {
    media::chooseEncoder(settings, source);
    return settings;
  } catch (const base::Error&) {
    return {};
  }
}

media::EncodeSettings encodeSettings(const ExportPreset& preset, const media::VideoInfo& source) {
  if (preset.id == "h264-high") return {.codec = "h264", .crf = 14, .preset = "slow"};
  if (preset.id == "h264-small") return {.codec = "h264", .crf = 24, .preset = "medium"};
  if (preset.id == "prores") return {.codec = "prores"};
  if (preset.id == "ffv1") return {.codec = "ffv1"};
  return likeSource(source);
}

// Containers that can be written and hold what encodeSettings() chooses for their sources.
static std::string endingLike(const fs::path& video) {
  constexpr std::array<const char*, 7> kWritten = {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".ts"};
  std::string ending = video.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::ranges::find(kWritten, ending) != kWritten.end() ? ending : ".mp4";
}

fs::path suggestedOutput(const Project& project, const ExportPreset& preset) {
  const std::string ending = preset.ending.empty() ? endingLike(project.video) : preset.ending;
  const std::string stem = project.video.empty() ? "video" : project.video.stem().string();
  std::error_code ignored;
  fs::path file = project.video.parent_path() / (stem + "-dubbed" + ending);
  for (int number = 2; fs::exists(file, ignored); ++number)
    file = project.video.parent_path() / (stem + "-dubbed-" + std::to_string(number) + ending);
  return file;
}

// Of talking heads at 25 pictures a second; nearer than a factor of two is luck.
static double bitsPerPixel(const std::string& preset) {
  if (preset == "h264-high") return 0.25;
  if (preset == "h264-small") return 0.05;
  if (preset == "prores") return 3.5;
  if (preset == "ffv1") return 5;
  return 0.15;
}

static double expectedSec(const Project& project, double pictureSec) {
  double said = 0;
  for (const audio::Sound& sound : soundsOf(project)) said = std::max(said, sound.endSec());
  const Fit fit = project.settings.fit;
  if (project.exporting.rangeOnly || fit == Fit::picture || fit == Fit::cut) return pictureSec;
  return fit == Fit::speech ? said : std::max(said, pictureSec);
}

// Work on a picture, measured from end to end on a two-core machine (redub_bench_pipeline: 41, 18.5 and 8.8
// pictures a second of 360, 720 and 1080 lines, h264 medium), shared out over the cores that are there.
static double workSec(const std::string& preset, double pictures, double pixels) {
  constexpr double kEach = 0.024, kPixel = 9.8e-8;  // core seconds
  const double encoding = preset == "h264-high" ? 1.5 : preset == "ffv1" ? 0.8 : 1.0;
  const double cores = std::max(1U, std::thread::hardware_concurrency());
  return pictures * (kEach + kPixel * encoding * pixels) / cores;
}

Expected expect(const Project& project, const ExportPreset& preset, const media::Probe& probe) {
  constexpr double kPcm = 48000.0 * 2, kCoded = 24000;  // bytes a second: 16-bit mono, AAC or FLAC
  if (!probe.video) return {};
  const media::VideoInfo& video = *probe.video;
  const double seconds = expectedSec(project, video.durationSec);
  if (preset.isAudioOnly) return {static_cast<std::uint64_t>(seconds * kPcm), 0};
  const double pictures = seconds * video.frameRate.value(), pixels = 1.0 * video.width * video.height;
  return {static_cast<std::uint64_t>(pictures * pixels * bitsPerPixel(preset.id) / 8 + seconds * kCoded),
          workSec(preset.id, pictures, pixels)};
}

}  // namespace dub
