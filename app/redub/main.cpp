// The window.
#include <QApplication>
#include <cstdlib>
#include <filesystem>

#include "core/base/detached.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/thread_policy.h"
#include "models/catalogue/catalogue.h"
#include "models/face_mesh/landmarks.h"
#include "ui/i18n/translation.h"
#include "ui/jobs/error_words.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"

namespace {

// After the window has gone.
constexpr std::chrono::seconds kMostForKept{30};
constexpr std::chrono::milliseconds kMostForOthers{300};

// The border at which an exception of an event ends: it is told, and the window goes on.
class Application final : public QApplication {
 public:
  using QApplication::QApplication;
  ui::MainWindow* window = nullptr;

  bool notify(QObject* receiver, QEvent* event) override {
    try {
      return QApplication::notify(receiver, event);
    } catch (...) {
      tell(base::caughtProblem());
    }
    return false;
  }

 private:
  void tell(const base::Problem& problem) const {
    base::logWarning(line(problem));
    if (window != nullptr)
      window->notices().tell(ui::NoticeBar::Kind::error, ui::words(problem),
                             QString::fromStdString(problem.detail));
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

int run(Application& application) {
  const ui::Preferences preferences = ui::loadPreferences();
  ui::installTranslation(application, preferences.language);
  theme::apply(application, preferences.scheme);
  ui::MainWindow window({.preferences = preferences,
                         .makeModel = catalogue::make,
                         .analyse = {.network = face_mesh::landmarkNetwork()},
                         .log = openLog()});
  application.window = &window;
  window.show();
  std::vector<std::filesystem::path> files;
  for (const QString& argument : QApplication::arguments().mid(1)) files.emplace_back(argument.toStdString());
  window.openFiles(files);
  QMetaObject::invokeMethod(&window, &ui::MainWindow::offerRecovery, Qt::QueuedConnection);
  const int code = QApplication::exec();
  application.window = nullptr;
  return code;
}

// What has to be done is finished; what does not end by itself is left behind, with all that it uses.
int end(int code) {
  const bool isKept = base::waitForDetached(base::Worth::keep, kMostForKept);
  const bool hasEnded = base::waitForDetached(base::Worth::throwAway, kMostForOthers);
  if (!isKept) base::logWarning("a file was still being written when the program ended");
  if (!isKept || !hasEnded) std::_Exit(code);
  return code;
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
  return end(run(application));
}
