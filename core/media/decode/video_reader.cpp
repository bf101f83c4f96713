#include "core/media/decode/video_reader.h"

#include <algorithm>
#include <utility>

#include "core/base/file.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/picture_track.h"
#include "core/media/picture/picture_hash.h"

namespace media {
namespace {

PictureTrack open(const ClipIndex& clip, int threads) {
  PictureTrack track = openTrack(PictureDecoder(clip.path, clip.map.needsOneThread ? 1 : threads));
  if (base::identityOf(clip.path) != clip.identity)
    throw base::Error(base::Fault::fileChanged, {}, clip.path);
  return track;
}

}  // namespace

// Pictures come from the decoder as (time, picture). `expected_` is the number that the next decoded picture
// of a counted clip has; a picture of an indexed clip is known by its time.
struct VideoReader::Impl {
  Impl(std::shared_ptr<const ClipIndex> index, int threads)
      : clip(std::move(index)), track(open(*clip, threads)) {}

  std::optional<Frame> next();
  void seek(FrameNo frame);

  Frame still();
  Frame produce() { return clip->map.isCounted ? counted() : indexed(); }
  bool needsOneThread() const { return track.decoder.sawDamage() && !track.decoder.usesOneThread(); }
  void move(FrameNo frame);
  void jump(FrameNo frame);
  Frame indexed();
  Frame counted();
  Frame replaced();
  Frame keep(av::FramePtr raw);
  av::FramePtr pull();
  av::FramePtr decode();
  bool isNearAhead(FrameNo frame) const;
  FrameNo keyBefore(FrameNo frame) const;
  void rewind();
  void skipTo(FrameNo frame);
  bool land(FrameNo frame, std::int64_t timestamp);
  bool landIndexed(FrameNo frame);
  bool landCounted(FrameNo frame, FrameNo key);
  std::vector<std::int64_t> landings(FrameNo frame, FrameNo key) const;
  std::int64_t time(FrameNo frame) const {
    return clip->map.index.entries[static_cast<std::size_t>(frame)].pts;
  }
  std::uint64_t hash(FrameNo frame) const { return clip->map.hashes[static_cast<std::size_t>(frame)]; }
  bool isKey(FrameNo frame) const { return clip->map.index.entries[static_cast<std::size_t>(frame)].isKey; }
  FrameNo find(std::int64_t pts) const;

