#include "ui/dialogs/models_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QUrl>
#include <algorithm>
#include <memory>

#include "core/base/error.h"
#include "core/base/log.h"
#include "ui/dialogs/model_terms.h"
#include "ui/dialogs/model_work.h"
#include "ui/jobs/discard_job.h"
#include "ui/jobs/error_words.h"
#include "ui/jobs/job.h"
#include "ui/jobs/job_words.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr const char* kEndings[] = {"pth", "pt", "safetensors"};
static constexpr const char* kBuiltin = "builtin";

bool ModelsDialog::canImport(const QString& path) {
  const QString ending = QFileInfo(path).suffix().toLower();
  return std::ranges::any_of(kEndings, [&](const char* known) { return ending == QLatin1String(known); });
}

ModelsDialog::ModelsDialog(const QString& current, QWidget* parent)
    : QDialog(parent),
      current_(current),
      use_(tr("&Use This Model")),
      test_(tr("&Test")),
      remove_(tr("&Remove...")),
      import_(tr("&Import...")),
      cancel_(tr("&Cancel")) {
  setWindowTitle(tr("Models"));
  setAcceptDrops(true);
  list_.setAccessibleName(tr("Models"));
  list_.setIconSize({20, 20});
  progress_.setAccessibleName(tr("Progress"));
  status_.setWordWrap(true);
  status_.setTextInteractionFlags(Qt::TextSelectableByMouse);
  test_.setToolTip(tr("Reads every number of the model and runs it once."));
  import_.setToolTip(tr("Takes in a checkpoint (.pth, .pt, .safetensors). It can be dropped here, too."));
  layOut();
  connect(&list_, &QListWidget::currentRowChanged, this, &ModelsDialog::showRow);
  connect(&list_, &QListWidget::itemActivated, this, &ModelsDialog::use);
  connect(&details_, &ModelDetails::termsAccepted, this, [this] { accept(*row()->imported); });
  connect(&use_, &QPushButton::clicked, this, &ModelsDialog::use);
  connect(&test_, &QPushButton::clicked, this, &ModelsDialog::test);
  connect(&remove_, &QPushButton::clicked, this, &ModelsDialog::askToRemove);
  connect(&import_, &QPushButton::clicked, this, &ModelsDialog::askForFile);
  connect(&cancel_, &QPushButton::clicked, this, [this] {
    waiting_.clear();
    if (job_ != nullptr) job_->cancel();
  });
  fill(current_);
  end();
}

ModelsDialog::~ModelsDialog() { discardJob(job_, this); }

