#pragma once
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/face_mesh/graph.h"

namespace face_mesh {

// A graph made ready to be computed, with the memory for it. One thread at a time.
class Network {
 public:
  // `kept`: names of arrays beside the outputs that are to be seen after a run.
  explicit Network(Graph graph, const std::vector<std::string>& kept = {});
  Network(Network&&) noexcept;
  ~Network();

  std::span<float> input();  // to be filled before run()
  void run();
  std::span<const float> output(std::size_t number) const;      // in the file's order; until the next run
  std::span<const float> value(const std::string& name) const;  // one of `kept`

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace face_mesh
