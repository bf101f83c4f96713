#include "tests/support/formula_weights.h"

#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace test_support {
namespace {

bool endsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

double unit(std::mt19937& stream) { return static_cast<double>(stream() >> 8U) / 16777216.0; }

// The stride of the transposed convolution of this name, 0 for every other tensor.
int upsampling(const std::string& name) {
  for (int stage = 1; stage <= 6; ++stage)
    if (name == "face_decoder_blocks." + std::to_string(stage) + ".0.conv_block.0.weight")
      return stage == 1 ? 1 : 2;
  return 0;
}

double fanIn(const std::string& name, const std::vector<std::int64_t>& shape) {
  double area = 1;
  for (std::size_t i = 2; i < shape.size(); ++i) area *= static_cast<double>(shape[i]);
  if (const int stride = upsampling(name); stride > 0)
    return static_cast<double>(shape[0]) * area / (stride * stride);
  return (shape.size() > 1 ? static_cast<double>(shape[1]) : 1.0) * area;
}

}  // namespace

std::uint32_t crc32(const std::string& text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::vector<float> formulaValues(const std::string& name, const std::vector<std::int64_t>& shape,
                                 std::uint32_t xorConstant, double gain) {
  std::size_t count = 1;
  for (const std::int64_t edge : shape) count *= static_cast<std::size_t>(edge);
  std::vector<float> values(count, 0.0F);
  if (endsWith(name, "num_batches_tracked")) return values;
  std::mt19937 stream(crc32(name) ^ xorConstant);
  const bool isScale = endsWith(name, "running_var") || endsWith(name, "weight_g") ||
                       (shape.size() == 1 && endsWith(name, ".weight"));
  const bool isShift = endsWith(name, "bias") || endsWith(name, "running_mean");
  const double reach = isScale || isShift ? 0 : std::sqrt(3 * gain / fanIn(name, shape));
  for (float& value : values) {
    const double u = unit(stream);
    value = static_cast<float>(isScale ? 0.75 + 0.5 * u : isShift ? 0.2 * (u - 0.5) : 2 * (u - 0.5) * reach);
  }
  return values;
}

std::vector<double> formulaStream(const std::string& name, std::size_t count) {
  std::mt19937 stream(crc32(name));
  std::vector<double> values(count);
  for (double& value : values) value = unit(stream);
  return values;
}

std::vector<Key> readKeys(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Key> keys;
  for (std::string line; std::getline(in, line);) {
    for (char& c : line)
      if (c == ',') c = '\t';
    std::istringstream fields(line);
    Key key;
    std::string shape;
    if (!(fields >> key.name >> key.dtype >> shape) || key.name == "name") continue;
    if (shape != "scalar") {
      std::istringstream edges(shape);
      for (std::string edge; std::getline(edges, edge, 'x');) key.shape.push_back(std::stoll(edge));
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace test_support
