#include "ui/inspector/setting_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/base/document.h"
#include "ui/inspector/editors.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr QSize kIconSize{14, 14}, kButtonSize{20, 20};
enum Column { kName, kEditor, kReset, kHelp, kColumns };

static QLabel* wrappedLabel(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  return label;
}

SettingRow::SettingRow(Document& document, const Setting& setting, Editor* editor, QGridLayout& grid)
    : QObject(grid.parentWidget()), document_(document), setting_(setting), editor_(editor) {
  QWidget* parent = grid.parentWidget();
  const int row = grid.rowCount();
  name_ = wrappedLabel(setting.name, parent);
  name_->setToolTip(setting.about);
  name_->setBuddy(editor_);
  words_ = wrappedLabel(setting.about, parent);
  words_->setForegroundRole(QPalette::PlaceholderText);
  editor_->setName(setting.name);
  editor_->setAbout(setting.about);
  grid.addWidget(name_, row, kName);
  grid.addWidget(editor_, row, kEditor);
  reset_ = addButton(grid, row, kReset, QStringLiteral("reset"), tr("Reset: %1").arg(setting.name));
  help_ = addButton(grid, row, kHelp, QStringLiteral("help"), tr("What is this: %1").arg(setting.name));
  help_->setCheckable(true);
  grid.addWidget(words_, row + 1, kEditor, 1, kColumns - kEditor);

  connect(editor_, &Editor::began, this, [this] { mergeId_ = document_.newMergeId(); });
  connect(editor_, &Editor::edited, this, &SettingRow::change);
  connect(reset_, &QToolButton::clicked, this, &SettingRow::reset);
  connect(help_, &QToolButton::toggled, this, &SettingRow::showWords);
  connect(&document_, &Document::changed, this, &SettingRow::refresh);
  refresh();
}

QToolButton* SettingRow::addButton(QGridLayout& grid, int row, int column, const QString& icon,
                                   const QString& name) {
  auto* button = new QToolButton(grid.parentWidget());
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setIcon(theme::icon(icon));
  button->setIconSize(kIconSize);
  button->setFixedSize(kButtonSize);
  button->setAccessibleName(name);
  button->setToolTip(name);
  grid.setColumnMinimumWidth(column, kButtonSize.width());  // also while all of them are hidden
  grid.addWidget(button, row, column);
  return button;
}

void SettingRow::change(const QVariant& value) {
  document_.edit(
      setting_.name, [&](dub::Project& project) { setting_.write(project, value); }, mergeId_);
  refresh();  // also when the project did not take the value
}

void SettingRow::reset() {
  document_.edit(tr("Reset %1").arg(setting_.name),
                 [this](dub::Project& project) { setting_.write(project, setting_.normal); });
  editor_->setFocus();  // the button is gone now
}

void SettingRow::refresh() {
  const QVariant value = setting_.read(document_.project());
  reason_ = setting_.idleReason ? setting_.idleReason(document_.project()) : QString();
  editor_->setValue(value);
  editor_->setEnabled(reason_.isEmpty());
  name_->setEnabled(reason_.isEmpty());
  reset_->setVisible(isVisible_ && setting_.normal.isValid() && value != setting_.normal);
  showWords();
}

void SettingRow::showWords() {
  const bool isExplained = help_->isChecked();
  words_->setText(isExplained && !reason_.isEmpty() ? setting_.about + QLatin1Char('\n') + reason_
                  : isExplained                     ? setting_.about
                                                    : reason_);
  words_->setVisible(isVisible_ && (isExplained || !reason_.isEmpty()));
}

void SettingRow::setVisible(bool isVisible) {
  isVisible_ = isVisible;
  for (QWidget* part : std::initializer_list<QWidget*>{name_, editor_, help_}) part->setVisible(isVisible);
  refresh();
}

}  // namespace ui
