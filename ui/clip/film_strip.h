#pragma once
#include <QImage>
#include <QObject>
#include <map>
#include <memory>
#include <vector>

#include "core/play/thumbnails.h"
#include "ui/jobs/postbox.h"

namespace ui {

// Small pictures of the open clip, as far as they are there. Keeps at most some hundred. GUI thread.
class FilmStrip : public QObject {
  Q_OBJECT
 public:
  explicit FilmStrip(QObject* parent = nullptr);
  ~FilmStrip() override;
  void open(std::shared_ptr<const media::ClipIndex> clip, int height);  // null = none
  QImage nearest(media::FrameNo frame) const;                           // null while there is none
  void want(std::vector<media::FrameNo> frames);

 Q_SIGNALS:
  void came();

 private:
  void put(int generation, media::FrameNo frame, QImage picture);
  int generation_ = 0;  // of the clip: pictures of an earlier one are dropped
  std::map<media::FrameNo, QImage> pictures_;
  std::shared_ptr<play::Thumbnails> thumbnails_;
  Postbox postbox_{this};
};

}  // namespace ui
