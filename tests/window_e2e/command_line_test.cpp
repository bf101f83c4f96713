#include "tests/window_e2e/studio.h"

namespace window_e2e {

using CommandLine = WindowTest;

TEST_F(CommandLine, FilesAreOpenedAndSoIsTheProjectThatIsSavedOfThem) {
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  studio.start({media.video.filename(), media.speech.filename()}, studio.folder.path());
  studio.waitForLog("looked for faces: 1 found");
  studio.saveProjectAs(studio.folder / "my dub.redub");
  studio.screen.waitForWindow("my dub - Redub");
  const auto project = readJson(studio.folder / "my dub.redub");
  EXPECT_EQ(project["video"], "talk.mp4");
  EXPECT_EQ(project["takes"][0]["file"], "speech.wav");
  EXPECT_EQ(project["clips"].size(), 1u);
  studio.quit();

  studio.start({studio.folder / "my dub.redub"});
  studio.screen.waitForWindow("my dub - Redub");
  EXPECT_EQ(studio.waitForLog("opened "), media.video);
  studio.waitForLog("looked for faces: 1 found");
  studio.screen.screenshot("project opened");
  studio.quit();
}

}  // namespace window_e2e
