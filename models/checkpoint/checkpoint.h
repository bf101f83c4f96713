#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/checkpoint/value.h"

// PyTorch's checkpoint files (torch.save), read without PyTorch and without running anything that is in them.
namespace checkpoint {

// An open file: its values, whose arrays lie in the mapped file. Thread-safe after opening.
class Checkpoint {
 public:
  // Zip files and those of PyTorch before 1.6. Reading takes milliseconds whatever the size: only the
  // description of the tensors is read. Throws Error: notFound; unreadable (not a checkpoint, damaged,
  // truncated, or one that asks to run something, named in the message).
  static Checkpoint open(const std::filesystem::path& path);
  // Of bytes that outlive it; `name` for messages.
  static Checkpoint ofBytes(std::span<const std::byte> bytes, const std::filesystem::path& name);
  ~Checkpoint();
  Checkpoint(Checkpoint&&) noexcept;
  Checkpoint& operator=(Checkpoint&&) noexcept;

  Node root() const;
  const std::filesystem::path& path() const;

 private:
  struct Impl;
  explicit Checkpoint(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

struct Named {
  std::string name;
  Array array;
};

// The tensors of the network in a checkpoint: those of `state_dict`, `model`, `generator` and the like, else
// those of the file itself. Without a leading "module.", and with weight norm's names of old and new PyTorch
// made one (weight_g, weight_v). In the file's order. Throws Error(unreadable) when there are none.
std::vector<Named> stateDict(const Checkpoint& checkpoint);

}  // namespace checkpoint
