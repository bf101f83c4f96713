#include "ui/i18n/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ui {

static void install(QCoreApplication& app, const QString& file, const QString& folder) {
  auto* translator = new QTranslator(&app);
  if (translator->load(file, folder))
    app.installTranslator(translator);
  else
    delete translator;
}

// The first wish alone: English is in no file, and must not be passed over for a second one.
static QString systemLanguage() { return QLocale::system().uiLanguages().value(0, QStringLiteral("en")); }

void installTranslation(QCoreApplication& app, const QString& language) {
  qDeleteAll(app.findChildren<QTranslator*>(Qt::FindDirectChildrenOnly));
  const QLocale locale(language.isEmpty() ? systemLanguage() : language);
  QLocale::setDefault(locale);
  const QString code = locale.name().section(QLatin1Char('_'), 0, 0);
  install(app, QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(app, QStringLiteral("redub_en"), QStringLiteral(":/i18n"));  // one and many, where nothing else is
  if (code != QLatin1String("en")) install(app, QStringLiteral("redub_") + code, QStringLiteral(":/i18n"));
}

}  // namespace ui
