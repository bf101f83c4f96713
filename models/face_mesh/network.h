#pragma once
#include <memory>
#include <span>

#include "models/face_mesh/graph.h"

namespace face_mesh {

// A graph made ready to be computed, with the memory for it. One thread at a time.
class Network {
 public:
  explicit Network(Graph graph);
  Network(Network&&) noexcept;
  ~Network();

  std::span<float> input();  // to be filled before run()
  void run();
  std::span<const float> output(std::size_t number) const;  // in the file's order; until the next run

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace face_mesh
