#include "ui/exporting/export_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include "core/base/platform/file.h"
#include "core/media/info.h"
#include "ui/base/document.h"
#include "ui/exporting/export_problems.h"
#include "ui/exporting/export_words.h"
#include "ui/inspector/dub_settings.h"
#include "ui/inspector/fields.h"
#include "ui/theme/theme.h"

namespace ui {

namespace fs = std::filesystem;

static constexpr int kWidth = 560;

static QString shown(const fs::path& path) { return QString::fromStdString(path.string()); }

static QLabel* wordsAcross(QGridLayout& grid, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  grid.addWidget(label, grid.rowCount(), 1, 1, -1);
  return label;
}

ExportDialog::ExportDialog(Document& document, const media::Probe& probe, QWidget* parent)
    : QDialog(parent), document_(document), probe_(probe), shownPreset_(document.project().exporting.preset) {
  setWindowTitle(tr("Export"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  grid->setSpacing(theme::kGap);
  grid->setColumnStretch(1, 1);
  addFileRow(*grid);
  addSettings(*grid);
  addOutlook(*grid);
  addButtons(*grid);
  connect(&document_, &Document::changed, this, &ExportDialog::followPreset);
  refresh();
  file_->setFocus();
  file_->setSelection(0, static_cast<int>(file_->text().size()));
  resize(kWidth, sizeHint().height());
}

void ExportDialog::addFileRow(QGridLayout& grid) {
  const dub::Project& project = document_.project();
  const fs::path& last = project.exporting.file;
  file_ = new QLineEdit(shown(last.empty() ? dub::suggestedOutput(project, preset()) : last), this);
  file_->setAccessibleName(tr("File"));
  auto* label = new QLabel(tr("&File"), this);
  label->setBuddy(file_);
  auto* browseButton = new QPushButton(tr("&Browse..."), this);
  browseButton->setAccessibleName(tr("Browse for a file"));
  browseButton->setAutoDefault(false);
  grid.addWidget(label, 0, 0);
  grid.addWidget(file_, 0, 1);
  grid.addWidget(browseButton, 0, 2, 1, 2);
  connect(file_, &QLineEdit::textChanged, this, &ExportDialog::refresh);
  connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
}

static QList<Choice> presetChoices() {
  QList<Choice> choices;
  for (const dub::ExportPreset& preset : dub::exportPresets())
    choices << Choice{QString::fromStdString(preset.id), presetName(preset.id), {}};
  return choices;
}

void ExportDialog::addSettings(QGridLayout& grid) {
  const Setting format = settingOf(
      tr("Format"), tr("The kind of file that is written."),
      [](auto& p) -> auto& { return p.exporting.preset; });
  new SettingRow(document_, format, new ChoiceEditor(presetChoices()), grid);
  about_ = wordsAcross(grid, this);
  about_->setForegroundRole(QPalette::PlaceholderText);
  Setting range = settingOf(
      tr("Range only"),
      tr("Changes lips and sound between the in and out points alone; the rest of the video "
         "stays as it was."),
      [](auto& p) -> auto& { return p.exporting.rangeOnly; });
  range.idleReason = [](const dub::Project& p) {
    return p.inSec || p.outSec ? QString() : tr("Set an in or out point on the timeline first.");
  };
  new SettingRow(document_, range, new CheckEditor, grid);
  for (const auto& [setting, editor] : mixSettings()) new SettingRow(document_, setting, editor, grid);
}

void ExportDialog::addOutlook(QGridLayout& grid) {
  outlook_ = wordsAcross(grid, this);
  problem_ = wordsAcross(grid, this);
  theme::setTone(*problem_, theme::Tone::bad);
  grid.setRowMinimumHeight(grid.rowCount(), theme::kGap);
  grid.setRowStretch(grid.rowCount(), 1);
}

void ExportDialog::addButtons(QGridLayout& grid) {
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  export_ = buttons->addButton(tr("&Export"), QDialogButtonBox::AcceptRole);
  export_->setDefault(true);
  export_->setAccessibleName(tr("Export"));
  buttons->button(QDialogButtonBox::Cancel)->setAccessibleName(tr("Cancel"));
  grid.addWidget(buttons, grid.rowCount(), 0, 1, -1);
  connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
}

fs::path ExportDialog::output() const { return file_->text().trimmed().toStdString(); }

const dub::ExportPreset& ExportDialog::preset() const {
  return dub::exportPreset(document_.project().exporting.preset);
}

void ExportDialog::browse() {
  const QString chosen = QFileDialog::getSaveFileName(this, tr("Export to"), file_->text(), {}, nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
  if (!chosen.isEmpty()) file_->setText(chosen);
}

// Another format has another ending; the name stays.
void ExportDialog::followPreset() {
  if (preset().id != shownPreset_) {
    shownPreset_ = preset().id;
    const fs::path ending = dub::suggestedOutput(document_.project(), preset()).extension();
    file_->setText(shown(output().replace_extension(ending)));
  }
  refresh();
}

void ExportDialog::refresh() {
  const dub::Project& project = document_.project();
  const dub::Expected expected = dub::expect(project, preset(), probe_);
  const QString size = dataSize(expected.bytes);
  about_->setText(presetAbout(preset().id));
  outlook_->setText(expected.seconds > 0 ? tr("About %1, %2 of work.").arg(size, workTime(expected.seconds))
                                         : tr("About %1.").arg(size));
  // Finished parts and the file that they are joined into are there at the same time.
  const QString problem = exportProblem(project, output(), 2 * expected.bytes, platform::freeBytes(output()));
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
  export_->setEnabled(problem.isEmpty());
  export_->setToolTip(problem);
  growToFit();
}

// Words that appear must not be cut.
void ExportDialog::growToFit() {
  if (const int needed = layout()->totalHeightForWidth(width()); needed > height()) resize(width(), needed);
}

bool ExportDialog::mayReplace() {
  std::error_code ignored;
  if (!fs::exists(output(), ignored)) return true;
  QMessageBox question(QMessageBox::Warning, tr("Replace the file?"),
                       tr("%1 exists already. Replace it?").arg(shown(output().filename())),
                       QMessageBox::Cancel, this);
  question.setInformativeText(tr("It is kept until the new file is finished."));
  const QPushButton* replace = question.addButton(tr("&Replace"), QMessageBox::AcceptRole);
  question.setDefaultButton(QMessageBox::Cancel);
  question.exec();
  return question.clickedButton() == replace;
}

void ExportDialog::accept() {
  refresh();
  if (!export_->isEnabled() || !mayReplace()) return;
  document_.edit(tr("Export settings"), [this](dub::Project& project) { project.exporting.file = output(); });
  QDialog::accept();
}

}  // namespace ui
