#include "core/media/encode/chunk_file.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include <libavutil/crc.h>
}

namespace media {
namespace {

constexpr char kMagic[] = {'R', 'D', 'B', 'C', 'H', 'N', 'K', '1'};
constexpr std::uint32_t kMaxHeader = 16u << 20;

std::uint32_t crcOf(const void* data, std::size_t size, std::uint32_t start = 0) {
  return av_crc(av_crc_get_table(AV_CRC_32_IEEE_LE), start, static_cast<const std::uint8_t*>(data), size);
}

template <typename T>
void put(std::string& out, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof raw);
  out.append(raw, sizeof raw);
}

class Parser {
 public:
  explicit Parser(const std::string& bytes) : bytes_(bytes) {}
  template <typename T>
  T take() {
    T value{};
    if (bytes_.size() - at_ < sizeof value) {
      failed_ = true;
      return value;
    }
    std::memcpy(&value, bytes_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  std::string text() {
    const auto size = take<std::uint32_t>();
    if (failed_ || bytes_.size() - at_ < size) {
      failed_ = true;
      return {};
    }
    std::string out = bytes_.substr(at_, size);
    at_ += size;
    return out;
  }
  bool good() const { return !failed_ && at_ == bytes_.size(); }

 private:
  const std::string& bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

void putText(std::string& out, const std::string& text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

// Every number of the header, named once for writing and reading.
template <typename Visit>
void eachNumber(AVCodecParameters& p, Visit visit) {
  visit(p.codec_tag);
  visit(p.width);
  visit(p.height);
  visit(p.profile);
  visit(p.level);
  visit(p.video_delay);
  visit(p.bits_per_coded_sample);
  visit(p.bits_per_raw_sample);
  visit(p.field_order);
  visit(p.color_range);
  visit(p.color_space);
  visit(p.color_primaries);
  visit(p.color_trc);
  visit(p.chroma_location);
  visit(p.sample_aspect_ratio.num);
  visit(p.sample_aspect_ratio.den);
}

struct RecordHead {
  std::int64_t pts = 0, duration = 0;
  std::uint32_t flags = 0, size = 0, crc = 0;
};

std::string headBytes(const RecordHead& head) {
  std::string out = "P";
  put(out, head.pts);
  put(out, head.duration);
  put(out, head.flags);
  put(out, head.size);
  put(out, head.crc);
  return out;
}

RecordHead parseHead(const std::string& bytes) {
  Parser in(bytes);
  RecordHead head;
  in.take<char>();
  head.pts = in.take<std::int64_t>();
  head.duration = in.take<std::int64_t>();
  head.flags = in.take<std::uint32_t>();
  head.size = in.take<std::uint32_t>();
  head.crc = in.take<std::uint32_t>();
  return head;
}

const std::size_t kHeadBytes = headBytes({}).size();

}  // namespace

Parameters newParameters() {
  Parameters parameters(avcodec_parameters_alloc());
  if (!parameters) throw av::error(AVERROR(ENOMEM), "make codec parameters");
  return parameters;
}

std::string ChunkHeader::bytes() const {
  std::string out;
  putText(out, avcodec_get_name(codec->codec_id));
  const char* format = av_get_pix_fmt_name(static_cast<AVPixelFormat>(codec->format));
  putText(out, format != nullptr ? format : "");
  eachNumber(*codec, [&](auto value) { put(out, static_cast<std::int32_t>(value)); });
  put(out, timeBase.num);
  put(out, timeBase.den);
  putText(out, std::string(reinterpret_cast<const char*>(codec->extradata),
                           static_cast<std::size_t>(codec->extradata_size)));
  return out;
}

std::optional<ChunkHeader> ChunkHeader::parse(const std::string& bytes) {
  Parser in(bytes);
  ChunkHeader header;
  AVCodecParameters& codec = *header.codec;
  codec.codec_type = AVMEDIA_TYPE_VIDEO;
  const AVCodecDescriptor* known = avcodec_descriptor_get_by_name(in.text().c_str());
  codec.codec_id = known != nullptr ? known->id : AV_CODEC_ID_NONE;
  codec.format = av_get_pix_fmt(in.text().c_str());
  eachNumber(codec, [&](auto& value) {
    value = static_cast<std::remove_reference_t<decltype(value)>>(in.take<std::int32_t>());
  });
  header.timeBase.num = in.take<std::int64_t>();
  header.timeBase.den = in.take<std::int64_t>();
  const std::string extra = in.text();
  if (!in.good() || known == nullptr || header.timeBase.num <= 0 || header.timeBase.den <= 0)
    return std::nullopt;
  if (extra.empty()) return header;
  codec.extradata = static_cast<std::uint8_t*>(av_mallocz(extra.size() + AV_INPUT_BUFFER_PADDING_SIZE));
  if (codec.extradata == nullptr) throw av::error(AVERROR(ENOMEM), "keep codec parameters");
  std::memcpy(codec.extradata, extra.data(), extra.size());
  codec.extradata_size = static_cast<int>(extra.size());
  return header;
}

ChunkWriter::ChunkWriter(std::filesystem::path path, const ChunkHeader& header) : file_(std::move(path)) {
  const std::string bytes = header.bytes();
  record_.assign(kMagic, sizeof kMagic);
  putText(record_, bytes);
  put(record_, crcOf(bytes.data(), bytes.size()));
  file_.write(record_);
}

void ChunkWriter::write(const AVPacket& packet) {
  const auto size = static_cast<std::size_t>(packet.size);
  record_ = headBytes({packet.pts, packet.duration, static_cast<std::uint32_t>(packet.flags),
                       static_cast<std::uint32_t>(size), crcOf(packet.data, size)});
  crc_ = crcOf(record_.data(), record_.size(), crc_);
  file_.write(record_);
  file_.write({reinterpret_cast<const char*>(packet.data), size});
  ++packets_;
}

void ChunkWriter::finish() {
  record_ = "E";
  put(record_, packets_);
  put(record_, crc_);
  file_.write(record_);
  file_.commit();
}

ChunkReader::ChunkReader(std::filesystem::path path) : path_(std::move(path)) {
  file_.reset(std::fopen(path_.c_str(), "rb"));
  if (!file_) throw base::Error(base::Fault::chunkMissing, {}, path_);
  readHeader();
  scan();
}

void ChunkReader::damaged(const std::string& detail) const {
  throw base::Error(base::Fault::chunkDamaged, {}, path_, detail);
}

void ChunkReader::bytes(void* to, std::size_t size) {
  if (size > 0 && std::fread(to, 1, size, file_.get()) != size) damaged("the file ends early");
}

void ChunkReader::readHeader() {
  char magic[sizeof kMagic];
  bytes(magic, sizeof magic);
  if (std::memcmp(magic, kMagic, sizeof magic) != 0) damaged("not a chunk file");
  std::uint32_t size = 0, crc = 0;
  bytes(&size, sizeof size);
  if (size > kMaxHeader) damaged("header size");
  headerBytes_.resize(size);
  bytes(headerBytes_.data(), size);
  bytes(&crc, sizeof crc);
  if (crc != crcOf(headerBytes_.data(), size)) damaged("header checksum");
  auto parsed = ChunkHeader::parse(headerBytes_);
  if (!parsed) damaged("header");
  header_ = std::move(*parsed);
}

void ChunkReader::scan() {
  const off_t start = ftello(file_.get());
  std::uint32_t crc = 0;
  std::int64_t latest = 0;
  std::string head(kHeadBytes, '\0');
  while (true) {
    bytes(head.data(), 1);
    if (head[0] != 'P') break;
    bytes(head.data() + 1, kHeadBytes - 1);
    crc = crcOf(head.data(), head.size(), crc);
    const RecordHead record = parseHead(head);
    if (pts_.empty() || record.pts > latest) {
      latest = record.pts;
      lastDuration_ = record.duration;
    }
    pts_.push_back(record.pts);
    if (record.size > INT32_MAX || fseeko(file_.get(), record.size, SEEK_CUR) != 0) damaged("record size");
  }
  std::uint64_t packets = 0;
  std::uint32_t crcAtEnd = 0;
  if (head[0] != 'E') damaged("record mark");
  bytes(&packets, sizeof packets);
  bytes(&crcAtEnd, sizeof crcAtEnd);
  if (packets != pts_.size() || crc != crcAtEnd || packets == 0) damaged("packet count or checksum");
  if (fseeko(file_.get(), start, SEEK_SET) != 0) damaged("seek");
}

std::vector<std::int64_t> ChunkReader::sortedPts() const {
  std::vector<std::int64_t> sorted = pts_;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

std::size_t ChunkReader::reorder() const {
  const std::vector<std::int64_t> sorted = sortedPts();
  std::size_t delay = 0;
  for (std::size_t i = 0; i < pts_.size(); ++i) {
    const auto rank =
        static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), pts_[i]) - sorted.begin());
    if (i > rank) delay = std::max(delay, i - rank);
  }
  return delay;
}

bool ChunkReader::next(AVPacket& packet) {
  if (position_ == pts_.size()) return false;
  std::string head(kHeadBytes, '\0');
  bytes(head.data(), head.size());
  const RecordHead record = parseHead(head);
  av_packet_unref(&packet);
  av::check(av_new_packet(&packet, static_cast<int>(record.size)), "read a part of the picture", path_);
  bytes(packet.data, record.size);
  if (crcOf(packet.data, record.size) != record.crc) damaged("data checksum");
  packet.pts = record.pts;
  packet.duration = record.duration;
  packet.flags = static_cast<int>(record.flags);
  ++position_;
  return true;
}

}  // namespace media
