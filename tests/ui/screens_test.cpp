// Every state of the window and each of its dialogs, as the user sees them: no text is cut, and pictures of
// them are kept where the environment's REDUB_SCREENSHOTS asks for them.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDockWidget>
#include <QProcess>
#include <QSignalSpy>

#include "tests/ui/cut_text.h"
#include "tests/ui/screenshot.h"
#include "tests/ui/window_stage.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/models_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/exporting/export_dialog.h"
#include "ui/exporting/export_queue.h"
#include "ui/i18n/translation.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline.h"

namespace {

using dub::FrameState;

struct Look {
  theme::Scheme scheme;
  const char* language;
};

class Screens : public testing::TestWithParam<Look> {
 protected:
  void SetUp() override {
    theme::apply(*qApp, GetParam().scheme);
    ui::installTranslation(*qApp, GetParam().language);
  }
  void TearDown() override {
    ui::installTranslation(*qApp, "en");
    theme::apply(*qApp, theme::Scheme::light);
  }
};

// Once all that was asked of the screen has been drawn.
void look(QWidget& widget, const QString& name) {
  widget.show();
  QApplication::sendPostedEvents();
  expectNoCutText(widget);
  EXPECT_TRUE(saveScreenshot(widget, name));
}

void raise(WindowStage& stage, const char* dock) {
  auto* panel = stage.window().findChild<QDockWidget*>(QLatin1String(dock));
  ASSERT_NE(panel, nullptr);
  panel->show();
  panel->raise();
}

// The picture at `frame` is on the screen, and the film strip below it.
void showPicture(WindowStage& stage, media::FrameNo frame) {
  ui::Transport& transport = stage.workspace().transport();
  QSignalSpy shown(&transport, &ui::Transport::shown);
  transport.seek(frame);
  ASSERT_TRUE(waitFor([&] { return !shown.isEmpty() && shown.back()[0].toLongLong() == frame; }));
  ASSERT_TRUE(waitFor([&] { return !stage.workspace().film().nearest(0).isNull(); }));
}

TEST_P(Screens, OfTheWindowShowAllTheirText) {
  // For pictures with the real lips, which take longer.
  WindowStage stage(qEnvironmentVariableIsSet("REDUB_SCREENSHOTS"));
  stage.window().resize(1440, 900);
  look(stage.window(), "window-1-empty");
  ASSERT_TRUE(stage.load());
  showPicture(stage, 20);
  look(stage.window(), "window-2-loaded");
  stage.window().timeline().choose({stage.project().clips[0].id});
  look(stage.window(), "window-3-line");
  ui::DubSession& dubbing = stage.workspace().dubbing();
  QSignalSpy finished(&dubbing, &ui::DubSession::finished);
  QSignalSpy painted(&dubbing, &ui::DubSession::statesChanged);
  stage.trigger("dub");
  ASSERT_TRUE(waitFor([&] { return !painted.isEmpty() && dubbing.count(FrameState::done) > 0; }));
  look(stage.window(), "window-4-dubbing");
  ASSERT_TRUE(waitFor([&] { return finished.count() == 1; }));
  stage.trigger("view-side-by-side");
  showPicture(stage, 30);
  look(stage.window(), "window-5-side-by-side");
  raise(stage, "record");
  look(stage.window(), "window-6-recording");
  QSignalSpy exported(&stage.window().exports(), &ui::ExportQueue::finished);
  stage.window().exports().add(stage.project(), dub::exportPreset("h264-small"), stage.folder() / "out.mp4",
                               stage.workspace().renderOptions());
  raise(stage, "exports");
  ASSERT_TRUE(waitFor([&] { return exported.count() == 1; }));
  look(stage.window(), "window-7-exported");
}

TEST_P(Screens, OfTheWindowFitOntoASmallOne) {
  const QSize small(960, 510);  // 1920x1080 at 200 %, less the desktop's own bars
  WindowStage stage;
  const auto fits = [&] {
    return stage.window().minimumSizeHint().boundedTo(small) == stage.window().minimumSizeHint();
  };
  EXPECT_TRUE(fits());
  ASSERT_TRUE(stage.load());
  raise(stage, "record");
  EXPECT_TRUE(fits());
  stage.window().resize(small);
  look(stage.window(), "window-small");
}

TEST_P(Screens, OfTheDialogsShowAllTheirText) {
  WindowStage stage;
  ASSERT_TRUE(stage.load());
  ui::ExportDialog exporting(stage.workspace().document(), *stage.workspace().clip().probe(),
                             &stage.window());
  look(exporting, "dialog-export");
  ui::ModelsDialog models({}, &stage.window());
  look(models, "dialog-models");
  ui::ShortcutSheet shortcuts(stage.window().actions(), &stage.window());
  look(shortcuts, "dialog-shortcuts");
  ui::AboutDialog about(&stage.window());
  look(about, "dialog-about");
  ui::PreferencesDialog preferences(
      {}, [] { return std::vector<audio::Device>(); }, &stage.window());
  QSignalSpy known(&preferences, &ui::PreferencesDialog::devicesKnown);
  ASSERT_TRUE(waitFor([&] { return known.count() == 1; }));
  using P = ui::PreferencesDialog;
  for (const P::Page page : {P::kGeneral, P::kSound, P::kProcessing, P::kShortcuts}) {
    preferences.showPage(page);
    look(preferences, QStringLiteral("dialog-preferences-%1").arg(page));
  }
}

std::string nameOf(const testing::TestParamInfo<Look>& look) {
  return std::string(look.param.language) + (look.param.scheme == theme::Scheme::dark ? "Dark" : "Light");
}

INSTANTIATE_TEST_SUITE_P(InEveryLook, Screens,
                         testing::Values(Look{theme::Scheme::light, "en"}, Look{theme::Scheme::dark, "en"},
                                         Look{theme::Scheme::light, "de"}, Look{theme::Scheme::dark, "de"}),
                         nameOf);

// Qt takes its scale at the start of a program: the light English screens once more, in one of their own.
TEST(ScreensAtDoubleScale, ShowAllTheirText) {
  QProcess program;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("QT_SCALE_FACTOR", "2");
  program.setProcessEnvironment(environment);
  program.setProcessChannelMode(QProcess::MergedChannels);
  program.start(QCoreApplication::applicationFilePath(), {"--gtest_filter=InEveryLook/Screens.*/enLight"});
  ASSERT_TRUE(program.waitForFinished(-1));
  EXPECT_EQ(program.exitCode(), 0) << program.readAll().toStdString();
}

}  // namespace
