#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/face/analyser.h"

namespace dub {

struct AnalyseOptions {
  std::filesystem::path landmarks = face::landmarkFile();
  // Where results are kept, named by the content of the video and the landmark file; empty = nowhere.
  std::filesystem::path cache = defaultCache();
  static std::filesystem::path defaultCache();  // $XDG_CACHE_HOME/redub or ~/.cache/redub
};

// Finds and follows all faces of a clip: decode -> detect/track, once through. Taken from the cache when the
// same content was analysed before. nullopt when stopped.
std::optional<face::Analysis> analyse(const std::filesystem::path& video, const AnalyseOptions& options,
                                      const base::OnProgress& onProgress, std::stop_token stop);

}  // namespace dub
