#include "core/media/encode/sound_file.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/media/encode/output_container.h"
#include "core/media/encode/sound_encoder.h"
#include "core/media/encode/sound_plan.h"

namespace media {
namespace {

// `codec`: as SoundPlan names it.
struct SoundKind {
  const char* ending;
  const char* container;
  const char* codec;
};
constexpr std::array<SoundKind, 5> kKinds = {{{".wav", "wav", "pcm"},
                                              {".flac", "flac", "flac"},
                                              {".m4a", "ipod", "aac"},
                                              {".opus", "opus", "opus"},
                                              {".mp3", "mp3", "mp3"}}};

bool canWrite(const SoundKind& kind) {
  const AVOutputFormat* format = av_guess_format(kind.container, nullptr, nullptr);
  if (format == nullptr) return false;
  try {
    soundEncoderFor(kind.codec, *format, kind.ending);
    return true;
  } catch (const base::Error&) {
    return false;
  }
}

const SoundKind& kindOf(const std::filesystem::path& output) {
  std::string ending = output.extension().string(), known;
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const SoundKind& kind : kKinds) {
    if (!canWrite(kind)) continue;
    if (ending == kind.ending) return kind;
    known += (known.empty() ? "" : ", ") + std::string(kind.ending);
  }
  throw base::Error(base::Fault::soundEndingUnknown, {{"known", known}}, output);
}

}  // namespace

std::vector<std::string> soundEndings() {
  std::vector<std::string> endings;
  for (const SoundKind& kind : kKinds)
    if (canWrite(kind)) endings.emplace_back(kind.ending);
  return endings;
}

bool writeSound(const SoundPlan& plan, const std::filesystem::path& output,
                const std::function<void(double)>& progress, std::stop_token stop) {
  av::quiet();
  const SoundKind& kind = kindOf(output);
  const AVOutputFormat& format = *av_guess_format(kind.container, nullptr, nullptr);
  SoundPlan coded = plan;
  coded.codec = kind.codec;
  SoundEncoder sound(coded, format, output, stop);
  OutputContainer out(output, format);
  const AVStream& stream = addSoundStream(out, sound);
  const AVRational timeBase = sound.context().time_base;
  out.writeHeader();
  const av::Packet packet = av::newPacket();
  for (std::int64_t written = 0; !stop.stop_requested() && sound.next(*packet); ++written) {
    const double seconds = static_cast<double>(packet->pts) * av_q2d(timeBase);
    out.write(*packet, stream, timeBase);
    if (progress && written % 64 == 0) progress(std::clamp(seconds / plan.durationSec, 0.0, 0.99));
  }
  if (stop.stop_requested()) return false;
  out.finish();
  if (progress) progress(1);
  return true;
}

}  // namespace media
