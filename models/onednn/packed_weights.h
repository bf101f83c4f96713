#pragma once
#include <map>
#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

#include "models/onednn/image_network.h"

namespace onednn {

enum class Layer { plain, residual, transposed };

// Weights in the formats that oneDNN's convolutions ask for. Thread-safe; what it gives is never changed.
class PackedWeights {
 public:
  explicit PackedWeights(dnnl::engine engine) : engine_(std::move(engine)) {}
  const dnnl::engine& engine() const { return engine_; }

  // The weights of `block` as `format` ([out, in, k, k] in any order). A residual layer's input is added by
  // its weights: the identity in the kernel's middle does the same sum, without reading the input again.
  dnnl::memory weight(const std::string& block, const Folded& folded, Layer layer,
                      const dnnl::memory::desc& format);
  dnnl::memory bias(const std::string& block, const Folded& folded, const dnnl::memory::desc& format);
  std::size_t bytes() const;

 private:
  dnnl::memory packed(const std::string& name, const dnnl::memory::desc& format,
                      const std::vector<float>& values, const dnnl::memory::desc& given);

  dnnl::engine engine_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<dnnl::memory>>
      memories_;  // guarded by mutex_; by name, of several formats
};

}  // namespace onednn
