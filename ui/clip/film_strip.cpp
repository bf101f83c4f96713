#include "ui/clip/film_strip.h"

#include <iterator>
#include <utility>

#include "core/base/detached.h"

namespace ui {

static constexpr std::size_t kMost = 600;

FilmStrip::FilmStrip(QObject* parent) : QObject(parent) {}
FilmStrip::~FilmStrip() = default;

void FilmStrip::open(std::shared_ptr<const media::ClipIndex> clip, int height) {
  thumbnails_.reset();
  pictures_.clear();
  const int generation = ++generation_;
  if (!clip) return;
  // Called on the thread of the thumbnails.
  const auto ready = [this, post = postbox_.post(), generation](media::FrameNo frame, base::Image image) {
    const QImage picture = QImage(image.data.data(), image.width, image.height,
                                  static_cast<qsizetype>(image.width) * 4, QImage::Format_RGB32)
                               .copy();
    post([this, generation, frame, picture] { put(generation, frame, picture); });
  };
  thumbnails_ = base::endingDetached(std::make_unique<play::Thumbnails>(std::move(clip), height, ready));
}

void FilmStrip::put(int generation, media::FrameNo frame, QImage picture) {
  if (generation != generation_) return;
  pictures_[frame] = std::move(picture);
  if (pictures_.size() > kMost)  // the one furthest away goes
    pictures_.erase(frame - pictures_.begin()->first > pictures_.rbegin()->first - frame
                        ? pictures_.begin()
                        : std::prev(pictures_.end()));
  Q_EMIT came();
}

QImage FilmStrip::nearest(media::FrameNo frame) const {
  if (pictures_.empty()) return {};
  const auto after = pictures_.lower_bound(frame);
  if (after == pictures_.begin()) return after->second;
  const auto before = std::prev(after);
  if (after == pictures_.end() || frame - before->first <= after->first - frame) return before->second;
  return after->second;
}

void FilmStrip::want(std::vector<media::FrameNo> frames) {
  if (thumbnails_) thumbnails_->want(std::move(frames));
}

}  // namespace ui
