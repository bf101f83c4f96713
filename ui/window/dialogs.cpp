#include "ui/window/dialogs.h"

#include <QFileDialog>
#include <QMessageBox>
#include <memory>
#include <optional>

#include "ui/dialogs/model_terms.h"
#include "ui/dialogs/models_dialog.h"
#include "ui/exporting/export_dialog.h"
#include "ui/exporting/export_queue.h"
#include "ui/inspector/inspector.h"
#include "ui/jobs/error_words.h"
#include "ui/jobs/job.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/record/record_settings.h"
#include "ui/record/round_trip.h"
#include "ui/workspace/workspace.h"

namespace ui {

Dialogs::Dialogs(QWidget& window, Workspace& workspace, const WindowLayout& layout)
    : window_(window), workspace_(workspace), layout_(layout) {
  connect(layout_.inspector, &Inspector::modelsRequested, this, [this] { showModels({}); });
  layout_.inspector->setModels(usableModels());
}

void Dialogs::exportVideo() {
  if (!workspace_.clip().probe()) return;
  ExportDialog dialog(workspace_.document(), *workspace_.clip().probe(), &window_);
  if (dialog.exec() != QDialog::Accepted) return;
  layout_.exports->add(workspace_.document().project(), dialog.preset(), dialog.output(),
                       workspace_.renderOptions());
  showPanel(*layout_.exportsDock);
}

void Dialogs::showModels(const QString& toImport) {
  if (models_ == nullptr) {
    models_ =
        new ModelsDialog(QString::fromStdString(workspace_.document().project().settings.model), &window_);
    models_->setAttribute(Qt::WA_DeleteOnClose);
    connect(models_, &ModelsDialog::listChanged, this,
            [this] {
              layout_.inspector->setModels(usableModels());
              workspace_.dubbing().planSoon();  // a name may mean other weights now
            });
    connect(models_, &ModelsDialog::chosen, this, [this](const QString& name) {
      workspace_.document().edit(tr("Choose model"),
                                 [&](dub::Project& p) { p.settings.model = name.toStdString(); });
    });
  }
  models_->show();
  models_->raise();
  if (!toImport.isEmpty()) models_->importFile(toImport);
}

void Dialogs::askForModel() {
  const QString file = QFileDialog::getOpenFileName(&window_, tr("Import a lip model"), {},
                                                    tr("Checkpoints (*.pth *.pt *.ckpt *.safetensors)"));
  if (!file.isEmpty()) showModels(file);
}

// For the preferences: on a job, as the recording panel does it.
void Dialogs::measureFor(PreferencesDialog& dialog) {
  const auto found = std::make_shared<std::optional<double>>();
  auto* job = new Job(
      tr("Measuring the latency"),
      [settings = recordSettings(dialog.preferences(), {}), found](const base::OnProgress&,
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
  connect(job, &Job::failed, &dialog, [&dialog](const base::Problem& problem) {
    QMessageBox::warning(&dialog, tr("Latency"), words(problem));
  });
  job->start();
}

void Dialogs::showPreferences(const Preferences& now) {
  PreferencesDialog dialog(now, &window_);
  connect(&dialog, &PreferencesDialog::applied, this, &Dialogs::preferencesChosen);
  connect(&dialog, &PreferencesDialog::clearCacheRequested, this, [this] {
    workspace_.dubbing().forget();
    Q_EMIT told(tr("The cache is empty."));
  });
  connect(&dialog, &PreferencesDialog::measureLatencyRequested, this, [&dialog] { measureFor(dialog); });
  dialog.exec();
}

}  // namespace ui
