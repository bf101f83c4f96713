#include "models/talklip/training/sampling.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "core/speech/mel.h"
#include "models/expert/clip_tensors.h"
#include "models/networks/lip_reader.h"

namespace talklip::training {
namespace {

constexpr double kFrameRate = 25;

std::int64_t below(std::int64_t end, std::mt19937_64& random) {
  return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random);
}

Place placeOf(const dataset::ClipView& clip, std::int64_t frame) {
  const auto box = clip.boxes.subspan(static_cast<std::size_t>(4 * frame), 4);
  const auto edge = static_cast<std::int16_t>(clip.edge);
  const std::int16_t left = std::clamp<std::int16_t>(box[0], 0, edge - 1),
                     top = std::clamp<std::int16_t>(box[1], 0, edge - 1);
  return {.clip = 0,
          .frame = frame,
          .left = left,
          .top = top,
          .right = std::clamp<std::int16_t>(box[2], static_cast<std::int16_t>(left + 1), edge),
          .bottom = std::clamp<std::int16_t>(box[3], static_cast<std::int16_t>(top + 1), edge)};
}

// Wav2Lip's 16 columns from the picture's time on; where the sound ends, its last ones.
at::Tensor melPatch(const at::Tensor& mel, std::int64_t frame) {
  const std::int64_t width = static_cast<std::int64_t>(speech::kMelPatch);
  const auto wanted =
      static_cast<std::int64_t>(static_cast<double>(frame) * speech::kMelColumnsPerSec / kFrameRate);
  const std::int64_t at = std::clamp<std::int64_t>(wanted, 0, std::max<std::int64_t>(0, mel.size(1) - width));
  const at::Tensor patch = mel.slice(1, at, std::min(at + width, mel.size(1)));
  return at::constant_pad_nd(patch, {0, width - patch.size(1)}, -4).unsqueeze(0);
}

// [80, columns]; undefined where it is not asked for.
at::Tensor spectrumOf(const dataset::ClipView& clip, SoundEncoder encoder) {
  if (encoder == SoundEncoder::global) return {};
  std::vector<float> values = speech::wav2LipMel(clip.sound);
  const auto columns = static_cast<std::int64_t>(values.size()) / speech::kMelBands;
  return at::from_blob(values.data(), {speech::kMelBands, columns}, at::kFloat).clone();
}

at::Tensor input(const at::Tensor& pose, const at::Tensor& identity) {
  at::Tensor blank = pose.clone();
  blank.slice(1, pose.size(1) / 2).zero_();
  return at::cat({blank, identity});
}

}  // namespace

std::vector<std::int64_t> segmentStarts(std::int64_t frames, std::mt19937_64& random) {
  std::vector<std::int64_t> all(static_cast<std::size_t>(std::max<std::int64_t>(1, frames - kSegment)));
  std::iota(all.begin(), all.end(), std::int64_t{1});
  const auto count = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.08 * static_cast<double>(frames)));
  std::vector<std::int64_t> drawn, kept;
  std::ranges::sample(all, std::back_inserter(drawn), count, random);  // in order
  for (const std::int64_t start : drawn)
    if (kept.empty() || start - kept.back() >= kSegment) kept.push_back(start);
  return kept;
}

std::vector<std::int64_t> judgedStarts(std::int64_t frames) {
  const auto every = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.12 * static_cast<double>(frames)));
  std::vector<std::int64_t> starts;
  for (std::int64_t at = 0; at + kSegment <= frames; at += std::max(every, kSegment)) starts.push_back(at);
  return starts;
}

base::Image cropImage(const dataset::ClipView& clip, std::int64_t frame, std::int64_t edge) {
  const Place place = placeOf(clip, frame);
  const auto whole = static_cast<int>(clip.edge), wanted = static_cast<int>(edge);
  const cv::Mat picture(whole, whole, CV_8UC3,
                        const_cast<std::uint8_t*>(clip.pictures.data()) + frame * clip.edge * clip.edge * 3);
  const cv::Rect box(static_cast<int>(place.left), static_cast<int>(place.top),
                     static_cast<int>(place.right - place.left), static_cast<int>(place.bottom - place.top));
  base::Image image(wanted, wanted, 3);
  cv::Mat small(wanted, wanted, CV_8UC3, image.data.data());
  cv::resize(picture(box), small, small.size(), 0, 0, cv::INTER_LINEAR);
  return image;
}

at::Tensor crop(const dataset::ClipView& clip, std::int64_t frame, std::int64_t edge) {
  base::Image image = cropImage(clip, frame, edge);
  return at::from_blob(image.data.data(), {edge, edge, 3}, at::kByte).permute({2, 0, 1}).to(at::kFloat) / 255;
}

