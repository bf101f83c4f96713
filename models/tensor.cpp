#include "models/tensor.h"

namespace models {

std::string toText(const Shape& shape) {
  if (shape.empty()) return "scalar";
  std::string text;
  for (const std::int64_t edge : shape) text += (text.empty() ? "" : "x") + std::to_string(edge);
  return text;
}

}  // namespace models
