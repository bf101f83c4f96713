#include "models/talklip/training/generator_loss.h"

#include <ATen/ATen.h>

#include "models/networks/av_hubert.h"
#include "models/networks/contrastive.h"
#include "models/networks/discriminator.h"
#include "models/networks/generator.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"
#include "models/networks/losses.h"
#include "models/training/compute.h"

namespace talklip::training {
namespace {

// The encoder's vectors [n, D] at the batch's places.
at::Tensor atPlaces(const at::Tensor& encoded, const Batch& batch) {
  std::vector<std::int64_t> rows;
  for (const Place& place : batch.places) rows.push_back(place.clip * encoded.size(1) + place.frame);
  return encoded.flatten(0, 1).index_select(0, at::tensor(rows, at::kLong).to(encoded.device()));
}

// Passes values on, and gradients by a part.
at::Tensor withGradient(const at::Tensor& x, double share) {
  return share == 1 ? x : x * share + x.detach() * (1 - share);
}

// What the expert sees of all clips, generated crops pasted in: [B, 1, T, 88, 88].
at::Tensor lipsWith(const Batch& batch, const at::Tensor& painted) {
  std::vector<at::Tensor> clips;
  std::size_t at = 0;
  for (std::size_t clip = 0; clip < batch.pictures.size(); ++clip) {
    const std::size_t first = at;
    while (at < batch.places.size() && batch.places[at].clip == static_cast<std::int64_t>(clip)) ++at;
    const std::vector<Place> places(batch.places.begin() + static_cast<std::ptrdiff_t>(first),
                                    batch.places.begin() + static_cast<std::ptrdiff_t>(at));
    const at::Tensor whole =
        pasted(batch.pictures[clip], places,
               painted.slice(0, static_cast<std::int64_t>(first), static_cast<std::int64_t>(at)));
    const at::Tensor lips = networks::lipPictures(whole, batch.lips)[0];
    clips.push_back(at::constant_pad_nd(lips, {0, 0, 0, 0, 0, batch.steps() - lips.size(1)}));
  }
  return at::stack(clips);
}

// Of verdicts in full precision: 16 bits take one near 1 for 1, and its cost for 100.
at::Tensor sumOfBce(const networks::Part& judge, const at::Tensor& faces, double wanted) {
  const at::Tensor features = networks::judgeFeatures(judge, faces);
  const ::training::Autocast exact({faces.device()});
  const at::Tensor verdicts = networks::verdict(judge, features.to(judge.at("binary_pred.0.bias").dtype()));
  return at::binary_cross_entropy(verdicts, at::full_like(verdicts, wanted), {}, at::Reduction::Sum);
}

}  // namespace

at::Tensor encodeSound(const networks::Part& generator, const Batch& batch, SoundEncoder encoder) {
  if (encoder == SoundEncoder::local) return {};
  return networks::encodeSpeech(generator / "audio_encoder" / "w2v_model", batch.sound, batch.padding);
}

at::Tensor paint(const networks::Part& generator, const Batch& batch, SoundEncoder encoder,
                 const at::Tensor& encoded) {
  at::Tensor speech;
  if (encoder != SoundEncoder::local) speech = networks::mapSpeech(generator, atPlaces(encoded, batch));
  if (encoder != SoundEncoder::global) {
    const at::Tensor local = networks::encodeMel(generator, batch.mel);
    speech = speech.defined() ? speech + local : local;
  }
  return networks::generate(generator, batch.faces, speech);
}

at::Tensor pasted(const at::Tensor& pictures, const std::vector<Place>& places, const at::Tensor& painted) {
  const at::Tensor real = pictures.to(painted.dtype());
  std::vector<at::Tensor> frames = real.unbind(0);
  const std::int64_t height = pictures.size(2), width = pictures.size(3);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Place& p = places[i];
    const at::Tensor box = at::upsample_bilinear2d(painted[static_cast<std::int64_t>(i)].unsqueeze(0) * 255,
                                                   {p.bottom - p.top, p.right - p.left}, false)[0];
    at::Tensor& frame = frames[static_cast<std::size_t>(p.frame)];
    at::Tensor around = real[p.frame].clone();
    around.slice(1, p.top, p.bottom).slice(2, p.left, p.right).zero_();
    frame = around + at::constant_pad_nd(box, {p.left, width - p.right, p.top, height - p.bottom});
  }
  return at::stack(frames);
}

GeneratorLoss generatorLoss(const networks::Part& generator, const networks::Part& judge,
                            const networks::Part& expert, const Batch& batch, const Whole& whole,
                            SoundEncoder encoder, const LossShares& shares) {
  const auto all = static_cast<double>(whole.pictures), mine = static_cast<double>(batch.faces.size(0));
  GeneratorLoss loss;
  const at::Tensor sound = encodeSound(generator, batch, encoder);
  loss.painted = paint(generator, batch, encoder, sound).to(batch.real.dtype());
  loss.reconstruction = networks::reconstructionLoss(loss.painted, batch.real) * (mine / all);
  loss.perceptual = sumOfBce(judge, loss.painted, 1) / all;
  loss.total =
      (1 - shares.perceptual - shares.reading) * loss.reconstruction + shares.perceptual * loss.perceptual;
  if (shares.reading == 0 && shares.contrastive == 0) return loss;
  const networks::Part model = expert / "encoder" / "w2v_model";
  const at::Tensor seen = networks::projectedPictures(
      model / "feature_extractor_video", lipsWith(batch, withGradient(loss.painted, shares.expertGradient)));
  const at::Tensor encoded =
      networks::encodeProjected(model, seen, networks::Modality::picture, batch.padding);
  if (shares.reading > 0) {
    const at::Tensor logProbs =
        networks::nextTokens(expert / "decoder", batch.written, encoded, batch.padding);
    loss.reading = networks::readingLoss(logProbs, batch.wanted, shares.smoothing).smoothed;
    loss.total = loss.total + shares.reading * loss.reading;
  }
  if (shares.contrastive > 0 && sound.defined()) {
    const ::training::Autocast exact({batch.faces.device()});
    const auto vectors = [&](const at::Tensor& x) { return atPlaces(x, batch).to(batch.real.dtype()); };
    const at::Tensor projected = networks::projectSound(generator, vectors(sound));
    const at::Tensor pool = whole.allRows ? whole.allRows(projected) : projected;
    const at::Tensor negatives =
        whole.negatives.slice(0, whole.first, whole.first + projected.size(0)).to(pool.device());
    loss.contrastive =
        networks::contrastiveLoss(projected, vectors(encoded), pool, negatives, shares.temperature) *
        (mine / all);
    loss.total = loss.total + shares.contrastive * loss.contrastive;
  }
  return loss;
}

JudgeLoss judgeLoss(const networks::Part& judge, const at::Tensor& real, const at::Tensor& painted,
                    std::int64_t pictures) {
  return {.real = sumOfBce(judge, real, 1) / static_cast<double>(pictures),
          .painted = sumOfBce(judge, painted.detach(), 0) / static_cast<double>(pictures)};
}

}  // namespace talklip::training
