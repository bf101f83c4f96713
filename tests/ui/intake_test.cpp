#include "ui/window/intake.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QSignalSpy>
#include <fstream>

#include "core/project/edit.h"
#include "core/project/project_validation.h"
#include "tests/support/make_media.h"
#include "ui/base/document.h"
#include "ui/clip/open_clip.h"
#include "ui/window/drops.h"

namespace {

using test_support::makeMedia;
using test_support::TempFolder;
using Kind = ui::Dropped::Kind;

struct Files {
  TempFolder folder;
  std::filesystem::path video = folder / "talk.mp4", speech = folder / "german.wav",
                        other = folder / "again.flac", text = folder / "notes.txt",
                        project = folder / "work.redub", model = folder / "lips.pth";
  Files() {
    makeMedia(video, test_support::movingPicture("96x64", "25", 10));
    makeMedia(speech, "-f lavfi -i sine=440:duration=1.5");
    makeMedia(other, "-f lavfi -i sine=330:duration=0.8");
    std::ofstream(text) << "not a film";
    std::ofstream(project) << "{}";
    std::ofstream(model) << "PK";
  }
};

TEST(Drops, FilesAreKnownByWhatTheyHold) {
  const Files files;
  EXPECT_EQ(ui::lookAt(files.video).kind, Kind::picture);
  EXPECT_EQ(ui::lookAt(files.speech).kind, Kind::speech);
  EXPECT_NEAR(ui::lookAt(files.speech).seconds, 1.5, 0.01);
  EXPECT_EQ(ui::lookAt(files.project).kind, Kind::project);
  EXPECT_EQ(ui::lookAt(files.model).kind, Kind::model);
}

TEST(Drops, WhatCannotBeUsedIsRefusedWithAReason) {
  const Files files;
  for (const auto& file : {files.text, files.folder.path(), files.folder / "gone.mp4"}) {
    const ui::Dropped seen = ui::lookAt(file);
    EXPECT_EQ(seen.kind, Kind::refused) << file;
    EXPECT_TRUE(seen.reason.contains(QString::fromStdString(file.filename().string())))
        << qPrintable(seen.reason);
  }
}

TEST(Drops, ThereIsOnePictureAtATimeAndAProjectStandsAlone) {
  const auto two = ui::sorted(
      {{"a.mp4", Kind::picture, 0, {}}, {"b.wav", Kind::speech, 1, {}}, {"c.mp4", Kind::picture, 0, {}}});
  ASSERT_EQ(two.size(), 3u);
  EXPECT_EQ(two[0].file, "a.mp4");
  EXPECT_EQ(two[1].kind, Kind::speech);
  EXPECT_EQ(two[2].kind, Kind::refused);
  const auto project = ui::sorted({{"b.wav", Kind::speech, 1, {}}, {"p.redub", Kind::project, 0, {}}});
  EXPECT_EQ(project[0].kind, Kind::project);
  EXPECT_EQ(project[1].kind, Kind::refused);
  EXPECT_TRUE(ui::isUsable(project));
  EXPECT_FALSE(ui::isUsable({{"x", Kind::refused, 0, "no"}}));
}

TEST(Drops, WhatWillHappenIsToldForEachFile) {
  dub::Project project;
  const QString text = ui::announced(
      {{"a.mp4", Kind::picture, 0, {}}, {"b.wav", Kind::speech, 1, {}}, {"c.wav", Kind::speech, 1, {}}},
      project);
  const QStringList lines = text.split(QLatin1Char('\n'));
  ASSERT_EQ(lines.size(), 3);
  EXPECT_TRUE(lines[0].contains("a.mp4") && lines[0].contains("picture"));
  EXPECT_TRUE(lines[1].contains("b.wav") && lines[1].contains("speech"));
  EXPECT_TRUE(lines[2].contains("c.wav") && lines[2].contains("take"));
}

TEST(Intake, AVideoAndASpeechBecomeAProjectInOneStep) {
  const Files files;
  ui::Document document;
  ui::Intake intake(document);
  QSignalSpy taken(&intake, &ui::Intake::taken);
  intake.take({files.speech, files.video}, std::nullopt, 0, 0);
  ASSERT_TRUE(taken.wait(20000));
  const dub::Project& p = document.project();
  EXPECT_EQ(p.video, files.video);
  ASSERT_EQ(p.clips.size(), 1u);
  EXPECT_NEAR(p.clips[0].seconds(), 1.5, 0.01);
  EXPECT_EQ(p.clips[0].atSec, 0);
  document.history().undo();
  EXPECT_EQ(document.project(), dub::Project());
}

TEST(Intake, ASecondSpeechIsAnotherTakeButOnALaneAnotherLine) {
  const Files files;
  ui::Document document;
  ui::Intake intake(document);
  QSignalSpy taken(&intake, &ui::Intake::taken);
  intake.take({files.speech}, std::nullopt, 0, 0);
  ASSERT_TRUE(taken.wait(20000));
  intake.take({files.other}, std::nullopt, 0, 0);
  ASSERT_TRUE(taken.wait(20000));
  ASSERT_EQ(document.project().clips.size(), 1u);
  EXPECT_EQ(document.project().clips[0].takes.size(), 2u);
  EXPECT_EQ(document.project().take(document.project().clips[0].take)->file, files.other);
  intake.take({files.other}, ui::Intake::Place{0, 4.0}, 0, 0);
  ASSERT_TRUE(taken.wait(20000));
  ASSERT_EQ(document.project().clips.size(), 2u);
  EXPECT_DOUBLE_EQ(document.project().clips[1].atSec, 4.0);
  EXPECT_TRUE(dub::isValid(document.project()));
}

TEST(Intake, WhatWasLookedAtWhileItHoveredIsUsedAtOnceWhenItDrops) {
  const Files files;
  ui::Document document;
  ui::Intake intake(document);
  QSignalSpy looked(&intake, &ui::Intake::looked);
  intake.look({files.video, files.text});
  ASSERT_TRUE(looked.wait(20000));
  QSignalSpy refused(&intake, &ui::Intake::refused);
  intake.take({files.video, files.text}, std::nullopt, 0, 0);
  EXPECT_EQ(document.project().video, files.video);
  ASSERT_EQ(refused.count(), 1);
  EXPECT_TRUE(refused[0][0].toString().contains("notes.txt"));
}

TEST(Intake, AVideoThatWasLookedAtIsOpenedWithoutAnotherLook) {
  const Files files;
  ui::Document document;
  ui::Intake intake(document);
  ui::OpenClip clip({.cache = {}});
  std::shared_ptr<const media::ClipIndex> seen;
  QObject::connect(&intake, &ui::Intake::pictureFound, &clip, &ui::OpenClip::expect);
  QObject::connect(&intake, &ui::Intake::pictureFound, &clip, [&](const auto& found) { seen = found; });
  QObject::connect(&document, &ui::Document::replaced, &clip, [&] { clip.open(document.project().video); });
  QSignalSpy probed(&clip, &ui::OpenClip::probed);
  intake.take({files.video}, std::nullopt, 0, 0);
  ASSERT_TRUE(probed.wait(20000));
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(clip.clip(), seen);
}

TEST(Intake, ProjectsAndModelsAreHandedOn) {
  const Files files;
  ui::Document document;
  ui::Intake intake(document);
  QSignalSpy project(&intake, &ui::Intake::projectFound), model(&intake, &ui::Intake::modelFound),
      taken(&intake, &ui::Intake::taken);
  intake.take({files.project}, std::nullopt, 0, 0);
  ASSERT_TRUE(taken.wait(20000));
  intake.take({files.model}, std::nullopt, 0, 0);
  ASSERT_TRUE(taken.wait(20000));
  EXPECT_EQ(project.count(), 1);
  EXPECT_EQ(model.count(), 1);
  EXPECT_EQ(document.project(), dub::Project());
}

}  // namespace
