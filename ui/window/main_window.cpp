#include "ui/window/main_window.h"

#include <QApplication>
#include <QChildEvent>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMessageBox>
#include <QProgressDialog>
#include <QStatusBar>
#include <QTabBar>

#include "core/base/error.h"
#include "ui/actions/on_action.h"
#include "ui/exporting/export_queue.h"
#include "ui/jobs/job.h"
#include "ui/jobs/job_bar.h"
#include "ui/record/record_panel.h"
#include "ui/record/record_session.h"
#include "ui/record/record_transport.h"
#include "ui/record/take_files.h"
#include "ui/timeline/timeline.h"
#include "ui/window/action_state.h"
#include "ui/window/clip_view.h"
#include "ui/window/dialogs.h"
#include "ui/window/drop_target.h"
#include "ui/window/dub_actions.h"
#include "ui/window/edit_actions.h"
#include "ui/window/file_actions.h"
#include "ui/window/menu_bar.h"
#include "ui/window/notice_bar.h"
#include "ui/window/notices.h"
#include "ui/window/opener.h"
#include "ui/window/record_view.h"
#include "ui/window/start_page.h"
#include "ui/window/taskbar.h"
#include "ui/window/timeline_actions.h"
#include "ui/window/view_actions.h"
#include "ui/window/voice_view.h"
#include "ui/window/window_log.h"

