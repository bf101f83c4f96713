#include "tests/support/torch_file.h"

#include <zlib.h>

#include <cstring>
#include <fstream>
#include <stdexcept>

namespace test_support {
namespace {

template <class T>
std::string little(T value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

std::string_view asText(const void* data, std::size_t size) { return {static_cast<const char*>(data), size}; }

struct Written {
  std::string name;
  std::uint32_t crc = 0;
  std::uint64_t size = 0, offset = 0;
};

constexpr std::uint32_t kFull = 0xFFFFFFFF;

std::uint32_t limited(std::uint64_t value) {
  return value >= kFull ? kFull : static_cast<std::uint32_t>(value);
}

std::string localHeader(const Written& record, std::size_t padding) {
  return little<std::uint32_t>(0x04034b50) + little<std::uint16_t>(20) + little<std::uint16_t>(0x0800) +
         little<std::uint16_t>(0) + little<std::uint32_t>(0) + little(record.crc) +
         little(limited(record.size)) + little(limited(record.size)) +
         little(static_cast<std::uint16_t>(record.name.size())) +
         little(static_cast<std::uint16_t>(padding)) + record.name + std::string(padding, 'Z');
}

std::string centralEntry(const Written& record) {
  std::string extra;
  if (record.size >= kFull || record.offset >= kFull)
    extra = little<std::uint16_t>(1) + little<std::uint16_t>(24) + little(record.size) + little(record.size) +
            little(record.offset);
  const bool isLarge = !extra.empty();
  const auto field = [&](std::uint64_t v) { return little(isLarge ? kFull : limited(v)); };
  return little<std::uint32_t>(0x02014b50) + little<std::uint16_t>(20) + little<std::uint16_t>(20) +
         little<std::uint16_t>(0x0800) + little<std::uint16_t>(0) + little<std::uint32_t>(0) +
         little(record.crc) + field(record.size) + field(record.size) +
         little(static_cast<std::uint16_t>(record.name.size())) +
         little(static_cast<std::uint16_t>(extra.size())) + little<std::uint16_t>(0) +
         little<std::uint16_t>(0) + little<std::uint16_t>(0) + little<std::uint32_t>(0) +
         field(record.offset) + record.name + extra;
}

std::string endOf(std::uint64_t entries, std::uint64_t size, std::uint64_t offset) {
  std::string end;
  const std::uint64_t here = offset + size;
  if (entries >= 0xFFFF || offset >= kFull)
    end = little<std::uint32_t>(0x06064b50) + little<std::uint64_t>(44) + little<std::uint16_t>(45) +
          little<std::uint16_t>(45) + little<std::uint32_t>(0) + little<std::uint32_t>(0) + little(entries) +
          little(entries) + little(size) + little(offset) + little<std::uint32_t>(0x07064b50) +
          little<std::uint32_t>(0) + little(here) + little<std::uint32_t>(1);
  const auto count = static_cast<std::uint16_t>(std::min<std::uint64_t>(entries, 0xFFFF));
  return end + little<std::uint32_t>(0x06054b50) + little<std::uint32_t>(0) + little(count) + little(count) +
         little(limited(size)) + little(limited(offset)) + little<std::uint16_t>(0);
}

// The state dict, one storage a tensor.
void putTensors(Pickle& pickle, const CheckpointFile& content) {
  pickle.global("collections", "OrderedDict").op(')').op('R').op('(');
  for (std::size_t i = 0; i < content.keys.size(); ++i) {
    const Key& key = content.keys[i];
    std::int64_t count = 1;
    for (const std::int64_t edge : key.shape) count *= edge;
    pickle.text(content.prefix + key.name)
        .tensor({key.dtype == "int64" ? "LongStorage" : "FloatStorage", std::to_string(i), content.location,
                 count, 0, key.shape, denseStrides(key.shape)});
  }
  pickle.op('u');
}

std::string describe(const CheckpointFile& content) {
  Pickle pickle;
  if (content.holder.empty()) {
    putTensors(pickle, content);
    return pickle.end();
  }
  pickle.op('}').op('(').text(content.holder);
  putTensors(pickle, content);
  pickle.text("optimizer").op('N').text("global_step").number(3000).text("global_epoch").number(1).op('u');
  return pickle.end();
}

void writeValues(const CheckpointFile& content, const Key& key,
                 const std::function<void(std::string_view)>& write) {
  if (key.dtype == "int64") return write(little<std::int64_t>(0));
  const std::vector<float> values = content.values(key);
  write(asText(values.data(), values.size() * sizeof(float)));
}

std::uint64_t sizeOf(const Key& key) {
  std::uint64_t size = key.dtype == "int64" ? 8 : 4;
  for (const std::int64_t edge : key.shape) size *= static_cast<std::uint64_t>(edge);
  return size;
}

void writeLegacy(const std::filesystem::path& file, const CheckpointFile& content) {
  std::ofstream out(file, std::ios::binary);
  out << Pickle().raw(std::string("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12)).end();
  out << Pickle().number(1001).end();
  out << Pickle().op('}').end();
  out << describe(content);
  Pickle list;
  list.op(']').op('(');
  for (std::size_t i = 0; i < content.keys.size(); ++i) list.text(std::to_string(i));
  out << list.op('e').end();
  for (const Key& key : content.keys) {
    const std::uint64_t size = sizeOf(key);
    out << little<std::int64_t>(static_cast<std::int64_t>(size / (key.dtype == "int64" ? 8 : 4)));
    writeValues(content, key, [&](std::string_view bytes) { out << bytes; });
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace

Pickle& Pickle::text(const std::string& value) {
  return raw("X" + little(static_cast<std::uint32_t>(value.size())) + value);
}

Pickle& Pickle::number(std::int64_t value) {
  if (value >= INT32_MIN && value <= INT32_MAX) return raw("J" + little(static_cast<std::int32_t>(value)));
  return raw(std::string("\x8a\x08", 2) + little(value));
}

Pickle& Pickle::numbers(const std::vector<std::int64_t>& values) {
  op('(');
  for (const std::int64_t value : values) number(value);
  return op('t');
}

Pickle& Pickle::tensor(const Tensor& t) {
  global("torch._utils", "_rebuild_tensor_v2").op('(');
  op('(')
      .text("storage")
      .global("torch", t.storage)
      .text(t.key)
      .text(t.location)
      .number(t.count)
      .op('t')
      .op('Q');
  number(t.offset).numbers(t.shape).numbers(t.stride).op('\x89');
  global("collections", "OrderedDict").op(')').op('R');
  return op('t').op('R');
}

std::vector<std::int64_t> denseStrides(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> strides(shape.size(), 1);
  for (std::size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
  return strides;
}

ZipRecord zipRecord(const std::string& name, const std::string& bytes) {
  return {name, bytes.size(), [bytes](const auto& write) { write(bytes); }};
}

void writeZip(const std::filesystem::path& file, const std::vector<ZipRecord>& records) {
  std::ofstream out(file, std::ios::binary);
  std::vector<Written> all;
  std::uint64_t place = 0;
  for (const ZipRecord& record : records) {
    Written w{record.name, 0, record.size, place};
    const std::size_t padding = (64 - (place + 30 + record.name.size()) % 64) % 64;
    out << localHeader(w, padding);  // without the sum, which is known later
    std::uint64_t size = 0;
    uLong crc = ::crc32(0, nullptr, 0);
    record.write([&](std::string_view bytes) {
      crc = ::crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
      size += bytes.size();
      out << bytes;
    });
    if (size != record.size) throw std::logic_error("a record of another size than announced");
    w.crc = static_cast<std::uint32_t>(crc);
    const auto end = out.tellp();
    out.seekp(static_cast<std::streamoff>(place));
    out << localHeader(w, padding);
    out.seekp(end);
    place = static_cast<std::uint64_t>(end);
    all.push_back(std::move(w));
  }
  std::string directory;
  for (const Written& w : all) directory += centralEntry(w);
  out << directory << endOf(all.size(), directory.size(), place);
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

void writeCheckpoint(const std::filesystem::path& file, const CheckpointFile& content) {
  if (content.isLegacy) return writeLegacy(file, content);
  const std::string root = file.stem().string() + "/";
  std::vector<ZipRecord> records{zipRecord(root + "data.pkl", describe(content)),
                                 zipRecord(root + "byteorder", "little")};
  for (std::size_t i = 0; i < content.keys.size(); ++i)
    records.push_back({root + "data/" + std::to_string(i), sizeOf(content.keys[i]),
                       [&content, i](const auto& write) { writeValues(content, content.keys[i], write); }});
  records.push_back(zipRecord(root + "version", "3\n"));
  writeZip(file, records);
}

}  // namespace test_support
