#pragma once
#include <deque>
#include <optional>
#include <vector>

#include "core/face/appearance.h"
#include "core/face/face.h"
#include "core/face/landmarker.h"
#include "core/face/search.h"

namespace face {

// A face followed without interruption: raw landmarks, Seen::no where the face was lost for a moment.
struct Tracklet {
  FrameNo first = 0;
  std::vector<Face> faces;
  Appearance looks{};
  int confirmations = 0;  // times that the detector agreed
  FrameNo end() const { return first + static_cast<FrameNo>(faces.size()); }
};

// Finds and follows faces from picture to picture; a face that the detector finds late is followed back to
// where it came into the scene, through the last second.
class Follower {
 public:
  Follower(const Landmarker& landmarker, int detectEvery, int detectMaxSide);
  // `mayBeCut`: the picture may show another scene than the one before.
  void push(const base::Image& grey, bool mayBeCut);
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
  };
  void follow(Live& live, const base::Image& grey) const;
  void judge(Live& live, const base::Image& grey, const Fit& fit, float leastLook) const;
  void confirm(Live& live, const base::Image& grey, const Detection& detection, bool mayBeCut) const;
  void verify(Live& live, const base::Image& grey, bool mayBeCut);
  std::vector<Detection> searchWhole(const base::Image& grey, bool mayBeCut);
  void takeIn(const base::Image& grey, const std::vector<Detection>& found, bool mayBeCut);
  void begin(const base::Image& grey, const Detection& detection);
  void traceBack(Live& live) const;
  bool isKnown(const base::Similarity& box, FrameNo frame) const;
  void remember(const base::Image& grey);
  bool record(Live& live) const;
  void close(Live& live);
  void dropDoubles();
  void breakUp();
  int starts() const;

  Landmarker landmarker_;
  Search search_;
  int detectEvery_, detectMaxSide_;
  FrameNo now_ = 0;
  FrameNo lastSearch_ = -1, lastDeep_ = -1000, nextDeep_ = 0, lastSeen_ = 0;
  int deepWait_ = 0;
  std::deque<base::Image> recent_;  // the pictures before now_, of the same scene; newest last
  std::vector<Live> live_;
  std::vector<Tracklet> done_;
};

}  // namespace face
