#include "models/face_mesh/network.h"

#include <algorithm>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <vector>

#include "models/face_mesh/attention.h"
#include "models/face_mesh/convolution.h"

namespace face_mesh {
namespace {

constexpr std::size_t kAlign = 64;

struct Freed {
  void operator()(float* memory) const { ::operator delete[](memory, std::align_val_t{kAlign}); }
};
using Memory = std::unique_ptr<float[], Freed>;

Memory allocated(std::size_t count) { return Memory(new (std::align_val_t{kAlign}) float[count]()); }

Matrix matrixAt(const float* numbers) {
  Matrix matrix;
  std::copy_n(numbers, matrix.size(), matrix.begin());
  return matrix;
}

// A convolution and what follows it alone: a sum with what is there already, an activation.
struct Fused {
  std::size_t last = 0;                 // operation that gives the result
  std::optional<std::size_t> residual;  // value
  const Operation* activation = nullptr;
};

}  // namespace

struct Network::Impl {
  Graph graph;
  std::vector<std::vector<std::size_t>> users;  // operations, by value
  std::vector<float*> at;                       // where a value is; null = it is not computed
  std::vector<Memory> memory;
  std::vector<std::function<void()>> steps;

  std::size_t countOf(std::size_t value) const {
    return static_cast<std::size_t>(graph.values[value].count());
  }
  const float* constant(std::size_t value) const { return graph.values[value].constant.data(); }

  bool isSeen(std::size_t value) const {
    return std::ranges::find(graph.outputs, value) != graph.outputs.end();
  }

  // The one operation that uses the value.
  const Operation* onlyUser(std::size_t value) const {
    return users[value].size() == 1 && !isSeen(value) ? &graph.operations[users[value][0]] : nullptr;
  }

  Fused fusedFrom(std::size_t operation) const {
    Fused fused{.last = operation, .residual = {}};
    const auto numberOf = [&](const Operation* o) {
      return static_cast<std::size_t>(o - graph.operations.data());
    };
    std::size_t result = graph.operations[operation].output;
    if (const Operation* next = onlyUser(result); next && next->kind == Kind::add) {
      fused.residual = next->inputs[next->inputs[0] == result ? 1 : 0];
      fused.last = numberOf(next);
      result = next->output;
    }
    if (const Operation* next = onlyUser(result);
        next && (next->kind == Kind::relu || next->kind == Kind::prelu)) {
      fused.activation = next;
      fused.last = numberOf(next);
    }
    return fused;
  }

  Convolution convolutionOf(const Operation& operation, const Fused& fused) const {
    Convolution c;
    const std::vector<std::int64_t>& in = graph.values[operation.inputs[0]].shape;
    const std::vector<std::int64_t>& out = graph.values[operation.output].shape;
    c.in = at[operation.inputs[0]];
    c.out = at[graph.operations[fused.last].output];
    c.weights = constant(operation.inputs[1]);
    c.bias = constant(operation.inputs[2]);
    if (fused.residual) c.residual = at[*fused.residual];
    if (fused.activation && fused.activation->kind == Kind::relu) c.activation = Activation::relu;
    if (fused.activation && fused.activation->kind == Kind::prelu)
      c.activation = Activation::prelu, c.slopes = constant(fused.activation->inputs[1]);
    c.isDepthwise = operation.kind == Kind::depthwise;
    c.rows = in[1], c.columns = in[2], c.channels = in[3];
    c.outRows = out[1], c.outColumns = out[2], c.outChannels = out[3];
    c.kernel = graph.values[operation.inputs[1]].shape[1];
    c.stride = operation.stride, c.padBefore = operation.padBefore;
    return c;
  }

