#include "ui/clip/waveform_cache.h"

#include <optional>

#include "core/audio/read_waveform_peaks.h"
#include "ui/jobs/job.h"

namespace ui {

WaveformCache::WaveformCache(std::filesystem::path cache, QObject* parent)
    : QObject(parent), cache_(std::move(cache)) {}

std::shared_ptr<const audio::WaveformPeaks> WaveformCache::of(const std::filesystem::path& file,
                                                              bool fromPictureStart) {
  const Key key{file, fromPictureStart};
  const auto [at, isNew] = known_.try_emplace(key);
  if (isNew) {
    wanted_.push_back(key);
    if (fetching_ == nullptr) fetchNext();
  }
  return at->second;
}

void WaveformCache::fetchNext() {
  if (wanted_.empty()) return;
  const Key key = wanted_.front();
  wanted_.pop_front();
  const auto found = std::make_shared<std::optional<audio::WaveformPeaks>>();
  fetching_ = new Job(
      tr("Reading sound"),
      [key, cache = cache_, found](const base::OnProgress&, const std::stop_token& stop) {
        *found = audio::readWaveformPeaks(
            key.first, key.second, cache, [](double) {}, stop);
        return base::Outcome::done;
      },
      this);
  const auto end = [this, key, found] {
    fetching_->deleteLater();
    fetching_ = nullptr;
    if (*found) known_[key] = std::make_shared<const audio::WaveformPeaks>(std::move(**found));
    Q_EMIT came();
    fetchNext();
  };
  connect(fetching_, &Job::finished, this, end);
  connect(fetching_, &Job::failed, this, end);  // without sound: it stays empty
  fetching_->start();
}

}  // namespace ui
