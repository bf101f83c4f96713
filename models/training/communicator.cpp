#include "models/training/communicator.h"

#include <ATen/ATen.h>

#include <cstring>
#include <vector>

namespace training {
namespace {

class Alone : public Communicator {
 public:
  int rank() const override { return 0; }
  int size() const override { return 1; }
  void sum(at::Tensor&) const override {}
  at::Tensor differentiableSum(const at::Tensor& x) const override { return x; }
  at::Tensor rows(const at::Tensor& x) const override { return x; }
  void broadcast(at::Tensor&) const override {}
};

}  // namespace

std::unique_ptr<Communicator> alone() { return std::make_unique<Alone>(); }

// In one message: a network has hundreds of small tensors.
void sumGradients(networks::Weights& weights, const Communicator& processes) {
  if (processes.size() == 1 || weights.empty()) return;
  const at::NoGradGuard noGrad;
  std::vector<float> mine;
  for (const auto& [name, weight] : weights) mine.push_back(weight.grad().defined() ? 1.0F : 0.0F);
  at::Tensor had = at::tensor(mine).to(weights.begin()->second.device());
  processes.sum(had);
  had = had.cpu();
  std::vector<at::Tensor> flat;
  std::vector<at::Tensor*> taught;
  for (std::size_t i = 0; auto& [name, weight] : weights) {
    if (had[static_cast<std::int64_t>(i++)].item<float>() == 0) continue;
    taught.push_back(&weight);
    flat.push_back(weight.grad().defined() ? weight.grad().reshape(-1) : at::zeros_like(weight).reshape(-1));
  }
  if (taught.empty()) return;
  at::Tensor all = at::cat(flat);
  processes.sum(all);
  std::int64_t begin = 0;
  for (at::Tensor* weight : taught) {
    weight->mutable_grad() = all.narrow(0, begin, weight->numel()).view_as(*weight);
    begin += weight->numel();
  }
}

std::string joinedTexts(const std::string& text, const Communicator& processes) {
  if (processes.size() == 1) return text;
  const at::Tensor mine = at::empty({static_cast<std::int64_t>(text.size())}, at::kByte);
  std::memcpy(mine.data_ptr(), text.data(), text.size());
  const at::Tensor all = processes.rows(mine).contiguous();
  return {static_cast<const char*>(all.data_ptr()), static_cast<std::size_t>(all.numel())};
}

}  // namespace training