  std::function<void()> stepOf(const Operation& operation) const;
  void build();
};

std::function<void()> Network::Impl::stepOf(const Operation& operation) const {
  const std::size_t first = operation.inputs[0], count = countOf(operation.output);
  const float* in = at[first];
  float* out = at[operation.output];
  const std::vector<std::int64_t>& shape = graph.values[first].shape;
  switch (operation.kind) {
    case Kind::convolution:
    case Kind::depthwise:
      break;  // fused
    case Kind::add:
      return [in, other = at[operation.inputs[1]], out, count] {
        for (std::size_t i = 0; i < count; ++i) out[i] = in[i] + other[i];
      };
    case Kind::multiply: {
      const std::vector<float>& factors = graph.values[operation.inputs[1]].constant;
      return [in, out, count, &factors] {
        for (std::size_t i = 0; i < count; ++i) out[i] = in[i] * factors[i % factors.size()];
      };
    }
    case Kind::relu:
      return [in, out, count] {
        for (std::size_t i = 0; i < count; ++i) out[i] = std::max(in[i], 0.F);
      };
    case Kind::prelu: {
      const std::vector<float>& slopes = graph.values[operation.inputs[1]].constant;
      return [in, out, count, &slopes] {
        for (std::size_t i = 0; i < count; i += slopes.size())
          for (std::size_t c = 0; c < slopes.size(); ++c)
            out[i + c] = in[i + c] >= 0 ? in[i + c] : in[i + c] * slopes[c];
      };
    }
    case Kind::maxPool:
      return [in, out, rows = shape[1] / 2, columns = shape[2] / 2, channels = shape[3]] {
        const std::int64_t line = 2 * columns * channels;
        for (std::int64_t y = 0; y < rows; ++y)
          for (std::int64_t x = 0; x < columns; ++x) {
            const float *a = in + 2 * y * line + 2 * x * channels, *b = a + line;
            float* to = out + (y * columns + x) * channels;
            for (std::int64_t c = 0; c < channels; ++c)
              to[c] = std::max(std::max(a[c], a[c + channels]), std::max(b[c], b[c + channels]));
          }
      };
    case Kind::padChannels:
      return [in, out, pixels = shape[1] * shape[2], channels = shape[3],
              wide = graph.values[operation.output].shape[3]] {
        for (std::int64_t i = 0; i < pixels; ++i)
          std::fill_n(std::copy_n(in + i * channels, channels, out + i * wide), wide - channels, 0.F);
      };
    case Kind::copy:
      return [in, out, count] { std::copy_n(in, count, out); };
    case Kind::concatenate: {
      const std::size_t own = countOf(first);
      return [in, other = at[operation.inputs[1]], out, own, count] {
        std::copy_n(other, count - own, std::copy_n(in, own, out));
      };
    }
    case Kind::regionMatrix:
      return [points = std::span(in, countOf(first)), out, &operation] {
        std::ranges::copy(regionMatrix(points, operation.points, operation.levelFrom, operation.levelTo),
                          out);
      };
    case Kind::sampleRegion:
      return [in, out, matrix = at[operation.inputs[1]], rows = shape[1], columns = shape[2],
              channels = shape[3]] { sampleRegion(in, rows, columns, channels, matrixAt(matrix), out); };
    case Kind::transformPoints:
      return [points = std::span(in, count), out, matrix = at[operation.inputs[1]],
              dimensions = static_cast<std::size_t>(shape[2])] {
        transformPoints(points, dimensions, matrixAt(matrix), std::span(out, points.size()));
      };
  }
  return {};
}

// Memory is used again when the last operation that reads it is done.
void Network::Impl::build() {
  const std::size_t operations = graph.operations.size();
  users.resize(graph.values.size());
  for (std::size_t i = 0; i < operations; ++i)
    for (const std::size_t input : graph.operations[i].inputs) users[input].push_back(i);

  // What is computed when, and what is a part of another step.
  std::vector<std::vector<std::size_t>> readAt(operations);  // values, by the step
  std::vector<std::optional<std::pair<std::size_t, Fused>>> convolutions(operations);
  std::vector<bool> isPart(operations, false);
  for (std::size_t i = 0; i < operations; ++i) {
    const Operation& operation = graph.operations[i];
    if (operation.kind != Kind::convolution && operation.kind != Kind::depthwise) {
      if (isPart[i]) continue;
      readAt[i] = operation.inputs;
      continue;
    }
    Fused fused = fusedFrom(i);
    for (std::size_t next = i; next != fused.last;) {
      next = users[graph.operations[next].output][0];
      isPart[next] = true;
    }
    readAt[fused.last].push_back(operation.inputs[0]);
    if (fused.residual) readAt[fused.last].push_back(*fused.residual);
    isPart[i] = true;
    convolutions[fused.last] = {i, std::move(fused)};
  }

  std::vector<std::size_t> lastRead(graph.values.size(), 0);
  for (std::size_t i = 0; i < operations; ++i)
    for (const std::size_t value : readAt[i]) lastRead[value] = i;

  at.assign(graph.values.size(), nullptr);
  std::multimap<std::size_t, float*> unused;  // by size
  const auto place = [&](std::size_t value) {
    const std::size_t count = countOf(value);
    if (const auto found = unused.find(count); found != unused.end()) {
      at[value] = found->second;
      unused.erase(found);
      return;
    }
    memory.push_back(allocated(count));
    at[value] = memory.back().get();
  };
  for (const std::size_t input : graph.inputs) place(input);
  for (std::size_t i = 0; i < operations; ++i) {
    if (isPart[i] && !convolutions[i]) continue;
    const Operation& operation = graph.operations[i];
    place(operation.output);
    if (convolutions[i])
      steps.push_back(
          prepared(convolutionOf(graph.operations[convolutions[i]->first], convolutions[i]->second)));
    else
      steps.push_back(stepOf(operation));
    std::vector<std::size_t> read = readAt[i];
    std::ranges::sort(read);
    read.erase(std::ranges::unique(read).begin(), read.end());
    for (const std::size_t value : read)
      if (lastRead[value] == i && !isSeen(value) && at[value] &&
          std::ranges::find(graph.inputs, value) == graph.inputs.end())
        unused.emplace(countOf(value), at[value]);
  }
}

Network::Network(Graph graph) : impl_(std::make_unique<Impl>()) {
  impl_->graph = std::move(graph);
  impl_->build();
}

Network::Network(Network&&) noexcept = default;
Network::~Network() = default;

std::span<float> Network::input() {
  const std::size_t input = impl_->graph.inputs.at(0);
  return {impl_->at[input], impl_->countOf(input)};
}

void Network::run() {
  for (const auto& step : impl_->steps) step();
}

std::span<const float> Network::output(std::size_t number) const {
  const std::size_t value = impl_->graph.outputs.at(number);
  return {impl_->at[value], impl_->countOf(value)};
}

}  // namespace face_mesh
