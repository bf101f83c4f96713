#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/outcome.h"
#include "models/architecture/architecture.h"

// The user's own models: one safetensors file each, in one folder.
namespace store {

struct Model {
  std::string name;
  std::filesystem::path file;
  architecture::Kind kind = architecture::Kind::talkLip;
  std::string size;          // "base", "large", "48 wide"
  std::string origin;        // name of the file that it was imported from
  std::string originSha256;  // of that file
  std::string licence;       // one line
  std::string sha256;        // of all arrays, in the order of their names
  std::uint64_t parameters = 0, bytes = 0;
};

// REDUB_MODELS, else redub/models below XDG_DATA_HOME or ~/.local/share. May not exist yet; empty for a
// user without a home.
std::filesystem::path folder();
// Names are letters, digits, '.', '-' and '_', not beginning with '.', at most 64. Throws Error(usage).
void checkName(const std::string& name);

// By name. A file that is no model is left out and logged.
std::vector<Model> list();
bool has(const std::string& name);
// Whether the name is that of something which Redub brings or looks for itself.
bool isReserved(const std::string& name);
// Throws Error: notFound (naming those that are there), unreadable.
Model find(const std::string& name);
// Throws Error: notFound, io.
void remove(const std::string& name);
// Reads every number. Throws Error(unreadable) when tensors are missing, a number is not finite, or the
// arrays are not those that were imported.
base::Outcome verify(const Model& model, std::stop_token stop);

}  // namespace store
