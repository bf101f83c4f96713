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

// The weights of the built-in speech-to-mouth network.
std::filesystem::path speechMouthWeights();

}  // namespace catalogue
