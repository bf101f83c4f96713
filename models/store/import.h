#pragma once
#include <optional>
#include <stop_token>

#include "core/base/progress.h"
#include "models/store/store.h"

namespace store {

struct Import {
  Model model;
  std::string table;  // missing, unexpected and misshaped tensors that do not matter; mostly empty
};

// Takes a PyTorch checkpoint (.pth, .pt: zip or legacy) or a safetensors file in: recognises what it is by
// the names of its tensors, stores those that Redub needs as 32-bit floats. `name` empty = the kind's own
// name. Memory: the file's pages and one array. Throws Error: notFound, unreadable (damaged, hostile, not a
// checkpoint), unsupported (a network that Redub does not know, or one with tensors missing, with the table),
// exists, diskFull. nullopt: stopped, and nothing is left behind.
std::optional<Import> importModel(const std::filesystem::path& file, const std::string& name,
                                  const base::OnProgress& onProgress, std::stop_token stop);

// What a user should know about the right to use such weights.
const char* licenceOf(architecture::Kind kind);

}  // namespace store