namespace ui {

static constexpr int kToldMs = 6000;  // words in the status bar
static constexpr int kQuietMs = 300;  // closing says nothing for so long

static std::unique_ptr<RecordSession> makeRecording(Workspace& workspace, RecordTransport& transport,
                                                    const MainWindow::Options& options) {
  return std::make_unique<RecordSession>(
      workspace.document(), transport,
      RecordSession::Parts{
          .openInput = options.openInput,
          .openOutput =
              [device = options.preferences.playbackDevice.toStdString()] {
                return audio::openOutput(device, 48000, 2);
              },
          .setMonitor = [&workspace](std::vector<audio::Sound> extra,
                                     bool guideOn) { workspace.setMonitor(std::move(extra), guideOn); },
          .cache = cacheFolder()});
}

MainWindow::MainWindow(const Options& options)
    : preferences_(options.preferences),
      workspace_(std::make_unique<Workspace>(
          Workspace::Options{options.preferences, options.makeModel, options.analyse, options.isSilent})),
      actions_(new Actions(this)),
      recordTransport_(std::make_unique<WindowTransport>(workspace_->transport())),
      recording_(makeRecording(*workspace_, *recordTransport_, options)),
      layout_(layOut(*this, *workspace_, *recording_, *actions_)),
      projects_(workspace_->document(), this, options.disk),
      autosave_(workspace_->document(), recoveryFolder()),
      opener_(std::make_unique<Opener>(*this, workspace_->document(), projects_, *layout_.timeline)),
      dialogs_(std::make_unique<Dialogs>(*this, *workspace_, layout_)),
      clipView_(std::make_unique<ClipView>(*workspace_, layout_)),
      recordView_(std::make_unique<RecordView>(*recording_, *workspace_, layout_, *actions_)),
      dropTarget_(std::make_unique<DropTarget>(*this, workspace_->document(), layout_, *opener_)) {
  connectParts();
  connectActions(options.log);
  apply(preferences_);
  restoreLayout(*this);
  refreshTitle();
}

// The widgets, which speak to the parts and the workspace, go before them.
MainWindow::~MainWindow() {
  delete takeCentralWidget();
  for (QDockWidget* dock :
       {layout_.settingsDock, layout_.recordDock, layout_.exportsDock, layout_.historyDock})
    delete dock;
}

void MainWindow::connectParts() {
  tellNotices(*this, layout_, *workspace_, *recording_, autosave_, *actions_);
  followVoice(*this, layout_, *workspace_, *recording_);
  followState(*actions_, *workspace_, *layout_.timeline);
  logCourse(*workspace_, *recording_, *layout_.exports);
  connect(&workspace_->clip(), &OpenClip::jobStarted, this, &MainWindow::watch);
  connect(&workspace_->dubbing(), &DubSession::jobStarted, this, &MainWindow::watch);
  connect(layout_.exports, &ExportQueue::started, this, &MainWindow::watch);
  connect(opener_.get(), &Opener::jobStarted, this, &MainWindow::watch);
  connect(opener_.get(), &Opener::failed, this,
          [this](const base::Problem& problem) { tellProblem(notices(), *actions_, problem); });
  connect(opener_.get(), &Opener::told, this, &MainWindow::say);
  connect(&opener_->intake(), &Intake::pictureFound, &workspace_->clip(), &OpenClip::expect);
  connect(&opener_->intake(), &Intake::modelFound, dialogs_.get(), &Dialogs::showModels);
  connect(&opener_->intake(), &Intake::refused, this,
          [this](const QString& reasons) { notices().tell(NoticeBar::Kind::warning, reasons); });
  connect(layout_.start, &StartPage::openRequested, opener_.get(), &Opener::ask);
  connect(layout_.start, &StartPage::sampleRequested, opener_.get(), &Opener::makeSample);
  connect(layout_.start, &StartPage::recentRequested, this,
          [this](const QString& file) { openFiles({file.toStdString()}); });
  connect(&projects_, &ProjectFiles::failed, this,
          [this](const base::Problem& problem, const QString& remedy) {
            tellProblem(notices(), *actions_, problem, remedy);
          });
  connect(&projects_, &ProjectFiles::uncertain, this,
          [this](const QString& message) { notices().tell(NoticeBar::Kind::error, message); });
  connect(&projects_, &ProjectFiles::saved, this,
          [this](const QString& file) { say(tr("Saved %1").arg(file)); });
  connect(&workspace_->document(), &Document::fileChanged, this, &MainWindow::refreshTitle);
  connect(&workspace_->document().history(), &QUndoStack::cleanChanged, this, &MainWindow::refreshTitle);
  connect(dialogs_.get(), &Dialogs::told, this, &MainWindow::say);
  connect(dialogs_.get(), &Dialogs::preferencesChosen, this, [this](const Preferences& preferences) {
    keep(preferences);
    apply(preferences);
  });
  connect(layout_.recordPanel, &RecordPanel::preferencesChanged, this,
          [this](const RecordSettings& settings) {
            store(settings, preferences_);
            keep(preferences_);
          });
}

void MainWindow::connectActions(const std::filesystem::path& log) {
  QMenu* recent = fillMenuBar(*this, *actions_, layout_);
  connectFileActions(*this, *actions_, *recent, projects_, *opener_, *dialogs_);
  connectEditActions(*this, *actions_, workspace_->document(), *opener_, notices());
  onAction(*actions_, "preferences", this, [this] { dialogs_->showPreferences(preferences_); });
  connectViewActions(*this, *actions_, layout_, *workspace_);
  connectPlaybackActions(*actions_, *workspace_);
  connectTimelineActions(*actions_, *workspace_, *layout_.timeline);
  connectRecordActions(*actions_, *recording_, layout_, *workspace_);
  connectDubActions(*this, *actions_, *workspace_, *dialogs_);
  connectHelpActions(*this, *actions_, *opener_, log);
}

void MainWindow::refreshTitle() {
  const Document& document = workspace_->document();
  const QString name = document.file().empty()
                           ? tr("Untitled")
                           : QFileInfo(QString::fromStdString(document.file().string())).completeBaseName();
  setWindowTitle(QStringLiteral("%1[*] - Redub").arg(name));
  setWindowModified(document.isModified());
}

void MainWindow::watch(Job* job) {
  layout_.jobs->watch(job);
  followOnTaskbar(*job);
}

void MainWindow::say(const QString& words) { statusBar()->showMessage(words, kToldMs); }

// On disk, in the order in which they were chosen.
void MainWindow::keep(const Preferences& preferences) {
  disk_.add([this, preferences, post = postbox_.post()] {
    try {
      savePreferences(preferences);
    } catch (...) {
      post([this, problem = base::caughtProblem()] { tellProblem(notices(), *actions_, problem); });
    }
  });
}

void MainWindow::openFiles(const std::vector<std::filesystem::path>& files) { opener_->open(files); }

void MainWindow::apply(const Preferences& preferences) {
  if (preferences.scheme != preferences_.scheme) theme::apply(*qApp, preferences.scheme);
  preferences_ = preferences;
  actions_->setKeys(preferences.keys);
  workspace_->apply(preferences);
  recording_->setSettings(recordSettings(preferences, takesFolder()));
}

void MainWindow::offerRecovery() {
  struct Found {
    std::vector<Recoverable> projects;
    std::vector<std::filesystem::path> takes;
  };
  const auto found = std::make_shared<Found>();
  auto* job = new Job(
      tr("Looking for what a crash left"),
      [found, projects = recoveryFolder(), takes = takesFolder()](const base::OnProgress&,
                                                                  const std::stop_token&) {
        found->projects = recoverable(projects);
        found->takes = recoveredTakes(takes);
        return base::Outcome::done;
      },
      this);
  connect(job, &Job::finished, this, [this, job, found] {
    job->deleteLater();
    projects_.offerRecovery(found->projects);
    offerTakes(found->takes);
  });
  connect(job, &Job::failed, this,
          [this](const base::Problem& problem) { tellProblem(notices(), *actions_, problem); });
  job->start();
}

// A take that was being recorded is offered as a file to add, whether its project was kept or not.
void MainWindow::offerTakes(const std::vector<std::filesystem::path>& takes) {
  if (takes.empty()) return;
  notices().tell(NoticeBar::Kind::info,
                 tr("%n take(s) were being recorded when Redub ended; they are kept in %1.", nullptr,
                    static_cast<int>(takes.size()))
                     .arg(QString::fromStdString(takes.front().parent_path().string())),
                 {}, tr("Add"), [this, takes] { openFiles(takes); });
}

// The tabs of the docks are made by Qt, whenever docks come together.
void MainWindow::childEvent(QChildEvent* event) {
  if (auto* tabs = qobject_cast<QTabBar*>(event->child()); event->polished() && tabs != nullptr)
    tabs->setAccessibleName(tr("Panels"));
  QMainWindow::childEvent(event);
}

bool MainWindow::mayStop() {
  const bool isBusy =
      workspace_->dubbing().isDubbing() || exports().jobs() > 0 || recording_->state() != RecordState::idle;
  if (!isBusy || isLeaving_) return true;
  const auto answer = QMessageBox::question(this, tr("Work is running"),
                                            tr("Redub is still dubbing, exporting or recording. Stop that "
                                               "and close?\n\nExports that are not finished "
                                               "leave no file; a take that is being recorded is kept."),
                                            QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
  return answer == QMessageBox::Close;
}

// A take goes on disk and into the project first; all other work is thrown away, and nobody waits for it.
void MainWindow::closeEvent(QCloseEvent* event) {
  if (!mayStop()) return event->ignore();
  recording_->stop();
  if (recording_->state() != RecordState::idle) {
    if (!isLeaving_) closeWhenRecorded();
    return event->ignore();
  }
  isLeaving_ = false;
  if (!projects_.mayLeave()) return event->ignore();
  workspace_->dubbing().cancel();
  exports().cancelAll();
  saveLayout(*this);
  event->accept();
}

void MainWindow::closeWhenRecorded() {
  isLeaving_ = true;
  auto* words =
      new QProgressDialog(tr("The take is being saved; Redub closes when it is on disk."), {}, 0, 0, this);
  words->setWindowModality(Qt::WindowModal);
  words->setMinimumDuration(kQuietMs);
  connect(recording_.get(), &RecordSession::stateChanged, words, [this, words](RecordState state) {
    if (state != RecordState::idle) return;
    words->deleteLater();
    QMetaObject::invokeMethod(this, &MainWindow::close, Qt::QueuedConnection);
  });
}

}  // namespace ui
