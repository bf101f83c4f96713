#include "core/face/follower.h"

#include <algorithm>
#include <cmath>

#include "core/face/alignment.h"

namespace face {

using base::Image;
using base::Point;
using base::Similarity;

namespace {

constexpr std::size_t kMostFaces = 8;
constexpr float kGoodSpread = 0.06F;  // eye distances; on faces 0.01-0.03, beside them 0.1 and more
constexpr float kGoodLook = 0.6F, kSomeLook = 0.15F;  // without and with the detector's agreement
constexpr float kSameFace = 0.3F;                     // overlap of boxes
constexpr float kSurePresence = 0.9F;                 // of a face that the network holds alone
constexpr float kSameTurn = 0.4F;                     // radians between what both followers see
constexpr int kRefinedStarts = 3;                     // of points that the network finds anew
constexpr float kSameSight = 0.5F;                    // the same, of the cascade's and the network's
constexpr float kSmallestSide = 16;                   // pixels
constexpr int kPatience = 30;                         // frames without the detector's agreement
constexpr int kHold = 6;                              // frames that a lost face is waited for
constexpr double kVerifyThreshold = -0.2;
constexpr int kDeepSide = 1920;    // longer side of the occasional search for small faces when none is known,
constexpr int kSecondSide = 1280;  // and when some are
constexpr int kDeepEvery = 250;
constexpr std::size_t kRecentFrames = 30,
                      kRecentBytes = 64U << 20;  // of grey, through which a new face is traced back

Detection uprightOf(const Similarity& box) {
  const Point centre = box({0.5F, 0.5F});
  const float side = box.scale();
  return {centre.x - side / 2, centre.y - side / 2, side, side, 0};
}

Detection uprightOf(const base::Rect& box) {
  return {static_cast<float>(box.x), static_cast<float>(box.y), static_cast<float>(box.width),
          static_cast<float>(box.height), 0};
}

}  // namespace

Follower::Follower(const Landmarker& landmarker, LandmarkNetwork* network, int detectEvery, int detectMaxSide)
    : landmarker_(landmarker),
      network_(network),
      detectEvery_(std::max(1, detectEvery)),
      detectMaxSide_(detectMaxSide) {}

// More starts steady the points; several faces share the time of two.
int Follower::starts() const {
  return live_.size() <= 1 ? 8 : std::clamp(static_cast<int>(10 / live_.size()), 3, 6);
}

void Follower::judge(Live& live, const Image& grey, const Fit& fit, float leastLook) const {
  live.fit = fit;
  live.seen = appearanceOf(grey, fit.points);
  live.look = std::max(likeness(live.tracklet.looks, live.seen), likeness(live.recent, live.seen));
  const Point centre = fit.box({0.5F, 0.5F});
  const float growth = fit.box.scale() / live.box.scale();
  const bool isInside = base::Rect{0, 0, grey.width, grey.height}.contains(centre);
  live.isGood = isInside && fit.box.scale() > kSmallestSide && fit.spread < kGoodSpread &&
                live.look > leastLook && growth > 0.7F && growth < 1.4F;
}

void Follower::judge(Live& live, const Image& grey, const Sight& sight, float leastLook) const {
  judge(live, grey, landmarker_.fitOf(sight.points), leastLook);
  live.isGood = live.isGood && sight.presence > kSurePresence;
  if (live.isGood) live.sight = sight;
}

// Who found a face follows it: a mouth that is hidden is lost by the cascade, and completed by the network.
void Follower::follow(Live& live, const Picture& picture) const {
  const Image& grey = picture.grey();
  live.isConfirmed = live.isGood = false;
  live.sight.reset();
  if (!live.tracklet.isNetworks) {
    judge(live, grey, landmarker_.fit(grey, live.box, network_ != nullptr ? kRefinedStarts : starts()),
          kGoodLook);
  } else if (const auto sight = live.next ? network_->look(picture, *live.next) : std::nullopt) {
    judge(live, grey, *sight, kGoodLook);
  }
}

// A detector sees a face there; unless the scene may have changed it need not look quite the same (blinks,
// hands).
void Follower::confirm(Live& live, const Picture& picture, const Similarity& box, bool mayBeCut) const {
  if (!live.isGood) {
    const Image& grey = picture.grey();
    const float leastLook = mayBeCut ? kGoodLook : kSomeLook;
    const Similarity before = live.box;
    live.box = box;
    if (!live.tracklet.isNetworks) {
      judge(live, grey, landmarker_.fit(grey, live.box, starts()), leastLook);
    } else if (const std::optional<Sight> sight = network_->find(picture, box)) {
      judge(live, grey, *sight, leastLook);
    }
    if (!live.isGood) live.box = before;
  }
  live.isConfirmed = live.isGood;
  if (!live.isConfirmed) return;
  live.confirmed = now_;
  ++live.tracklet.confirmations;
}

// A face that the network follows and the detector sees is the cascade's from here on, where both see it
// upright alike.
void Follower::handOver(Live& live, const Image& grey, const Similarity& box) {
  if (!live.tracklet.isNetworks) return;
  Live next = live;
  next.box = box;
  judge(next, grey, landmarker_.fit(grey, box, starts()), kSomeLook);
  const Similarity& before = live.isGood ? live.fit.box : live.box;
  const float turn = std::atan2(next.fit.box.b, next.fit.box.a) - std::atan2(before.b, before.a);
  if (!next.isGood || std::abs(std::remainder(turn, 2 * static_cast<float>(M_PI))) > kSameTurn) return;
  close(live);
  next.sight.reset();
  next.tracklet = {.first = now_, .looks = next.seen};
  next.recent = next.seen;
  live = std::move(next);
}

void Follower::verify(Live& live, const Picture& picture, bool mayBeCut) {
  const Similarity& box = live.isGood ? live.fit.box : live.box;
  const Detection expected = uprightOf(box);
  Detection best;
  float most = kSameFace;
  for (const Detection& d :
       search_.around(picture.grey(), box({0.5F, 0.5F}), box.scale(), kVerifyThreshold)) {
    if (overlap(d, expected) <= most) continue;
    most = overlap(d, expected);
    best = d;
  }
  if (best.width == 0) return;
  handOver(live, picture.grey(), boxOf(best));
  confirm(live, picture, boxOf(best), mayBeCut);
}

std::vector<Detection> Follower::searchWhole(const Image& grey, bool mayBeCut) {
  lastSearch_ = now_;
  std::vector<Detection> found = search_.whole(grey, detectMaxSide_);
  const bool isNewScene = mayBeCut && now_ - lastDeep_ > 2 * detectEvery_;
  if (isNewScene) deepWait_ = 0, nextDeep_ = now_;
  const bool isNeeded = found.empty() && live_.empty() ? now_ >= nextDeep_ : now_ - lastDeep_ >= kDeepEvery;
  if (!isNeeded && !isNewScene) return found;
  lastDeep_ = now_;
  deepWait_ = std::clamp(2 * deepWait_, 2 * detectEvery_, kDeepEvery);
  nextDeep_ = now_ + deepWait_;
  const bool hasFaces = !found.empty() || !live_.empty();
  const int longer = std::max(grey.width, grey.height);
  const int side = hasFaces ? std::min(kSecondSide, longer) : std::min(kDeepSide, 2 * longer);
  if (side * 5 < std::min(detectMaxSide_, longer) * 6)
    return found;  // hardly more than what was seen already
  for (const Detection& deep : search_.whole(grey, side, 2)) {
    const bool isNew = std::none_of(found.begin(), found.end(),
                                    [&](const Detection& d) { return overlap(d, deep) > kSameFace; });
    if (isNew) found.push_back(deep);
  }
  return found;
}

void Follower::begin(const Picture& picture, const Detection& detection) {
  if (live_.size() >= kMostFaces) return;
  const Image& grey = picture.grey();
  Live live;
  live.tracklet.first = now_;
  live.box = boxOf(detection);
  live.fit = landmarker_.fit(grey, live.box, starts());
  if (live.fit.spread > 2 * kGoodSpread) return;
  live.tracklet.looks = live.recent = live.seen = appearanceOf(grey, live.fit.points);
  // A second opinion at another scale: chance finds rarely pass it.
  live.isGood = true;
  verify(live, picture, false);
  if (!live.isConfirmed) return;
  traceBack(live);
  live_.push_back(std::move(live));
}

// A face that the network alone detects is one where two looks find it.
void Follower::beginUnseen(const Picture& picture, const Similarity& box) {
  if (live_.size() >= kMostFaces) return;
  const std::optional<Sight> sight = network_->find(picture, box);
  if (!sight || sight->presence < kSurePresence) return;
  Live live;
  live.tracklet.first = live.confirmed = now_;
  live.tracklet.confirmations = 1;
  live.tracklet.isNetworks = true;
  live.fit = landmarker_.fitOf(sight->points);
  live.box = live.fit.box;
  if (live.box.scale() < kSmallestSide) return;
  live.tracklet.looks = live.recent = live.seen = appearanceOf(picture.grey(), live.fit.points);
  live.isGood = live.isConfirmed = true;
  live.sight = sight;
  live.next = sight->next;
  traceBack(live);
  live_.push_back(std::move(live));
}

// Whether a tracklet that has ended already holds this face in that frame.
bool Follower::isKnown(const Similarity& box, FrameNo frame) const {
  return std::any_of(done_.begin(), done_.end(), [&](const Tracklet& t) {
    if (frame < t.first || frame >= t.end()) return false;
    const Face& face = t.faces[static_cast<std::size_t>(frame - t.first)].face;
    return face.seen != Seen::no && overlap(uprightOf(face.box), uprightOf(box)) > kSameFace;
  });
}

// The network's points: from where it saw the face last, else anew. A face that it sees elsewhere is another.
std::optional<Sight> Follower::refine(Live& live, const Picture& picture) const {
  if (network_ == nullptr) return std::nullopt;
  const auto isHere = [&](const std::optional<Sight>& sight) {
    return sight &&
           overlap(uprightOf(landmarker_.boxOf(sight->points)), uprightOf(live.fit.box)) > kSameSight;
  };
  std::optional<Sight> sight = live.sight;
  if (!sight && live.next) sight = network_->look(picture, *live.next);
  if (!isHere(sight)) sight = network_->find(picture, live.fit.box);
  if (!isHere(sight)) sight.reset();
  live.next = sight ? std::optional(sight->next) : std::nullopt;
  return sight;
}

Sighting Follower::sightingOf(Live& live, const Picture& picture, Seen seen) const {
  Sighting sighting{{live.fit.points, uprightBox(live.fit.box), live.fit.misfit, seen}, {}};
  if (const std::optional<Sight> sight = refine(live, picture)) sighting.refined = sight->points;
  return sighting;
}

void Follower::traceBack(Live& live) const {
  Live back = live;
  back.box = live.fit.box;
  std::vector<Sighting>& faces = live.tracklet.faces;
  for (std::size_t k = 1; k <= recent_.size(); ++k) {
    const Picture& picture = recent_[recent_.size() - k];
    follow(back, picture);
    if (!back.isGood || isKnown(back.fit.box, now_ - static_cast<FrameNo>(k))) break;
    back.box = back.fit.box;
    back.recent = back.seen;
    faces.push_back(sightingOf(back, picture, Seen::tracked));
  }
  std::reverse(faces.begin(), faces.end());
  live.tracklet.first -= static_cast<FrameNo>(faces.size());
}

void Follower::remember(const Picture& picture) {
  recent_.push_back(network_ != nullptr ? picture : picture.withoutColours());
  const std::size_t bytes = picture.grey().bytes();
  while (recent_.size() > kRecentFrames || recent_.size() * bytes > kRecentBytes) recent_.pop_front();
}

void Follower::takeIn(const Picture& picture, const std::vector<Detection>& found, bool mayBeCut) {
  std::vector<bool> taken(found.size(), false);
  for (Live& live : live_) {
    const Detection box = uprightOf(live.isGood ? live.fit.box : live.box);
    std::size_t best = found.size();
    float most = kSameFace;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (taken[i] || overlap(found[i], box) <= most) continue;
      most = overlap(found[i], box);
      best = i;
    }
    if (best == found.size()) {
      verify(live, picture, mayBeCut);
      continue;
    }
    handOver(live, picture.grey(), boxOf(found[best]));
    confirm(live, picture, boxOf(found[best]), mayBeCut);
    taken[best] = live.isGood || !mayBeCut;  // another face in the same place gets a track of its own
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!taken[i]) begin(picture, found[i]);
  }
}

