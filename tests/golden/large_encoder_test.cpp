// The large size of AV-HuBERT has no reference numbers here: its shapes, and what must hold in any size.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "models/networks/av_hubert.h"
#include "tests/golden/formula_tensors.h"

namespace {

// Two of the 24 layers, which are all alike.
networks::Weights twoLayers() {
  return golden::formulaTensors(golden::keys("keys/avhubert_large_w2v_model.tsv"), {},
                                [](const std::string& name) {
                                  const std::string layers = "w2v_model.encoder.layers.";
                                  if (name.find("feature_extractor_video") != std::string::npos) return false;
                                  if (name.rfind(layers, 0) != 0) return true;
                                  const std::string number = name.substr(layers.size(), 2);
                                  return number == "0." || number == "1.";
                                });
}

TEST(LargeAudioEncoder, HasSixteenHeadsAndIsNotDisturbedByPadding) {
  at::set_num_threads(1);
  const c10::InferenceMode inference;
  EXPECT_EQ(networks::headsOf(768), 12);
  EXPECT_EQ(networks::headsOf(1024), 16);
  EXPECT_EQ(networks::headsOf(48), 4);
  const networks::Weights weights = twoLayers();
  const networks::Part part(weights, "w2v_model.");
  const at::Tensor whole = golden::tensor("audio_features.npy").unsqueeze(0);
  const at::Tensor alone = networks::encodeSpeech(part, whole.slice(1, 0, 20));
  ASSERT_EQ(alone.sizes(), (std::vector<std::int64_t>{1, 20, 1024}));
  at::Tensor padding = at::zeros({1, 33}, at::kBool);
  padding.slice(1, 20).fill_(true);
  const at::Tensor padded = networks::encodeSpeech(part, whole, padding).slice(1, 0, 20);
  EXPECT_LE(golden::maxDifference(padded, alone), 1e-4);
  // Without the mask the steps behind are heard.
  const at::Tensor open = networks::encodeSpeech(part, whole).slice(1, 0, 20);
  EXPECT_GT(golden::maxDifference(open, alone), 1e-2);
}

}  // namespace
