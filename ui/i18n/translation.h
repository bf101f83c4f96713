#pragma once
#include <QString>

class QCoreApplication;

namespace ui {

// Texts, numbers and Qt's own dialogs in a language ("en", "de"; empty = the system's) from now on; English
// where there is no translation. Windows that are open get QEvent::LanguageChange. Callable again.
void installTranslation(QCoreApplication& app, const QString& language);

}  // namespace ui
