#include "ui/inspector/dub_settings.h"

#include <QCoreApplication>

#include "ui/inspector/fields.h"

namespace ui {

namespace {

class DubSettingWords {
  Q_DECLARE_TR_FUNCTIONS(DubSettingWords)
 public:
  static Setting model();
  static SettingAndEditor strength();
  static SettingAndEditor silence();
  static SettingAndEditor maskSize();
  static SettingAndEditor feather();
  static SettingAndEditor colorMatch();
  static SettingAndEditor reference();
  static SettingAndEditor detail();
  static SettingAndEditor mix();
  static SettingAndEditor originalGain();
  static SettingAndEditor loudness();
  static SettingAndEditor fit();

 private:
  static QString onlyImported(const dub::Project& project);
  static QString onlyHeardOriginal(const dub::Project& project);
};

QString DubSettingWords::onlyImported(const dub::Project& project) {
  return project.settings.model == "builtin" ? tr("Only for imported models.") : QString();
}

QString DubSettingWords::onlyHeardOriginal(const dub::Project& project) {
  return project.settings.mix == media::Mix::replace ? tr("The original sound is not heard.") : QString();
}

Setting DubSettingWords::model() {
  return settingOf(
      tr("Model"),
      tr("The method that paints the mouth. The built-in one reuses the person's own mouth and is fast; "
         "imported ones were trained by others."),
      [](auto& p) -> auto& { return p.settings.model; });
}

SettingAndEditor DubSettingWords::strength() {
  return {settingOf(
              tr("Mouth strength"),
              tr("How far the mouth opens: less for a mumble, more for a shout; 100 % is natural."),
              [](auto& p) -> auto& { return p.settings.lips.strength; }),
          new PercentEditor(0, 150)};
}

SettingAndEditor DubSettingWords::silence() {
  return {settingOf(
              tr("In pauses"), tr("What the mouth does while the new speech is silent."),
              [](auto& p) -> auto& { return p.settings.silence; }),
          new ChoiceEditor({{static_cast<int>(dub::Silence::close), tr("Close the mouth")},
                            {static_cast<int>(dub::Silence::keep), tr("Keep the original")},
                            {static_cast<int>(dub::Silence::generate), tr("Let the model decide")}})};
}

SettingAndEditor DubSettingWords::maskSize() {
  return {settingOf(
              tr("Mask size"),
              tr("How much of the lower face may change. Make it smaller when a hand or a microphone is near "
                 "the mouth."),
              [](auto& p) -> auto& { return p.settings.lips.mask.size; }),
          new PercentEditor(50, 150)};
}

SettingAndEditor DubSettingWords::feather() {
  return {settingOf(
              tr("Soft edge"),
              tr("How gently the new mouth blends into the face: raise it when you can see an edge."),
              [](auto& p) -> auto& { return p.settings.lips.mask.feather; }),
          new PercentEditor(0, 300)};
}

SettingAndEditor DubSettingWords::colorMatch() {
  return {settingOf(
              tr("Match colours"), tr("Gives the new mouth the light and colour of the skin around it."),
              [](auto& p) -> auto& { return p.settings.colorMatch; }),
          new CheckEditor};
}

SettingAndEditor DubSettingWords::reference() {
  Setting setting = settingOf(
      tr("Face from"), tr("Which picture shows an imported model what the face looks like."),
      [](auto& p) -> auto& { return p.settings.lips.reference; });
  setting.idleReason = onlyImported;
  return {setting,
          new ChoiceEditor({{static_cast<int>(dub::Reference::first), tr("The first picture")},
                            {static_cast<int>(dub::Reference::same), tr("The same picture")},
                            {static_cast<int>(dub::Reference::closed), tr("A closed mouth")},
                            {static_cast<int>(dub::Reference::window), tr("Five pictures around it")}})};
}

SettingAndEditor DubSettingWords::detail() {
  Setting setting = settingOf(
      tr("Fine detail"),
      tr("Adds skin, beard and teeth from the person's own pictures to what an imported "
         "model paints."),
      [](auto& p) -> auto& { return p.settings.lips.detail; });
  setting.idleReason = onlyImported;
  return {setting, new CheckEditor};
}

SettingAndEditor DubSettingWords::mix() {
  return {settingOf(
              tr("Original sound"), tr("What happens to the sound that the video already has."),
              [](auto& p) -> auto& { return p.settings.mix; }),
          new ChoiceEditor({{static_cast<int>(media::Mix::replace), tr("Replace it")},
                            {static_cast<int>(media::Mix::over), tr("Speech over it")},
                            {static_cast<int>(media::Mix::duck), tr("Lower it under speech")}})};
}

SettingAndEditor DubSettingWords::originalGain() {
  Setting setting = settingOf(
      tr("Original volume"),
      tr("Makes the original sound louder (+) or quieter (-); 6 dB quieter is half as strong."),
      [](auto& p) -> auto& { return p.settings.originalGainDb; });
  setting.idleReason = onlyHeardOriginal;
  return {setting, new NumberEditor({-40, 24, 1, 1, tr("dB")})};
}

SettingAndEditor DubSettingWords::loudness() {
  return {settingOf(
              tr("Loudness"),
              tr("Brings the whole sound to the loudness that broadcasters and platforms ask for."),
              [](auto& p) -> auto& { return p.settings.loudnessLufs; }),
          new ChoiceEditor({{0.0, tr("As it is")},
                            {-23.0, tr("-23 LUFS (television)")},
                            {-16.0, tr("-16 LUFS (podcast)")},
                            {-14.0, tr("-14 LUFS (internet video)")}})};
}

SettingAndEditor DubSettingWords::fit() {
  return {settingOf(
              tr("Speech too long"), tr("What happens when the speech goes on after the picture has ended."),
              [](auto& p) -> auto& { return p.settings.fit; }),
          new ChoiceEditor({{static_cast<int>(dub::Fit::cut), tr("Cut the speech")},
                            {static_cast<int>(dub::Fit::picture), tr("Do not export")},
                            {static_cast<int>(dub::Fit::hold), tr("Hold the last picture")},
                            {static_cast<int>(dub::Fit::loop), tr("Start the picture again")},
                            {static_cast<int>(dub::Fit::pingpong), tr("Run the picture back and forth")},
                            {static_cast<int>(dub::Fit::speech), tr("End with the speech")}})};
}

}  // namespace

Setting modelSetting() { return DubSettingWords::model(); }

std::vector<SettingAndEditor> lipSettings() {
  using Words = DubSettingWords;
  return {Words::strength(),   Words::silence(),   Words::maskSize(), Words::feather(),
          Words::colorMatch(), Words::reference(), Words::detail()};
}

std::vector<SettingAndEditor> soundSettings() {
  using Words = DubSettingWords;
  return {Words::mix(), Words::originalGain(), Words::loudness(), Words::fit()};
}

std::vector<SettingAndEditor> mixSettings() { return {DubSettingWords::mix(), DubSettingWords::loudness()}; }

}  // namespace ui
