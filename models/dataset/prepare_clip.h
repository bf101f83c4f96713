#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include "core/face/landmark_network.h"
#include "core/media/decode/clip_index.h"
#include "models/dataset/clip.h"

namespace dataset {

struct ClipSettings {
  std::int64_t edge = 160;                   // of the square pictures
  double faceShare = 0.55;                   // TalkLip's box is this part of the edge, as in LRS2's pictures
  std::filesystem::path landmarks;           // empty = face::landmarkFile()
  face::LandmarkNetworkSource network = {};  // finds the points better than that file does
  bool needsSound = true;                    // false: a video without sound is a clip of silence
};

// Why a video is no clip.
struct Refused {
  enum class Why {
    noFace,
    faceLost,
    severalMouthsMove,
    tooShort,
    noSound,
    silent,
    unreadable
  } why = Why::noFace;
  std::string detail;  // technical, e.g. "face in 31 of 75 pictures"
};
const char* name(Refused::Why why);     // "noFace"
const char* inWords(Refused::Why why);  // "without a face"

inline constexpr std::int64_t kFewestFrames = 10;  // of a clip; TalkLip draws five, and five others

// What a clip is made from.
struct ClipSource {
  std::filesystem::path video;
  std::filesystem::path sound;  // empty = the video's own
  std::filesystem::path boxes;  // TalkLip's, an array in numpy's file; empty = by our own landmarks
  bool isCentred = false;       // the corpus has put the face into the middle: square pictures stay whole
  std::int64_t first = 0;       // picture of the video, in 1/25 s
  std::int64_t frames = 0;      // pictures of the clip; 0 = to the end
  std::shared_ptr<const media::ClipIndex> known;  // of the video, where somebody has looked already
};

// Decodes one video and cuts out the face whose mouth moves with the sound: pictures by nearest time at 25
// frames a second, in a square that follows the head slowly, boxes by TalkLip's rule. The square may reach
// over the border of the video, whose edge is then repeated. nullopt when stopped. One thread. The clip has
// no name. Throws Error for what is no fault of the video's: landmarksMissing, landmarksDamaged.
std::optional<std::variant<Clip, Refused>> prepareClip(const ClipSource& source, const ClipSettings& settings,
                                                       std::stop_token stop = {});
std::optional<std::variant<Clip, Refused>> prepareClip(const std::filesystem::path& video,
                                                       const std::filesystem::path& sound,
                                                       const ClipSettings& settings,
                                                       std::stop_token stop = {});

}  // namespace dataset