// What the network's detector sees and the other one does not.
void Follower::takeInDetected(const Picture& picture, bool mayBeCut) {
  for (const Similarity& box : network_->detect(picture)) {
    const auto live = std::find_if(live_.begin(), live_.end(), [&](const Live& l) {
      return overlap(uprightOf(l.isGood ? l.fit.box : l.box), uprightOf(box)) > kSameFace;
    });
    if (live == live_.end()) {
      beginUnseen(picture, box);
    } else if (live->tracklet.isNetworks && !live->isConfirmed) {
      confirm(*live, picture, box, mayBeCut);
    }
  }
}

// Writes the current frame into the tracklet; false when the track is over.
bool Follower::record(Live& live, const Picture& picture) const {
  if (!live.isGood) {
    live.next.reset();
    live.tracklet.faces.emplace_back();
    return ++live.lost <= kHold;
  }
  if (now_ - live.confirmed > kPatience) return false;
  live.lost = 0;
  live.box = live.fit.box;
  live.recent = live.seen;
  if (live.isConfirmed) blendInto(live.tracklet.looks, live.recent, 0.1F);
  live.tracklet.faces.push_back(sightingOf(live, picture, live.isConfirmed ? Seen::detected : Seen::tracked));
  return true;
}

// A track that ends for want of confirmation is cut back to where the detector last agreed, and a little on.
void Follower::close(Live& live) {
  std::vector<Sighting>& faces = live.tracklet.faces;
  const auto sure = static_cast<std::size_t>(live.confirmed - live.tracklet.first + detectEvery_);
  if (now_ - live.confirmed > kPatience && faces.size() > sure) faces.resize(sure);
  while (!faces.empty() && faces.back().face.seen == Seen::no) faces.pop_back();
  if (!faces.empty()) done_.push_back(std::move(live.tracklet));
}

