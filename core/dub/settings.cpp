#include "core/dub/settings.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/base/names.h"

namespace dub {

using base::Error;
using base::Fault;
using base::nameIn;
using base::parseIn;

static constexpr std::array<std::pair<const char*, Silence>, 3> kSilences{
    {{"close", Silence::close}, {"keep", Silence::keep}, {"generate", Silence::generate}}};
static constexpr std::array<std::pair<const char*, Fit>, 6> kFits{{{"picture", Fit::picture},
                                                                   {"cut", Fit::cut},
                                                                   {"hold", Fit::hold},
                                                                   {"loop", Fit::loop},
                                                                   {"pingpong", Fit::pingpong},
                                                                   {"speech", Fit::speech}}};
static constexpr std::array<std::pair<const char*, media::Mix>, 3> kMixes{
    {{"replace", media::Mix::replace}, {"over", media::Mix::over}, {"duck", media::Mix::duck}}};
static constexpr std::array<std::pair<const char*, Mapping>, 3> kMappings{
    {{"auto", Mapping::automatic}, {"zero-shot", Mapping::zeroShot}, {"fitted", Mapping::fitted}}};
static constexpr std::array<std::pair<const char*, Reference>, 4> kReferences{
    {{"first", Reference::first},
     {"same", Reference::same},
     {"closed", Reference::closed},
     {"window", Reference::window}}};

const char* name(Silence silence) { return nameIn(kSilences, silence); }
const char* name(Fit fit) { return nameIn(kFits, fit); }
const char* name(media::Mix mix) { return nameIn(kMixes, mix); }
const char* name(Mapping mapping) { return nameIn(kMappings, mapping); }
const char* name(Reference reference) { return nameIn(kReferences, reference); }
Silence parseSilence(const std::string& text) { return parseIn(kSilences, text, "silence policy"); }
Fit parseFit(const std::string& text) { return parseIn(kFits, text, "fit"); }
media::Mix parseMix(const std::string& text) { return parseIn(kMixes, text, "mix"); }
Mapping parseMapping(const std::string& text) { return parseIn(kMappings, text, "mapping"); }
Reference parseReference(const std::string& text) { return parseIn(kReferences, text, "reference"); }

// The whole of `text` as a finite number.
static std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

FaceChoice parseFace(const std::string& text) {
  if (text.empty() || text == "auto") return {};
  const std::string_view all = text;
  const std::size_t comma = all.find(','), at = all.find('@');
  if (comma == std::string_view::npos) {
    const auto id = number(all);
    if (id && *id >= 1 && *id <= 1000 && *id == std::floor(*id)) return {static_cast<int>(*id), std::nullopt};
  } else {
    const auto x = number(all.substr(0, comma));
    const auto y = number(all.substr(comma + 1, at == std::string_view::npos ? at : at - comma - 1));
    const auto seconds = at == std::string_view::npos ? std::optional(0.0) : number(all.substr(at + 1));
    if (x && y && seconds && *seconds >= 0)
      return {0, FaceChoice::Place{{static_cast<float>(*x), static_cast<float>(*y)}, *seconds}};
  }
  throw Error(Fault::faceTextUnclear, {{"text", text}});
}

}  // namespace dub
