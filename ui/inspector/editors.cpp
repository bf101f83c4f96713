#include "ui/inspector/editors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <cmath>

#include "ui/theme/theme.h"

namespace ui {

static QHBoxLayout* rowOf(QWidget* editor) {
  auto* row = new QHBoxLayout(editor);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(theme::kGap);
  return row;
}

void Editor::hold(QWidget* control) {
  if (layout() == nullptr) rowOf(this);
  layout()->addWidget(control);
  control->setFocusPolicy(Qt::StrongFocus);
  control->installEventFilter(this);
  setFocusProxy(control);
}

bool Editor::eventFilter(QObject* control, QEvent* event) {
  if (event->type() == QEvent::FocusIn) Q_EMIT began();
  if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(control)->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(control, event);
}

ChoiceEditor::ChoiceEditor(const QList<Choice>& choices, QWidget* parent)
    : Editor(parent), combo_(new QComboBox(this)) {
  combo_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  combo_->setMinimumContentsLength(10);
  hold(combo_);
  setChoices(choices);
  connect(combo_, &QComboBox::activated, this, [this] { Q_EMIT edited(combo_->currentData()); });
}

void ChoiceEditor::setChoices(const QList<Choice>& choices) {
  if (choices == choices_) return;  // a list that is open stays so
  choices_ = choices;
  const QVariant value = combo_->currentData();
  combo_->clear();
  for (const Choice& choice : choices) combo_->addItem(choice.icon, choice.name, choice.value);
  combo_->setCurrentIndex(combo_->findData(value));
}

void ChoiceEditor::setValue(const QVariant& value) { combo_->setCurrentIndex(combo_->findData(value)); }
void ChoiceEditor::setName(const QString& name) { combo_->setAccessibleName(name); }

PercentEditor::PercentEditor(int least, int most, QWidget* parent)
    : Editor(parent), slider_(new QSlider(Qt::Horizontal, this)), number_(new QLabel(this)) {
  slider_->setRange(least, most);
  slider_->setPageStep(10);
  hold(slider_);
  number_->setMinimumWidth(number_->fontMetrics().horizontalAdvance(tr("%1 %").arg(most)));
  number_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  layout()->addWidget(number_);
  connect(slider_, &QSlider::sliderPressed, this, &Editor::began);
  connect(slider_, &QSlider::valueChanged, this, [this](int percent) {
    show(percent);
    Q_EMIT edited(percent / 100.0);
  });
  show(least);
}

void PercentEditor::show(int percent) { number_->setText(tr("%1 %").arg(percent)); }

void PercentEditor::setValue(const QVariant& value) {
  const QSignalBlocker quiet(slider_);
  slider_->setValue(static_cast<int>(std::lround(value.toDouble() * 100)));
  show(slider_->value());
}

void PercentEditor::setName(const QString& name) { slider_->setAccessibleName(name); }

CheckEditor::CheckEditor(QWidget* parent) : Editor(parent), box_(new QCheckBox(tr("On"), this)) {
  hold(box_);
  connect(box_, &QCheckBox::clicked, this, &Editor::edited);
}

void CheckEditor::setValue(const QVariant& value) { box_->setChecked(value.toBool()); }
void CheckEditor::setName(const QString& name) { box_->setAccessibleName(name); }

NumberEditor::NumberEditor(const NumberRange& range, QWidget* parent)
    : Editor(parent), box_(new QDoubleSpinBox(this)) {
  box_->setDecimals(range.decimals);
  box_->setRange(range.least, range.most);
  box_->setSingleStep(range.step);
  box_->setSuffix(range.unit.isEmpty() ? QString() : QStringLiteral(" ") + range.unit);
  box_->setKeyboardTracking(false);
  hold(box_);
  connect(box_, &QDoubleSpinBox::valueChanged, this, &Editor::edited);
}

void NumberEditor::setValue(const QVariant& value) {
  const QSignalBlocker quiet(box_);
  box_->setValue(value.toDouble());
}

void NumberEditor::setName(const QString& name) { box_->setAccessibleName(name); }

TextEditor::TextEditor(QWidget* parent) : Editor(parent), line_(new QLineEdit(this)) {
  hold(line_);
  connect(line_, &QLineEdit::editingFinished, this, &TextEditor::tell);
}

void TextEditor::tell() {
  const QString text = line_->text().trimmed();
  if (text == shown_) return;
  if (text.isEmpty()) return line_->setText(shown_);
  shown_ = text;
  Q_EMIT edited(text);
}

void TextEditor::setValue(const QVariant& value) {
  if (shown_ == value.toString() && line_->hasFocus()) return;  // not under the user's hands
  shown_ = value.toString();
  line_->setText(shown_);
}

void TextEditor::setName(const QString& name) { line_->setAccessibleName(name); }

StarEditor::StarEditor(QWidget* parent) : Editor(parent) {
  rowOf(this)->setSpacing(0);
  for (int star = 1; star <= 5; ++star) {
    auto* button = new QToolButton(this);
    button->setAutoRaise(true);
    hold(button);
    connect(button, &QToolButton::clicked, this, [this, star] { press(star); });
    stars_ << button;
  }
  static_cast<QHBoxLayout*>(layout())->addStretch();
  setValue(0);
}

void StarEditor::press(int star) { Q_EMIT edited(star == rating_ ? 0 : star); }

void StarEditor::setValue(const QVariant& value) {
  rating_ = value.toInt();
  for (int i = 0; i < stars_.size(); ++i)
    stars_[i]->setIcon(theme::icon(i < rating_ ? QStringLiteral("star-filled") : QStringLiteral("star")));
}

void StarEditor::setName(const QString& name) {
  for (int i = 0; i < stars_.size(); ++i)
    stars_[i]->setAccessibleName(tr("%1: %2 of 5 stars").arg(name).arg(i + 1));
}

}  // namespace ui
