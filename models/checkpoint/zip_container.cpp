// PKWARE's APPNOTE.TXT 6.3 is the source of the structures' layout.
#include "models/checkpoint/zip_container.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "models/checkpoint/refusal.h"

namespace checkpoint {
namespace {

using File = std::span<const std::byte>;

constexpr std::uint32_t kLocalHeader = 0x04034b50, kCentralEntry = 0x02014b50, kEnd = 0x06054b50,
                        kEnd64 = 0x06064b50, kEnd64Locator = 0x07064b50;
constexpr std::size_t kEndSize = 22, kEntrySize = 46, kLocalSize = 30, kMostComment = 65535;
constexpr std::uint64_t kMostEntries = 1U << 20U;

template <class T>
T at(File file, std::uint64_t place) {
  if (place > file.size() || file.size() - place < sizeof(T)) throw Damaged("is truncated");
  T value;
  std::memcpy(&value, file.data() + place, sizeof value);
  return value;
}

struct Directory {
  std::uint64_t entries = 0, offset = 0;
};

Directory findDirectory(File file) {
  if (file.size() < kEndSize) throw Damaged("is truncated: it ends before the zip file's directory");
  const std::size_t last = file.size() - kEndSize, first = last > kMostComment ? last - kMostComment : 0;
  for (std::size_t place = last + 1; place-- > first;) {
    if (at<std::uint32_t>(file, place) != kEnd) continue;
    const Directory small{at<std::uint16_t>(file, place + 10), at<std::uint32_t>(file, place + 16)};
    const bool isLarge = small.entries == 0xFFFF || small.offset == 0xFFFFFFFF;
    if (!isLarge || place < 20 || at<std::uint32_t>(file, place - 20) != kEnd64Locator) return small;
    const auto end64 = at<std::uint64_t>(file, place - 12);
    if (at<std::uint32_t>(file, end64) != kEnd64) throw Damaged("has a broken zip64 directory");
    return {at<std::uint64_t>(file, end64 + 32), at<std::uint64_t>(file, end64 + 48)};
  }
  throw Damaged("is truncated: the zip file's directory is missing");
}

struct Entry {
  std::string name;
  std::uint16_t method = 0, flags = 0;
  std::uint64_t packed = 0, size = 0, header = 0;
  std::uint64_t length = 0;  // of the directory's entry
};

// 64-bit sizes stand in an extra field where the 32-bit ones are full.
void readZip64(File file, std::uint64_t place, std::uint64_t end, Entry& entry) {
  while (place + 4 <= end) {
    const auto id = at<std::uint16_t>(file, place), size = at<std::uint16_t>(file, place + 2);
    std::uint64_t value = place + 4;
    const std::uint64_t next = value + size;
    if (next > end) return;
    if (id == 1)
      for (std::uint64_t* field : {&entry.size, &entry.packed, &entry.header})
        if (*field == 0xFFFFFFFF && value + 8 <= next) *field = at<std::uint64_t>(file, value), value += 8;
    place = next;
  }
}

Entry readEntry(File file, std::uint64_t place) {
  if (at<std::uint32_t>(file, place) != kCentralEntry) throw Damaged("has a broken zip directory");
  const auto name = at<std::uint16_t>(file, place + 28), extra = at<std::uint16_t>(file, place + 30),
             comment = at<std::uint16_t>(file, place + 32);
  Entry entry{.name = {},
              .method = at<std::uint16_t>(file, place + 10),
              .flags = at<std::uint16_t>(file, place + 8),
              .packed = at<std::uint32_t>(file, place + 20),
              .size = at<std::uint32_t>(file, place + 24),
              .header = at<std::uint32_t>(file, place + 42),
              .length = kEntrySize + name + extra + comment};
  if (file.size() - place < entry.length) throw Damaged("has a broken zip directory");
  entry.name.assign(reinterpret_cast<const char*>(file.data() + place + kEntrySize), name);
  readZip64(file, place + kEntrySize + name, place + kEntrySize + name + extra, entry);
  return entry;
}

// The bytes of an entry as they lie in the file.
File packedBytes(File file, const Entry& entry) {
  if (at<std::uint32_t>(file, entry.header) != kLocalHeader)
    throw Damaged("has a broken zip record: " + entry.name);
  const std::uint64_t begin = entry.header + kLocalSize + at<std::uint16_t>(file, entry.header + 26) +
                              at<std::uint16_t>(file, entry.header + 28);
  if (begin > file.size() || entry.packed > file.size() - begin)
    throw Damaged("is truncated: the record " + entry.name + " reaches beyond its end");
  return file.subspan(begin, entry.packed);
}

std::unique_ptr<std::vector<std::byte>> inflated(File packed, const Entry& entry) {
  // Deflate packs at most 1032 to 1, so a larger claim is a lie.
  if (entry.size / 1032 > packed.size())
    throw Damaged("has a zip record of an impossible size: " + entry.name);
  auto out = std::make_unique<std::vector<std::byte>>(entry.size + 1);  // zlib wants room to write to
  z_stream stream = {};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw Damaged("cannot be unpacked");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, inflateEnd);
  constexpr std::size_t kPiece = std::size_t{1} << 30;  // zlib counts in 32 bits
  std::size_t taken = 0, given = 0;
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data() + taken));
    stream.avail_in = static_cast<uInt>(std::min(kPiece, packed.size() - taken));
    stream.next_out = reinterpret_cast<Bytef*>(out->data() + given);
    stream.avail_out = static_cast<uInt>(std::min(kPiece, out->size() - given));
    const std::size_t input = stream.avail_in, output = stream.avail_out;
    state = inflate(&stream, Z_NO_FLUSH);
    taken += input - stream.avail_in, given += output - stream.avail_out;
    if (state == Z_OK && input == stream.avail_in && output == stream.avail_out) break;
  }
  if (state != Z_STREAM_END || given != entry.size)
    throw Damaged("has a damaged compressed record: " + entry.name);
  out->resize(entry.size);
  return out;
}

