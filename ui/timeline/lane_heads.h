#pragma once
#include <QWidget>
#include <vector>

class QLabel;
class QToolButton;

namespace ui {

class Document;
struct Scene;
struct Lane;

// The left ends of the lanes: their names, and for each voice whose lips it moves and whether it is heard.
class LaneHeads : public QWidget {
  Q_OBJECT
 public:
  LaneHeads(Document& document, const Scene& scene, QWidget* parent);
  QSize sizeHint() const override;
  void rebuild();  // voices, faces or names changed
  void place();    // lanes were scrolled or have other sizes

 Q_SIGNALS:
  void voiceClicked(int voice);
  void faceMenuRequested(int voice, QPoint globalPos);
  void scrollWanted(int pixels);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void changeEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  struct VoiceHead {
    QToolButton* face = nullptr;
    QToolButton* mute = nullptr;
  };
  void addVoiceHead();
  void fill(VoiceHead& head, int voice);
  void setMuted(int voice, bool isMuted);

  Document& document_;
  const Scene& scene_;
  std::vector<VoiceHead> voices_;
  QToolButton* add_;
};

}  // namespace ui
