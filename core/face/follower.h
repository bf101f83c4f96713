#pragma once
#include <deque>
#include <optional>
#include <vector>

#include "core/face/appearance.h"
#include "core/face/face.h"
#include "core/face/landmark_network.h"
#include "core/face/landmarker.h"
#include "core/face/search.h"

namespace face {

// A followed face in one picture.
struct Sighting {
  Face face;                         // raw landmarks; Seen::no where it was lost for a moment
  std::optional<Landmarks> refined;  // by the network
};

// A face followed without interruption.
struct Tracklet {
  FrameNo first = 0;
  std::vector<Sighting> faces;
  Appearance looks{};
  int confirmations = 0;    // times that a detector agreed
  bool isNetworks = false;  // the network found it and follows it
  FrameNo end() const { return first + static_cast<FrameNo>(faces.size()); }
};

// Finds and follows faces from picture to picture; a face that the detector finds late is followed back to
// where it came into the scene, through the last second.
class Follower {
 public:
  // `network` refines the points of what is followed; null: nothing does.
  Follower(const Landmarker& landmarker, LandmarkNetwork* network, int detectEvery, int detectMaxSide);
  // `mayBeCut`: the picture may show another scene than the one before.
  void push(const Picture& picture, bool mayBeCut);
  std::vector<Tracklet> finish();

 private:
  struct Live {
    Tracklet tracklet;
    base::Similarity box;   // of the last good frame
    FrameNo confirmed = 0;  // last frame in which the detector agreed
    int lost = 0;           // frames since the last good one
    Fit fit;                // in the current frame
    Appearance seen{};      // in the current frame
    Appearance recent{};    // in the last good one
    float look = 0;         // likeness of the two, or of the current one to the mean, whichever is more
    bool isGood = false, isConfirmed = false;
    std::optional<Square> next;  // where the network saw it last
    std::optional<Sight> sight;  // of the current picture, where it had to follow
  };
  void follow(Live& live, const Picture& picture) const;
  void judge(Live& live, const base::Image& grey, const Fit& fit, float leastLook) const;
  void judge(Live& live, const base::Image& grey, const Sight& sight, float leastLook) const;
  void confirm(Live& live, const Picture& picture, const base::Similarity& box, bool mayBeCut) const;
  void handOver(Live& live, const base::Image& grey, const base::Similarity& box);
  void verify(Live& live, const Picture& picture, bool mayBeCut);
  std::vector<Detection> searchWhole(const base::Image& grey, bool mayBeCut);
  void takeIn(const Picture& picture, const std::vector<Detection>& found, bool mayBeCut);
  void takeInDetected(const Picture& picture, bool mayBeCut);
  void begin(const Picture& picture, const Detection& detection);
  void beginUnseen(const Picture& picture, const base::Similarity& box);
  void traceBack(Live& live) const;
  Sighting sightingOf(Live& live, const Picture& picture, Seen seen) const;
  std::optional<Sight> refine(Live& live, const Picture& picture) const;
  bool isKnown(const base::Similarity& box, FrameNo frame) const;
  void remember(const Picture& picture);
  bool record(Live& live, const Picture& picture) const;
  void close(Live& live);
  void dropDoubles();
  void breakUp();
  int starts() const;

  Landmarker landmarker_;
  LandmarkNetwork* network_;
  Search search_;
  int detectEvery_, detectMaxSide_;
  FrameNo now_ = 0;
  FrameNo lastSearch_ = -1, lastDeep_ = -1000, nextDeep_ = 0, lastSeen_ = 0;
  int deepWait_ = 0;
  std::deque<Picture> recent_;  // the pictures before now_, of the same scene; newest last
  std::vector<Live> live_;
  std::vector<Tracklet> done_;
};

}  // namespace face
