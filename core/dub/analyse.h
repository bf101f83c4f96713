#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/face/analyser.h"
#include "core/media/decode/clip_index.h"

namespace dub {

struct AnalyseOptions {
  std::filesystem::path landmarks = face::landmarkFile();
  // Where results are kept, named by the content of the video and of the landmark file, by the network and by
  // the version of the analysis; empty = nowhere.
  std::filesystem::path cache = defaultCache();
  face::LandmarkNetworkSource network = {};     // finds the points better than the landmark file does
  static std::filesystem::path defaultCache();  // $XDG_CACHE_HOME/redub or ~/.cache/redub
};

// Finds and follows all faces of a clip: decode -> detect/track, once through. Taken from the cache when the
// same content was analysed before. nullopt when stopped. Throws Error.
std::optional<face::Analysis> analyse(const std::shared_ptr<const media::ClipIndex>& clip,
                                      const AnalyseOptions& options, const base::OnProgress& onProgress,
                                      std::stop_token stop);

// One line that says what found the points, and what would find them better.
std::string landmarkNote(const face::Analysis& analysis);

}  // namespace dub
