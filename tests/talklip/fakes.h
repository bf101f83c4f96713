#pragma once
#include <algorithm>
#include <functional>
#include <mutex>
#include <vector>

#include "models/talklip/network.h"

namespace talklip_test {

// A network that needs no weights. Its speech vector is one number; its pictures are what `picture` makes of
// the input and that number, by default the reference's crop.
class FakeNetwork : public talklip::Network {
 public:
  using Picture = std::function<void(std::span<const float> input, float said, std::span<float> out)>;
  // features [steps, 104] -> one number a step.
  using Ear = std::function<std::vector<float>(std::span<const float> features)>;

  FakeNetwork(Ear ear, Picture picture, std::size_t batch = 4, int edge = talklip::kEdge)
      : ear_(std::move(ear)), picture_(std::move(picture)), batch_(batch), edge_(edge) {}

  static std::vector<float> firstFeature(std::span<const float> features) {
    std::vector<float> out;
    for (std::size_t i = 0; i < features.size(); i += 104) out.push_back(features[i]);
    return out;
  }
  static void reference(std::span<const float> input, float, std::span<float> out) {
    std::ranges::copy(input.last(out.size()), out.begin());
  }

  bool hears(talklip::SpeechInput input) const override { return input == talklip::SpeechInput::steps; }
  int edge() const override { return edge_; }
  std::size_t vectorSize() const override { return 1; }
  std::vector<float> encode(talklip::SpeechInput, std::span<const float> features) const override {
    return ear_(features);
  }
  std::size_t batch() const override { return batch_; }
  std::vector<float> paint(std::span<const float> faces, std::span<const float> speech, int) const override {
    const std::size_t input = talklip::inputSize(edge_), output = talklip::outputSize(edge_);
    std::vector<float> out(speech.size() * output);
    for (std::size_t i = 0; i < speech.size(); ++i)
      picture_(faces.subspan(i * input, input), speech[i], std::span(out).subspan(i * output, output));
    return out;
  }
  std::string about() const override { return "fake"; }

 private:
  Ear ear_;
  Picture picture_;
  std::size_t batch_;
  int edge_;
};

}  // namespace talklip_test
