#include "core/dub/footage.h"

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/media/decode/frame_index.h"
#include "core/media/decode/speech_reader.h"

namespace dub {

std::optional<speech::Speech> readOwnSound(const media::Probe& probe) {
  if (probe.audio.empty() || !probe.video || probe.video->isStill) return std::nullopt;
  try {
    return speech::makeSpeech(media::readSpeech(probe.path, true));
  } catch (const base::Error& e) {
    base::logWarning(std::string("own sound not used: ") + e.what());
    return std::nullopt;
  }
}

Footage makeFootage(const media::Probe& probe, const media::FrameIndex& index, const face::Analysis& analysis,
                    const face::Track& track, const std::optional<speech::Speech>& ownSound) {
  Footage f{probe.path, *probe.video, &track, analysis.cuts, {}, ownSound ? &*ownSound : nullptr};
  f.seconds.reserve(index.entries.size());
  for (FrameNo n = 0; n < index.frames(); ++n) f.seconds.push_back(index.seconds(n, f.info.timeBase));
  return f;
}

}  // namespace dub
