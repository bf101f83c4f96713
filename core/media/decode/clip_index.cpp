#include "core/media/decode/clip_index.h"

#include <algorithm>
#include <utility>

#include "core/base/file.h"
#include "core/media/decode/packet_scan.h"
#include "core/media/decode/picture_track.h"
#include "core/media/decode/sound_info.h"

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

void indexPictures(ClipIndex& clip, const PacketScan& scan, const std::stop_token& stop,
                   const std::function<void(double)>& progress) {
  PictureDecoder decoder(clip.path, 0, stop);
  if (decoder.source().isPicture) {
    clip.map = stillFrameMap();
  } else {
    clip.map = makeFrameMap(scan, decoder, stop, progress);
    decoder.restart();
  }
  const PictureTrack track = openTrack(std::move(decoder));
  clip.probe.video = describePictures(track, clip.map);
  clip.probe.notes = notesOn(track, clip.map, *clip.probe.video);
  clip.probe.durationSec = clip.probe.video->durationSec;
}

void indexSounds(Probe& probe, const Source& source, const PacketScan& scan) {
  for (const int stream : source.audio) {
    const auto span = scan.sounds.find(stream);
    if (source.stream(stream).codecpar->ch_layout.nb_channels <= 0 ||
        source.stream(stream).codecpar->sample_rate <= 0)
      continue;
    probe.audio.push_back(
        describeSound(source, stream, span == scan.sounds.end() ? SoundSpan{} : span->second));
    probe.durationSec = std::max(probe.durationSec, probe.audio.back().durationSec);
  }
}

void look(ClipIndex& clip, const std::stop_token& stop, const std::function<void(double)>& progress) {
  Source source = openSource(clip.path, stop);
  const PacketScan scan = source.isPicture ? PacketScan{} : scanPackets(source, stop, progress);
  if (stop.stop_requested()) return;
  clip.probe.path = clip.path;
  clip.probe.container = source.format();
  clip.probe.otherStreams = others(source);
  if (source.video >= 0) indexPictures(clip, scan, stop, progress);
  indexSounds(clip.probe, source, scan);
  if (!clip.probe.video && clip.probe.audio.empty()) throw base::Error(base::Fault::notMedia, {}, clip.path);
}

}  // namespace

ClipIndex::ClipIndex(const std::filesystem::path& file)
    : path(file), identity(base::identityOf(file)), hash(file) {}

const VideoInfo& ClipIndex::video() const {
  if (probe.video) return *probe.video;
  throw base::Error(base::Fault::noPicture, {}, path);
}

std::shared_ptr<const ClipIndex> indexClip(const std::filesystem::path& path, const std::stop_token& stop,
                                           const std::function<void(double)>& progress) {
  const auto clip = std::make_shared<ClipIndex>(path);
  try {
    look(*clip, stop, progress);
  } catch (const base::Error&) {
    if (!stop.stop_requested()) throw;  // else it is only that the file seemed to end
  }
  return stop.stop_requested() ? nullptr : clip;
}

std::shared_ptr<const ClipIndex> indexClip(const std::filesystem::path& path,
                                           std::shared_ptr<const ClipIndex> known,
                                           const std::stop_token& stop,
                                           const std::function<void(double)>& progress) {
  if (known && known->identity == base::identityOf(path)) return known;
  return indexClip(path, stop, progress);
}

}  // namespace media
