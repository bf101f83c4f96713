#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme/theme.h"

namespace theme {

static QColor colorOf(QIcon::Mode mode, QIcon::State state) {
  const QPalette palette = QGuiApplication::palette();
  if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::WindowText);
  if (mode == QIcon::Selected) return palette.color(QPalette::HighlightedText);
  return state == QIcon::On ? colors(palette).accent : palette.color(QPalette::WindowText);
}

// Draws one file of the family in the colour of the moment; nothing of a theme is kept.
class LineIcon : public QIconEngine {
 public:
  explicit LineIcon(const QString& name) : name_(name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (file.open(QIODevice::ReadOnly)) drawing_ = file.readAll();
  }
  QIconEngine* clone() const override { return new LineIcon(*this); }
  QString iconName() override { return name_; }
  bool isNull() override { return drawing_.isEmpty(); }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    QRect square(QPoint(), QSize(1, 1).scaled(rect.size(), Qt::KeepAspectRatio));
    square.moveCenter(rect.center());
    const QColor color = colorOf(mode, state);
    QSvgRenderer renderer(QByteArray(drawing_).replace("currentColor", color.name().toLatin1()));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    renderer.render(painter, square);
    painter->restore();
  }

  // `size` in device pixels.
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    const QString key = QStringLiteral("redub/%1/%2x%3/%4")
                            .arg(name_)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(colorOf(mode, state).name(QColor::HexArgb));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
  }

 private:
  QString name_;
  QByteArray drawing_;  // SVG with currentColor
};

QIcon icon(const QString& name) { return QIcon(new LineIcon(name)); }

}  // namespace theme
