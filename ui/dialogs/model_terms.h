#pragma once
#include <QStringList>

#include "models/store/store.h"

// Imported models may be used once their terms are accepted. What was accepted is kept with the preferences,
// by the weights' sum: a name may come to mean another file.
namespace ui {

bool areTermsAccepted(const store::Model& model);
void acceptTerms(const store::Model& model);

// Names of the lip models that can be chosen: the built-in one, and imported ones with accepted terms.
QStringList usableModels();

}  // namespace ui
