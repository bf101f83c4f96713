// The dialogs that the window opens, and what comes of them.
#include <QApplication>
#include <QDockWidget>
#include <QMessageBox>
#include <QStatusBar>

#include "ui/dialogs/model_terms.h"
#include "ui/dialogs/models_dialog.h"
#include "ui/exporting/export_dialog.h"
#include "ui/exporting/export_queue.h"
#include "ui/inspector/inspector.h"
#include "ui/jobs/job.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/record/record_session.h"
#include "ui/record/round_trip.h"
#include "ui/window/main_window.h"

namespace ui {

void MainWindow::exportVideo() {
  if (!workspace_->clip().probe()) return;
  ExportDialog dialog(workspace_->document(), *workspace_->clip().probe(), this);
  if (dialog.exec() != QDialog::Accepted) return;
  exports_->add(workspace_->document().project(), dialog.preset(), dialog.output(),
                workspace_->renderOptions());
  docks_[QStringLiteral("exports")]->show();
  docks_[QStringLiteral("exports")]->raise();
}

void MainWindow::showModels(const QString& toImport) {
  if (models_ == nullptr) {
    models_ = new ModelsDialog(QString::fromStdString(workspace_->document().project().settings.model), this);
    models_->setAttribute(Qt::WA_DeleteOnClose);
    connect(models_, &QObject::destroyed, this, [this] { models_ = nullptr; });
    connect(models_, &ModelsDialog::listChanged, this, [this] { inspector_->setModels(usableModels()); });
    connect(models_, &ModelsDialog::chosen, this, [this](const QString& name) {
      workspace_->document().edit(tr("Choose model"),
                                  [&](dub::Project& p) { p.settings.model = name.toStdString(); });
    });
  }
  models_->show();
  models_->raise();
  if (!toImport.isEmpty()) models_->importFile(toImport);
}

// For the preferences: on a job, as the recording panel does it.
void MainWindow::measureFor(PreferencesDialog& dialog) {
  const auto found = std::make_shared<std::optional<double>>();
  auto* job = new Job(
      tr("Measuring the latency"),
      [settings = recordSettings(dialog.preferences(), takesFolder()), found](const base::OnProgress&,
                                                                              const std::stop_token&) {
        *found = roundTripLatency(settings);
        return base::Outcome::done;
      },
      &dialog);
  connect(job, &Job::finished, &dialog, [&dialog, found] {
    if (*found)
      dialog.setLatency(**found * 1000);
    else
      QMessageBox::information(
          &dialog, tr("Latency"),
          tr("The tone was not heard: hold the headphones to the microphone, turn them up, and "
             "measure again."));
  });
  connect(job, &Job::failed, &dialog,
          [&dialog](const QString& message) { QMessageBox::warning(&dialog, tr("Latency"), message); });
  job->start();
}

void MainWindow::showPreferences() {
  PreferencesDialog dialog(preferences_, this);
  connect(&dialog, &PreferencesDialog::applied, this, [this](const Preferences& preferences) {
    savePreferences(preferences);
    apply(preferences);
  });
  connect(&dialog, &PreferencesDialog::clearCacheRequested, this, [this] {
    workspace_->dubbing().forget();
    statusBar()->showMessage(tr("The cache is empty."), 5000);
  });
  connect(&dialog, &PreferencesDialog::measureLatencyRequested, this,
          [this, &dialog] { measureFor(dialog); });
  dialog.exec();
}

void MainWindow::apply(const Preferences& preferences) {
  if (preferences.scheme != preferences_.scheme) theme::apply(*qApp, preferences.scheme);
  preferences_ = preferences;
  actions_->setKeys(preferences.keys);
  workspace_->apply(preferences);
  recording_->setSettings(recordSettings(preferences, takesFolder()));
}

}  // namespace ui