  const std::shared_ptr<const ClipIndex> clip;
  PictureTrack track;
  FrameNo position = 0;
  FrameNo replacedCount = 0;
  FrameNo decoded = -1;  // the number of the picture decoded last; -1 = unknown
  av::FramePtr pending;  // decoded, its turn has not come
  av::FramePtr before;   // the picture before position, where only its decoder's form is at hand
  Frame last;            // what next() gave last; empty = nothing decoded before position
  bool isSure = true;    // counted clips: reading goes on from the very start, so that the count is right
};

av::FramePtr VideoReader::Impl::pull() { return pending ? std::move(pending) : decode(); }

// Decodes and looks out for missing pictures: those that refer to them are made up as well.
av::FramePtr VideoReader::Impl::decode() {
  av::FramePtr raw = track.decoder.next();
  if (!raw || clip->map.isCounted) return raw;
  const FrameNo number = find(raw->pts);
  const auto& ahead = track.decoder.ahead();
  const FrameNo further = ahead.empty() ? -1 : find(ahead.back()->pts);
  const bool hasGapBefore = decoded >= 0 && number > decoded + 1;
  const bool hasGapAhead =
      decoded >= 0 && number >= 0 && further > number + static_cast<FrameNo>(ahead.size());
  if (hasGapBefore || hasGapAhead) track.decoder.noteDamage();
  decoded = number;
  return raw;
}

Frame VideoReader::Impl::keep(av::FramePtr raw) {
  Frame frame = track.upright(std::move(raw));
  frame.setPts(time(position));
  before.reset();
  return last = frame;
}

// The picture before stands in for one that could not be decoded.
Frame VideoReader::Impl::replaced() {
  ++replacedCount;
  if (before) last = track.upright(std::move(before));
  Frame frame = last.empty() ? track.first : last;
  frame.setPts(time(position));
  return last = frame;
}

Frame VideoReader::Impl::still() {
  Frame frame = track.first;
  frame.setPts(position);
  return frame;
}

Frame VideoReader::Impl::indexed() {
  for (av::FramePtr raw = pull(); raw; raw = pull()) {
    if (raw->pts == time(position)) return keep(std::move(raw));
    if (raw->pts == AV_NOPTS_VALUE || raw->pts < time(position)) continue;
    pending = std::move(raw);
    break;
  }
  return replaced();
}

Frame VideoReader::Impl::counted() {
  av::FramePtr raw = pull();
  if (raw && !isSure && pictureHash(*raw) != hash(position)) {
    const FrameNo wanted = position;
    rewind();
    skipTo(wanted);
    raw = pull();
  }
  return raw ? keep(std::move(raw)) : replaced();
}

std::optional<Frame> VideoReader::Impl::next() {
  if (clip->video().isStill) {
    const Frame frame = still();
    ++position;
    return frame;
  }
  if (position >= clip->map.index.frames()) return std::nullopt;
  const FrameNo replacedBefore = replacedCount;
  Frame frame = produce();
  if (needsOneThread()) {
    replacedCount = replacedBefore;
    track.decoder.useOneThread();
    jump(position);
    frame = produce();
  }
  ++position;
  return frame;
}

FrameNo VideoReader::Impl::keyBefore(FrameNo frame) const {
  while (frame > 0 && !isKey(frame)) --frame;
  return frame;
}

bool VideoReader::Impl::isNearAhead(FrameNo frame) const {
  constexpr FrameNo kNear = 8;  // cheaper to decode through than to position the file
  return frame >= position && (frame - position <= kNear || keyBefore(frame) <= position);
}

void VideoReader::Impl::rewind() {
  track.decoder.restart();
  pending.reset();
  before.reset();
  last = {};
  position = 0;
  decoded = -1;
  isSure = true;
}

// Decodes on to `frame` without converting the pictures between.
void VideoReader::Impl::skipTo(FrameNo frame) {
  while (position < frame) {
    av::FramePtr raw = pull();
    if (!raw) break;
    if (clip->map.isCounted) {
      before = std::move(raw);
      ++position;
      continue;
    }
    if (raw->pts != AV_NOPTS_VALUE && raw->pts >= time(frame)) {
      pending = std::move(raw);
      break;
    }
    if (find(raw->pts) >= position) before = std::move(raw);
  }
  position = frame;
}

FrameNo VideoReader::Impl::find(std::int64_t pts) const {
  const auto& entries = clip->map.index.entries;
  const auto at = std::lower_bound(entries.begin(), entries.end(), pts,
                                   [](const FrameIndex::Entry& e, std::int64_t t) { return e.pts < t; });
  return at != entries.end() && at->pts == pts ? at - entries.begin() : -1;
}

// Where to position the file, best first: at the key picture, then 1, 3 and 10 seconds earlier, because some
// containers land behind the wanted place or on a picture that needs those before it.
std::vector<std::int64_t> VideoReader::Impl::landings(FrameNo frame, FrameNo key) const {
  const auto& line = clip->map;
  const auto at = static_cast<std::size_t>(key);
  const std::int64_t shown = line.isCounted ? line.raw[at] : line.index.entries[at].pts;
  std::vector<std::int64_t> places;
  if (shown != AV_NOPTS_VALUE) places.push_back(shown);
  if (line.dts[at] != AV_NOPTS_VALUE && line.dts[at] != shown) places.push_back(line.dts[at]);
  const auto target = static_cast<std::size_t>(frame);
  const std::int64_t wanted = line.isCounted ? line.raw[target] : line.index.entries[target].pts;
  if (wanted == AV_NOPTS_VALUE) return places;
  const std::int64_t second =
      std::max<std::int64_t>(1, av_rescale_q(1, {1, 1}, track.decoder.stream().time_base));
  for (const int back : {1, 3, 10}) places.push_back(wanted - back * second);
  return places;
}

// After positioning: decodes from the first key picture to `frame`; false when that key comes too late.
bool VideoReader::Impl::landIndexed(FrameNo frame) {
  const bool isIntra = track.decoder.isIntraOnly();
  std::int64_t key = AV_NOPTS_VALUE;
  for (av::FramePtr raw = decode(); raw; raw = decode()) {
    if (key == AV_NOPTS_VALUE) decoded = -1;
    if (raw->pts == AV_NOPTS_VALUE) continue;
    if (key == AV_NOPTS_VALUE) {
      if (!isIntra && raw->key_frame == 0) continue;
      if (raw->pts > time(frame) || isDamaged(*raw)) return false;
      key = raw->pts;
      decoded = find(key);
    }
    if (raw->pts < key) continue;
    if (raw->pts >= time(frame)) {
      // A missing picture is replaced by the one before it, which must be at hand.
      const bool isValid = raw->pts == time(frame) || before;
      pending = std::move(raw);
      return isValid;
    }
    if (find(raw->pts) >= 0) before = std::move(raw);
  }
  return before != nullptr;
}

// Counted clips: the landing is known by its picture; the wanted picture must have the wanted hash.
bool VideoReader::Impl::landCounted(FrameNo frame, FrameNo key) {
  const bool isIntra = track.decoder.isIntraOnly();
  av::FramePtr raw = track.decoder.next();
  while (raw && !isIntra && raw->key_frame == 0) raw = track.decoder.next();
  if (!raw) return false;
  const std::uint64_t landed = pictureHash(*raw);
  FrameNo at = key;
  while (at > 0 && !(isKey(at) && hash(at) == landed)) --at;
  if (hash(at) != landed) return false;
  for (; raw && at < frame; ++at) {
    if (pictureHash(*raw) != hash(at)) return false;
    before = std::move(raw);
    raw = track.decoder.next();
  }
  if (!raw || pictureHash(*raw) != hash(frame)) return false;
  pending = std::move(raw);
  return true;
}

bool VideoReader::Impl::land(FrameNo frame, std::int64_t timestamp) {
  pending.reset();
  before.reset();
  last = {};
  if (!track.decoder.seekNear(timestamp)) return false;
  const bool isThere = clip->map.isCounted ? landCounted(frame, keyBefore(frame)) : landIndexed(frame);
  if (!isThere) return false;
  position = frame;
  isSure = false;
  return true;
}

void VideoReader::Impl::jump(FrameNo frame) {
  const FrameNo key = keyBefore(frame);
  if (key > 0)
    for (const std::int64_t place : landings(frame, key))
      if (land(frame, place)) return;
  rewind();
  skipTo(frame);
}

void VideoReader::Impl::move(FrameNo frame) { isNearAhead(frame) ? skipTo(frame) : jump(frame); }

void VideoReader::Impl::seek(FrameNo frame) {
  if (frame == position) return;
  if (clip->video().isStill) {
    position = frame;
    return;
  }
  move(frame);
  if (!needsOneThread()) return;
  track.decoder.useOneThread();
  jump(frame);
}

VideoReader::VideoReader(std::shared_ptr<const ClipIndex> clip) : VideoReader(std::move(clip), Options{}) {}
VideoReader::VideoReader(std::shared_ptr<const ClipIndex> clip, Options options)
    : impl_(std::make_unique<Impl>(std::move(clip), options.threads)) {}
VideoReader::~VideoReader() = default;
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;

const VideoInfo& VideoReader::info() const { return impl_->clip->video(); }
const FrameIndex& VideoReader::index() const { return impl_->clip->map.index; }
std::optional<Frame> VideoReader::next() { return impl_->next(); }
FrameNo VideoReader::position() const { return impl_->position; }
FrameNo VideoReader::damaged() const { return impl_->replacedCount; }

void VideoReader::seek(FrameNo frame) {
  const bool isInside = frame >= 0 && (info().isStill || frame < info().frames);
  if (!isInside) throw base::Error(base::Fault::frameOutside, {{"frame", frame}, {"frames", info().frames}});
  impl_->seek(frame);
}

}  // namespace media
