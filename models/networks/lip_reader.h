#pragma once
#include <vector>

#include "models/networks/transformer.h"

// The lip-reading expert: AV-HuBERT on pictures, with a decoder that writes sentencepieces.
namespace networks {

// Which part of a picture an expert looks at, in parts of the picture's edge. side 0: the authors' 88x88
// pixels in the middle.
struct LipRegion {
  double left = 0, top = 0, side = 0;
  bool operator==(const LipRegion&) const = default;
};
// In pictures whose face lies in the middle, 0.55 of the edge large: the mouth with nose tip and chin.
inline constexpr LipRegion kMouthRegion{.left = 0.325, .top = 0.475, .side = 0.35};

struct PixelRegion {
  std::int64_t left = 0, top = 0, side = 0;
};
PixelRegion pixelsOf(const LipRegion& region, std::int64_t edge);  // in pictures of that edge

// What its pictures (grey, 0..1) are brought to.
inline constexpr double kLipMean = 0.421, kLipDeviation = 0.165;

// Pictures of mouths as the expert wants them: BGR 0..255 [T, 3, E, E] -> [1, 1, T, 88, 88]. Grey by 0.299 R
// + 0.587 G + 0.114 B without rounding, the region in 88x88 (bilinear, unless it is the authors'), mean and
// deviation. Differentiable. right, down: pixels that the region is moved.
at::Tensor lipPictures(const at::Tensor& bgr, const LipRegion& region = {}, std::int64_t right = 0,
                       std::int64_t down = 0);

// `part`: feature_extractor_video. pictures [B, 1, T, 88, 88] -> [B, T, 512] before, and [B, T, D] after the
// projection.
at::Tensor visualFeatures(const Part& part, const at::Tensor& pictures, const Watch& watch = {});
at::Tensor projectedPictures(const Part& part, const at::Tensor& pictures, const Watch& watch = {});

// `part`: what holds encoder.w2v_model. pictures [B, 1, T, 88, 88], padding [B, T] bool or undefined ->
// [B, T, D].
at::Tensor encodeLips(const Part& part, const at::Tensor& pictures, const at::Tensor& padding = {});

// Tokens of the dictionary.
inline constexpr std::int64_t kPad = 1, kEndOfText = 2, kUnknown = 3;

// `part`: decoder. Log-probabilities of every next token [B, L, symbols], given the tokens before (the first
// is kEndOfText) [B, L] and the encoded lips [B, T, D].
at::Tensor nextTokens(const Part& part, const at::Tensor& tokens, const at::Tensor& lips,
                      const at::Tensor& lipsPadding = {});

struct Hypothesis {
  std::vector<std::int64_t> tokens;  // with the kEndOfText at its end
  double score = 0;                  // sum of log-probabilities over tokens^lengthPenalty
  std::vector<double> positional;    // log-probability of every token
};
struct BeamSettings {
  int beam = 50;
  double lengthPenalty = 1;
  int minLength = 1;
};
// The likeliest texts of one clip, best first, at most `beam`: fairseq's search. lips [1, T, D]; a text has
// at most T tokens and the end.
std::vector<Hypothesis> beamSearch(const Part& decoder, const at::Tensor& lips,
                                   const BeamSettings& settings = {});

}  // namespace networks
