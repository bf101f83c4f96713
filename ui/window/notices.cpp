#include "ui/window/notices.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMainWindow>
#include <QStatusBar>

#include "ui/exporting/export_queue.h"
#include "ui/record/record_session.h"
#include "ui/window/autosave.h"
#include "ui/window/notice_bar.h"
#include "ui/window/window_layout.h"
#include "ui/workspace/workspace.h"

namespace ui {

using Kind = NoticeBar::Kind;

namespace {
struct Notices {
  Q_DECLARE_TR_FUNCTIONS(Notices)
};
}  // namespace

static void tellOfClip(OpenClip& clip, NoticeBar& notices) {
  QObject::connect(&clip, &OpenClip::failed, &notices,
                   [&clip, &notices](const QString& message, const QString& detail) {
                     notices.tell(Kind::error, message, detail);
                     const auto takeBack = [&notices, message] { notices.takeBack(message); };
                     QObject::connect(&clip, &OpenClip::probed, &notices, takeBack, Qt::SingleShotConnection);
                   });
  QObject::connect(&clip, &OpenClip::analysisFailed, &notices,
                   [&clip, &notices](const QString& message, const QString& detail) {
                     notices.tell(Kind::warning, message, detail, Notices::tr("Look again"),
                                  [&clip] { clip.analyseAgain(); });
                   });
  QObject::connect(&clip, &OpenClip::analysed, &notices, [&clip, &notices] {
    if (!clip.analysis()->tracks.empty()) return;
    notices.tell(Kind::warning, Notices::tr("No face was found in this video: lips cannot be moved. Choose a "
                                            "clip that shows a face of 60 pixels or more from the front."));
  });
}

static void tellOfDubbing(const DubSession& dubbing, NoticeBar& notices, QStatusBar& status) {
  QObject::connect(&dubbing, &DubSession::failed, &notices,
                   [&notices](const QString& message, const QString& detail) {
                     notices.tell(Kind::error, message, detail);
                   });
  QObject::connect(&dubbing, &DubSession::noted, &notices,
                   [&notices](const QString& note) { notices.tell(Kind::warning, note); });
  QObject::connect(&dubbing, &DubSession::finished, &status, [&status] {
    status.showMessage(Notices::tr("The lips are done: play to watch them, or export the video."), 8000);
  });
}

static void tellOfExports(const ExportQueue& exports, QDockWidget& dock, NoticeBar& notices) {
  QObject::connect(&exports, &ExportQueue::finished, &notices,
                   [&dock, &notices](const QString& path, bool isGood) {
                     const QString name = QFileInfo(path).fileName();
                     notices.tell(isGood ? Kind::info : Kind::error,
                                  isGood ? Notices::tr("%1 is done and was checked.").arg(name)
                                         : Notices::tr("%1 did not pass its check: see Exports.").arg(name),
                                  {}, Notices::tr("Show"), [&dock] { showPanel(dock); });
                   });
  QObject::connect(
      &exports, &ExportQueue::failed, &notices, [&notices](const QString& path, const QString& message) {
        notices.tell(Kind::error,
                     Notices::tr("%1 was not written: %2").arg(QFileInfo(path).fileName(), message));
      });
}

void tellNotices(QMainWindow& window, const WindowLayout& layout, Workspace& workspace,
                 const RecordSession& recording, const Autosave& autosave) {
  NoticeBar& notices = *layout.notices;
  const auto fail = [&notices](const QString& message) { notices.tell(Kind::error, message); };
  tellOfClip(workspace.clip(), notices);
  tellOfDubbing(workspace.dubbing(), notices, *window.statusBar());
  tellOfExports(*layout.exports, *layout.exportsDock, notices);
  QObject::connect(&workspace.transport(), &Transport::failed, &notices, fail);
  QObject::connect(&recording, &RecordSession::failed, &notices, fail);
  QObject::connect(&autosave, &Autosave::failed, &notices,
                   [&notices](const QString& message) { notices.tell(Kind::warning, message); });
}

}  // namespace ui
