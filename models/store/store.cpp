#include "models/store/store.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/platform/folders.h"
#include "models/safetensors.h"

namespace store {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

static constexpr const char* kEnding = ".safetensors";

fs::path folder() {
  if (const std::string own = platform::environment("REDUB_MODELS"); !own.empty()) return own;
  const fs::path data = platform::dataFolder();
  return data.empty() ? fs::path() : data / "redub/models";
}

void checkName(const std::string& name) {
  const auto isFine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  if (name.empty() || name.size() > 64 || name[0] == '.' || !std::ranges::all_of(name, isFine))
    throw Error(Fault::modelNameImpossible, {{"model", name}});
}

// Empty where there is no folder.
static fs::path fileOf(const std::string& name) {
  const fs::path models = folder();
  return models.empty() ? fs::path() : models / (name + kEnding);
}

static architecture::Shapes shapesOf(const models::SafetensorsFile& file) {
  architecture::Shapes shapes;
  for (const auto& [name, tensor] : file.tensors()) shapes[name] = tensor.shape;
  return shapes;
}

static Model read(const fs::path& path) {
  std::error_code ignored;
  const models::SafetensorsFile file(path);
  const auto fact = [&](const char* key) {
    const auto at = file.metadata().find(key);
    return at == file.metadata().end() ? std::string() : at->second;
  };
  const std::optional<architecture::Kind> kind = architecture::kindNamed(fact("architecture"));
  if (!kind) throw Error(Fault::modelForeign, {}, path, "no architecture");
  Model model{.name = path.stem().string(),
              .file = path,
              .kind = *kind,
              .size = fact("size"),
              .origin = fact("origin"),
              .originSha256 = fact("origin_sha256"),
              .licence = fact("licence"),
              .sha256 = fact("sha256"),
              .bytes = fs::file_size(path, ignored)};
  for (const auto& [name, tensor] : file.tensors())
    model.parameters += tensor.bytes.size() / models::bytesOf(tensor.dtype);
  return model;
}

std::vector<Model> list() {
  std::vector<Model> models;
  std::error_code ended;
  for (fs::directory_iterator at(folder(), ended), end; !ended && at != end; at.increment(ended)) {
    if (at->path().extension() != kEnding) continue;
    try {
      models.push_back(read(at->path()));
    } catch (const Error& e) {
      base::logWarning(e.what());
    }
  }
  std::ranges::sort(models, {}, &Model::name);
  return models;
}

bool isReserved(const std::string& name) {
  return name == "builtin" || name == "landmarks" || name == "face-mesh";
}

bool has(const std::string& name) {
  std::error_code ignored;
  return fs::exists(fileOf(name), ignored);
}

Model find(const std::string& name) {
  checkName(name);
  if (has(name)) return read(fileOf(name));
  std::string known;
  for (const Model& model : list()) known += (known.empty() ? "" : ", ") + model.name;
  if (known.empty()) throw Error(Fault::nothingImported, {{"model", name}});
  throw Error(Fault::modelNotImported, {{"model", name}, {"known", known}});
}

void remove(const std::string& name) {
  checkName(name);
  std::error_code failure;
  if (fs::remove(fileOf(name), failure)) return;
  if (!has(name)) find(name);  // says which there are
  throw Error(Fault::modelNotRemoved, {{"model", name}}, fileOf(name), failure.message());
}

static bool isFinite(const models::TensorView& tensor) {
  for (std::size_t i = 0; i + sizeof(std::uint32_t) <= tensor.bytes.size(); i += sizeof(std::uint32_t)) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, tensor.bytes.data() + i, sizeof bits);
    if ((bits & 0x7F800000U) == 0x7F800000U) return false;
  }
  return true;
}

// SHA-256 over the arrays in the order of their names; empty when stopped. Throws Error(unreadable) for
// numbers that are not finite.
static std::string sumOfArrays(const models::SafetensorsFile& file, const fs::path& path,
                               const std::stop_token& stop) {
  base::Sha256 sum;
  for (const auto& [name, tensor] : file.tensors()) {
    if (stop.stop_requested()) return {};
    if (tensor.dtype == models::Dtype::f32 && !isFinite(tensor))
      throw Error(Fault::trainingDiverged, {}, path, name);
    sum.add({reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size()});
  }
  return sum.hex();
}

base::Outcome verify(const Model& model, std::stop_token stop) {
  const models::SafetensorsFile file(model.file);
  const auto damaged = [&](const std::string& detail) {
    return Error(Fault::modelDamaged, {{"model", model.name}}, model.file, detail);
  };
  const std::optional<architecture::Architecture> network = architecture::recognise(shapesOf(file));
  if (!network || network->kind != model.kind) throw damaged("other tensors than its kind has");
  const architecture::Comparison comparison = architecture::compare(*network, shapesOf(file));
  if (!comparison.isComplete) throw damaged(architecture::table(comparison));
  const std::string sum = sumOfArrays(file, model.file, stop);
  if (sum.empty()) return base::Outcome::cancelled;
  if (sum != model.sha256) throw damaged("other numbers than were imported");
  return base::Outcome::done;
}

}  // namespace store
