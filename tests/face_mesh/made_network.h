#pragma once
#include <string>

// A small network in a TFLite file, made by FlatBuffers' own builder.
namespace face_mesh_test {

// [1, 4, 4, 2] -> convolution 3x3 with stride 2 and SAME to 3 channels (half precision weights, made float32
// by an operator) -> PReLU -> [1, 2, 2, 3].
std::string madeNetwork();

// What its weights are: of output o, kernel row y and column x, input i.
float madeWeight(int o, int y, int x, int i);
inline constexpr float kMadeBias[3] = {0.5F, -1, 0.25F}, kMadeSlope[3] = {0.5F, -0.25F, 2};

}  // namespace face_mesh_test
