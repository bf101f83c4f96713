#pragma once
#include <string>

namespace platform {

// The address by which this machine reaches `host`, as text: where others can reach it, too. `host` itself
// when the system knows no way there.
std::string addressTowards(const std::string& host);

}  // namespace platform
