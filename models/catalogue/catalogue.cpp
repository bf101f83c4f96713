#include "models/catalogue/catalogue.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/analyser.h"
#include "models/face_mesh/installed.h"
#include "models/own_mouth/own_mouth.h"
#include "models/resources.h"
#include "models/store/store.h"
#include "models/talklip/talklip.h"

namespace catalogue {

namespace fs = std::filesystem;

static constexpr const char* kBuiltin = "builtin";

fs::path speechMouthWeights() { return models::resource("models/speech_mouth.safetensors"); }

static Entry builtin() {
  Entry entry{kBuiltin,
              "lip model",
              "the person's own mouth: retrieval from the clip, warped at full resolution",
              "Redub's own; trained on synthesised speech only",
              {},
              true};
  try {
    entry.file = speechMouthWeights();
  } catch (const base::Error&) {
    entry.isThere = false;
  }
  return entry;
}

std::vector<Entry> list() {
  const fs::path landmarks = face::landmarkFile(), mesh = face_mesh::installedFile();
  std::error_code ignored;
  std::vector<Entry> entries{
      builtin(),
      {"landmarks", "landmarks", "68 face points (dlib), from the package libdlib-data",
       face::landmarkLicence(), landmarks, fs::exists(landmarks, ignored)},
      {"face-mesh", "landmarks", "MediaPipe's face mesh, whose lips fit where those 68 points fail",
       "Apache-2.0", mesh, fs::exists(mesh, ignored)}};
  for (const store::Model& m : store::list())
    entries.push_back(
        {m.name, architecture::isLipModel(m.kind) ? "lip model" : "network",
         std::string(architecture::title(m.kind)) + ", " + m.size + ", imported from " + m.origin, m.licence,
         m.file, true, m.sha256});
  return entries;
}

// Names that `make` takes.
static std::string knownNames() {
  std::string names = kBuiltin;
  for (const store::Model& m : store::list())
    if (architecture::isLipModel(m.kind)) names += ", " + m.name;
  return names;
}

std::unique_ptr<dub::LipModel> make(const std::string& name, const dub::LipSettings& settings) {
  if (name == kBuiltin) return own_mouth::make(speechMouthWeights(), settings);
  if (!store::has(name))
    throw base::Error(base::Fault::modelUnknown, {{"model", name}, {"known", knownNames()}});
  const store::Model model = store::find(name);
  if (!architecture::isLipModel(model.kind))
    throw base::Error(base::Fault::modelMovesNoLips,
                      {{"model", name}, {"kind", architecture::title(model.kind)}, {"known", knownNames()}});
  return talklip::make(
      talklip::openNetwork(model.file, {.device = settings.device, .precision = settings.precision}),
      model.sha256, settings);
}

std::string weightsOf(const std::string& name) try {
  if (name == kBuiltin) return base::sha256OfFile(speechMouthWeights());
  const store::Model model = store::find(name);
  return architecture::isLipModel(model.kind) ? model.sha256 : "";
} catch (const base::Error&) {
  return {};
}

}  // namespace catalogue
