#include "models/checkpoint/checkpoint.h"

#include <optional>

#include "core/base/error.h"
#include "models/checkpoint/refusal.h"
#include "models/checkpoint/unpickler.h"
#include "models/checkpoint/zip_container.h"
#include "models/mapped_file.h"

namespace checkpoint {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;
using FileBytes = std::span<const std::byte>;

struct Checkpoint::Impl {
  fs::path path;
  std::optional<models::MappedFile> file;
  ZipRecords zip;
  Unpickler pickle;
  Node root = nullptr;
};

namespace {

const FileBytes* record(const ZipRecords& zip, const std::string& name) {
  const auto found = zip.byName.find(name);
  return found == zip.byName.end() ? nullptr : &found->second;
}

std::string_view asText(FileBytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Node readZipFile(ZipRecords& zip, Unpickler& pickle) {
  const FileBytes* order = record(zip, "byteorder");
  if (order != nullptr && asText(*order) != "little") throw Damaged("was written on a big-endian machine");
  const FileBytes* description = record(zip, "data.pkl");
  if (description == nullptr) throw Damaged("is a zip file, but no checkpoint: it has no data.pkl");
  if (record(zip, "constants.pkl") != nullptr)
    throw Damaged("is a TorchScript program, not a checkpoint: ask for the state_dict");
  FileBytes bytes = *description;
  const Node root = pickle.read(bytes);
  for (auto& [key, storage] : pickle.storages())
    if (const FileBytes* data = record(zip, "data/" + key)) storage.bytes = *data, storage.isThere = true;
  return root;
}

// Five pickles (magic number, protocol, about the machine, the object, the keys of the storages), then the
// storages: a count of 8 bytes and the numbers.
Node readLegacyFile(FileBytes bytes, Unpickler& pickle) {
  static const std::string kMagic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
  if (bytes.size() < 2 || bytes[0] != std::byte{0x80}) throw Damaged("is no PyTorch checkpoint");
  const auto* magic = pickle.read(bytes)->as<BigInteger>();
  if (magic == nullptr || magic->bytes != kMagic) throw Damaged("is a pickle, but no PyTorch checkpoint");
  const auto* protocol = pickle.read(bytes)->as<std::int64_t>();
  if (protocol == nullptr || *protocol != 1001)
    throw Damaged("has an unknown version of PyTorch's old format");
  pickle.read(bytes);
  const Node root = pickle.read(bytes);
  const auto* keys = pickle.read(bytes)->as<List>();
  if (keys == nullptr) throw Damaged("has no list of its storages");
  for (const Node node : keys->items) {
    const auto* key = node->as<std::string>();
    const auto storage = key != nullptr ? pickle.storages().find(*key) : pickle.storages().end();
    if (storage == pickle.storages().end() || storage->second.isThere)
      throw Damaged("lists a storage that no tensor lies in, or one twice");
    if (bytes.size() < 8) throw Damaged("is truncated within its numbers");
    std::uint64_t count = 0;
    for (std::size_t i = 8; i-- > 0;) count = (count << 8U) | std::to_integer<std::uint64_t>(bytes[i]);
    bytes = bytes.subspan(8);
    const std::size_t size = models::bytesOf(storage->second.dtype);
    if (count != storage->second.count) throw Damaged("has a storage of two sizes");
    if (count > bytes.size() / size) throw Damaged("is truncated within its numbers");
    storage->second.bytes = bytes.first(count * size);
    storage->second.isThere = true;
    bytes = bytes.subspan(count * size);
  }
  return root;
}

}  // namespace

static void readAll(FileBytes bytes, const fs::path& path, ZipRecords& zip, Unpickler& pickle, Node& root) {
  try {
    if (isZip(bytes)) {
      zip = readZip(bytes);
      root = readZipFile(zip, pickle);
    } else {
      root = readLegacyFile(bytes, pickle);
    }
    pickle.placeTensors();
  } catch (const Hostile& e) {
    throw Error(Fault::checkpointHostile, {{"asks", e.what()}}, path);
  } catch (const Damaged& e) {
    throw Error(Fault::checkpointDamaged, {}, path, e.what());
  }
}

Checkpoint::Checkpoint(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Checkpoint::~Checkpoint() = default;
Checkpoint::Checkpoint(Checkpoint&&) noexcept = default;
Checkpoint& Checkpoint::operator=(Checkpoint&&) noexcept = default;

Checkpoint Checkpoint::open(const fs::path& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->file.emplace(path);
  readAll(impl->file->bytes(), path, impl->zip, impl->pickle, impl->root);
  return Checkpoint(std::move(impl));
}

Checkpoint Checkpoint::ofBytes(FileBytes bytes, const fs::path& name) {
  auto impl = std::make_unique<Impl>();
  impl->path = name;
  readAll(bytes, name, impl->zip, impl->pickle, impl->root);
  return Checkpoint(std::move(impl));
}

Node Checkpoint::root() const { return impl_->root; }
const fs::path& Checkpoint::path() const { return impl_->path; }

}  // namespace checkpoint
