#include "core/sample/truth_file.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/sample/monologue.h"

namespace sample {
namespace {

double rounded(double v, double steps) { return std::round(v * steps) / steps; }

nlohmann::json describe(const Truth& truth) {
  nlohmann::json points = nlohmann::json::array();
  for (const base::Point& p : truth.points) {
    points.push_back({rounded(static_cast<double>(p.x), 100), rounded(static_cast<double>(p.y), 100)});
  }
  const auto value = [](float v) { return rounded(static_cast<double>(v), 10000); };
  return {{"face", {truth.face.x, truth.face.y, truth.face.width, truth.face.height}},
          {"phone", truth.phone},
          {"opening", value(truth.mouth.opening)},
          {"width", value(truth.mouth.width)},
          {"closure", value(truth.mouth.closure)},
          {"labiodental", value(truth.mouth.labiodental)},
          {"rounding", value(truth.mouth.rounding)},
          {"points", std::move(points)}};
}

}  // namespace

void writeTruth(const std::filesystem::path& path, const SampleSettings& settings, const media::Rational& fps,
                const std::vector<speech::Phone>& phones, std::span<const Truth> frames) {
  nlohmann::json out = {{"version", 1},
                        {"width", settings.width},
                        {"height", settings.height},
                        {"fps", std::to_string(fps.num) + "/" + std::to_string(fps.den)},
                        {"seed", settings.seed},
                        {"voice", settings.voice},
                        {"text", settings.text.empty() ? builtInPassage() : settings.text}};
  out["phones"] = nlohmann::json::array();
  for (const speech::Phone& phone : phones) {
    out["phones"].push_back({rounded(phone.startSec, 1e5), rounded(phone.endSec, 1e5), phone.phone});
  }
  out["frames"] = nlohmann::json::array();
  for (const Truth& truth : frames) out["frames"].push_back(describe(truth));
  base::writeFile(path, out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace sample