std::string withoutRoot(const std::string& name) {
  const auto slash = name.find('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

void refuseOverlaps(std::vector<File> parts) {
  std::ranges::sort(parts, {}, [](File part) { return part.data(); });
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (parts[i - 1].data() + parts[i - 1].size() > parts[i].data())
      throw Damaged("has zip records that lie over each other");
}

}  // namespace

bool isZip(File file) { return file.size() >= 4 && at<std::uint32_t>(file, 0) == kLocalHeader; }

ZipRecords readZip(File file) {
  const Directory directory = findDirectory(file);
  if (directory.entries > kMostEntries || directory.entries > file.size() / kEntrySize)
    throw Damaged("claims an impossible number of zip records");
  ZipRecords records;
  std::vector<File> parts;
  std::uint64_t place = directory.offset;
  std::size_t unpacked = 0;
  for (std::uint64_t i = 0; i < directory.entries; ++i) {
    const Entry entry = readEntry(file, place);
    place += entry.length;
    if (!entry.name.empty() && entry.name.back() == '/') continue;  // a folder
    const File packed = packedBytes(file, entry);
    if (!packed.empty()) parts.push_back(packed);
    if ((entry.flags & 1U) != 0) throw Damaged("has an encrypted record: " + entry.name);
    if (entry.method != 0 && entry.method != 8)
      throw Damaged("is packed in a way that PyTorch never uses: " + entry.name);
    if (entry.method == 0 && entry.size != entry.packed)
      throw Damaged("has a zip record of two sizes: " + entry.name);
    File bytes = packed;
    if (entry.method == 8) {
      if (entry.size > kMostUnpacked - unpacked) throw Damaged("would unpack to more than 1 GB");
      unpacked += entry.size;
      records.unpacked.push_back(inflated(packed, entry));
      bytes = *records.unpacked.back();
    }
    if (!records.byName.emplace(withoutRoot(entry.name), bytes).second)
      throw Damaged("has two zip records of one name: " + entry.name);
  }
  refuseOverlaps(std::move(parts));
  return records;
}

}  // namespace checkpoint
