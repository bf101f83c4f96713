#include "models/dataset/pieces.h"

#include <algorithm>
#include <cstdio>

#include "core/base/error.h"
#include "models/dataset/footage.h"

namespace dataset {

namespace fs = std::filesystem;

static double bytesOf(const fs::path& file) {
  std::error_code failure;
  const auto bytes = fs::file_size(file, failure);
  return failure ? 0 : static_cast<double>(bytes);
}

// null where the file is none, or stopped.
static std::shared_ptr<const media::ClipIndex> look(const fs::path& video, const std::stop_token& stop) {
  try {
    auto clip = media::indexClip(video, stop);
    return clip && clip->probe.video ? clip : nullptr;
  } catch (const base::Error&) {
    return nullptr;
  }
}

static bool mayBeLong(const Source& source, std::int64_t mostFrames) {
  constexpr double kLeastRate = 16e3;  // bytes a second: what is smaller is no talking head that can be read
  const double seconds = static_cast<double>(mostFrames) / 25;
  return source.files.boxes.empty() && bytesOf(source.files.video) > seconds * kLeastRate;
}

static Source pieceOf(const Source& whole, std::int64_t number, std::int64_t begin, std::int64_t end) {
  Source piece = whole;
  char digits[24];
  std::snprintf(digits, sizeof digits, "/%04lld", static_cast<long long>(number));
  piece.info.name += digits;
  piece.info.text.clear();
  piece.info.words.clear();
  piece.files.first = begin;
  piece.files.frames = end - begin;
  const auto from = static_cast<double>(begin), to = static_cast<double>(end);
  for (const Word& word : whole.info.words) {
    if (word.begin < from || word.end > to) continue;
    piece.info.words.push_back({word.text, word.begin - from, word.end - from});
    piece.info.text += (piece.info.text.empty() ? "" : " ") + word.text;
  }
  return piece;
}

std::vector<Source> piecesOf(const Source& whole, std::int64_t begin, std::int64_t end,
                             std::int64_t mostFrames, std::int64_t first) {
  std::vector<Source> pieces;
  const std::int64_t frames = end - begin, count = (frames + mostFrames - 1) / mostFrames;
  for (std::int64_t i = 0; i < count; ++i)
    pieces.push_back(pieceOf(whole, first + i, begin + frames * i / count, begin + frames * (i + 1) / count));
  return pieces;
}

std::optional<std::vector<Source>> cutLong(std::vector<Source> sources, std::int64_t mostFrames,
                                           const std::stop_token& stop) {
  std::vector<Source> pieces;
  for (Source& source : sources) {
    if (stop.stop_requested()) return std::nullopt;
    if (mayBeLong(source, mostFrames)) source.files.known = look(source.files.video, stop);
    const std::int64_t frames = source.files.known ? picturesIn(*source.files.known) : 0;
    if (frames <= mostFrames) {
      source.files.known = nullptr;
      pieces.push_back(std::move(source));
      continue;
    }
    std::ranges::move(piecesOf(source, 0, frames, mostFrames), std::back_inserter(pieces));
  }
  return pieces;
}

double estimateFrames(const std::vector<const Source*>& sources, const std::stop_token& stop) {
  constexpr std::size_t kLooks = 24;
  double known = 0, bytes = 0, seenFrames = 0, seenBytes = 0;
  std::vector<const Source*> others;
  for (const Source* source : sources) {
    known += static_cast<double>(source->files.frames);
    if (source->files.frames == 0) others.push_back(source);
  }
  for (const Source* source : others) bytes += bytesOf(source->files.video);
  const std::size_t looks = std::min(kLooks, others.size());
  for (std::size_t i = 0; i < looks; ++i) {
    const fs::path& video = others[i * others.size() / looks]->files.video;
    const auto clip = look(video, stop);
    if (!clip) continue;
    seenFrames += static_cast<double>(picturesIn(*clip));
    seenBytes += bytesOf(video);
  }
  return known + (seenBytes > 0 ? bytes * seenFrames / seenBytes : 0);
}

}  // namespace dataset
