#pragma once
#include <QCheckBox>
#include <QLabel>
#include <QWidget>
#include <optional>
#include <vector>

#include "models/catalogue/catalogue.h"
#include "models/store/store.h"

class QFormLayout;

namespace ui {

// One row of the list of models.
struct ModelRow {
  catalogue::Entry entry;
  std::optional<store::Model> imported;
  QString name() const { return QString::fromStdString(entry.name); }
  QString title() const;  // for the eyes; the name is what projects keep
  bool isLipModel() const { return entry.kind == "lip model"; }
  bool isUsable() const;  // a lip model that is there, with accepted terms
};
std::vector<ModelRow> modelRows();

// What a model is, where it is from, and on which terms it may be used.
class ModelDetails : public QWidget {
  Q_OBJECT
 public:
  ModelDetails();
  void show(const ModelRow& row);

 Q_SIGNALS:
  void termsAccepted();

 private:
  QLabel* addRow(const QString& title);
  QFormLayout* form_;
  QLabel title_, about_;
  QLabel *numbers_, *origin_, *originSum_, *file_, *terms_;
  QCheckBox accept_;
};

}  // namespace ui
