#include "ui/inspector/inspector.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include "core/project/edit.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/base/document.h"
#include "ui/theme/theme.h"

namespace {

using ui::Document;

// A document with two lines of one voice, the first with three takes, and the inspector that shows it.
class InspectorTest : public testing::Test {
 protected:
  InspectorTest() {
    dub::Project project;
    project.video = "/videos/talk.mp4";
    const int one = dub::addTake(project, "/takes/one.wav", 3);
    line = dub::addClip(project, one, 0, 1.0);
    for (const char* file : {"/takes/two.wav", "/takes/three.wav"})
      dub::addAlternative(project, line, dub::addTake(project, file, 2));
    otherLine = dub::addClip(project, one, 0, 6.0);
    document.reset(project, {});
    start = document.project();
    inspector = std::make_unique<ui::Inspector>(document);
    inspector->resize(340, 900);
    inspector->show();
  }

  template <class Widget>
  Widget& control(const QString& name) const {
    for (Widget* widget : inspector->findChildren<Widget*>())
      if (widget->accessibleName() == name) return *widget;
    throw std::runtime_error("no control is called " + name.toStdString());
  }
  void choose(const QString& combo, const QString& text) const {
    QComboBox& box = control<QComboBox>(combo);
    box.setCurrentIndex(box.findText(text));
    Q_EMIT box.activated(box.currentIndex());
  }
  const dub::DubSettings& settings() const { return document.project().settings; }
  const dub::SpeechClip& clip(int id) const { return *document.project().clip(id); }

