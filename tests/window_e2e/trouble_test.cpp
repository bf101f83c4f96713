#include <set>

#include "tests/support/virtual_sound.h"
#include "tests/support/wait_until.h"
#include "tests/window_e2e/recording.h"
#include "tests/window_e2e/sound.h"
#include "tests/window_e2e/studio.h"

namespace window_e2e {

namespace fs = std::filesystem;
using test_support::VirtualSound;
using test_support::waitUntil;

using Trouble = WindowTest;

TEST_F(Trouble, AMicrophoneThatIsPulledOutLeavesWhatWasSaidAndAMessage) {
  if (!VirtualSound::isInstalled()) GTEST_SKIP() << "PulseAudio or its ALSA plugin is not installed";
  VirtualSound sound;
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  const fs::path spoken = studio.folder / "spoken.wav";
  makeNoise(spoken, 1);
  studio.start({media.video});
  studio.waitForLog("looked for faces: 1 found");
  beginTake(studio, sound, spoken);
  sound.unplugMicrophone();
  const fs::path take = studio.waitForLog("recorded ");
  studio.waitForLog("What was said until then is kept");
  studio.screen.screenshot("microphone pulled out");
  EXPECT_GE(shareFound(soundOf(take), soundOf(spoken)), 0.75);
  studio.quit();
}

static std::set<fs::path> filesBelow(const fs::path& folder) {
  std::set<fs::path> all;
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator(folder, none)) all.insert(entry.path());
  return all;
}

TEST_F(Trouble, AnExportThatIsCancelledLeavesNothing) {
  Studio studio;
  const Media media = makeMedia(studio.folder.path(), 10, 1080);
  studio.start({media.video, media.speech});
  studio.waitForLog("looked for faces: 1 found");
  const auto before = filesBelow(studio.folder.path());
  studio.key("ctrl+e");
  studio.screen.waitForWindow("Export");
  studio.enter(studio.folder / "never.mp4");
  studio.screen.waitUntilGone("Export");
  const test_support::Area window = studio.screen.waitForWindow("Untitled");
  ASSERT_TRUE(waitUntil([&] { return filesBelow(studio.folder.path()) != before; })) << studio.log();
  studio.screen.screenshot("exporting");
  studio.screen.click(
      {window.x + window.width - 37, window.y + window.height - 17});  // the cross beside the progress
  ASSERT_TRUE(waitUntil([&] { return filesBelow(studio.folder.path()) == before; })) << studio.log();
  studio.screen.screenshot("cancelled");
  studio.key("ctrl+s");
  studio.screen.waitForWindow("Save project");
  studio.key("Escape");
  studio.screen.waitUntilGone("Save project");
  EXPECT_EQ(studio.log().find("never.mp4"), std::string::npos) << studio.log();
  EXPECT_EQ(filesBelow(studio.folder.path()), before);
  studio.quit();
}

TEST_F(Trouble, AVideoThatWasMovedIsAskedForAndPlaysFromItsNewPlace) {
  if (!VirtualSound::isInstalled()) GTEST_SKIP() << "PulseAudio or its ALSA plugin is not installed";
  VirtualSound sound;
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  const fs::path file = studio.folder / "talk.redub", moved = studio.folder / "elsewhere/talk.mp4";
  studio.start({media.video, media.speech});
  studio.waitForLog("looked for faces: 1 found");
  studio.saveProjectAs(file);
  studio.quit();
  fs::create_directory(moved.parent_path());
  fs::rename(media.video, moved);

  studio.start({file});
  studio.screen.waitForWindow("A file is missing");
  studio.screen.screenshot("missing");
  studio.key("Return");
  studio.screen.waitForWindow("Where is talk.mp4");
  studio.screen.screenshot("looking for it");
  studio.enter(moved);
  EXPECT_EQ(studio.waitForLog("opened "), moved);
  studio.waitForLog("looked for faces: 1 found");
  sound.listen();
  studio.key("space");
  ASSERT_TRUE(waitUntil([&] { return firstLoud(sound.listened()) < sound.listened().size(); }));
  studio.screen.screenshot("found");
  studio.key("k ctrl+s");
  studio.screen.waitForWindow("talk - Redub");
  EXPECT_EQ(readJson(file)["video"], "elsewhere/talk.mp4");
  studio.quit();
}

}  // namespace window_e2e
