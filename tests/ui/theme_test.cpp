#include "ui/theme/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QGridLayout>
#include <QImage>
#include <QRegularExpression>
#include <QToolButton>

#include "tests/ui/screenshot.h"
#include "ui/actions/actions.h"

namespace {

class ThemeTest : public testing::TestWithParam<theme::Scheme> {
 protected:
  void SetUp() override { theme::apply(*qApp, GetParam()); }
  void TearDown() override { theme::apply(*qApp, theme::Scheme::light); }
};

// The middle of the colours that an icon's visible pixels have.
QColor inkOf(const QImage& image) {
  double red = 0, green = 0, blue = 0, sum = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QColor pixel = image.pixelColor(x, y);
      red += pixel.redF() * pixel.alphaF();
      green += pixel.greenF() * pixel.alphaF();
      blue += pixel.blueF() * pixel.alphaF();
      sum += pixel.alphaF();
    }
  return sum > 0 ? QColor::fromRgbF(float(red / sum), float(green / sum), float(blue / sum)) : QColor();
}

TEST_P(ThemeTest, TextCanBeReadOnEveryGround) {
  const theme::Colors& c = theme::colors(qApp->palette());
  for (const QColor& ground : {c.ground, c.panel, c.raised, c.screen})
    for (const QColor& ink : {c.text, c.dimText, c.accent, c.good, c.warn, c.bad})
      EXPECT_GE(theme::contrast(ink, ground), 4.5) << qPrintable(ink.name() + " on " + ground.name());
  EXPECT_GE(theme::contrast(c.onAccent, c.accent), 4.5);
  EXPECT_GE(theme::contrast(c.onClip, c.clip), 4.5);
  EXPECT_GE(theme::contrast(c.onClip, c.chosenClip), 4.5);
}

// WCAG 2.1, 1.4.11: what is no text needs 3 : 1.
TEST_P(ThemeTest, MarksStandOut) {
  const theme::Colors& c = theme::colors(qApp->palette());
  for (const QColor& mark : {c.originalWave, c.playhead, c.range})
    EXPECT_GE(theme::contrast(mark, c.panel), 3) << qPrintable(mark.name());
  EXPECT_GE(theme::contrast(c.wave, c.clip), 3);
  EXPECT_GE(theme::contrast(c.wave, c.chosenClip), 3);
}

TEST_P(ThemeTest, TheStylesPaletteHasTheSameColours) {
  const QPalette palette = qApp->palette();
  EXPECT_EQ(palette.color(QPalette::Window), theme::colors(palette).ground);
  EXPECT_GE(theme::contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)), 4.5);
  EXPECT_GE(theme::contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)), 4.5);
  EXPECT_GE(theme::contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)),
            4.5);
  EXPECT_GE(theme::contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)), 4.5);
  EXPECT_GE(theme::contrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)), 4.5);
}

TEST_P(ThemeTest, IconsAreDrawnInTheTextColour) {
  const QColor ink = inkOf(theme::icon("export").pixmap(32).toImage());
  ASSERT_TRUE(ink.isValid());
  const QColor text = qApp->palette().color(QPalette::WindowText);
  EXPECT_NEAR(ink.lightness(), text.lightness(), 6);  // edges are rounded to 8 bits
}

INSTANTIATE_TEST_SUITE_P(Both, ThemeTest, testing::Values(theme::Scheme::light, theme::Scheme::dark),
                         [](const auto& scheme) {
                           return scheme.param == theme::Scheme::dark ? "Dark" : "Light";
                         });

// All drawings in rows, at twice the size of a tool bar's.
TEST_P(ThemeTest, IconsAreOneFamilyToLookAt) {
  const QStringList names = QDir(":/icons").entryList({"*.svg"}, QDir::Files, QDir::Name);
  EXPECT_GE(names.size(), 45);
  QWidget sheet;
  auto* grid = new QGridLayout(&sheet);
  for (qsizetype i = 0; i < names.size(); ++i) {
    auto* button = new QToolButton;
    button->setIcon(theme::icon(QString(names[i]).chopped(4)));
    button->setIconSize({48, 48});
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setText(QString(names[i]).chopped(4));
    grid->addWidget(button, int(i / 11), int(i % 11));
  }
  EXPECT_TRUE(saveScreenshot(sheet, "icons"));
}

TEST(Icon, OfEveryActionHasPixels) {
  for (const ui::ActionSpec& spec : ui::actionTable()) {
    if (*spec.icon == 0) continue;
    const QIcon icon = theme::icon(spec.icon);
    EXPECT_FALSE(icon.isNull()) << spec.icon;
    EXPECT_TRUE(inkOf(icon.pixmap(16).toImage()).isValid()) << spec.icon;
  }
}

// Names stand in the sources as theme::icon("name"), with or without QStringLiteral.
TEST(Icon, OfEveryNameInTheSourcesIsThere) {
  static const QRegularExpression use(R"re(\bicon\((?:QStringLiteral\()?"([a-z-]+)")re");
  int uses = 0;
  QDirIterator files(REDUB_SOURCE_DIR "/ui", {"*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) {
    QFile file(files.next());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    for (auto found = use.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext(); ++uses) {
      const QString name = found.next().captured(1);
      EXPECT_FALSE(theme::icon(name).isNull()) << qPrintable(name + " in " + file.fileName());
    }
  }
  EXPECT_GT(uses, 10);
}

TEST(Icon, WithoutAFileIsNull) { EXPECT_TRUE(theme::icon("no such drawing").isNull()); }

TEST(Icon, IsDrawnAnewForLargerScreens) {
  const QPixmap small = theme::icon("settings").pixmap(QSize(24, 24), 1);
  const QPixmap large = theme::icon("settings").pixmap(QSize(24, 24), 2);
  EXPECT_EQ(large.size(), QSize(48, 48));
  EXPECT_EQ(large.deviceIndependentSize(), QSizeF(24, 24));
  EXPECT_NE(large.toImage(), small.toImage().scaled(48, 48, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

TEST_P(ThemeTest, IconsOfActionsThatCannotBeUsedAreDimmed) {
  const QIcon icon = theme::icon("save");
  const QColor ground = qApp->palette().color(QPalette::Window);
  const double normal = theme::contrast(inkOf(icon.pixmap(32, QIcon::Normal).toImage()), ground);
  const double disabled = theme::contrast(inkOf(icon.pixmap(32, QIcon::Disabled).toImage()), ground);
  EXPECT_LT(disabled, normal / 2);
  EXPECT_GT(disabled, 1.5);
}

TEST(Contrast, IsThatOfWcag) {
  EXPECT_NEAR(theme::contrast(Qt::black, Qt::white), 21, 1e-6);
  EXPECT_NEAR(theme::contrast(QColor("#777777"), Qt::white), 4.48, 0.01);
  EXPECT_DOUBLE_EQ(theme::contrast(Qt::red, Qt::red), 1);
}

}  // namespace
