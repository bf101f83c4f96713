#include "models/networks/fold.h"

#include <ATen/ATen.h>

#include "models/networks/transformer.h"

namespace networks {
namespace {

bool endsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// Transposed convolutions have their output channels in dimension 1: block 0 of all stages of the face
// decoder but the first.
bool isTransposed(const std::string& block) {
  return block.find("face_decoder_blocks.") != std::string::npos && endsWith(block, ".0.") &&
         !endsWith(block, "face_decoder_blocks.0.0.");
}

void foldBlock(Weights& out, const Weights& weights, const std::string& block) {
  constexpr double kEpsilon = 1e-5;
  const Part conv(weights, block + "conv_block.0."), norm(weights, block + "conv_block.1.");
  const auto wide = [](const at::Tensor& t) { return t.to(at::kDouble); };
  const at::Tensor scale = wide(norm.at("weight")) / (wide(norm.at("running_var")) + kEpsilon).sqrt();
  const at::Tensor weight = wide(conv.at("weight"));
  const std::vector<std::int64_t> along =
      isTransposed(block) ? std::vector<std::int64_t>{1, -1, 1, 1} : std::vector<std::int64_t>{-1, 1, 1, 1};
  const at::ScalarType type = conv.at("weight").scalar_type();
  out[block + "conv_block.0.weight"] = (weight * scale.view(along)).to(type);
  out[block + "conv_block.0.bias"] =
      ((wide(conv.at("bias")) - wide(norm.at("running_mean"))) * scale + wide(norm.at("bias"))).to(type);
}

}  // namespace

Weights folded(const Weights& weights) {
  Weights out;
  for (const auto& [name, tensor] : weights) {
    if (const auto at = name.find("conv_block.1."); at != std::string::npos) {
      if (endsWith(name, ".running_var")) foldBlock(out, weights, name.substr(0, at));
    } else if (endsWith(name, "pos_conv.0.weight_v")) {
      const std::string prefix = name.substr(0, name.size() - std::string("weight_v").size());
      out[prefix + "weight"] = positionalWeight(Part(weights, prefix));
    } else if (!endsWith(name, "pos_conv.0.weight_g")) {
      out.emplace(name, tensor);
    }
  }
  return out;
}

}  // namespace networks
