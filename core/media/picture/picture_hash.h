#pragma once
#include <cstdint>

struct AVFrame;

namespace media {

// A number that differs when any sample of the picture differs (64 bits, not cryptographic).
std::uint64_t pictureHash(const AVFrame& frame);

}  // namespace media