// Of two tracks on one face the worse one goes.
void Follower::dropDoubles() {
  for (std::size_t i = 0; i < live_.size(); ++i) {
    for (std::size_t j = live_.size(); j-- > i + 1;) {
      if (overlap(uprightOf(live_[i].fit.box), uprightOf(live_[j].fit.box)) < 0.5F) continue;
      if (live_[j].isGood && !live_[i].isGood) std::swap(live_[i], live_[j]);
      close(live_[j]);
      live_.erase(live_.begin() + static_cast<std::ptrdiff_t>(j));
    }
  }
}

// Before what may be another scene every tracklet ends; a face that is still there goes on in a new one, to
// be joined with the old one later if it was no cut or if the looks agree.
void Follower::breakUp() {
  std::vector<Live> still;
  for (Live& live : live_) {
    const bool goesOn = live.isGood;
    Live next = live;
    if (live.tracklet.first < now_) close(live);
    if (!goesOn) continue;
    if (next.tracklet.first < now_) {
      next.tracklet.faces.clear();
      next.tracklet.first = now_;
      next.tracklet.looks = next.recent = next.seen;
      next.tracklet.confirmations = next.isConfirmed ? 1 : 0;
    }
    still.push_back(std::move(next));
  }
  live_ = std::move(still);
}

