#include <algorithm>
#include <set>

#include "models/architecture/architecture.h"

namespace architecture {
namespace {

bool fits(const models::Shape& expected, const models::Shape& found) {
  return std::ranges::equal(expected, found, [](auto want, auto is) { return want == -1 || want == is; });
}

void list(std::string& text, const char* what, const std::vector<std::string>& names, std::size_t rows) {
  for (std::size_t i = 0; i < std::min(rows, names.size()); ++i)
    text += std::string("  ") + what + "  " + names[i] + "\n";
  if (names.size() > rows)
    text += std::string("  ") + what + "  ... and " + std::to_string(names.size() - rows) + " more\n";
}

}  // namespace

const char* name(Kind kind) {
  switch (kind) {
    case Kind::talkLip:
      return "talklip";
    case Kind::wav2Lip:
      return "wav2lip";
    case Kind::discriminator:
      return "discriminator";
    case Kind::expert:
      return "lip-reading-expert";
    case Kind::avHubert:
      return "av-hubert";
    case Kind::syncNet:
      return "syncnet";
  }
  return "";
}

const char* title(Kind kind) {
  switch (kind) {
    case Kind::talkLip:
      return "TalkLip";
    case Kind::wav2Lip:
      return "Wav2Lip-shaped generator";
    case Kind::discriminator:
      return "TalkLip's quality discriminator";
    case Kind::expert:
      return "lip-reading expert (AV-HuBERT with decoder)";
    case Kind::avHubert:
      return "AV-HuBERT encoder";
    case Kind::syncNet:
      return "SyncNet";
  }
  return "";
}

bool isLipModel(Kind kind) { return kind == Kind::talkLip || kind == Kind::wav2Lip; }

std::optional<Kind> kindNamed(const std::string& text) {
  for (const Kind kind :
       {Kind::talkLip, Kind::wav2Lip, Kind::discriminator, Kind::expert, Kind::avHubert, Kind::syncNet})
    if (text == name(kind)) return kind;
  return std::nullopt;
}

Comparison compare(const Architecture& architecture, const Shapes& found) {
  Comparison result;
  std::set<std::string> known;
  for (const TensorSpec& spec : architecture.tensors) {
    const std::string name = architecture.prefix + spec.name;
    known.insert(name);
    const auto at = found.find(name);
    const bool isThere = at != found.end();
    if (!isThere) result.missing.push_back(name);
    if (isThere && !fits(spec.shape, at->second)) result.misshaped.push_back({name, spec.shape, at->second});
    if (spec.isNeeded && (!isThere || !fits(spec.shape, at->second))) result.isComplete = false;
  }
  for (const auto& [name, shape] : found)
    if (known.count(name) == 0) result.unexpected.push_back(name);
  return result;
}

std::string table(const Comparison& comparison, std::size_t rows) {
  std::string text;
  list(text, "missing   ", comparison.missing, rows);
  std::vector<std::string> misshaped;
  for (const Misshaped& m : comparison.misshaped)
    misshaped.push_back(m.name + "  is " + models::toText(m.found) + ", should be " +
                        models::toText(m.expected));
  list(text, "misshaped ", misshaped, rows);
  list(text, "unexpected", comparison.unexpected, rows);
  return text;
}

}  // namespace architecture
