#pragma once
#include <functional>

#include "models/networks/weights.h"
#include "models/talklip/training/batch.h"
#include "models/talklip/training/widths.h"

namespace talklip::training {

// TalkLip's loss (its train.py; weights of the code and the README).
struct LossShares {
  double perceptual = 0.07;   // of the judge's verdict; the reconstruction has 1 - perceptual - reading
  double reading = 0;         // 1e-5 in the third stage: the frozen expert must read the generated lips
  double contrastive = 0;     // 1e-3 in the third stage: sound near to what the expert sees
  double smoothing = 0.1;     // of the reading loss
  double temperature = 0.07;  // of the contrastive loss
  double expertGradient =
      1;  // what passes the expert's visual front end; the authors' configuration may hold 0.1
};

// The whole batch, of which a process or a piece has a share.
struct Whole {
  std::int64_t pictures = 0;
  std::int64_t first = 0;  // number of the share's first picture
  at::Tensor negatives;    // [pictures, n] numbers of pictures; defined where the contrastive loss is wanted
  // Rows of all processes; empty = the share's are all.
  std::function<at::Tensor(const at::Tensor&)> allRows;
};

// Terms as this share's part of the whole batch's loss: they add up.
struct GeneratorLoss {
  at::Tensor reconstruction, perceptual, reading,
      contrastive;  // the last two undefined where their share is 0
  at::Tensor total;
  at::Tensor painted;  // [n, 3, 96, 96]
};

// `generator` holds TalkLip's names (audio_encoder.w2v_model for the global encoder, audio_encoder.N for the
// local one); `judge` and `expert` are frozen (no gradients of their weights).
GeneratorLoss generatorLoss(const networks::Part& generator, const networks::Part& judge,
                            const networks::Part& expert, const Batch& batch, const Whole& whole,
                            SoundEncoder encoder, const LossShares& shares);

// The judge's loss on real and generated pictures (detached), as this share's part.
struct JudgeLoss {
  at::Tensor real, painted;
};
JudgeLoss judgeLoss(const networks::Part& judge, const at::Tensor& real, const at::Tensor& painted,
                    std::int64_t pictures);

// The sound of every picture of the batch's clips as the sound encoder gives it: [B, T, D]; undefined for the
// local encoder, which hears each picture's own moment.
at::Tensor encodeSound(const networks::Part& generator, const Batch& batch, SoundEncoder encoder);
// Pictures painted by the generator for a batch [n, 3, 96, 96]. encoded: of encodeSound.
at::Tensor paint(const networks::Part& generator, const Batch& batch, SoundEncoder encoder,
                 const at::Tensor& encoded);

// A clip's pictures [T, 3, E, E] with generated crops (0..1) in their boxes, as the authors paste them:
// bilinear, not smoothed when shrinking. Differentiable.
at::Tensor pasted(const at::Tensor& pictures, const std::vector<Place>& places, const at::Tensor& painted);

}  // namespace talklip::training