Batch sample(const dataset::ClipView& clip, const expert::Dictionary& dictionary, const Sampling& sampling,
             std::mt19937_64* random) {
  const std::int64_t frames = clip.info->frames;
  Batch batch;
  std::vector<at::Tensor> faces, real, mel;
  const at::Tensor spectrum = spectrumOf(clip, sampling.encoder);
  const at::Tensor first = random ? at::Tensor{} : crop(clip, 0, sampling.edge);
  const std::vector<std::int64_t> starts = random ? segmentStarts(frames, *random) : judgedStarts(frames);
  for (const std::int64_t start : starts) {
    // Another window of the clip shows who it is.
    std::int64_t other = start;
    while (random && other == start && frames > kSegment + 1) other = below(frames - kSegment + 1, *random);
    for (std::int64_t i = 0; i < kSegment && start + i < frames; ++i) {
      real.push_back(crop(clip, start + i, sampling.edge));
      faces.push_back(
          input(real.back(), random ? crop(clip, std::min(frames - 1, other + i), sampling.edge) : first));
      batch.places.push_back(placeOf(clip, start + i));
      if (spectrum.defined()) mel.push_back(melPatch(spectrum, start + i));
    }
  }
  batch.faces = at::stack(faces), batch.real = at::stack(real);
  batch.lips = sampling.lips;
  if (!mel.empty()) batch.mel = at::stack(mel);
  batch.sound = expert::soundFeatures(clip).unsqueeze(0);
  batch.padding = at::zeros({1, frames}, at::kBool);
  batch.pictures.push_back(expert::pictures(clip, 0, frames).permute({0, 3, 1, 2}));
  std::vector<std::int64_t> text = clip.info->text.empty() ? std::vector<std::int64_t>{networks::kPad}
                                                           : dictionary.tokens(clip.info->text);
  batch.wanted = at::tensor(text).unsqueeze(0);
  text.insert(text.begin(), networks::kEndOfText), text.pop_back();
  batch.written = at::tensor(text).unsqueeze(0);
  batch.clips.push_back(clip.info->name);
  return batch;
}

Batch range(const dataset::ClipView& clip, std::int64_t first, std::int64_t last, const at::Tensor& identity,
            SoundEncoder encoder) {
  Batch batch;
  std::vector<at::Tensor> faces, real, mel;
  const at::Tensor spectrum = spectrumOf(clip, encoder);
  for (std::int64_t frame = first; frame < last; ++frame) {
    real.push_back(crop(clip, frame, identity.size(1)));
    faces.push_back(input(real.back(), identity));
    batch.places.push_back(placeOf(clip, frame));
    if (spectrum.defined()) mel.push_back(melPatch(spectrum, frame));
  }
  batch.faces = at::stack(faces), batch.real = at::stack(real);
  if (!mel.empty()) batch.mel = at::stack(mel);
  batch.sound = expert::soundFeatures(clip).unsqueeze(0);
  return batch;
}

Batch joined(const std::vector<Batch>& clips) {
  Batch batch;
  batch.lips = clips.front().lips;
  std::vector<at::Tensor> faces, real, mel;
  std::int64_t steps = 0, tokens = 0;
  for (const Batch& one : clips)
    steps = std::max(steps, one.sound.size(1)), tokens = std::max(tokens, one.wanted.size(1));
  std::vector<at::Tensor> sound, padding, written, wanted;
  for (std::size_t i = 0; i < clips.size(); ++i) {
    const Batch& one = clips[i];
    faces.push_back(one.faces), real.push_back(one.real);
    if (one.mel.defined()) mel.push_back(one.mel);
    for (Place place : one.places) place.clip = static_cast<std::int64_t>(i), batch.places.push_back(place);
    sound.push_back(at::constant_pad_nd(one.sound, {0, 0, 0, steps - one.sound.size(1)}));
    padding.push_back(at::constant_pad_nd(one.padding, {0, steps - one.sound.size(1)}, true));
    written.push_back(at::constant_pad_nd(one.written, {0, tokens - one.wanted.size(1)}, networks::kPad));
    wanted.push_back(at::constant_pad_nd(one.wanted, {0, tokens - one.wanted.size(1)}, networks::kPad));
    batch.pictures.insert(batch.pictures.end(), one.pictures.begin(), one.pictures.end());
    batch.clips.insert(batch.clips.end(), one.clips.begin(), one.clips.end());
  }
  // Channels last: convolutions of few channels are faster, in 16 bits several times.
  batch.faces = at::cat(faces).contiguous(at::MemoryFormat::ChannelsLast);
  batch.real = at::cat(real).contiguous(at::MemoryFormat::ChannelsLast);
  if (!mel.empty()) batch.mel = at::cat(mel);
  batch.sound = at::cat(sound), batch.padding = at::cat(padding);
  batch.written = at::cat(written), batch.wanted = at::cat(wanted);
  return batch;
}

}  // namespace talklip::training
