#pragma once
#include <QToolBar>
#include <initializer_list>
#include <optional>

#include "core/media/info.h"

class QLabel;

namespace ui {

class Actions;
class Transport;

// Buttons and timecode below the preview. Where it is narrow, the last ones, which matter least, are
// in a menu.
class TransportBar : public QToolBar {
  Q_OBJECT
 public:
  TransportBar(Transport& transport, const Actions& actions, QWidget* parent = nullptr);
  void setVideo(std::optional<media::VideoInfo> video);

 private:
  void addButtons(std::initializer_list<const char*> ids, const Actions& actions,
                  Qt::ToolButtonStyle style = Qt::ToolButtonIconOnly);
  void showTime();
  void showPlaying();
  Transport& transport_;
  std::optional<media::VideoInfo> video_;
  QLabel *time_, *length_;
  QAction* play_;
};

}  // namespace ui
