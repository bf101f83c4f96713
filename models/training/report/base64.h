#pragma once
#include <string>

namespace training {

// RFC 4648, with padding.
std::string toBase64(const std::string& bytes);

}  // namespace training
