#pragma once
#include <cstdint>
#include <filesystem>
#include <span>

namespace sample {

// 16-bit mono PCM. Throws Error(diskFull, io).
void writeWave(const std::filesystem::path& path, std::span<const std::int16_t> samples, int rate);

}  // namespace sample
