#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace speech_mouth::training {

// A real person talking: how far the mouth is open, and the sound.
struct TalkingClip {
  std::string name;
  std::string file;                  // faces of one file share it
  std::vector<float> opening;        // 25 a second, as dub::MouthCurve; NaN where unseen
  std::vector<std::int16_t> speech;  // 16 kHz, from the first picture on
};

// Every face that is seen in nearly all pictures of the videos with sound in `folder`, measured from
// landmarks.
std::vector<TalkingClip> talkingClips(const std::filesystem::path& folder);

// Agreement of one clip's measured opening with the opening predicted from a sound, at the best of the lags
// -5..5 steps.
struct Agreement {
  std::string name;
  double atLag0 = 0, best = 0;         // correlation with its own sound
  int lag = 0;                         // steps; > 0 = the prediction is late
  double wrongMean = 0, wrongP90 = 0;  // the same search with other people's sound
  double beaten = 0;                   // share of the wrong sounds that do at least as well as the own one
};

using Predict = std::function<std::vector<float>(std::span<const std::int16_t>)>;
// `others`: more sounds for the mismatched search.
std::vector<Agreement> agreements(const std::vector<TalkingClip>& clips,
                                  const std::vector<std::vector<std::int16_t>>& others,
                                  const Predict& predictOpening);
// One row a clip and the means.
std::string table(const std::vector<Agreement>& agreements);

}  // namespace speech_mouth::training
