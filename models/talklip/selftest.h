#pragma once
#include <cstdint>
#include <string>

#include "models/store/store.h"
#include "models/talklip/network.h"

namespace talklip {

struct Selftest {
  std::string about;            // on what it ran
  double mean = 0, spread = 0;  // of the output: the same on every machine to three digits
  std::uint32_t checksum = 0;   // CRC-32 of the output in 8 bits: the same on this machine every time
  std::size_t values = 0;
};

// Runs any imported network once on a made input (lip models: one picture and a second of speech). Throws
// Error: unreadable, unsupported, and internal when the output is not finite or all the same.
Selftest selftest(const store::Model& model, const Choice& choice);

}  // namespace talklip
