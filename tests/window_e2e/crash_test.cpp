#include "core/base/file.h"
#include "tests/support/virtual_sound.h"
#include "tests/support/wait_until.h"
#include "tests/window_e2e/recording.h"
#include "tests/window_e2e/sound.h"
#include "tests/window_e2e/studio.h"

namespace window_e2e {

namespace fs = std::filesystem;
using test_support::VirtualSound;

// Waits until the copy that is kept for a crash holds so many lines and markers.
static void waitForCopy(const Studio& studio, std::size_t lines, std::size_t markers) {
  const fs::path copy = studio.waitForFile(".local/share/redub/recovery", ".recover");
  const auto isThere = [&] {
    const auto content = readJson(copy)["content"];
    return content["clips"].size() == lines && content["markers"].size() == markers;
  };
  if (!test_support::waitUntil(isThere)) throw std::runtime_error("not kept: " + readJson(copy).dump(1));
}

using Crash = WindowTest;

TEST_F(Crash, LeavesAProjectThatWasNeverSavedWithAllItsEdits) {
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  studio.start({media.video, media.speech});
  studio.waitForLog("looked for faces: 1 found");
  studio.key("Home shift+Right s m");
  waitForCopy(studio, 2, 1);
  studio.kill();

  studio.start();
  studio.screen.waitForWindow("Recover a project");
  studio.screen.screenshot("recover");
  const std::string lastLog =
      base::readFile(studio.screen.home() / ".local/share/redub/log/redub.previous.log");
  EXPECT_NE(lastLog.find("looked for faces"), std::string::npos);
  studio.key("alt+o");
  studio.waitForLog("looked for faces: 1 found");
  studio.screen.waitForWindow("Untitled*");
  studio.saveProjectAs(studio.folder / "recovered.redub");
  const auto project = readJson(studio.folder / "recovered.redub");
  EXPECT_EQ(project["clips"].size(), 2u) << project;
  EXPECT_NEAR(project["markers"][0]["seconds"].get<double>(), 1, 0.05);
  studio.quit();
  studio.start();  // it is not offered again
  studio.screen.waitForWindow("Untitled - Redub");
  studio.quit();
}

TEST_F(Crash, LeavesTheEditsOfASavedProjectUnderItsName) {
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  const fs::path file = studio.folder / "talk show.redub";
  studio.start({media.video, media.speech});
  studio.waitForLog("looked for faces: 1 found");
  studio.saveProjectAs(file);
  studio.key("m");
  waitForCopy(studio, 1, 1);
  studio.kill();
  EXPECT_EQ(readJson(file)["markers"].size(), 0u);

  studio.start();
  studio.screen.waitForWindow("Recover a project");
  studio.key("Return");
  studio.screen.waitForWindow("talk show* - Redub");
  studio.key("ctrl+s");
  studio.screen.waitForWindow("talk show - Redub");
  EXPECT_EQ(readJson(file)["markers"].size(), 1u);
  studio.quit();
}

TEST_F(Crash, LeavesTheTakeThatWasBeingRecorded) {
  if (!VirtualSound::isInstalled()) GTEST_SKIP() << "PulseAudio or its ALSA plugin is not installed";
  VirtualSound sound;
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  const fs::path file = studio.folder / "talk.redub", spoken = studio.folder / "spoken.wav";
  makeNoise(spoken, 1);
  studio.start({media.video, media.speech});
  studio.waitForLog("looked for faces: 1 found");
  studio.saveProjectAs(file);
  beginTake(studio, sound, spoken);
  studio.kill();

  studio.start({file});
  studio.waitForLog("being recorded when Redub ended");
  studio.waitForLog("looked for faces: 1 found");
  studio.screen.screenshot("take recovered");
  const fs::path take = studio.waitForFile(".local/share/redub/takes", ".wav");
  EXPECT_GE(shareFound(soundOf(take), soundOf(spoken)), 0.75);
  studio.quit();
}

}  // namespace window_e2e
