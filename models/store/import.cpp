#include "models/store/import.h"

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "models/checkpoint/checkpoint.h"
#include "models/safetensors.h"

namespace store {

namespace fs = std::filesystem;
using architecture::Kind;
using base::Error;
using base::Fault;

const char* licenceOf(Kind kind) {
  switch (kind) {
    case Kind::talkLip:
      return "The authors of TalkLip publish no licence; its speech encoder stems from AV-HuBERT, whose "
             "weights "
             "Meta licenses for non-commercial research only. Use these weights for research.";
    case Kind::wav2Lip:
      return "Wav2Lip's weights were trained on LRS2: the authors allow research and other non-commercial "
             "use "
             "only.";
    case Kind::discriminator:
      return "The authors of TalkLip publish no licence: use these weights for research.";
    case Kind::expert:
    case Kind::avHubert:
      return "Meta licenses AV-HuBERT's weights for non-commercial research only.";
    case Kind::syncNet:
      return "SyncNet's authors publish its weights for research.";
  }
  return "";
}

namespace {

// The arrays of either sort of file, by name.
struct Source {
  std::optional<checkpoint::Checkpoint> checkpoint;
  std::optional<models::SafetensorsFile> safetensors;
  std::map<std::string, checkpoint::Array> arrays;
};

Source open(const fs::path& path) {
  Source source;
  if (path.extension() == ".safetensors") {
    source.safetensors.emplace(path);
    for (const auto& [name, view] : source.safetensors->tensors())
      source.arrays[name] = checkpoint::asArray(view);
    return source;
  }
  source.checkpoint.emplace(checkpoint::Checkpoint::open(path));
  for (checkpoint::Named& named : checkpoint::stateDict(*source.checkpoint))
    source.arrays[named.name] = std::move(named.array);
  return source;
}

architecture::Shapes shapesOf(const Source& source) {
  architecture::Shapes shapes;
  for (const auto& [name, array] : source.arrays) shapes[name] = array.shape;
  return shapes;
}

architecture::Architecture recognised(const fs::path& path, const architecture::Shapes& shapes) {
  std::optional<architecture::Architecture> network = architecture::recognise(shapes);
  if (network) return std::move(*network);
  std::string some;
  for (auto at = shapes.begin(); at != shapes.end() && some.size() < 100; ++at)
    some += (some.empty() ? "" : ", ") + at->first;
  throw Error(Fault::networkUnknown, {{"tensors", some}}, path);
}

struct Wanted {
  std::vector<models::TensorLayout> layouts;  // by name, without the file's prefix
  std::vector<const checkpoint::Array*> arrays;
};

Wanted wantedOf(const Source& source, const architecture::Architecture& network) {
  std::map<std::string, const checkpoint::Array*> byName;
  for (const architecture::TensorSpec& spec : network.tensors)
    if (spec.isNeeded) byName[spec.name] = &source.arrays.at(network.prefix + spec.name);
  Wanted wanted;
  for (const auto& [name, array] : byName) {
    wanted.layouts.push_back({name, models::Dtype::f32, array->shape});
    wanted.arrays.push_back(array);
  }
  return wanted;
}

// SHA-256 of the arrays as they will be stored; empty when stopped.
std::string sumOf(const Wanted& wanted, const std::stop_token& stop) {
  base::Sha256 sum;
  std::vector<std::byte> buffer;
  for (std::size_t i = 0; i < wanted.layouts.size(); ++i) {
    if (stop.stop_requested()) return {};
    buffer.resize(wanted.layouts[i].bytes());
    checkpoint::copyFloats(*wanted.arrays[i], buffer);
    sum.add({reinterpret_cast<const char*>(buffer.data()), buffer.size()});
  }
  return sum.hex();
}

// False: stopped.
bool write(const Wanted& wanted, models::Metadata metadata, const fs::path& file,
           const base::OnProgress& onProgress, const std::stop_token& stop) {
  base::ProgressReporter meter(base::Stage::importModel, static_cast<std::int64_t>(wanted.layouts.size()),
                               onProgress);
  const auto fill = [&](std::size_t number, std::span<std::byte> bytes) {
    checkpoint::copyFloats(*wanted.arrays[number], bytes);
    meter.update(static_cast<std::int64_t>(number) + 1);
  };
  metadata["sha256"] = sumOf(wanted, stop);
  return models::writeSafetensors(wanted.layouts, metadata, file, fill, stop);
}

}  // namespace

std::optional<Import> importModel(const fs::path& path, const std::string& wantedName,
                                  const base::OnProgress& onProgress, std::stop_token stop) {
  if (!wantedName.empty()) checkName(wantedName);
  const Source source = open(path);
  const architecture::Shapes shapes = shapesOf(source);
  const architecture::Architecture network = recognised(path, shapes);
  const architecture::Comparison comparison = architecture::compare(network, shapes);
  const std::string table = architecture::table(comparison);
  if (!comparison.isComplete)
    throw Error(Fault::checkpointIncomplete, {{"network", architecture::title(network.kind)}}, path, table);
  const std::string name = wantedName.empty() ? architecture::name(network.kind) : wantedName;
  if (isReserved(name) || has(name)) throw Error(Fault::modelExists, {{"model", name}});
  const fs::path models = folder();
  if (models.empty()) throw Error(Fault::noModelsFolder);
  std::error_code failure;
  fs::create_directories(models, failure);
  if (failure) throw base::writeError(failure, models);
  base::removeUnfinished(models);
  const fs::path file = models / (name + ".safetensors");
  const Wanted wanted = wantedOf(source, network);
  const std::optional<std::string> origin = base::sha256OfFile(path, stop);
  if (!origin) return std::nullopt;
  const models::Metadata metadata{{"architecture", architecture::name(network.kind)},
                                  {"size", network.size},
                                  {"origin", path.filename().string()},
                                  {"origin_sha256", *origin},
                                  {"licence", licenceOf(network.kind)},
                                  {"format", "pt"}};
  if (!write(wanted, metadata, file, onProgress, stop)) return std::nullopt;
  try {
    const Model model = find(name);
    if (verify(model, stop) == base::Outcome::done) return Import{model, table};
    fs::remove(file);
    return std::nullopt;
  } catch (...) {
    fs::remove(file, failure);
    throw;
  }
}

}  // namespace store
