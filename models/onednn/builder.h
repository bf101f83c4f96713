#pragma once
#include <optional>
#include <string>

#include "models/onednn/packed_weights.h"
#include "models/onednn/program.h"

namespace onednn {

// How a network computes on this machine.
struct Way {
  int block = 16;  // channels are kept in blocks of so many: 16 with AVX-512, else 8
  Type type = Type::f32;
  bool winograd = true;
};

struct Convolution {
  std::string block;  // name
  dnnl::memory::dim stride = 1, padding = 0;
  Layer layer = Layer::plain;
  dnnl::algorithm activation = dnnl::algorithm::eltwise_relu;
};

// Appends steps to a program. Every function gives the map that its step writes.
class Builder {
 public:
  Builder(const Layers& layers, PackedWeights& weights, const Way& way);

  // The folded layer of that name. Throws Error(unreadable) when it is missing or its sizes contradict.
  const Folded& layer(const std::string& block) const;
  // The steps that follow belong to this picture of the batch; -1 = to all.
  void forPicture(int picture) { picture_ = picture; }

  Map buffer(dnnl::memory::dim pictures, dnnl::memory::dim channels, dnnl::memory::dim rows,
             dnnl::memory::dim width, Type type, dnnl::memory::dim firstRow = 0);
  // One picture of a map of several.
  static Map picture(const Map& map, int number);

  // Input in plain order, as a caller gives it: a 7x7 convolution of 6 channels wants that.
  Map convolveInput(const Convolution& convolution, const Map& faces);
  // A map whose first row is not the picture's comes out without it: a 3x3 kernel lacks the row above.
  // Writes into the first channels of `into` if that has the same rows and one picture.
  Map convolve(const Convolution& convolution, const Map& x, const std::optional<Map>& into = {});
  // Transposed 3x3 with ReLU; stride 2 doubles the size (its rows from 2 r on depend on rows from r on
  // alone).
  Map transpose(const std::string& block, const Map& x, dnnl::memory::dim stride);
  // Copies the rows that `whole` has into its channels from `channel` on, converting the type.
  void copy(const Map& from, const Map& whole, dnnl::memory::dim channel);
  // Writes the first `channels` as rows firstRow.. of the caller's pictures.
  void give(const Map& from, dnnl::memory::dim channels, dnnl::memory::dim firstRow, const Map& pictures);
  Map asType(const Map& x, Type type);

  Type type() const { return way_.type; }
  Program finish();

 private:
  struct Kernel;
  Map convolve(const Convolution& convolution, const Map& x, const dnnl::memory::desc& source,
               const std::optional<Map>& into);
  bool suitsWinograd(const Folded& folded, const Map& out) const;
  dnnl::memory::desc desc(const Map& map) const;
  Argument argument(int id, const Map& map) const;
  void step(const dnnl::primitive& primitive, const char* implementation, const std::string& name,
            std::vector<Argument> arguments, const dnnl::memory::desc& scratchpad = {});

  const Layers& layers_;
  PackedWeights& weights_;
  Way way_;
  dnnl::memory::format_tag tag_;
  Program program_;
  int picture_ = -1;
};

}  // namespace onednn
