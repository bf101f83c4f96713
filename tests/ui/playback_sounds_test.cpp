#include "ui/workspace/playback_sounds.h"

#include <gtest/gtest.h>

#include "core/project/edit.h"

namespace {

using ui::Listen;
using ui::playbackSounds;

dub::Project withLines() {
  dub::Project p;
  p.video = "film.mp4";
  const int take = dub::addTake(p, "voice.wav", 10);
  dub::addClip(p, take, 0, 2, 0, 3);
  dub::addClip(p, take, 0, 4, 5, 8);
  return p;
}

TEST(PlaybackSounds, BeforeThereIsALineTheOriginalIsHeard) {
  dub::Project p;
  p.video = "film.mp4";
  const auto sounds = playbackSounds(p, Listen::dub, true, 12);
  ASSERT_EQ(sounds.size(), 1u);
  EXPECT_EQ(sounds[0].file, "film.mp4");
  EXPECT_TRUE(sounds[0].fromPictureStart);
  EXPECT_TRUE(playbackSounds(p, Listen::dub, false, 12).empty());
}

TEST(PlaybackSounds, LinesReplaceTheOriginalUnlessTheMixKeepsIt) {
  dub::Project p = withLines();
  EXPECT_EQ(playbackSounds(p, Listen::dub, true, 12).size(), 2u);
  p.settings.mix = media::Mix::over;
  p.settings.originalGainDb = -6;
  const auto over = playbackSounds(p, Listen::dub, true, 12);
  ASSERT_EQ(over.size(), 3u);
  EXPECT_EQ(over.back().gainDb, -6);
  EXPECT_EQ(playbackSounds(p, Listen::original, true, 12).size(), 1u);
}

TEST(PlaybackSounds, DuckingLowersTheOriginalUnderTheLinesAndNowhereElse) {
  dub::Project p = withLines();
  p.settings.mix = media::Mix::duck;
  const auto sounds = playbackSounds(p, Listen::dub, true, 12);
  ASSERT_EQ(sounds.size(), 5u);  // two lines; before, under both (they touch), after
  EXPECT_EQ(sounds[2].gainDb, 0);
  EXPECT_DOUBLE_EQ(sounds[2].endSec(), 2);
  EXPECT_EQ(sounds[3].gainDb, -12);
  EXPECT_DOUBLE_EQ(sounds[3].endSec(), 7);
  EXPECT_EQ(sounds[4].gainDb, 0);
  EXPECT_DOUBLE_EQ(sounds[4].endSec(), 12);
}

TEST(PlaybackSounds, AMutedVoiceIsNotHeard) {
  dub::Project p = withLines();
  p.voices[0].isMuted = true;
  const auto sounds = playbackSounds(p, Listen::dub, true, 12);
  ASSERT_EQ(sounds.size(), 1u);  // as if there were no line
  EXPECT_EQ(sounds[0].file, "film.mp4");
}

}  // namespace
