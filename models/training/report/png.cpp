#include "models/training/report/png.h"

#include <zlib.h>

#include <cstdint>
#include <new>

namespace training {

static std::string bigEndian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return bytes;
}

static std::string chunk(const std::string& type, const std::string& data) {
  const std::string body = type + data;
  const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return bigEndian(static_cast<std::uint32_t>(data.size())) + body +
         bigEndian(static_cast<std::uint32_t>(sum));
}

// Every row as its difference from the row above (filter 2), which compresses pictures well.
static std::string filteredRows(const base::Image& image) {
  const auto bytes = static_cast<std::size_t>(image.width * image.channels);
  std::string rows;
  rows.reserve((bytes + 1) * static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    rows += '\2';
    for (std::size_t i = 0; i < bytes; ++i) {
      const std::size_t from = image.channels == 3 ? i - i % 3 + (2 - i % 3) : i;  // RGB from BGR
      const int above = y > 0 ? image.row(y - 1)[from] : 0;
      rows += static_cast<char>(image.row(y)[from] - above);
    }
  }
  return rows;
}

std::string toPng(const base::Image& image) {
  const std::string rows = filteredRows(image);
  uLongf size = compressBound(static_cast<uLong>(rows.size()));
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                static_cast<uLong>(rows.size()), Z_BEST_SPEED) != Z_OK)
    throw std::bad_alloc();
  packed.resize(size);
  const std::string kind{'\x08', image.channels == 3 ? '\2' : '\0', '\0', '\0', '\0'};  // depth, colour, ...
  const std::string header = bigEndian(static_cast<std::uint32_t>(image.width)) +
                             bigEndian(static_cast<std::uint32_t>(image.height)) + kind;
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", {});
}

}  // namespace training
