// Tests of the window run without a screen unless a platform is asked for.
#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "core/base/thread_policy.h"
#include "tests/ui/stall_watch.h"
#include "ui/i18n/translation.h"
#include "ui/theme/theme.h"

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  const QTemporaryDir home;  // nothing of the user's own is read or written
  qputenv("HOME", home.path().toLocal8Bit());
  QStandardPaths::setTestModeEnabled(true);
  testing::InitGoogleTest(&argc, argv);
  WatchedApplication app(argc, argv);
  theme::apply(app, theme::Scheme::light);
  ui::installTranslation(app, QStringLiteral("en"));
  return RUN_ALL_TESTS();
}
