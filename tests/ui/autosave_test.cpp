#include "ui/window/autosave.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSignalSpy>
#include <fstream>

#include "core/base/detached.h"
#include "tests/support/temp_folder.h"
#include "ui/base/document.h"

namespace {

using test_support::TempFolder;

// Until the disk has what it was given.
void settle() {
  ASSERT_TRUE(base::waitForDetached(base::Worth::keep, std::chrono::minutes(1)));
  QCoreApplication::sendPostedEvents();
}

void mark(ui::Document& document, double seconds) {
  document.edit("Add marker", [&](dub::Project& p) { p.markers.push_back({seconds, "here"}); });
}

TEST(Autosave, NothingIsOfferedWhileItsProgramRunsOrAfterItEndedAsItShould) {
  const TempFolder folder;
  {
    ui::Document document;
    ui::Autosave autosave(document, folder.path());
    mark(document, 1);
    autosave.saveNow();
    settle();
    EXPECT_TRUE(ui::recoverable(folder.path()).empty());
  }
  settle();
  EXPECT_TRUE(ui::recoverable(folder.path()).empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Autosave, AfterAKillTheProjectIsOfferedWithItsNameAndDate) {
  const TempFolder folder;
  ui::Document document;
  document.reset({}, folder / "film.redub");
  const pid_t child = fork();
  if (child == 0) {
    ui::Autosave autosave(document, folder.path());
    mark(document, 2.5);
    autosave.saveNow();
    settle();
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  const auto left = ui::recoverable(folder.path());
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].name, "film.redub");
  EXPECT_TRUE(left[0].saved.isValid());
  const dub::Project project = ui::recoveredProject(left[0]);
  ASSERT_EQ(project.markers.size(), 1u);
  EXPECT_EQ(project.markers[0].seconds, 2.5);

  ui::Document next;
  next.recover(project, left[0].project);
  EXPECT_TRUE(next.isModified());  // it was not saved yet
  EXPECT_EQ(next.file(), folder / "film.redub");
  ui::discard(left[0]);
  EXPECT_TRUE(ui::recoverable(folder.path()).empty());
}

TEST(Autosave, ADamagedCopyIsNotOffered) {
  const TempFolder folder;
  std::ofstream(folder / "x.recover") << "{\"redubRecovery\":1,\"project\":";
  EXPECT_TRUE(ui::recoverable(folder.path()).empty());
}

TEST(Autosave, SavingTheProjectTakesTheCopyAway) {
  const TempFolder folder;
  const TempFolder projects;
  ui::Document document;
  ui::Autosave autosave(document, folder.path());
  mark(document, 1);
  autosave.saveNow();
  const auto copies = [&] {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
      count += entry.path().extension() == ".recover";
    return count;
  };
  settle();
  EXPECT_EQ(copies(), 1);
  document.markSaved(projects / "p.redub");
  settle();
  EXPECT_EQ(copies(), 0);
}

TEST(Autosave, AFolderThatCannotBeWrittenIsToldOnce) {
  const TempFolder folder;
  std::ofstream(folder / "file") << "in the way";
  ui::Document document;
  ui::Autosave autosave(document, folder / "file");
  QSignalSpy failed(&autosave, &ui::Autosave::failed);
  mark(document, 1);
  autosave.saveNow();
  mark(document, 2);
  autosave.saveNow();
  settle();
  EXPECT_EQ(failed.count(), 1);
}

}  // namespace
