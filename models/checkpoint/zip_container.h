#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace checkpoint {

// The records of a zip file by the name behind the root folder: "data.pkl", "data/0", "version". Records
// that are stored lie in the file's bytes; deflated ones are unpacked into memory of their own.
struct ZipRecords {
  std::map<std::string, std::span<const std::byte>> byName;
  std::vector<std::unique_ptr<std::vector<std::byte>>> unpacked;
};

// Zip and zip64. Every length and offset is checked against the file; records must not overlap, so that a
// small file cannot claim to be a large one; unpacking is limited to kMostUnpacked bytes in all. Throws
// Damaged.
inline constexpr std::size_t kMostUnpacked = std::size_t{1} << 30;
ZipRecords readZip(std::span<const std::byte> file);

bool isZip(std::span<const std::byte> file);

}  // namespace checkpoint
