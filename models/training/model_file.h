#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "models/networks/weights.h"

namespace training {

// Weights as models are stored: 32-bit floats by the authors' names. Throws Error: diskFull, io.
void writeWeights(const networks::Weights& weights, const std::map<std::string, std::string>& metadata,
                  const std::filesystem::path& path);

struct ModelFile {
  networks::Weights
      weights;  // of 32 or 16 bits in the file, 32 here; others, as BatchNorm's counters, are left out
  std::map<std::string, std::string> metadata;
};
// Also an imported model. Throws Error: notFound, unreadable.
ModelFile readModel(const std::filesystem::path& path);

}  // namespace training