  Document document;
  dub::Project start;
  std::unique_ptr<ui::Inspector> inspector;
  int line = 0, otherLine = 0;
};

TEST_F(InspectorTest, EachChoiceChangesTheProjectAndIsOneStepOfTheHistory) {
  inspector->setModels({"builtin", "talklip"});
  choose("Model", "talklip");
  choose("In pauses", "Keep the original");
  choose("Face from", "A closed mouth");
  choose("Original sound", "Lower it under speech");
  choose("Loudness", "-16 LUFS (podcast)");
  choose("Speech too long", "Hold the last picture");
  control<QAbstractButton>("Match colours").click();
  control<QAbstractButton>("Fine detail").click();
  control<QDoubleSpinBox>("Original volume").setValue(-6);
  EXPECT_EQ(settings().model, "talklip");
  EXPECT_EQ(settings().silence, dub::Silence::keep);
  EXPECT_EQ(settings().lips.reference, dub::Reference::closed);
  EXPECT_EQ(settings().mix, media::Mix::duck);
  EXPECT_EQ(settings().loudnessLufs, -16);
  EXPECT_EQ(settings().fit, dub::Fit::hold);
  EXPECT_FALSE(settings().colorMatch);
  EXPECT_FALSE(settings().lips.detail);
  EXPECT_EQ(settings().originalGainDb, -6);
  EXPECT_EQ(document.history().count(), 9);
  while (document.history().canUndo()) document.history().undo();
  EXPECT_EQ(document.project(), start);
  EXPECT_EQ(control<QComboBox>("Model").currentText(), "Built-in");
  EXPECT_EQ(control<QComboBox>("Loudness").currentText(), "As it is");
}

TEST_F(InspectorTest, ADragOfASliderIsOneStepAndTheNextDragAnother) {
  QSlider& strength = control<QSlider>("Mouth strength");
  for (const auto& drag : {std::pair{110, 120}, std::pair{130, 140}}) {
    strength.setSliderDown(true);
    strength.setSliderPosition(drag.first);
    strength.setSliderPosition(drag.second);
    strength.setSliderDown(false);
  }
  EXPECT_FLOAT_EQ(settings().lips.strength, 1.4F);
  EXPECT_EQ(document.history().count(), 2);
  document.history().undo();
  EXPECT_FLOAT_EQ(settings().lips.strength, 1.2F);
  EXPECT_EQ(strength.value(), 120);
}

TEST_F(InspectorTest, MaskSlidersReachTheMask) {
  control<QSlider>("Mask size").setValue(80);
  control<QSlider>("Soft edge").setValue(250);
  EXPECT_FLOAT_EQ(settings().lips.mask.size, 0.8F);
  EXPECT_FLOAT_EQ(settings().lips.mask.feather, 2.5F);
}

TEST_F(InspectorTest, ResetIsThereOnlyForWhatWasChangedAndBringsTheDefaultBack) {
  QToolButton& reset = control<QToolButton>("Reset: Mouth strength");
  EXPECT_FALSE(reset.isVisible());
  control<QSlider>("Mouth strength").setValue(50);
  EXPECT_TRUE(reset.isVisible());
  EXPECT_FALSE(control<QToolButton>("Reset: Mask size").isVisible());
  reset.click();
  EXPECT_EQ(settings(), dub::DubSettings{});
  EXPECT_FALSE(reset.isVisible());
  document.history().undo();
  EXPECT_FLOAT_EQ(settings().lips.strength, 0.5F);
}

TEST_F(InspectorTest, ShowingAProjectChangesNothingInIt) {
  QSignalSpy changed(&document, &Document::changed);
  dub::Project other = start;
  other.settings.lips.strength = 0.123F;  // between two positions of the slider
  other.settings.lips.mask = {.size = 0.777F, .feather = 2.222F};
  other.settings.loudnessLufs = -18.5;  // none of the choices
  other.settings.originalGainDb = -3.14159;
  other.settings.mix = media::Mix::over;
  other.clips[0].atSec = 1.23456789;
  other.clips[0].fadeInSec = 0.0001234;
  document.reset(other, {});
  inspector->setChosen({line});
  inspector->setVoice(0);
  inspector->setModels({"builtin", "talklip"});
  EXPECT_EQ(document.project(), other);
  EXPECT_EQ(changed.count(), 1) << "the reset itself";
  EXPECT_EQ(document.history().count(), 0);
}

TEST_F(InspectorTest, WhatHasNoEffectSaysWhy) {
  EXPECT_FALSE(control<QComboBox>("Face from").isEnabled());
  EXPECT_FALSE(control<QDoubleSpinBox>("Original volume").isEnabled());
  QStringList shown;
  for (const QLabel* label : inspector->findChildren<QLabel*>())
    if (label->isVisible()) shown << label->text();
  EXPECT_EQ(shown.count("Only for imported models."), 2);
  EXPECT_EQ(shown.count("The original sound is not heard."), 1);
  document.edit("Mix", [](dub::Project& p) { p.settings.mix = media::Mix::over; });
  EXPECT_TRUE(control<QDoubleSpinBox>("Original volume").isEnabled());
}

TEST_F(InspectorTest, EverySettingExplainsItselfInPlaceWhenAsked) {
  inspector->setChosen({line});
  int explained = 0;
  for (QToolButton* help : inspector->findChildren<QToolButton*>()) {
    if (!help->accessibleName().startsWith("What is this")) continue;
    const auto words = [&] {
      QString text;
      for (const QLabel* label : inspector->findChildren<QLabel*>())
        if (label->isVisible()) text += label->text();
      return text.size();
    };
    const auto before = words();
    help->click();
    EXPECT_GT(words(), before + 30) << help->accessibleName().toStdString();
    help->click();
    EXPECT_EQ(words(), before);
    ++explained;
  }
  EXPECT_EQ(explained, 21);
}

TEST_F(InspectorTest, EveryControlHasANameAndCanBeReached) {
  inspector->setChosen({line});
  expectAccessible(*inspector);
}

TEST_F(InspectorTest, ALineIsEditedOnlyWhileItIsChosen) {
  EXPECT_FALSE(control<QLineEdit>("Name").isVisible());
  inspector->setChosen({line});
  ASSERT_TRUE(control<QLineEdit>("Name").isVisible());
  EXPECT_EQ(control<QDoubleSpinBox>("Starts at").value(), 1.0);
  EXPECT_EQ(control<QDoubleSpinBox>("Length").value(), 3.0);
  control<QDoubleSpinBox>("Starts at").setValue(2.5);
  control<QDoubleSpinBox>("Length").setValue(1.5);
  control<QDoubleSpinBox>("Volume").setValue(3);
  control<QDoubleSpinBox>("Fade in").setValue(0.25);
  control<QDoubleSpinBox>("Fade out").setValue(0.5);
  control<QLineEdit>("Name").setText("Hello");
  Q_EMIT control<QLineEdit>("Name").editingFinished();
  EXPECT_EQ(clip(line).atSec, 2.5);
  EXPECT_NEAR(clip(line).seconds(), 1.5, 1e-9);
  EXPECT_EQ(clip(line).gainDb, 3);
  EXPECT_EQ(clip(line).fadeInSec, 0.25);
  EXPECT_EQ(clip(line).fadeOutSec, 0.5);
  EXPECT_EQ(document.project().take(clip(line).take)->name, "Hello");
  document.edit("Delete", [&](dub::Project& p) { dub::removeClip(p, line); });
  EXPECT_FALSE(control<QLineEdit>("Name").isVisible());
}

TEST_F(InspectorTest, ALengthBeyondTheTakeBecomesTheTakesLength) {
  inspector->setChosen({line});
  control<QDoubleSpinBox>("Length").setValue(99);
  EXPECT_EQ(clip(line).seconds(), 3);
  EXPECT_EQ(control<QDoubleSpinBox>("Length").value(), 3);
}

TEST_F(InspectorTest, SeveralLinesShareTheirVolume) {
  inspector->setChosen({line, otherLine});
  EXPECT_FALSE(control<QDoubleSpinBox>("Starts at").isEnabled());
  control<QDoubleSpinBox>("Volume").setValue(-4);
  EXPECT_EQ(clip(line).gainDb, -4);
  EXPECT_EQ(clip(otherLine).gainDb, -4);
  EXPECT_EQ(document.history().count(), 1);
}

TEST_F(InspectorTest, TakesAreComparedAndRated) {
  inspector->setChosen({line});
  QComboBox& takes = control<QComboBox>("Take");
  EXPECT_EQ(takes.count(), 3);
  EXPECT_EQ(takes.currentText(), "one");
  control<QPushButton>("Next take").click();
  EXPECT_EQ(takes.currentText(), "two");
  control<QPushButton>("Previous take").click();
  control<QPushButton>("Previous take").click();
  EXPECT_EQ(takes.currentText(), "three") << "around";
  control<QToolButton>("Rating: 4 of 5 stars").click();
  EXPECT_EQ(document.project().take(clip(line).take)->rating, 4);
  EXPECT_EQ(takes.currentText(), "three (4 of 5)");
  control<QToolButton>("Rating: 4 of 5 stars").click();
  EXPECT_EQ(document.project().take(clip(line).take)->rating, 0);
  choose("Take", "one");
  EXPECT_EQ(clip(line).take, start.takes[0].id);
}

QImage portrait(int track) {
  QImage image(32, 32, QImage::Format_RGB32);
  image.fill(track == 1 ? 0xffb08060 : 0xff6080b0);
  return image;
}

TEST_F(InspectorTest, EachVoiceMovesAFaceOfItsOwn) {
  document.edit("Voice", [](dub::Project& p) { dub::addVoice(p, {.id = 2}); });
  auto analysis = std::make_shared<face::Analysis>();
  analysis->tracks = {{.id = 1}, {.id = 2}};
  inspector->setFaces(analysis, portrait);
  QComboBox& face = control<QComboBox>("Face");
  EXPECT_EQ(face.currentText(), "The largest face");
  inspector->setVoice(1);
  EXPECT_EQ(face.currentText(), "Face 2");
  EXPECT_FALSE(face.itemIcon(1).isNull());
  choose("Face", "Face 1");
  EXPECT_EQ(document.project().voices[1].face.id, 1);
  EXPECT_EQ(document.project().voices[0].face.id, 0);
  document.edit("Point", [](dub::Project& p) {
    p.voices[1].face = {.place = dub::FaceChoice::Place{{10, 20}, 1}};
  });
  EXPECT_EQ(face.currentText(), "Where you clicked");
}

TEST_F(InspectorTest, AModelThatIsNotInstalledIsNamedAsSuch) {
  document.edit("Model", [](dub::Project& p) { p.settings.model = "hers"; });
  EXPECT_EQ(control<QComboBox>("Model").currentText(), "hers (not installed)");
  QSignalSpy requested(inspector.get(), &ui::Inspector::modelsRequested);
  control<QPushButton>("Manage models").click();
  EXPECT_EQ(requested.count(), 1);
}

TEST_F(InspectorTest, IsDrawnInLightAndDark) {
  inspector->setModels({"builtin", "talklip"});
  auto analysis = std::make_shared<face::Analysis>();
  analysis->tracks = {{.id = 1}, {.id = 2}};
  inspector->setFaces(analysis, portrait);
  inspector->setChosen({line});
  control<QToolButton>("Rating: 3 of 5 stars").click();
  control<QSlider>("Mouth strength").setValue(120);
  control<QToolButton>("What is this: Mouth strength").click();
  for (const theme::Scheme scheme : {theme::Scheme::dark, theme::Scheme::light}) {
    theme::apply(*qApp, scheme);
    EXPECT_TRUE(saveScreenshot(*inspector, "inspector"));
  }
}

}  // namespace
