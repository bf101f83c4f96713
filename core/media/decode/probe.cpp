#include "core/media/decode/probe.h"

#include <algorithm>
#include <cmath>

#include "core/media/decode/clip.h"
#include "core/media/decode/sound_info.h"
#include "core/media/info.h"

namespace media {
namespace {

std::string describeOther(const AVStream& stream) {
  if ((stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0) return "attached picture";
  if ((stream.disposition & AV_DISPOSITION_TIMED_THUMBNAILS) != 0) return "thumbnails";
  const char* type = av_get_media_type_string(stream.codecpar->codec_type);
  return std::string(type == nullptr ? "unknown" : type) + " " + avcodec_get_name(stream.codecpar->codec_id);
}

std::vector<std::string> others(const Source& source) {
  std::vector<std::string> found;
  for (unsigned i = 0; i < source.input->nb_streams; ++i) {
    const auto at = static_cast<int>(i);
    const bool isUsed =
        at == source.video || std::find(source.audio.begin(), source.audio.end(), at) != source.audio.end();
    if (!isUsed) found.push_back(describeOther(source.stream(at)));
  }
  if (source.input->nb_chapters > 0) found.push_back(std::to_string(source.input->nb_chapters) + " chapters");
  return found;
}

}  // namespace

Probe probe(const std::filesystem::path& path) {
  Source source = openSource(path);
  const PacketScan scan = source.isPicture ? PacketScan{} : scanPackets(source);
  Probe found;
  found.path = path;
  found.container = source.format();
  found.otherStreams = others(source);
  if (source.video >= 0) {
    Clip clip = openClip(path, scan, 0);
    found.video = clip.info;
    found.notes = clip.notes;
    found.durationSec = clip.info.durationSec;
  }
  for (const int stream : source.audio) {
    const auto span = scan.sounds.find(stream);
    if (source.stream(stream).codecpar->ch_layout.nb_channels <= 0 ||
        source.stream(stream).codecpar->sample_rate <= 0)
      continue;
    found.audio.push_back(
        describeSound(source, stream, span == scan.sounds.end() ? SoundSpan{} : span->second));
    found.durationSec = std::max(found.durationSec, found.audio.back().durationSec);
  }
  if (!found.video && found.audio.empty())
    throw base::Error(base::Code::notMedia,
                      "'" + path.string() + "' is not a video, sound or picture file; choose another file",
                      path);
  return found;
}

}  // namespace media
