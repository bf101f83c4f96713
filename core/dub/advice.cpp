#include "core/dub/advice.h"

#include <algorithm>

namespace dub {

std::string withoutOptions(const std::string& message) {
  const std::size_t option = std::min(message.find("--"), message.find("'redub-cli"));
  if (option == std::string::npos) return message;
  std::size_t end = 0;
  for (const char* mark : {": ", "; ", ", or "})
    if (const std::size_t at = message.rfind(mark, option); at != std::string::npos) end = std::max(end, at);
  return end == 0 ? message : message.substr(0, end);
}

}  // namespace dub
