#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "models/networks/weights.h"

namespace training {

// The processes that train together (data parallel), each with its share of every batch. One process alone is
// the usual case. Over LibTorch's c10d: Gloo on processors, NCCL on cards. Every process must call the same
// functions in the same order. Throws Error(processLost) when another one has ended.
class Communicator {
 public:
  virtual ~Communicator() = default;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  // Adds up over all processes, in place; no gradient.
  virtual void sum(at::Tensor& x) const = 0;
  // The sum over all processes; its gradient is summed over them, too: what is minimised is the sum of all
  // processes' losses. So each takes its own clips' part of the whole batch's mean as its loss (a sum over
  // its clips by the number of all), and the losses, as the gradients, add up.
  virtual at::Tensor differentiableSum(const at::Tensor& x) const = 0;
  // The rows of all processes, in their order; rows may differ in number. Differentiable, as above.
  virtual at::Tensor rows(const at::Tensor& x) const = 0;
  // What process 0 holds, given to all.
  virtual void broadcast(at::Tensor& x) const = 0;
};

// Adds the gradients up over all processes, before an update. A weight that has a gradient in one of them has
// it in all then.
void sumGradients(networks::Weights& weights, const Communicator& processes);

// The texts of all processes, one after the other.
std::string joinedTexts(const std::string& text, const Communicator& processes);

std::unique_ptr<Communicator> alone();

// As the environment says: RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT (torchrun), or what mpirun and srun set
// (OMPI_COMM_WORLD_RANK, OMPI_COMM_WORLD_SIZE; SLURM_PROCID, SLURM_NTASKS). Alone without them. The processes
// meet at MASTER_ADDR (127.0.0.1 when it is not set); one that gives no answer for REDUB_PROCESS_TIMEOUT
// seconds (300) is lost. Throws Error: processLost, processesUnsupported.
std::unique_ptr<Communicator> joinProcesses(const at::Device& device);

// Which card of its machine this process takes: LOCAL_RANK, or what mpirun and srun set; else 0.
int cardOfProcess();

}  // namespace training
