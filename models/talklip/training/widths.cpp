#include "models/talklip/training/widths.h"

#include "core/base/error.h"

namespace talklip::training {

Widths widths(const std::string& preset, const architecture::SpeechWidths& speech) {
  Widths out;
  out.speech = speech;
  if (preset == "paper") return out;
  if (preset != "small")
    throw base::Error(
        base::Fault::choiceUnknown,
        {{"kind", std::string("preset")}, {"text", preset}, {"known", std::string("paper, small")}});
  constexpr std::int64_t kNarrower = 4;
  for (std::int64_t& channels : out.image.encoder) channels /= kNarrower;
  for (std::int64_t& channels : out.image.decoder) channels /= kNarrower;
  for (std::int64_t& channels : out.judge) channels /= kNarrower;
  out.image.output /= kNarrower;
  return out;
}

}  // namespace talklip::training
