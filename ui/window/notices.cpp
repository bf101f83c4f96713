#include "ui/window/notices.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMainWindow>
#include <QStatusBar>

#include "ui/actions/actions.h"
#include "ui/exporting/export_queue.h"
#include "ui/jobs/error_words.h"
#include "ui/jobs/remedy.h"
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

void tellError(NoticeBar& notices, const Actions& actions, const QString& message, const QString& detail,
               const QString& remedy) {
  if (remedy.isEmpty()) return notices.tell(Kind::error, message, detail);
  QAction* action = actions[remedy];
  notices.tell(Kind::error, message, detail, plainText(action->text()), [action] { action->trigger(); });
}

void tellProblem(NoticeBar& notices, const Actions& actions, const base::Problem& problem,
                 const QString& otherwise) {
  const QString remedy = remedyFor(problem.fault);
  tellError(notices, actions, words(problem), QString::fromStdString(problem.detail),
            remedy.isEmpty() ? otherwise : remedy);
}

static void tellOfClip(OpenClip& clip, NoticeBar& notices, const Actions& actions) {
  QObject::connect(&clip, &OpenClip::failed, &notices, [&](const base::Problem& problem) {
    tellProblem(notices, actions, problem, QStringLiteral("open"));
    const auto takeBack = [&notices, message = words(problem)] { notices.takeBack(message); };
    QObject::connect(&clip, &OpenClip::probed, &notices, takeBack, Qt::SingleShotConnection);
  });
  const auto offerAnalysis = [&](const QString& message, const QString& detail) {
    notices.tell(Kind::warning, message, detail, Notices::tr("Look again"), [&clip] { clip.analyseAgain(); });
  };
  QObject::connect(&clip, &OpenClip::analysisFailed, &notices, [offerAnalysis](const base::Problem& problem) {
    offerAnalysis(words(problem), QString::fromStdString(problem.detail));
  });
  QObject::connect(&clip, &OpenClip::analysisCancelled, &notices, [offerAnalysis] {
    offerAnalysis(Notices::tr("The faces were not looked for: nothing can be dubbed yet."), {});
  });
  QObject::connect(&clip, &OpenClip::analysed, &notices, [&clip, &notices] {
    if (!clip.analysis()->tracks.empty()) return;
    notices.tell(Kind::warning, Notices::tr("No face was found in this video: lips cannot be moved. Choose a "
                                            "clip that shows a face of 60 pixels or more from the front."));
  });
}

static void tellOfDubbing(const DubSession& dubbing, NoticeBar& notices, const Actions& actions,
                          QStatusBar& status) {
  QObject::connect(&dubbing, &DubSession::failed, &notices,
                   [&](const base::Problem& problem) { tellProblem(notices, actions, problem); });
  QObject::connect(
      &dubbing, &DubSession::noted, &notices, [&notices](int voice, const base::Problem& problem) {
        notices.tell(Kind::warning, Notices::tr("Voice %1: %2").arg(voice + 1).arg(words(problem)));
      });
  QObject::connect(&dubbing, &DubSession::finished, &status, [&status] {
    status.showMessage(Notices::tr("The lips are done: play to watch them, or export the video."), 8000);
  });
}

static void tellOfExports(const ExportQueue& exports, QDockWidget& dock, NoticeBar& notices,
                          const Actions& actions) {
  QObject::connect(&exports, &ExportQueue::finished, &notices,
                   [&dock, &notices](const QString& path, bool isGood) {
                     const QString name = QFileInfo(path).fileName();
                     notices.tell(isGood ? Kind::info : Kind::error,
                                  isGood ? Notices::tr("%1 is done and was checked.").arg(name)
                                         : Notices::tr("%1 did not pass its check: see Exports.").arg(name),
                                  {}, Notices::tr("Show"), [&dock] { showPanel(dock); });
                   });
  QObject::connect(
      &exports, &ExportQueue::failed, &notices, [&](const QString& path, const base::Problem& problem) {
        const QString remedy = remedyFor(problem.fault);
        tellError(notices, actions,
                  Notices::tr("%1 was not written: %2").arg(QFileInfo(path).fileName(), words(problem)),
                  QString::fromStdString(problem.detail),
                  remedy.isEmpty() ? QStringLiteral("export") : remedy);
      });
}

void tellNotices(QMainWindow& window, const WindowLayout& layout, Workspace& workspace,
                 const RecordSession& recording, const Autosave& autosave, const Actions& actions) {
  NoticeBar& notices = *layout.notices;
  tellOfClip(workspace.clip(), notices, actions);
  tellOfDubbing(workspace.dubbing(), notices, actions, *window.statusBar());
  tellOfExports(*layout.exports, *layout.exportsDock, notices, actions);
  QObject::connect(&workspace.transport(), &Transport::failed, &notices,
                   [&](const base::Problem& problem) { tellProblem(notices, actions, problem); });
  QObject::connect(&recording, &RecordSession::failed, &notices,
                   [&](const QString& message, const QString& remedy) {
                     tellError(notices, actions, message, {}, remedy);
                   });
  QObject::connect(&autosave, &Autosave::failed, &notices,
                   [&notices](const QString& message) { notices.tell(Kind::warning, message); });
}

}  // namespace ui
