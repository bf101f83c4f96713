#include "ui/dialogs/model_terms.h"

#include <QSettings>

#include "ui/preferences/preferences.h"

namespace ui {

static QString keyOf(const store::Model& model) {
  return QStringLiteral("acceptedTerms/") + QString::fromStdString(model.sha256);
}

bool areTermsAccepted(const store::Model& model) {
  return QSettings(settingsFile(), QSettings::IniFormat).value(keyOf(model)).toBool();
}

void acceptTerms(const store::Model& model) { changedSettings()->setValue(keyOf(model), true); }

QStringList usableModels() {
  QStringList names{QStringLiteral("builtin")};
  for (const store::Model& model : store::list())
    if (architecture::isLipModel(model.kind) && areTermsAccepted(model))
      names << QString::fromStdString(model.name);
  return names;
}

}  // namespace ui
