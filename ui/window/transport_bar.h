#pragma once
#include <QWidget>
#include <optional>

#include "core/media/reader.h"

class QLabel;
class QToolButton;

namespace ui {

class Actions;
class Transport;

// Buttons and timecode below the preview.
class TransportBar : public QWidget {
  Q_OBJECT
 public:
  TransportBar(Transport& transport, const Actions& actions, QWidget* parent = nullptr);
  void setVideo(std::optional<media::VideoInfo> video);

 private:
  void addButtons(const QStringList& ids, const Actions& actions);
  void showTime();
  void showPlaying();
  Transport& transport_;
  std::optional<media::VideoInfo> video_;
  QLabel *time_, *length_;
  QToolButton* play_ = nullptr;
};

}  // namespace ui
