#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "models/dataset/clip.h"
#include "models/expert/dictionary.h"
#include "models/networks/lip_reader.h"
#include "models/networks/weights.h"

namespace expert {

enum class Sees : std::uint8_t { picture, sound, both };
const char* name(Sees sees);

// A lip-reading expert: AV-HuBERT's encoder and a decoder that writes.
struct Expert {
  networks::Weights weights;  // encoder.w2v_model.*, decoder.*
  Dictionary dictionary;
  networks::LipRegion lips;  // what it looks at
};

// A safetensors file with the authors' names, as `models import` takes it; its metadata hold the dictionary.
// Throws Error: diskFull, io; notFound, unreadable.
void writeExpert(const Expert& expert, const std::filesystem::path& path);
Expert readExpert(const std::filesystem::path& path);

// The encoder's answer to a clip. `part` holds encoder.w2v_model. lips [B, 1, T, 88, 88] and sound [B, T,
// 104]; the one that is not used may be undefined. -> [B, T, D]
at::Tensor encode(const networks::Part& part, const at::Tensor& lips, const at::Tensor& sound, Sees sees,
                  const at::Tensor& padding = {});

struct TextRead {
  std::string text;
  double score = 0;  // mean log-probability of a token
};
// One word of a text that is known.
struct WordGuess {
  std::string said, read;
  double probability = 0;  // of `read`
};
// The likeliest word at every place of the clip's text, those before it being known. Empty for an expert that
// does not write words. One thread.
std::vector<WordGuess> guessWords(const Expert& expert, const dataset::ClipView& clip, Sees sees);

// The likeliest text of a clip by beam search; one thread.
TextRead read(const Expert& expert, const dataset::ClipView& clip, Sees sees, int beam = 10);

}  // namespace expert
