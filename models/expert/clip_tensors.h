#pragma once
#include <ATen/core/Tensor.h>

#include <random>
#include <vector>

#include "models/dataset/clip.h"
#include "models/networks/lip_reader.h"

// Prepared clips as the tensors that the lip-reading expert takes.
namespace expert {

// TalkLip's features of the clip's sound, one row a picture: cut, or zeros appended. [T, 104]
at::Tensor soundFeatures(const dataset::ClipView& clip);

// Pictures first .. last-1, BGR 0-255 bytes [n, E, E, 3], the clip's own memory.
at::Tensor pictures(const dataset::ClipView& clip, std::int64_t first, std::int64_t last);

// The region of all pictures as networks::lipPictures gives it: [1, T, 88, 88]. With
// `random` (teaching) moved by up to 4 pixels, mirrored in half of the cases, darker or brighter, a moment
// and a square of it hidden.
at::Tensor lipsOf(const dataset::ClipView& clip, const networks::LipRegion& region,
                  std::mt19937_64* random = nullptr);

// Clips of unequal length as one batch: zeros appended along `dimension`. -> [B, ...]
at::Tensor padded(const std::vector<at::Tensor>& clips, std::int64_t dimension);
// [B, T] bool, true = appended.
at::Tensor paddingOf(const std::vector<std::int64_t>& lengths);

}  // namespace expert