void ModelsDialog::layOut() {
  auto* scroll = new QScrollArea;
  scroll->setWidget(&details_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* actions = new QHBoxLayout;
  actions->setSpacing(theme::kGap);
  actions->addWidget(&use_);
  actions->addWidget(&test_);
  actions->addStretch(1);
  actions->addWidget(&remove_);
  auto* work = new QHBoxLayout;
  work->setSpacing(theme::kGap);
  work->addWidget(&progress_, 1);
  work->addWidget(&cancel_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  buttons->addButton(&import_, QDialogButtonBox::ActionRole);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  grid->setHorizontalSpacing(2 * theme::kMargin);
  grid->setVerticalSpacing(theme::kGap);
  grid->addWidget(&list_, 0, 0, 4, 1);
  grid->addWidget(scroll, 0, 1);
  grid->addWidget(&status_, 1, 1);
  grid->addLayout(work, 2, 1);
  grid->addLayout(actions, 3, 1);
  grid->addWidget(buttons, 4, 0, 1, 2);
  grid->setColumnStretch(1, 1);
  list_.setFixedWidth(200);
  resize(760, 500);
}

void ModelsDialog::fill(const QString& chosen) {
  rows_ = modelRows();
  {
    const QSignalBlocker quiet(list_);
    list_.clear();
    for (const ModelRow& model : rows_) {
      const bool isCurrent = model.name() == current_;
      const QString icon = isCurrent ? QStringLiteral("good") : QStringLiteral("models");
      auto* item = new QListWidgetItem(theme::icon(icon), model.title(), &list_);
      if (model.name() == chosen) list_.setCurrentItem(item);
    }
    if (list_.currentRow() < 0) list_.setCurrentRow(0);
  }
  showRow();
}

const ModelRow* ModelsDialog::row() const {
  const int number = list_.currentRow();
  return number < 0 || number >= int(rows_.size()) ? nullptr : &rows_[std::size_t(number)];
}

void ModelsDialog::showRow() {
  const ModelRow* chosen = row();
  if (chosen == nullptr) return;
  details_.show(*chosen);
  const bool isIdle = job_ == nullptr;
  const bool isCurrent = chosen->name() == current_;
  use_.setVisible(chosen->isLipModel());
  use_.setText(isCurrent ? tr("In Use") : tr("&Use This Model"));
  use_.setEnabled(chosen->isUsable() && !isCurrent);
  test_.setVisible(chosen->imported.has_value());
  test_.setEnabled(isIdle);
  remove_.setVisible(chosen->imported.has_value());
  remove_.setEnabled(isIdle);
  if (isIdle) tell(QString(), theme::Tone::normal);
}

void ModelsDialog::tell(const QString& words, theme::Tone tone) {
  status_.setText(words);
  theme::setTone(status_, tone);
}

void ModelsDialog::askForFile() {
  const QStringList files = QFileDialog::getOpenFileNames(
      this, tr("Import Model"), QString(), tr("Checkpoints (*.pth *.pt *.safetensors);;All files (*)"));
  for (const QString& file : files) importFile(file);
}

void ModelsDialog::importFile(const QString& path) {
  waiting_ << path;
  if (job_ == nullptr) importNext();
}

void ModelsDialog::importNext() {
  if (waiting_.isEmpty()) return;
  const QString path = waiting_.takeFirst();
  const auto result = std::make_shared<store::Import>();
  auto* job = new Job(tr("Import of %1").arg(QFileInfo(path).fileName()),
                      importWork(path.toStdString(), result), QCoreApplication::instance());
  connect(job, &Job::finished, this, [this, result](base::Outcome outcome) {
    end();
    if (outcome == base::Outcome::done) showImported(*result);
    importNext();
  });
  begin(job);
}

void ModelsDialog::showImported(const store::Import& result) {
  if (!result.table.empty()) base::logInfo(result.model.origin + ": " + result.table);
  fill(QString::fromStdString(result.model.name));
  tell(tr("Imported. Please read its terms; it can be used when you have accepted them."), theme::Tone::good);
  Q_EMIT listChanged();
}

void ModelsDialog::test() {
  const store::Model model = *row()->imported;
  const auto result = std::make_shared<talklip::Selftest>();
  auto* job = new Job(tr("Test of %1").arg(QString::fromStdString(model.name)), testWork(model, result),
                      QCoreApplication::instance());
  connect(job, &Job::finished, this, [this, job, result] {
    const bool isCancelled = job->isCancelled();
    end();
    if (isCancelled) return;
    tell(tr("It works: %1. Checksum %2.")
             .arg(QString::fromStdString(result->about))
             .arg(result->checksum, 8, 16, QLatin1Char('0')),
         theme::Tone::good);
  });
  begin(job);
}

void ModelsDialog::begin(Job* job) {
  job_ = job;
  connect(job, &Job::failed, this, [this, job](const base::Problem& problem) {
    end();
    tell(job->title() + QStringLiteral(": ") + words(problem), theme::Tone::bad);
    importNext();
  });
  connect(job, &Job::progressed, this, [this, job] {
    const int part = thousandths(job->progress());
    progress_.setMaximum(part < 0 ? 0 : 1000);
    progress_.setValue(part);
  });
  progress_.setRange(0, 0);
  progress_.show();
  cancel_.show();
  showRow();
  tell(job->title() + QStringLiteral("..."), theme::Tone::normal);
  job->start();
}

void ModelsDialog::end() {
  if (job_ != nullptr) job_->deleteLater();
  job_ = nullptr;
  progress_.hide();
  cancel_.hide();
  showRow();
}

void ModelsDialog::askToRemove() {
  const QString name = row()->name();
  auto* question =
      new QMessageBox(QMessageBox::Question, tr("Remove Model"),
                      tr("Remove the model %1? Its file is deleted.").arg(name), QMessageBox::Cancel, this);
  QPushButton* yes = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
  question->setAttribute(Qt::WA_DeleteOnClose);
  connect(yes, &QPushButton::clicked, this, [this, name] { remove(name); });
  question->open();
}

void ModelsDialog::remove(const QString& name) {
  try {
    store::remove(name.toStdString());
  } catch (const base::Error& e) {
    tell(words(e.problem()), theme::Tone::bad);
    return;
  }
  if (name == current_) Q_EMIT chosen(current_ = QLatin1String(kBuiltin));
  fill(current_);
  Q_EMIT listChanged();
}

void ModelsDialog::accept(const store::Model& model) {
  acceptTerms(model);
  showRow();
  Q_EMIT listChanged();
}

void ModelsDialog::use() {
  if (!use_.isEnabled() || !row()->isLipModel()) return;
  current_ = row()->name();
  fill(current_);
  Q_EMIT chosen(current_);
}

void ModelsDialog::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  const bool isAnyModel =
      std::ranges::any_of(urls, [](const QUrl& url) { return canImport(url.toLocalFile()); });
  if (isAnyModel) event->acceptProposedAction();
}

void ModelsDialog::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (canImport(url.toLocalFile())) importFile(url.toLocalFile());
  event->acceptProposedAction();
}

}  // namespace ui
