#include "core/media/encode/source_streams.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace media {
namespace {

// Written by muxers for their own container, or no longer true of the dubbed file.
constexpr const char* kOwnKeys[] = {"major_brand", "minor_version", "compatible_brands",
                                    "encoder",     "ENCODER",       "DURATION",
                                    "BPS",         "rotate",        "vendor_id"};

bool isOwnKey(const std::string& key) {
  return std::any_of(std::begin(kOwnKeys), std::end(kOwnKeys), [&](const char* own) {
    const std::string name(own);
    return key == name || key.rfind(name + "-", 0) == 0;
  });
}

void copyDictionary(const AVDictionary* from, AVDictionary** to) {
  const AVDictionaryEntry* entry = nullptr;
  while ((entry = av_dict_get(from, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
    if (!isOwnKey(entry->key)) av_dict_set(to, entry->key, entry->value, 0);
}

int isStopped(void* stop) { return static_cast<std::stop_token*>(stop)->stop_requested() ? 1 : 0; }

bool isCover(const AVStream& stream) { return (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0; }

bool takesCovers(const OutputContainer& out) { return out.is("mp4") || out.is("matroska"); }

bool keepExtradata(AVCodecParameters& parameters, const AVPacket& packet) {
  const auto size = static_cast<std::size_t>(packet.size);
  parameters.extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
  if (parameters.extradata == nullptr) return false;
  std::memcpy(parameters.extradata, packet.data, size);
  parameters.extradata_size = packet.size;
  return true;
}

}  // namespace

SourceStreams::SourceStreams(const std::filesystem::path& source, double firstPictureSec, double durationSec,
                             OutputContainer& out, std::stop_token stop)
    : stop_(std::move(stop)), firstPictureSec_(firstPictureSec), durationSec_(durationSec) {
  AVFormatContext* opened = avformat_alloc_context();
  if (opened == nullptr) throw av::error(AVERROR(ENOMEM), "read", source);
  opened->interrupt_callback = {isStopped, &stop_};
  av::check(avformat_open_input(&opened, av::fileUrl(source).c_str(), nullptr, nullptr), "read", source);
  input_.reset(opened);
  if (avformat_find_stream_info(opened, nullptr) < 0 || stop_.stop_requested()) return;
  copyMetadata(out);
  copyChapters(out);
  for (unsigned i = 0; i < opened->nb_streams; ++i) addStream(*opened->streams[i], out);
}

SourceStreams::~SourceStreams() = default;

void SourceStreams::copyMetadata(OutputContainer& out) const {
  copyDictionary(input_->metadata, &out.context().metadata);
  const int best = av_find_best_stream(input_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  AVFormatContext& to = out.context();
  if (best < 0) return;
  for (unsigned i = 0; i < to.nb_streams; ++i)
    if (to.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
      copyDictionary(input_->streams[best]->metadata, &to.streams[i]->metadata);
}

void SourceStreams::copyChapters(OutputContainer& out) const {
  AVFormatContext& to = out.context();
  const unsigned count = input_->nb_chapters;
  if (count == 0) return;
  to.chapters = static_cast<AVChapter**>(av_calloc(count, sizeof(AVChapter*)));
  if (to.chapters == nullptr) throw av::error(AVERROR(ENOMEM), "copy the chapters");
  for (unsigned i = 0; i < count; ++i) {
    const AVChapter& from = *input_->chapters[i];
    const auto shift = std::llround(firstPictureSec_ / av_q2d(from.time_base));
    const auto end = std::llround((firstPictureSec_ + durationSec_) / av_q2d(from.time_base));
    if (from.end <= shift || from.start >= end) continue;
    auto* chapter = static_cast<AVChapter*>(av_mallocz(sizeof(AVChapter)));
    if (chapter == nullptr) throw av::error(AVERROR(ENOMEM), "copy the chapters");
    chapter->id = from.id;
    chapter->time_base = from.time_base;
    chapter->start = std::max<std::int64_t>(0, from.start - shift);
    chapter->end = std::min<std::int64_t>(from.end, end) - shift;
    av_dict_copy(&chapter->metadata, from.metadata, 0);
    to.chapters[to.nb_chapters++] = chapter;
  }
}

void SourceStreams::addStream(AVStream& from, OutputContainer& out) {
  from.discard = AVDISCARD_ALL;
  if (isCover(from)) return addCover(from, out);
  if (from.codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE) addSubtitle(from, out);
  if (from.codecpar->codec_type == AVMEDIA_TYPE_ATTACHMENT) addAttachment(from, out);
}

void SourceStreams::addSubtitle(AVStream& from, OutputContainer& out) {
  std::unique_ptr<TextSubtitle> text;
  if (!canHold(out.format(), from.codecpar->codec_id)) {
    const AVCodecDescriptor* kind = avcodec_descriptor_get(from.codecpar->codec_id);
    const AVCodecID own = TextSubtitle::kindFor(out.format());
    if (kind == nullptr || (kind->props & AV_CODEC_PROP_TEXT_SUB) == 0 || own == AV_CODEC_ID_NONE) return;
    try {
      text = std::make_unique<TextSubtitle>(from, own);
    } catch (const base::Error&) {
      return;  // left out, as anything that the container refuses
    }
  }
  AVStream& to = out.addStream();
  av::check(text ? avcodec_parameters_from_context(to.codecpar, &text->context())
                 : avcodec_parameters_copy(to.codecpar, from.codecpar),
            "copy a subtitle");
  to.codecpar->codec_tag = 0;
  to.time_base = from.time_base;
  to.disposition = from.disposition;
  copyDictionary(from.metadata, &to.metadata);
  from.discard = AVDISCARD_DEFAULT;
  copies_.push_back({from.index, &to, std::move(text)});
}

void SourceStreams::addAttachment(const AVStream& from, OutputContainer& out) {
  if (!out.is("matroska") || from.codecpar->extradata_size <= 0) return;
  AVStream& to = out.addStream();
  av::check(avcodec_parameters_copy(to.codecpar, from.codecpar), "copy an attachment");
  to.codecpar->codec_tag = 0;
  copyDictionary(from.metadata, &to.metadata);
}

void SourceStreams::addCover(const AVStream& from, OutputContainer& out) {
  const AVPacket& picture = from.attached_pic;
  const bool isJpeg = from.codecpar->codec_id == AV_CODEC_ID_MJPEG;
  if (!takesCovers(out) || picture.size <= 0 || (!isJpeg && from.codecpar->codec_id != AV_CODEC_ID_PNG))
    return;
  AVStream& to = out.addStream();
  copyDictionary(from.metadata, &to.metadata);
  if (out.is("matroska")) {
    to.codecpar->codec_type = AVMEDIA_TYPE_ATTACHMENT;
    to.codecpar->codec_id = from.codecpar->codec_id;
    keepExtradata(*to.codecpar, picture);
    av_dict_set(&to.metadata, "filename", isJpeg ? "cover.jpg" : "cover.png", AV_DICT_DONT_OVERWRITE);
    av_dict_set(&to.metadata, "mimetype", isJpeg ? "image/jpeg" : "image/png", AV_DICT_DONT_OVERWRITE);
    return;
  }
  av::check(avcodec_parameters_copy(to.codecpar, from.codecpar), "copy the cover");
  to.codecpar->codec_tag = 0;
  to.time_base = from.time_base;
  to.disposition = AV_DISPOSITION_ATTACHED_PIC;
  covers_.push_back({from.index, &to, nullptr});
}

void SourceStreams::writeCovers(OutputContainer& out) {
  for (const Copy& cover : covers_) {
    av::Packet packet(av_packet_clone(&input_->streams[cover.from]->attached_pic));
    if (!packet) throw av::error(AVERROR(ENOMEM), "copy the cover");
    packet->pts = packet->dts = 0;
    out.write(*packet, *cover.to, input_->streams[cover.from]->time_base);
  }
}

SourceStreams::Copy* SourceStreams::copyOf(int streamIndex) {
  for (Copy& copy : copies_)
    if (copy.from == streamIndex) return &copy;
  return nullptr;
}

bool SourceStreams::place(AVPacket& packet, Copy& copy, AVRational timeBase) const {
  if (packet.pts == AV_NOPTS_VALUE) return false;
  packet.pts -= std::llround(firstPictureSec_ / av_q2d(timeBase));
  if (packet.pts < 0 && packet.pts + packet.duration > 0) {  // on screen when the picture begins
    packet.duration += packet.pts;
    packet.pts = 0;
  }
  packet.dts = packet.pts;
  if (packet.pts < 0 || packet.pts < copy.last ||
      static_cast<double>(packet.pts) * av_q2d(timeBase) >= durationSec_)
    return false;
  copy.last = packet.pts;
  return true;
}

bool SourceStreams::next(AVPacket& packet, AVStream*& stream, AVRational& timeBase) {
  while (!copies_.empty() && !stop_.stop_requested()) {
    av_packet_unref(&packet);
    if (av_read_frame(input_.get(), &packet) < 0) return false;
    Copy* copy = copyOf(packet.stream_index);
    if (copy == nullptr) continue;
    timeBase = input_->streams[copy->from]->time_base;
    stream = copy->to;
    if (place(packet, *copy, timeBase) && (!copy->text || copy->text->rewrite(packet))) return true;
  }
  return false;
}

}  // namespace media
