// The window.
#include <QApplication>
#include <filesystem>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/thread_policy.h"
#include "models/catalogue/catalogue.h"
#include "ui/i18n/translation.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"

namespace {

// The border at which an exception of an event ends: it is told, and the window goes on.
class Application final : public QApplication {
 public:
  using QApplication::QApplication;
  ui::MainWindow* window = nullptr;

  bool notify(QObject* receiver, QEvent* event) override {
    try {
      return QApplication::notify(receiver, event);
    } catch (const base::Error& e) {
      tell(QString::fromStdString(e.what()), QString::fromStdString(e.detail()));
    } catch (const std::exception& e) {
      tell(translate("Application", "A defect of Redub: %1 (please report it)")
               .arg(QString::fromUtf8(e.what())),
           {});
    }
    return false;
  }

 private:
  void tell(const QString& message, const QString& detail) const {
    if (window != nullptr)
      window->notices().tell(ui::NoticeBar::Kind::error, message, detail);
    else
      base::logWarning(message.toStdString());
  }
};

// The last one is kept beside it: a crash is looked into after the next start.
std::filesystem::path openLog() {
  std::error_code ignored;
  std::filesystem::rename(ui::logFile(), ui::logFile().replace_filename("redub.previous.log"), ignored);
  try {
    base::logTo(ui::logFile());
    return ui::logFile();
  } catch (const base::Error&) {  // it works without a log
    return {};
  }
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  Application application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("redub"));
  QApplication::setApplicationDisplayName(QStringLiteral("Redub"));
  QApplication::setApplicationVersion(QStringLiteral(REDUB_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("redub"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/redub.svg")));
  const ui::Preferences preferences = ui::loadPreferences();
  ui::installTranslation(application, preferences.language);
  theme::apply(application, preferences.scheme);
  ui::MainWindow window({.preferences = preferences, .makeModel = catalogue::make, .log = openLog()});
  application.window = &window;
  window.show();
  std::vector<std::filesystem::path> files;
  for (const QString& argument : QApplication::arguments().mid(1)) files.emplace_back(argument.toStdString());
  window.openFiles(files);
  QMetaObject::invokeMethod(&window, &ui::MainWindow::offerRecovery, Qt::QueuedConnection);
  return QApplication::exec();
}
