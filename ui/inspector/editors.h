#pragma once
#include <QIcon>
#include <QList>
#include <QVariant>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSlider;
class QToolButton;

// Inputs that hold one value each.
namespace ui {

class Editor : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;
  virtual void setValue(const QVariant& value) = 0;  // without a signal
  virtual void setName(const QString& name) = 0;     // accessible name
  virtual void setAbout(const QString& about) { setToolTip(about); }

 Q_SIGNALS:
  void edited(const QVariant& value);  // by the user
  void began();  // a drag or a visit by keyboard: what is edited until the next one belongs together

 protected:
  // The control fills the editor, tells of visits, and is not turned by a wheel that scrolls past it.
  void hold(QWidget* control);
  bool eventFilter(QObject* control, QEvent* event) override;
};

struct Choice {
  QVariant value;
  QString name;
  QIcon icon;
  bool operator==(const Choice& other) const {
    return value == other.value && name == other.name && icon.cacheKey() == other.icon.cacheKey();
  }
};

// One of several. A value that is none of them leaves it empty.
class ChoiceEditor : public Editor {
  Q_OBJECT
 public:
  explicit ChoiceEditor(const QList<Choice>& choices, QWidget* parent = nullptr);
  void setChoices(const QList<Choice>& choices);  // keeps the value
  void setValue(const QVariant& value) override;
  void setName(const QString& name) override;

 private:
  QComboBox* combo_;
  QList<Choice> choices_;
};

// A number 0..1 and beyond, shown as a percentage.
class PercentEditor : public Editor {
  Q_OBJECT
 public:
  PercentEditor(int least, int most, QWidget* parent = nullptr);
  void setValue(const QVariant& value) override;
  void setName(const QString& name) override;

 private:
  void show(int percent);
  QSlider* slider_;
  QLabel* number_;
};

class CheckEditor : public Editor {
  Q_OBJECT
 public:
  explicit CheckEditor(QWidget* parent = nullptr);
  void setValue(const QVariant& value) override;
  void setName(const QString& name) override;

 private:
  QCheckBox* box_;
};

struct NumberRange {
  double least = 0, most = 0, step = 1;
  int decimals = 0;
  QString unit;
};

class NumberEditor : public Editor {
  Q_OBJECT
 public:
  explicit NumberEditor(const NumberRange& range, QWidget* parent = nullptr);
  void setValue(const QVariant& value) override;
  void setName(const QString& name) override;

 private:
  QDoubleSpinBox* box_;
};

class TextEditor : public Editor {
  Q_OBJECT
 public:
  explicit TextEditor(QWidget* parent = nullptr);
  void setValue(const QVariant& value) override;
  void setName(const QString& name) override;

 private:
  void tell();
  QLineEdit* line_;
  QString shown_;
};

// One to five stars, 0 = none: the star that is the rating already takes it away.
class StarEditor : public Editor {
  Q_OBJECT
 public:
  explicit StarEditor(QWidget* parent = nullptr);
  void setValue(const QVariant& value) override;
  void setName(const QString& name) override;

 private:
  void press(int star);
  QList<QToolButton*> stars_;
  int rating_ = 0;
};

}  // namespace ui
