#include "ui/window/main_window.h"

#include <QChildEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>
#include <QUndoView>
#include <QVBoxLayout>

#include "ui/exporting/export_queue.h"
#include "ui/inspector/inspector.h"
#include "ui/jobs/job_bar.h"
#include "ui/preview/preview.h"
#include "ui/record/playback.h"
#include "ui/record/record_panel.h"
#include "ui/record/record_session.h"
#include "ui/record/round_trip.h"
#include "ui/timeline/timeline.h"
#include "ui/window/autosave.h"
#include "ui/window/notice_bar.h"
#include "ui/window/project_files.h"
#include "ui/window/start_page.h"
#include "ui/window/transport_bar.h"

namespace ui {

static constexpr int kLayoutVersion = 1;
static constexpr int kPanelWidth = 380;  // shows every setting in one line, in German, too

MainWindow::MainWindow(const Options& options)
    : preferences_(options.preferences),
      log_(options.log),
      workspace_(std::make_unique<Workspace>(
          Workspace::Options{options.preferences, options.makeModel, options.isSilent})),
      actions_(new Actions(this)),
      playback_(std::make_unique<TransportPlayback>(workspace_->transport())) {
  files_ = new ProjectFiles(workspace_->document(), this);
  autosave_ = new Autosave(workspace_->document(), recoveryFolder(), this);
  intake_ = new Intake(workspace_->document(), this);
  layOut();
  makeDocks();
  makeMenus();
  connectClip();
  connectPlayback();
  connectDubbing();
  connectTimeline();
  connectRecording();
  connectFiles();
  connectLog();
  connectActions();
  apply(preferences_);
  setAcceptDrops(true);
  restoreLayout();
  showClip();
  refreshTitle();
  refreshActions();
}

// The parts that speak to the workspace go before it does.
MainWindow::~MainWindow() {
  delete recording_;
  delete takeCentralWidget();
  qDeleteAll(docks_);
}

void MainWindow::layOut() {
  notices_ = new NoticeBar;
  start_ = new StartPage;
  preview_ = new Preview;
  auto* stage = new QWidget;  // start page or preview
  auto* either = new QVBoxLayout(stage);
  either->setContentsMargins(0, 0, 0, 0);
  either->addWidget(start_);
  either->addWidget(preview_);
  transportBar_ = new TransportBar(workspace_->transport(), *actions_);
  Workspace& w = *workspace_;
  timeline_ = new Timeline(
      w.document(),
      [&w](const std::filesystem::path& file, bool fromPictureStart) {
        return w.outlines().of(file, fromPictureStart);
      },
      [&w](media::FrameNo frame) { return w.film().nearest(frame); },
      [&w](std::vector<media::FrameNo> frames) { w.film().want(std::move(frames)); });
  editing_ = new QWidget;
  auto* column = new QVBoxLayout(editing_);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(transportBar_);
  column->addWidget(timeline_, 1);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setObjectName(QStringLiteral("splitter"));
  splitter->addWidget(stage);
  splitter->addWidget(editing_);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  splitter->setChildrenCollapsible(false);
  auto* centre = new QWidget;
  auto* rows = new QVBoxLayout(centre);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(notices_);
  rows->addWidget(splitter, 1);
  setCentralWidget(centre);
  jobs_ = new JobBar;
  statusBar()->addPermanentWidget(jobs_);
  resize(1440, 900);
}

QDockWidget* MainWindow::makeDock(const QString& name, const QString& title, QWidget* content, bool isShown) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(name);
  dock->setWidget(content);
  dock->setTitleBarWidget(new QWidget(dock));  // its tab names it; the menu View shows and hides it
  addDockWidget(Qt::RightDockWidgetArea, dock);
  dock->setVisible(isShown);
  docks_.insert(name, dock);
  return dock;
}

void MainWindow::makeDocks() {
  inspector_ = new Inspector(workspace_->document());
  recording_ = new RecordSession(
      workspace_->document(), *playback_,
      {.openOutput =
           [device = preferences_.playbackDevice.toStdString()] {
             return audio::openOutput(device, 48000, 2);
           },
       .setMonitor = [this](std::vector<audio::Sound> extra,
                            bool guideOn) { workspace_->setMonitor(std::move(extra), guideOn); },
       .cache = cacheFolder()},
      this);
  recordPanel_ = new RecordPanel(workspace_->document(), *recording_, {.measureLatency = roundTripLatency});
  exports_ = new ExportQueue;
  auto* history = new QUndoView(&workspace_->document().history());
  history->setEmptyLabel(tr("As opened"));
  history->setAccessibleName(tr("History"));
  QDockWidget* settings = makeDock(QStringLiteral("settings"), tr("Settings"), inspector_, true);
  tabifyDockWidget(settings, makeDock(QStringLiteral("record"), tr("Recording"), recordPanel_, true));
  tabifyDockWidget(settings, makeDock(QStringLiteral("exports"), tr("Exports"), exports_, true));
  tabifyDockWidget(settings, makeDock(QStringLiteral("history"), tr("History"), history, false));
  settings->raise();
  resizeDocks({settings}, {kPanelWidth}, Qt::Horizontal);
  setDockOptions(AnimatedDocks | AllowTabbedDocks);
  setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
}

void MainWindow::makeMenus() {
  menuBar()->clear();
  for (const QString& id : menus()) {
    QMenu* menu = menuBar()->addMenu(menuTitle(id));
    menu->setToolTipsVisible(true);
    for (QAction* action : actions_->of(id)) {
      menu->addAction(action);
      if (action == (*actions_)[QStringLiteral("open")]) recent_ = menu->addMenu(tr("Open &Recent"));
    }
    if (id == QLatin1String("view")) {
      menu->addSeparator();
      for (QDockWidget* dock : {docks_[QStringLiteral("settings")], docks_[QStringLiteral("record")],
                                docks_[QStringLiteral("exports")]})
        menu->addAction(dock->toggleViewAction());
    }
  }
  for (const ActionSpec& spec : actionTable()) addAction((*actions_)[QLatin1String(spec.id)]);
}

void MainWindow::saveLayout() {
  QSettings settings(settingsFile(), QSettings::IniFormat);
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  settings.setValue(QStringLiteral("window/docks"), saveState(kLayoutVersion));
  if (const auto* splitter = centralWidget()->findChild<QSplitter*>(QStringLiteral("splitter")))
    settings.setValue(QStringLiteral("window/splitter"), splitter->saveState());
}

void MainWindow::restoreLayout() {
  QSettings settings(settingsFile(), QSettings::IniFormat);
  restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  restoreState(settings.value(QStringLiteral("window/docks")).toByteArray(), kLayoutVersion);
  if (auto* splitter = centralWidget()->findChild<QSplitter*>(QStringLiteral("splitter")))
    if (!splitter->restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray()))
      splitter->setSizes({500, 380});
}

// The tabs of the docks are made by Qt, whenever docks come together.
void MainWindow::childEvent(QChildEvent* event) {
  if (auto* tabs = qobject_cast<QTabBar*>(event->child()); event->polished() && tabs != nullptr)
    tabs->setAccessibleName(tr("Panels"));
  QMainWindow::childEvent(event);
}

}  // namespace ui
