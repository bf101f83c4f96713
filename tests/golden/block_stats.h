#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

namespace golden {

// The reference's statistics of the output of every block (block_stats.json).
class BlockStats {
 public:
  explicit BlockStats(std::string prefix);  // "enc.", "gen."
  // Expects mean, deviation, extremes and length of the block, if the
  // reference has one of that name.
  void expect(const std::string& name, const at::Tensor& value) const;
  std::size_t compared() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace golden
