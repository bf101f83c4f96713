#pragma once
#include <string>

namespace talklip {

// "cpu" or "cuda:N" for auto | cpu | cuda | cuda:N: auto takes the first graphics card that LibTorch can use.
// Throws Error: usage (an unknown word), unsupported (no such card).
std::string chooseDevice(const std::string& wish);

// The processor multiplies bf16 in hardware (AVX-512 BF16); without, bf16 is slower than fp32.
bool hasBf16();

}  // namespace talklip
