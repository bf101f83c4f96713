#include "core/face/analyser.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/face/alignment.h"
#include "core/face/follower.h"
#include "core/face/landmarker.h"
#include "core/face/search.h"
#include "core/face/shot_cuts.h"
#include "core/face/tracks.h"

namespace face {

struct Analyser::Impl {
  Impl(const std::filesystem::path& landmarks, const Options& options)
      : landmarker(landmarks), follower(landmarker, options.detectEvery, options.detectMaxSide) {}

  Landmarker landmarker;
  Follower follower;
  ShotCuts shotCuts;
  int width = 0, height = 0;
  FrameNo frames = 0;
};

Analyser::Analyser(const std::filesystem::path& landmarks) : Analyser(landmarks, Options{}) {}
Analyser::Analyser(const std::filesystem::path& landmarks, Options options)
    : impl_(std::make_unique<Impl>(landmarks, options)) {}
Analyser::~Analyser() = default;

void Analyser::push(const base::Image& grey) {
  if (grey.channels != 1 || grey.empty()) {
    throw base::Error(base::Fault::defect, {}, {}, "the face analysis was given a picture that is not grey");
  }
  impl_->width = grey.width;
  impl_->height = grey.height;
  ++impl_->frames;
  const bool mayBeCut = impl_->shotCuts.push(grey);
  impl_->follower.push(grey, mayBeCut);
}

Analysis Analyser::finish() {
  Analysis analysis;
  analysis.width = impl_->width;
  analysis.height = impl_->height;
  analysis.frames = impl_->frames;
  analysis.cuts = impl_->shotCuts.cuts();
  analysis.tracks = makeTracks(impl_->follower.finish(), analysis.cuts, analysis.frames, impl_->landmarker);
  return analysis;
}

std::vector<Face> detect(const base::Image& grey, const std::filesystem::path& landmarks) {
  constexpr int kStarts = 24;
  const Landmarker landmarker(landmarks);
  Search search;
  const int longer = std::max(grey.width, grey.height);
  std::vector<Detection> found = search.whole(grey, std::min(longer, 2560));
  if (found.empty()) found = search.whole(grey, 2560, 2);
  std::vector<Face> faces;
  for (const Detection& detection : found) {
    const Fit fit = landmarker.fit(grey, boxOf(detection), kStarts);
    faces.push_back({fit.points, uprightBox(fit.box), fit.misfit, Seen::detected});
  }
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return a.box.width > b.box.width; });
  return faces;
}

}  // namespace face
