#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace test_support {

// The weights of the reference numbers: a function of a tensor's name and a constant alone.
//   seed = crc32(name) ^ xorConstant; u_i = (mt19937(seed)_i >> 8) / 2^24
//   running_var, weight_g, 1-D .weight: 0.75 + 0.5 u;  bias, running_mean: 0.2 (u - 0.5);
//   else 2 (u - 0.5) sqrt(3 gain / fanIn), computed in double and rounded once.
// fanIn of a transposed convolution (face_decoder_blocks.{1..6}.0.conv_block.0.weight, unless the name is a
// discriminator's, gain 2) is shape[0] kh kw / stride^2.
std::vector<float> formulaValues(const std::string& name, const std::vector<std::int64_t>& shape,
                                 std::uint32_t xorConstant = 0, double gain = 1);

// The first `count` values u of the stream of a name, without a constant.
std::vector<double> formulaStream(const std::string& name, std::size_t count);

std::uint32_t crc32(const std::string& text);

// One row of a key list.
struct Key {
  std::string name;
  std::string dtype;  // "float32", "int64"
  std::vector<std::int64_t> shape;
};
// Reads name, dtype, shape (tab or comma separated, "512x768" or "scalar"), skipping a header line.
std::vector<Key> readKeys(const std::filesystem::path& file);

}  // namespace test_support
