// A stand-in for a file manager: a square in the upper left corner of the screen from which the files named
// on the command line can be dragged. Prints what becomes of the drag. Stays: the files' names are fetched
// after it.
#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>
#include <QWidget>
#include <cstdio>

namespace {

void tell(const char* words) {
  std::puts(words);
  std::fflush(stdout);
}

class Source final : public QWidget {
 public:
  Source() : QWidget(nullptr, Qt::X11BypassWindowManagerHint | Qt::WindowStaysOnTopHint) {
    setGeometry(0, 0, 60, 60);
  }

 protected:
  void mouseMoveEvent(QMouseEvent* event) override {
    if ((event->buttons() & Qt::LeftButton) == 0) return;
    auto* files = new QMimeData;
    QList<QUrl> urls;
    for (const QString& file : QApplication::arguments().mid(1)) urls << QUrl::fromLocalFile(file);
    files->setUrls(urls);
    auto* drag = new QDrag(this);
    drag->setMimeData(files);
    connect(drag, &QDrag::actionChanged, this, [](Qt::DropAction action) {
      tell(action == Qt::CopyAction ? "the target takes it" : "no target");
    });
    tell("dragging");
    tell(drag->exec(Qt::CopyAction) == Qt::CopyAction ? "dropped" : "refused");
  }
  void paintEvent(QPaintEvent* /*event*/) override {
    if (!std::exchange(isShown_, true)) tell("ready");
  }

 private:
  bool isShown_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Source source;
  source.show();
  return QApplication::exec();
}
