#include "models/training/process_group.h"

#include <torch/csrc/autograd/custom_function.h>

#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include <vector>

#include "core/base/error.h"
#include "core/base/platform/folders.h"
#include "core/base/platform/network.h"
#include "core/base/platform/process.h"

namespace training {
namespace {

// Whatever c10d throws: a closed connection, a time that has run out.
template <class Work>
void orLost(Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    throw base::Error(base::Fault::processLost, {}, {}, error.what());
  }
}

// ProcessGroupGloo or ProcessGroupNCCL: their common base has another name in LibTorch 2.
template <class Backend>
class Group : public Communicator {
 public:
  Group(const Place& place, c10::intrusive_ptr<c10d::Store> store, c10::intrusive_ptr<Backend> backend,
        c10::Device device)
      : place_(place), store_(std::move(store)), backend_(std::move(backend)), device_(device) {}
  int rank() const override { return place_.rank; }
  int size() const override { return place_.size; }
  void sum(at::Tensor& x) const override {
    exchange(x, [&](std::vector<at::Tensor>& tensors) { return backend_->allreduce(tensors); });
  }
  void broadcast(at::Tensor& x) const override {
    exchange(x, [&](std::vector<at::Tensor>& tensors) { return backend_->broadcast(tensors); });
  }
  at::Tensor differentiableSum(const at::Tensor& x) const override;
  at::Tensor rows(const at::Tensor& x) const override;

 private:
  // In place, through a copy on the device that the backend talks from.
  template <class Collective>
  void exchange(at::Tensor& x, Collective collective) const {
    const at::NoGradGuard noGrad;
    std::vector<at::Tensor> tensors{x.detach().to(device_).contiguous()};
    orLost([&] { collective(tensors)->wait(); });
    if (tensors[0].data_ptr() != x.data_ptr()) x.detach().copy_(tensors[0]);
  }

  Place place_;
  c10::intrusive_ptr<c10d::Store> store_;
  c10::intrusive_ptr<Backend> backend_;
  c10::Device device_;
};

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

const Communicator& processesOf(AutogradContext* context) {
  return *reinterpret_cast<const Communicator*>(context->saved_data["processes"].toInt());
}
std::int64_t number(const Communicator& processes) { return reinterpret_cast<std::int64_t>(&processes); }

struct Sum : torch::autograd::Function<Sum> {
  static Variable forward(AutogradContext* context, const Variable& x, std::int64_t processes) {
    context->saved_data["processes"] = processes;
    at::Tensor all = x.clone();
    processesOf(context).sum(all);
    return all;
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    at::Tensor all = gradients[0].clone();
    processesOf(context).sum(all);
    return {all, Variable()};
  }
};

// The rows of each process lie at their place in zeros, which are added up.
struct Rows : torch::autograd::Function<Rows> {
  static Variable forward(AutogradContext* context, const Variable& x, std::int64_t group) {
    context->saved_data["processes"] = group;
    const Communicator& processes = processesOf(context);
    at::Tensor counts = at::zeros({processes.size()}, at::kLong);
    counts[processes.rank()] = x.size(0);
    processes.sum(counts);
    const std::int64_t begin = counts.narrow(0, 0, processes.rank()).sum().item<std::int64_t>();
    context->saved_data["begin"] = begin;
    context->saved_data["count"] = x.size(0);
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape[0] = counts.sum().item<std::int64_t>();
    at::Tensor all = at::zeros(shape, x.options());
    all.narrow(0, begin, x.size(0)).copy_(x);
    processes.sum(all);
    return all;
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    at::Tensor all = gradients[0].clone();
    processesOf(context).sum(all);
    return {all.narrow(0, context->saved_data["begin"].toInt(), context->saved_data["count"].toInt()),
            Variable()};
  }
};

template <class Backend>
at::Tensor Group<Backend>::differentiableSum(const at::Tensor& x) const {
  return Sum::apply(x, number(*this));
}

template <class Backend>
at::Tensor Group<Backend>::rows(const at::Tensor& x) const {
  return Rows::apply(x, number(*this));
}

c10::intrusive_ptr<c10d::Store> meet(const Place& place) {
  c10d::TCPStoreOptions options;
  options.port = static_cast<std::uint16_t>(place.port);
  options.isServer = place.rank == 0;
  options.numWorkers = static_cast<std::size_t>(place.size);
  options.timeout = place.timeout;
  return c10::make_intrusive<c10d::TCPStore>(place.host, options);
}

std::shared_ptr<gloo::transport::Device> deviceTowards(const std::string& host) {
  const std::string interface = platform::environment("GLOO_SOCKET_IFNAME");
  return interface.empty() ? c10d::ProcessGroupGloo::createDeviceForHostname(platform::addressTowards(host))
                           : c10d::ProcessGroupGloo::createDeviceForInterface(interface);
}

std::unique_ptr<Communicator> overGloo(const Place& place, const c10::intrusive_ptr<c10d::Store>& store) {
  auto options = c10d::ProcessGroupGloo::Options::create(place.timeout);
  options->devices.push_back(deviceTowards(place.host));
  return std::make_unique<Group<c10d::ProcessGroupGloo>>(
      place, store, c10::make_intrusive<c10d::ProcessGroupGloo>(store, place.rank, place.size, options),
      c10::Device(c10::kCPU));
}

#ifdef USE_C10D_NCCL
// It is told to wait for its work: else a lost process aborts the others instead of being reported.
std::unique_ptr<Communicator> overNccl(const Place& place, const c10::intrusive_ptr<c10d::Store>& store,
                                       const at::Device& device) {
  for (const char* name : {"NCCL_BLOCKING_WAIT", "TORCH_NCCL_BLOCKING_WAIT"})
    platform::setEnvironment(name, "1");
  auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = place.timeout;
  return std::make_unique<Group<c10d::ProcessGroupNCCL>>(
      place, store, c10::make_intrusive<c10d::ProcessGroupNCCL>(store, place.rank, place.size, options),
      device);
}
#endif

}  // namespace

std::unique_ptr<Communicator> joinGroup(const Place& place, [[maybe_unused]] const at::Device& device) {
  std::unique_ptr<Communicator> group;
  platform::ignoreBrokenPipes();  // Gloo writes to the sockets of processes that have ended
  orLost([&] {
    const auto store = meet(place);
#ifdef USE_C10D_NCCL
    if (device.is_cuda()) group = overNccl(place, store, device);
#endif
    if (!group) group = overGloo(place, store);
  });
  return group;
}

}  // namespace training
