#pragma once
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

namespace onednn {

using Type = dnnl::memory::data_type;

// The arrays of a caller, and the first buffer of a program's own.
enum Buffer : int { kFaces, kSpeech, kPictures, kFirstOwn };

// A feature map: dense [pictures, channels, rows, width] somewhere in a buffer, channels in blocks.
struct Map {
  int buffer = kFirstOwn;
  std::size_t offset = 0;  // bytes
  Type type = Type::f32;
  dnnl::memory::dim pictures = 1, channels = 0, rows = 0, width = 0;
  dnnl::memory::dim firstRow =
      0;  // which row of the whole map its first row is: those above are not computed

  dnnl::memory::dim values() const { return pictures * channels * rows * width; }
};

// An argument of a primitive: in a buffer, or (weights) a memory of its own.
struct Argument {
  int id = 0;  // DNNL_ARG_...
  dnnl::memory::desc desc;
  int buffer = -1;
  std::size_t offset = 0;
  dnnl::memory constant;
};

struct Step {
  dnnl::primitive primitive;
  std::vector<Argument> arguments;
  int picture = -1;  // of which picture of the batch; -1 = of all
  std::string about;
};

// What an image network does, in order. Immutable once placed: any number of threads run it at once, each
// with an arena of its own.
struct Program {
  std::vector<Step> steps;
  std::vector<std::size_t> bufferBytes = std::vector<std::size_t>(kFirstOwn);
  std::size_t scratchBytes = 0;  // the most that a step needs
  // Of buffers in the arena, set by place(); the scratchpad lies behind them.
  std::vector<std::size_t> bufferOffset;
  std::size_t arenaBytes = 0;
};

// Gives every buffer a place in the arena. Buffers that are never alive at the same step share memory, so
// that what is written last is mostly still in the cache.
void place(Program& program);

}  // namespace onednn
