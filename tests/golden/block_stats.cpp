#include "tests/golden/block_stats.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/golden/golden.h"

namespace golden {

struct BlockStats::Impl {
  std::string prefix;
  nlohmann::json stats;
  std::size_t compared = 0;
};

BlockStats::BlockStats(std::string prefix) : impl_(std::make_shared<Impl>()) {
  impl_->prefix = std::move(prefix);
  std::ifstream in(file("block_stats.json"));
  impl_->stats = nlohmann::json::parse(in);
}

std::size_t BlockStats::compared() const { return impl_->compared; }

void BlockStats::expect(const std::string& name, const at::Tensor& value) const {
  const auto found = impl_->stats.find(impl_->prefix + name);
  if (found == impl_->stats.end()) return;
  ++impl_->compared;
  const nlohmann::json& want = *found;
  const auto number = [&](const char* key) { return want.at(key).get<double>(); };
  const double size = std::max(1.0, std::max(std::abs(number("min")), std::abs(number("max"))));
  const double tolerance = 1e-4 * size;  // 32-bit sums of some thousand products
  EXPECT_NEAR(value.mean().item<double>(), number("mean"), tolerance) << name;
  EXPECT_NEAR(value.std(false).item<double>(), number("std"), tolerance) << name;
  EXPECT_NEAR(value.min().item<double>(), number("min"), tolerance) << name;
  EXPECT_NEAR(value.max().item<double>(), number("max"), tolerance) << name;
  EXPECT_NEAR(value.norm().item<double>(), number("l2"), 1e-4 * number("l2")) << name;
}

}  // namespace golden