void Follower::push(const Picture& picture, bool mayBeCut) {
  if (mayBeCut) recent_.clear();
  for (Live& live : live_) follow(live, picture);
  const int idle = now_ - lastSeen_ < detectEvery_ / 2 ? 1 : detectEvery_ / 2;
  const bool isDue = now_ % detectEvery_ == 0 || mayBeCut || (live_.empty() && now_ - lastSearch_ >= idle);
  if (isDue) {
    takeIn(picture, searchWhole(picture.grey(), mayBeCut), mayBeCut);
  } else {
    for (Live& live : live_) {
      if (!live.isGood) verify(live, picture, false);
    }
  }
  const bool isLost = std::any_of(live_.begin(), live_.end(),
                                  [](const Live& live) { return live.tracklet.isNetworks && !live.isGood; });
  if (network_ != nullptr && (isDue || isLost)) takeInDetected(picture, mayBeCut);
  if (mayBeCut) breakUp();
  dropDoubles();
  std::vector<Live> still;
  for (Live& live : live_) {
    if (record(live, picture)) {
      still.push_back(std::move(live));
    } else {
      close(live);
    }
  }
  live_ = std::move(still);
  if (!live_.empty()) lastSeen_ = now_;
  remember(picture);
  ++now_;
}

std::vector<Tracklet> Follower::finish() {
  for (Live& live : live_) close(live);
  live_.clear();
  return std::move(done_);
}

}  // namespace face
