#pragma once
#include <stdexcept>
#include <string>

namespace checkpoint {

// Why a file is not taken, in words that follow "FILE ...". Becomes a base::Error where the file's name is
// known.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// It asks for something that weights have no use for.
struct Hostile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace checkpoint
