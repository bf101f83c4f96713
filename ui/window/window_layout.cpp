#include "ui/window/window_layout.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QUndoView>
#include <QVBoxLayout>

#include "ui/exporting/export_queue.h"
#include "ui/inspector/inspector.h"
#include "ui/jobs/job_bar.h"
#include "ui/preferences/preferences.h"
#include "ui/preview/preview.h"
#include "ui/record/record_panel.h"
#include "ui/record/round_trip.h"
#include "ui/timeline/timeline.h"
#include "ui/window/notice_bar.h"
#include "ui/window/start_page.h"
#include "ui/window/transport_bar.h"
#include "ui/workspace/workspace.h"

namespace ui {

static constexpr int kLayoutVersion = 1;
static constexpr int kPanelWidth = 380;  // shows every setting in one line, in German, too

namespace {
struct Panels {
  Q_DECLARE_TR_FUNCTIONS(Panels)
};
}  // namespace

static QVBoxLayout* columnIn(QWidget* widget) {
  auto* column = new QVBoxLayout(widget);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  return column;
}

static Timeline* makeTimeline(Workspace& w) {
  return new Timeline(
      w.document(),
      [&w](const std::filesystem::path& file, bool fromPictureStart) {
        return w.waveforms().of(file, fromPictureStart);
      },
      [&w](media::FrameNo frame) { return w.film().nearest(frame); },
      [&w](std::vector<media::FrameNo> frames) { w.film().want(std::move(frames)); });
}

static void fillCentre(QMainWindow& window, Workspace& workspace, Actions& actions, WindowLayout& layout) {
  layout.notices = new NoticeBar;
  layout.start = new StartPage;
  layout.preview = new Preview;
  auto* stage = new QWidget;
  auto* either = columnIn(stage);
  either->addWidget(layout.start);
  either->addWidget(layout.preview);
  layout.transportBar = new TransportBar(workspace.transport(), actions);
  layout.timeline = makeTimeline(workspace);
  layout.editing = new QWidget;
  auto* column = columnIn(layout.editing);
  column->addWidget(layout.transportBar);
  column->addWidget(layout.timeline, 1);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setObjectName(QStringLiteral("splitter"));
  splitter->addWidget(stage);
  splitter->addWidget(layout.editing);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  splitter->setChildrenCollapsible(false);
  auto* centre = new QWidget;
  auto* rows = columnIn(centre);
  rows->addWidget(layout.notices);
  rows->addWidget(splitter, 1);
  window.setCentralWidget(centre);
  layout.jobs = new JobBar;
  window.statusBar()->addPermanentWidget(layout.jobs);
  window.resize(1440, 900);
}

static QDockWidget* makeDock(QMainWindow& window, const QString& name, const QString& title, QWidget* content,
                             bool isShown) {
  auto* dock = new QDockWidget(title, &window);
  dock->setObjectName(name);
  dock->setWidget(content);
  dock->setTitleBarWidget(new QWidget(dock));  // its tab names it; the menu View shows and hides it
  window.addDockWidget(Qt::RightDockWidgetArea, dock);
  dock->setVisible(isShown);
  return dock;
}

static void fillDocks(QMainWindow& window, Workspace& workspace, RecordSession& recording,
                      WindowLayout& layout) {
  layout.inspector = new Inspector(workspace.document());
  layout.recordPanel = new RecordPanel(workspace.document(), recording, {.measureLatency = roundTripLatency});
  layout.exports = new ExportQueue;
  auto* history = new QUndoView(&workspace.document().history());
  history->setEmptyLabel(Panels::tr("As opened"));
  history->setAccessibleName(Panels::tr("History"));
  layout.settingsDock =
      makeDock(window, QStringLiteral("settings"), Panels::tr("Settings"), layout.inspector, true);
  layout.recordDock =
      makeDock(window, QStringLiteral("record"), Panels::tr("Recording"), layout.recordPanel, true);
  layout.exportsDock =
      makeDock(window, QStringLiteral("exports"), Panels::tr("Exports"), layout.exports, true);
  layout.historyDock = makeDock(window, QStringLiteral("history"), Panels::tr("History"), history, false);
  for (QDockWidget* dock : {layout.recordDock, layout.exportsDock, layout.historyDock})
    window.tabifyDockWidget(layout.settingsDock, dock);
  layout.settingsDock->raise();
  window.resizeDocks({layout.settingsDock}, {kPanelWidth}, Qt::Horizontal);
  window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks);
  window.setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
}

WindowLayout layOut(QMainWindow& window, Workspace& workspace, RecordSession& recording, Actions& actions) {
  WindowLayout layout;
  fillCentre(window, workspace, actions, layout);
  fillDocks(window, workspace, recording, layout);
  return layout;
}

void showPanel(QDockWidget& dock) {
  dock.show();
  dock.raise();
}

static QSplitter* splitterOf(const QMainWindow& window) {
  return window.centralWidget()->findChild<QSplitter*>(QStringLiteral("splitter"));
}

void saveLayout(const QMainWindow& window) {
  const std::shared_ptr<QSettings> settings = changedSettings();
  settings->setValue(QStringLiteral("window/geometry"), window.saveGeometry());
  settings->setValue(QStringLiteral("window/docks"), window.saveState(kLayoutVersion));
  settings->setValue(QStringLiteral("window/splitter"), splitterOf(window)->saveState());
}

void restoreLayout(QMainWindow& window) {
  QSettings settings(settingsFile(), QSettings::IniFormat);
  window.restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  window.restoreState(settings.value(QStringLiteral("window/docks")).toByteArray(), kLayoutVersion);
  QSplitter* splitter = splitterOf(window);
  if (!splitter->restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray()))
    splitter->setSizes({500, 380});
}

}  // namespace ui
