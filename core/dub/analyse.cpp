#include "core/dub/analyse.h"

#include <cmath>

#include "core/base/atomic_file.h"
#include "core/base/corridor.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/platform/folders.h"
#include "core/media/decode/video_reader.h"

namespace dub {

namespace fs = std::filesystem;

static constexpr std::size_t kQueueBytes = 64u << 20;

fs::path AnalyseOptions::defaultCache() {
  const fs::path caches = platform::cacheFolder();
  return caches.empty() ? fs::path() : caches / "redub";
}

// Empty where nothing is kept. nullopt when stopped.
static std::optional<fs::path> cacheFile(const media::ClipIndex& clip, const AnalyseOptions& options,
                                         const std::string& landmarks, const std::stop_token& stop) {
  if (options.cache.empty()) return fs::path();
  const auto video = clip.hash.hex(stop);
  if (!video) return std::nullopt;
  const std::string key =
      base::sha256(*video + landmarks + options.network.name + std::to_string(face::kAnalysisVersion));
  return options.cache / (key.substr(0, 32) + ".faces");
}

// A cache that cannot be written costs time at the next run, nothing else.
static void keep(const face::Analysis& analysis, const fs::path& file) {
  if (file.empty()) return;
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  base::removeUnfinished(file.parent_path());
  try {
    face::writeAnalysis(analysis, file);
  } catch (const base::Error& e) {
    base::logWarning(std::string("analysis not cached: ") + e.what());
  }
}

// Faces that were found in a picture of square pixels, in the frame's own pixels.
static void toFramePixels(face::Analysis& analysis, int width, int height) {
  const float sx = static_cast<float>(width) / static_cast<float>(analysis.width);
  const float sy = static_cast<float>(height) / static_cast<float>(analysis.height);
  analysis.width = width;
  analysis.height = height;
  if (sx == 1 && sy == 1) return;
  const auto scaled = [](int value, float by) {
    return static_cast<int>(std::lround(static_cast<float>(value) * by));
  };
  for (face::Track& track : analysis.tracks)
    for (face::Face& face : track.faces) {
      for (base::Point& p : face.points) p = {p.x * sx, p.y * sy};
      face.box = {scaled(face.box.x, sx), scaled(face.box.y, sy), scaled(face.box.width, sx),
                  scaled(face.box.height, sy)};
    }
}

std::optional<face::Analysis> analyse(const std::shared_ptr<const media::ClipIndex>& clip,
                                      const AnalyseOptions& options, const base::OnProgress& onProgress,
                                      std::stop_token stop) {
  const media::FrameNo frames = clip->video().frames;
  const std::optional<std::string> landmarks = face::landmarkSum(options.landmarks, stop);
  if (!landmarks) return std::nullopt;
  const std::optional<fs::path> cached = cacheFile(*clip, options, *landmarks, stop);
  if (!cached) return std::nullopt;
  if (!cached->empty())
    if (auto analysis = face::readAnalysis(*cached); analysis && analysis->frames == frames) return analysis;

  media::VideoReader reader(clip);
  face::Analyser analyser(options.landmarks, {.network = options.network});
  base::ProgressReporter meter(base::Stage::analyse, frames, onProgress);
  base::Corridor<face::Picture> corridor(kQueueBytes, [](const face::Picture& p) { return p.bytes(); });
  media::FrameNo given = 0, seen = 0;
  corridor
      .source("decode",
              [&]() -> std::optional<face::Picture> {
                if (given == frames) return std::nullopt;
                ++given;
                const std::optional<media::Frame> frame = reader.next();
                if (!frame) return std::nullopt;
                return face::Picture(*frame, reader.info().sampleAspect);
              })
      .sink("detect", [&](face::Picture&& picture) {
        analyser.push(picture);
        meter.update(++seen);
      });
  if (corridor.run(stop) == base::Outcome::cancelled) return std::nullopt;
  face::Analysis analysis = analyser.finish();
  if (!options.network.make) analysis.landmarks += " " + landmarks->substr(0, 8);
  if (!analysis.tracks.empty()) toFramePixels(analysis, reader.info().width, reader.info().height);
  keep(analysis, *cached);
  return analysis;
}

std::string landmarkNote(const face::Analysis& analysis) {
  const std::string note = "landmarks: " + analysis.landmarks;
  if (!analysis.landmarks.starts_with(face::kCascadeName)) return note;
  return note +
         "; with the face mesh (installer/face-mesh.sh) lips of dark-skinned and bearded people are found "
         "better";
}

}  // namespace dub
