#include "tests/golden/formula_tensors.h"

#include <ATen/ATen.h>

#include "tests/golden/golden.h"

namespace golden {

networks::Weights formulaTensors(const std::vector<test_support::Key>& keys, const Formula& formula,
                                 const std::function<bool(const std::string&)>& isWanted) {
  networks::Weights weights;
  for (const test_support::Key& key : keys) {
    if (key.dtype != "float32" || (isWanted && !isWanted(key.name))) continue;
    const std::vector<float> values =
        test_support::formulaValues(key.name, key.shape, formula.xorConstant, formula.gain);
    weights[key.name] = at::tensor(values).view(key.shape);
  }
  return weights;
}

std::vector<test_support::Key> keys(const std::string& file) {
  return test_support::readKeys(std::filesystem::path(REDUB_SOURCE_DIR) / "tests/golden/data" / file);
}

const networks::Weights& baseTalkLip() {
  static const networks::Weights weights = formulaTensors(
      keys("keys/talklip_base.tsv"), {.xorConstant = xorConstant()},
      [](const std::string& name) { return name.find("feature_extractor_video") == std::string::npos; });
  return weights;
}

at::Tensor tensor(const std::string& npy) {
  const test_support::Npy<float> array = floats(npy);
  return at::tensor(array.data).view(std::vector<std::int64_t>(array.shape.begin(), array.shape.end()));
}

at::Tensor faces(int frames, int identity) {
  const at::Tensor all = tensor("frames_u8_bgr.npy").permute({0, 3, 1, 2}) / 255.0;  // [6, 3, 96, 96]
  at::Tensor pose = all.slice(0, 0, frames).clone();
  pose.slice(2, 48).zero_();
  const at::Tensor who = identity < 0 ? all.slice(0, 0, frames) : all.slice(0, identity, identity + 1);
  return at::cat({pose, who.expand({frames, 3, 96, 96})}, 1).contiguous();
}

double maxDifference(const at::Tensor& a, const at::Tensor& b) {
  return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

}  // namespace golden
