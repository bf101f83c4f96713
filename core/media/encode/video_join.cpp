#include "core/media/encode/video_join.h"

#include <algorithm>

namespace media {

VideoJoin::VideoJoin(std::vector<std::filesystem::path> chunks) : paths_(std::move(chunks)) {
  if (paths_.empty()) throw base::Error(base::Fault::chunksMissing);
  std::string first;
  for (const auto& path : paths_) {
    ChunkReader chunk(path);
    if (spans_.empty()) {
      first = chunk.headerBytes();
      header_ = std::move(*ChunkHeader::parse(first));
    } else if (chunk.headerBytes() != first) {
      throw base::Error(base::Fault::chunkDiffers, {}, path);
    }
    const auto sorted = chunk.sortedPts();
    if (!spans_.empty() && sorted.front() <= spans_.back().last)
      throw base::Error(base::Fault::chunkOutOfOrder, {}, path);
    spans_.push_back({sorted.front(), sorted.back()});
    reorder_ = std::max(reorder_, chunk.reorder());
    pictures_ += static_cast<std::int64_t>(sorted.size());
    bytes_ += std::filesystem::file_size(path);
    lastDuration_ = chunk.lastDuration();
  }
}

AVRational VideoJoin::timeBase() const {
  return {static_cast<int>(header_.timeBase.num), static_cast<int>(header_.timeBase.den)};
}

double VideoJoin::seconds() const {
  return static_cast<double>(spans_.back().last - firstPts() + lastDuration_) * header_.timeBase.value();
}

void VideoJoin::startDecodingTimes(const std::vector<std::int64_t>& sorted) {
  const std::int64_t step =
      sorted.size() > 1 ? sorted[1] - sorted[0] : std::max<std::int64_t>(1, lastDuration_);
  for (std::size_t i = reorder_; i > 0; --i)
    times_.push_back(sorted.front() - static_cast<std::int64_t>(i) * step);
}

void VideoJoin::openChunk() {
  reader_.emplace(paths_[chunk_]);
  packet_ = 0;
  if (chunk_ == 0) {
    sorted_ = reader_->sortedPts();
    startDecodingTimes(sorted_);
  } else {
    times_.erase(times_.begin(), times_.end() - static_cast<std::ptrdiff_t>(reorder_));
    sorted_ = reader_->sortedPts();
  }
  times_.insert(times_.end(), sorted_.begin(), sorted_.end());
}

std::int64_t VideoJoin::durationAfter(std::int64_t pts, std::int64_t recorded) const {
  const auto following = std::upper_bound(sorted_.begin(), sorted_.end(), pts);
  if (following != sorted_.end()) return *following - pts;
  return chunk_ + 1 < spans_.size() ? spans_[chunk_ + 1].first - pts : recorded;
}

bool VideoJoin::next(AVPacket& packet) {
  while (true) {
    if (!reader_) {
      if (chunk_ == paths_.size()) return false;
      openChunk();
    }
    if (reader_->next(packet)) break;
    reader_.reset();
    ++chunk_;
  }
  packet.duration = durationAfter(packet.pts, packet.duration);
  packet.dts = times_[packet_++] - firstPts();
  packet.pts -= firstPts();
  return true;
}

}  // namespace media
