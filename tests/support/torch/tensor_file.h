#pragma once
#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace test_support {

// A safetensors file of 32-bit floats, named GROUP/NAME, for programs that are not ours. It needs no library
// for JSON. Throws std::runtime_error.
void writeTensors(const std::map<std::string, std::map<std::string, at::Tensor>>& groups,
                  const std::string& path);

}  // namespace test_support
