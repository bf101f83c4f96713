#include "core/face/analyser.h"

#include <algorithm>

#include "core/face/alignment.h"
#include "core/face/follower.h"
#include "core/face/landmarker.h"
#include "core/face/search.h"
#include "core/face/shot_cuts.h"
#include "core/face/tracks.h"

namespace face {

struct Analyser::Impl {
  Impl(const std::filesystem::path& landmarks, const Options& options)
      : network(options.network.make ? options.network.make() : nullptr),
        networkName(options.network.name),
        landmarker(landmarks),
        follower(landmarker, network.get(), options.detectEvery, options.detectMaxSide) {}

  std::unique_ptr<LandmarkNetwork> network;
  std::string networkName;
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

void Analyser::push(const Picture& picture) {
  const base::Image& grey = picture.grey();
  impl_->width = grey.width;
  impl_->height = grey.height;
  ++impl_->frames;
  const bool mayBeCut = impl_->shotCuts.push(grey);
  impl_->follower.push(picture, mayBeCut);
}

Analysis Analyser::finish() {
  Analysis analysis;
  analysis.landmarks = impl_->network ? impl_->networkName : kCascadeName;
  analysis.width = impl_->width;
  analysis.height = impl_->height;
  analysis.frames = impl_->frames;
  analysis.cuts = impl_->shotCuts.cuts();
  analysis.tracks = makeTracks(impl_->follower.finish(), analysis.cuts, analysis.frames, impl_->landmarker);
  return analysis;
}

std::vector<Face> detect(const Picture& picture, const std::filesystem::path& landmarks,
                         LandmarkNetwork* network) {
  constexpr int kStarts = 24;
  const base::Image& grey = picture.grey();
  const Landmarker landmarker(landmarks);
  Search search;
  const int longer = std::max(grey.width, grey.height);
  std::vector<Detection> found = search.whole(grey, std::min(longer, 2560));
  if (found.empty()) found = search.whole(grey, 2560, 2);
  std::vector<Face> faces;
  const auto take = [&](const Fit& fit) {
    faces.push_back({fit.points, uprightBox(fit.box), fit.misfit, Seen::detected});
  };
  for (const Detection& detection : found) {
    Fit fit = landmarker.fit(grey, boxOf(detection), kStarts);
    if (const auto sight = network == nullptr ? std::nullopt : network->find(picture, fit.box))
      fit = landmarker.fitOf(sight->points);
    take(fit);
  }
  if (network != nullptr)
    for (const base::Similarity& box : network->detect(picture)) {
      const base::Point middle = box({0.5F, 0.5F});
      const bool isKnown =
          std::any_of(faces.begin(), faces.end(), [&](const Face& f) { return f.box.contains(middle); });
      const auto sight = isKnown ? std::nullopt : network->find(picture, box);
      if (sight) take(landmarker.fitOf(sight->points));
    }
  std::stable_sort(faces.begin(), faces.end(),
                   [](const Face& a, const Face& b) { return a.box.width > b.box.width; });
  return faces;
}

}  // namespace face
