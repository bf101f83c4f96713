#include "ui/preferences/preferences_dialog.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>

#include "ui/jobs/error_words.h"
#include "ui/jobs/job.h"
#include "ui/preferences/general_page.h"
#include "ui/preferences/processing_page.h"
#include "ui/preferences/shortcuts_page.h"
#include "ui/preferences/sound_page.h"

namespace ui {

static constexpr int kRowHeight = 36;  // logical pixels

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent)
    : PreferencesDialog(preferences, audio::devices, parent) {}

PreferencesDialog::PreferencesDialog(const Preferences& preferences, FindDevices findDevices, QWidget* parent)
    : QDialog(parent),
      before_(preferences),
      buttons_(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply),
      general_(new GeneralPage(preferences)),
      sound_(new SoundPage(preferences)),
      processing_(new ProcessingPage(preferences)),
      shortcuts_(new ShortcutsPage(preferences)) {
  setWindowTitle(tr("Preferences"));
  titles_.setAccessibleName(tr("Pages"));
  titles_.setIconSize({20, 20});
  addPage(tr("General"), QStringLiteral("settings"), general_);
  addPage(tr("Sound and recording"), QStringLiteral("microphone"), sound_);
  addPage(tr("Processing"), QStringLiteral("dub"), processing_);
  addPage(tr("Shortcuts"), QStringLiteral("keyboard"), shortcuts_);

  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  grid->setSpacing(theme::kMargin);
  grid->addWidget(&titles_, 0, 0);
  grid->addWidget(&pages_, 0, 1);
  grid->addWidget(&buttons_, 1, 0, 1, 2);
  resize(840, 560);

  connect(&titles_, &QListWidget::currentRowChanged, &pages_, &QStackedWidget::setCurrentIndex);
  connect(&buttons_, &QDialogButtonBox::accepted, this, &PreferencesDialog::apply);
  connect(&buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(&buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons_.button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &PreferencesDialog::apply);
  connect(shortcuts_, &ShortcutsPage::acceptableChanged, this, &PreferencesDialog::setAcceptable);
  connect(sound_, &SoundPage::measureLatencyRequested, this, &PreferencesDialog::measureLatencyRequested);
  connect(processing_, &ProcessingPage::clearCacheRequested, this, &PreferencesDialog::clearCacheRequested);
  setAcceptable(shortcuts_->isAcceptable());
  showPage(kGeneral);
  lookForDevices(std::move(findDevices));
}

void PreferencesDialog::addPage(const QString& title, const QString& icon, QWidget* page) {
  auto* row = new QListWidgetItem(theme::icon(icon), title, &titles_);
  const int width = titles_.iconSize().width() + titles_.fontMetrics().horizontalAdvance(title);
  row->setSizeHint({width + 2 * theme::kMargin, kRowHeight});
  titles_.setFixedWidth(std::max(titles_.minimumWidth(), width + 3 * theme::kMargin));
  pages_.addWidget(page);
}

// The search goes on when the dialog is closed meanwhile: nobody waits for it then.
void PreferencesDialog::lookForDevices(FindDevices findDevices) {
  const auto found = std::make_shared<std::vector<audio::Device>>();
  auto* job = new Job(
      tr("Looking for devices"),
      [found, find = std::move(findDevices)](const base::OnProgress&, std::stop_token) {
        *found = find();
        return base::Outcome::done;
      },
      QCoreApplication::instance());
  connect(job, &Job::finished, job, &QObject::deleteLater);
  connect(job, &Job::failed, job, &QObject::deleteLater);
  connect(job, &Job::finished, this, [this, found] {
    sound_->setDevices(std::move(*found));
    Q_EMIT devicesKnown();
  });
  connect(job, &Job::failed, sound_,
          [this](const base::Problem& problem) { sound_->setProblem(words(problem)); });
  job->start();
}

void PreferencesDialog::showPage(Page page) { titles_.setCurrentRow(page); }

void PreferencesDialog::setLatency(double ms) { sound_->setLatency(ms); }

void PreferencesDialog::setAcceptable(bool isAcceptable) {
  buttons_.button(QDialogButtonBox::Ok)->setEnabled(isAcceptable);
  buttons_.button(QDialogButtonBox::Apply)->setEnabled(isAcceptable);
}

void PreferencesDialog::apply() { Q_EMIT applied(preferences()); }

Preferences PreferencesDialog::preferences() const {
  Preferences chosen = before_;
  general_->read(chosen);
  sound_->read(chosen);
  processing_->read(chosen);
  shortcuts_->read(chosen);
  return chosen;
}

}  // namespace ui
