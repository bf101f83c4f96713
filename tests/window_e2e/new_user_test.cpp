#include "tests/support/make_media.h"
#include "tests/support/virtual_sound.h"
#include "tests/support/wait_until.h"
#include "tests/window_e2e/recording.h"
#include "tests/window_e2e/sound.h"
#include "tests/window_e2e/studio.h"

namespace window_e2e {

namespace fs = std::filesystem;
using test_support::VirtualSound;
using test_support::waitUntil;

// The first two seconds of what the loudspeaker plays once it is not silent.
static std::vector<float> firstHeard(const VirtualSound& sound) {
  std::vector<float> heard;
  const auto isEnough = [&] {
    heard = sound.listened();
    return heard.size() > firstLoud(heard) + 2 * kSoundRate;
  };
  if (!waitUntil(isEnough)) throw std::runtime_error("the loudspeaker stays silent");
  return heard;
}

using NewUser = WindowTest;

TEST_F(NewUser, DropsAVideoAndAVoiceDubsWatchesRecordsALineAndExports) {
  if (!VirtualSound::isInstalled()) GTEST_SKIP() << "PulseAudio or its ALSA plugin is not installed";
  VirtualSound sound;
  Studio studio;
  const Media media = makeMedia(studio.folder.path());
  studio.start();
  studio.screen.screenshot("empty");
  studio.drop({media.video, media.speech});
  studio.waitForLog("looked for faces: 1 found");
  studio.screen.screenshot("dropped");

  studio.key("ctrl+d");
  studio.waitForLog("] dubbed");
  studio.screen.screenshot("dubbed");

  sound.listen();
  studio.key("Home space");
  const std::vector<float> said = soundOf(media.speech);
  EXPECT_GE(shareFound(firstHeard(sound), std::span(said).subspan(firstLoud(said), kSoundRate)), 0.75);
  studio.screen.screenshot("playing");
  sound.stopListening();
  studio.key("k Home");

  const fs::path spoken = studio.folder / "spoken.wav";
  makeNoise(spoken, 1);
  beginTake(studio, sound, spoken);
  studio.screen.screenshot("recording");
  studio.key("r");
  const fs::path take = studio.waitForLog("recorded ");
  EXPECT_GE(shareFound(soundOf(take), soundOf(spoken)), 0.75) << take;
  studio.screen.screenshot("recorded");

  const fs::path output = studio.folder / "finished.mp4";
  studio.key("ctrl+e");
  studio.screen.waitForWindow("Export");
  studio.screen.screenshot("export");
  studio.enter(output);
  studio.waitForLog("finished.mp4 is done and was checked");
  studio.screen.screenshot("exported");
  const std::string frames =
      "-count_frames -select_streams v -show_entries stream=nb_read_frames,duration -of csv=p=0";
  EXPECT_EQ(test_support::ffprobe(output, frames), test_support::ffprobe(media.video, frames));

  studio.saveProjectAs(studio.folder / "first.redub");
  const auto project = readJson(studio.folder / "first.redub");
  EXPECT_EQ(project["takes"].size(), 2u) << project;
  EXPECT_EQ(project["takes"][1]["file"], take.string());
  studio.quit();
}

}  // namespace window_e2e
