#include "core/dub/footage.h"

#include <utility>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/media/decode/speech_reader.h"

namespace dub {

std::optional<speech::Speech> readOwnSound(const media::Probe& probe, const std::stop_token& stop) {
  if (probe.audio.empty() || !probe.video || probe.video->isStill) return std::nullopt;
  try {
    std::vector<std::int16_t> samples = media::readSpeech(probe.path, true, stop);
    return stop.stop_requested() ? std::nullopt : std::optional(speech::makeSpeech(std::move(samples)));
  } catch (const base::Error& e) {
    base::logWarning(std::string("own sound not used: ") + e.what());
    return std::nullopt;
  }
}

Footage makeFootage(std::shared_ptr<const media::ClipIndex> clip, const face::Analysis& analysis,
                    const face::Track& track, const std::optional<speech::Speech>& ownSound) {
  Footage f{std::move(clip), &track, analysis.cuts, {}, ownSound ? &*ownSound : nullptr};
  const media::FrameIndex& index = f.clip->index();
  f.seconds.reserve(index.entries.size());
  for (FrameNo n = 0; n < index.frames(); ++n)
    f.seconds.push_back(index.seconds(n, f.clip->video().timeBase));
  return f;
}

}  // namespace dub
