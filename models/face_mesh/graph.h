#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

// Networks of MediaPipe's face landmarks as they stand in a TFLite file: a list of operations on arrays.
namespace face_mesh {

enum class Kind : std::uint8_t {
  convolution,     // [1, H, W, C] with weights [O, k, k, C] and bias [O]
  depthwise,       // [1, H, W, C] with weights [1, k, k, C] and bias [C]
  add,             // of two of one shape
  multiply,        // by constants: one number, or as many as the last dimensions hold
  relu,            //
  prelu,           // slopes [C]
  maxPool,         // 2x2, stride 2
  padChannels,     // zeros behind the channels
  copy,            // the same numbers, of another shape
  concatenate,     // along dimension 1
  regionMatrix,    // points [1, N, 3] -> 4x4: a region's cells to the map's (attention.h)
  sampleRegion,    // map [1, H, W, C], matrix -> [1, 16, 16, C]
  transformPoints  // points [1, n, 2], matrix -> the same
};

// An array, row-major, float32.
struct Value {
  std::vector<std::int64_t> shape;
  std::vector<float> constant;  // empty = computed
  std::string name;
  std::int64_t count() const {
    std::int64_t n = 1;
    for (const std::int64_t extent : shape) n *= extent;
    return n;
  }
};

struct Operation {
  Kind kind = Kind::copy;
  std::vector<std::size_t> inputs;  // of Graph::values
  std::size_t output = 0;
  std::int64_t stride = 1, padBefore = 0;  // of convolutions; rows and columns alike
  // Of a regionMatrix: which points the box is of, and whose line lies level.
  std::vector<std::size_t> points;
  std::size_t levelFrom = 0, levelTo = 0;
};

struct Graph {
  std::vector<Value> values;
  std::vector<std::size_t> inputs, outputs;
  std::vector<Operation> operations;  // each value is computed before it is used, and once
};

// Reads a TFLite file of version 3 in memory. Whatever it gives can be computed without looking beyond an
// array: shapes, indices and sizes are checked here. Throws Error(modelDamaged) for anything else, saying
// what.
Graph readGraph(std::span<const std::byte> file);

}  // namespace face_mesh
