#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/dub/lip_model.h"

namespace catalogue {

// A model, or a file that models need.
struct Entry {
  std::string name;  // as --model takes it
  std::string kind;  // "lip model", "landmarks"
  std::string about;
  std::string licence;
  std::filesystem::path file;
  bool isThere = false;
  std::string sha256;  // where it is known without reading the file
};
std::vector<Entry> list();

// Throws Error(notFound) with the known names, or naming the file that is missing.
std::unique_ptr<dub::LipModel> make(const std::string& name, const dub::LipSettings& settings);

// Which weights a name means now (the fingerprint of the model that `make` gives): other weights under the
// same name have another. Empty where there is no such lip model. Reads the header of an imported model, and
// the 2 MB of the built-in one: some milliseconds, never on the window's thread. Any thread.
std::string weightsOf(const std::string& name);

// The weights of the built-in speech-to-mouth network.
std::filesystem::path speechMouthWeights();

}  // namespace catalogue
