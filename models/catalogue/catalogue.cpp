#include "models/catalogue/catalogue.h"

#include "core/base/error.h"
#include "core/face/analyser.h"
#include "models/own_mouth/own_mouth.h"
#include "models/resources.h"

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
  const fs::path landmarks = face::landmarkFile();
  return {builtin(),
          {"landmarks", "landmarks", "68 face points (dlib), from the package libdlib-data",
           face::landmarkLicence(), landmarks, fs::exists(landmarks)}};
}

std::unique_ptr<dub::LipModel> make(const std::string& name, const dub::LipSettings& settings) {
  if (name == kBuiltin) return own_mouth::make(speechMouthWeights(), settings);
  throw base::Error(base::Code::notFound, "there is no model '" + name + "': known are " + kBuiltin +
                                              " ('redub-cli models list' tells more)");
}

}  // namespace catalogue
