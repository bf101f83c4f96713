#pragma once
#include <ATen/core/Tensor.h>

#include <random>
#include <vector>

#include "models/dataset/clip.h"

// Prepared clips as the tensors that the lip-reading expert takes.
namespace expert {

// TalkLip's features of the clip's sound, one row a picture: cut, or zeros appended. [T, 104]
at::Tensor soundFeatures(const dataset::ClipView& clip);

// Pictures first .. last-1, BGR 0-255 bytes [n, E, E, 3], the clip's own memory.
at::Tensor pictures(const dataset::ClipView& clip, std::int64_t first, std::int64_t last);

// The middle of all pictures, grey and normalised as networks::lipPictures does: [1, T, 88, 88]. With
// `random` (teaching) moved by up to 4 pixels and mirrored in half of the cases.
at::Tensor lipsOf(const dataset::ClipView& clip, std::mt19937_64* random = nullptr);

// Clips of unequal length as one batch: zeros appended along `dimension`. -> [B, ...]
at::Tensor padded(const std::vector<at::Tensor>& clips, std::int64_t dimension);
// [B, T] bool, true = appended.
at::Tensor paddingOf(const std::vector<std::int64_t>& lengths);

}  // namespace expert
