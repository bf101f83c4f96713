#pragma once
#include <QObject>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "core/audio/waveform_peaks.h"

namespace ui {

class Job;

// Waveforms of sound files for drawing, fetched one after the other when first asked for. GUI thread.
class WaveformCache : public QObject {
  Q_OBJECT
 public:
  explicit WaveformCache(std::filesystem::path cache, QObject* parent = nullptr);
  // Null while it is not there (then came() tells), and for files without sound.
  std::shared_ptr<const audio::WaveformPeaks> of(const std::filesystem::path& file, bool fromPictureStart);

 Q_SIGNALS:
  void came();

 private:
  using Key = std::pair<std::filesystem::path, bool>;
  void fetchNext();
  std::filesystem::path cache_;
  std::map<Key, std::shared_ptr<const audio::WaveformPeaks>> known_;  // null: asked for, or without sound
  std::deque<Key> wanted_;
  Job* fetching_ = nullptr;
};

}  // namespace ui
