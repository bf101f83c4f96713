#include "models/talklip/selftest.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/error.h"
#include "models/network_library.h"
#include "models/plugin/network_api.h"
#include "models/talklip/crop.h"
#include "models/talklip/speech_encoding.h"

namespace talklip {
namespace {

// A second of a voice-like sound: a buzz at 110 Hz with a moving tone above it.
speech::Speech madeSpeech() {
  speech::Speech speech;
  for (int n = 0; n < speech::kRate; ++n) {
    const double t = n / static_cast<double>(speech::kRate), turn = 2 * std::numbers::pi * t;
    double x = 0;
    for (int k = 1; k <= 8; ++k) x += std::sin(110 * k * turn) / k;
    x += std::sin((700 + 400 * std::sin(3 * turn)) * turn);
    speech.samples.push_back(static_cast<std::int16_t>(3000 * x));
  }
  speech.activity.assign(speech::stepCount(speech.samples.size()), 1.0F);
  return speech;
}

base::Image madeFace(int edge) {
  base::Image face(edge, edge, 3);
  for (int y = 0; y < edge; ++y)
    for (int x = 0; x < edge; ++x)
      for (int c = 0; c < 3; ++c)
        face.row(y)[3 * x + c] = static_cast<std::uint8_t>((2 * x + 3 * y + 50 * c + x * y / 32) & 255);
  return face;
}

std::vector<float> runLipModel(const Network& network) {
  const base::Image face = madeFace(network.edge());
  std::vector<float> reference(outputSize(face.width)), input(inputSize(face.width));
  toPlanes(face, reference);
  fillInput(face, reference, input);
  const SpeechEncoding encoding = encodeSpeech(network, madeSpeech(), 1, {});
  return network.paint(input, encoding.at(0.5), 0);
}

}  // namespace

Selftest selftest(const store::Model& model, const Choice& choice) {
  Selftest result;
  std::vector<float> out;
  if (architecture::isLipModel(model.kind)) {
    const std::unique_ptr<Network> network = openNetwork(model.file, choice);
    out = runLipModel(*network);
    result.about = network->about();
  } else {
    out = models::networks().runOnce(model);
    result.about = "cpu, LibTorch fp32";
  }
  if (!std::ranges::all_of(out, [](float v) { return std::isfinite(v); }))
    throw base::Error(base::Fault::modelNotFinite, {{"model", model.name}});
  result.values = out.size();
  double sum = 0, squares = 0;
  for (const float v : out)
    sum += static_cast<double>(v), squares += static_cast<double>(v) * static_cast<double>(v);
  const double count = static_cast<double>(std::max<std::size_t>(1, out.size()));
  result.mean = sum / count;
  result.spread = std::sqrt(std::max(0.0, squares / count - result.mean * result.mean));
  if (out.empty() || result.spread < 1e-9)
    throw base::Error(base::Fault::modelConstant, {{"model", model.name}});
  std::vector<std::uint8_t> bytes;
  for (const float v : out)
    bytes.push_back(
        static_cast<std::uint8_t>(std::clamp(std::lround(255 * static_cast<double>(v)), 0L, 255L)));
  result.checksum = static_cast<std::uint32_t>(crc32(0, bytes.data(), static_cast<uInt>(bytes.size())));
  return result;
}

}  // namespace talklip
