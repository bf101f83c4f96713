#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/npy.h"

// Reference numbers: of REDUB_GOLDEN_DIR, else of tests/golden/data. Files that do not depend on the weights
// (inputs, features) may be missing in another folder; they are then taken from tests/golden/data.
namespace golden {

std::filesystem::path folder();
// The file of that name, in the folder or else among the defaults.
std::filesystem::path file(const std::string& name);
// The constant of the weight formula: seed_xor.txt of the folder, hexadecimal.
std::uint32_t xorConstant();

inline test_support::Npy<float> floats(const std::string& name) {
  return test_support::readNpy<float>(file(name));
}

}  // namespace golden
