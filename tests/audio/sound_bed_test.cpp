#include "core/audio/sound_bed.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"
#include "tests/support/make_media.h"

namespace {

using audio::Sound;
using audio::SoundBed;
using test_support::makeMedia;
using test_support::TempFolder;

constexpr int kRate = 16000;

// A ramp: sample i of the file is (i % 30000) / 32768, so that every sample tells its place.
void makeRamp(const std::filesystem::path& file, double seconds) {
  std::vector<std::int16_t> samples(static_cast<std::size_t>(seconds * kRate));
  for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<std::int16_t>(i % 30000);
  const auto raw = std::filesystem::path(file).replace_extension(".raw");
  std::ofstream(raw, std::ios::binary)
      .write(reinterpret_cast<const char*>(samples.data()), static_cast<std::streamsize>(samples.size() * 2));
  ASSERT_TRUE(makeMedia(file, "-f s16le -ar 16000 -ac 1 -i {in} -c:a pcm_s16le", raw));
}

float ramp(std::int64_t i) { return static_cast<float>(i % 30000) / 32768; }

class Bed : public testing::Test {
 protected:
  void SetUp() override { makeRamp(folder / "ramp.wav", 8); }
  Sound sound(double atSec, double inSec, double outSec) const {
    return {.file = folder / "ramp.wav", .atSec = atSec, .inSec = inSec, .outSec = outSec};
  }
  TempFolder folder;
};

TEST_F(Bed, ASoundIsHeardWhereItLiesAndSilenceElsewhere) {
  SoundBed bed({sound(1, 2, 3)}, kRate, 1);
  EXPECT_DOUBLE_EQ(bed.seconds(), 2);
  const std::vector<float> heard = bed.read(0, 3 * kRate);
  ASSERT_EQ(heard.size(), 3U * kRate);
  for (std::int64_t i = 0; i < 3 * kRate; ++i) {
    const bool isInside = i >= kRate && i < 2 * kRate;
    ASSERT_EQ(heard[static_cast<std::size_t>(i)], isInside ? ramp(i + kRate) : 0.0F) << i;
  }
}

TEST_F(Bed, AnywhereItGivesWhatReadingThroughGives) {
  const std::vector<Sound> sounds = {sound(0.5, 0, 4), sound(2, 1, 6), sound(-1, 3, 5), sound(6, 2, 5)};
  SoundBed through(sounds, kRate, 2), bed(sounds, kRate, 2);
  const std::vector<float> all = through.read(0, 10 * kRate);
  for (const std::int64_t first : {90000, 0, 31999, 32000, 5, 120000, 64000, 64777}) {
    const std::vector<float> got = bed.read(first, 777);
    const std::vector<float> wanted(all.begin() + first * 2, all.begin() + (first + 777) * 2);
    ASSERT_EQ(got, wanted) << first;
  }
}

TEST_F(Bed, OverlappingSoundsAreSummed) {
  SoundBed bed({sound(0, 0, 1), sound(0, 0, 1), sound(0, 0, 1)}, kRate, 1);
  EXPECT_FLOAT_EQ(bed.read(15000, 1).front(), 3 * ramp(15000));  // above 1: not limited
}

TEST_F(Bed, TheBeginningOfASoundBeforeTheFirstPictureIsNotHeard) {
  SoundBed bed({sound(-0.5, 1, 3)}, kRate, 1);
  EXPECT_EQ(bed.read(0, 1).front(), ramp(24000));
  EXPECT_EQ(bed.read(-8000, 1).front(), ramp(16000));
}

TEST_F(Bed, GainAndFadesAreApplied) {
  Sound faded = sound(0, 1, 2);
  faded.gainDb = -20;
  faded.fadeInSec = 0.25;
  faded.fadeOutSec = 0.5;
  SoundBed bed({faded}, kRate, 1);
  const std::vector<float> heard = bed.read(0, kRate);
  EXPECT_EQ(heard[0], 0.0F);
  EXPECT_NEAR(heard[2000], 0.1 * 0.5 * ramp(18000), 1e-5);  // half way in
  EXPECT_NEAR(heard[6000], 0.1 * ramp(22000), 1e-5);
  EXPECT_NEAR(heard[12000], 0.1 * 0.5 * ramp(28000), 1e-5);  // half way out
  EXPECT_NEAR(heard[15999], 0, 1e-5);
}

TEST_F(Bed, MonoReachesAllChannels) {
  SoundBed bed({sound(0, 0, 1)}, kRate, 2);
  const std::vector<float> heard = bed.read(5000, 1);
  EXPECT_EQ(heard, (std::vector<float>{ramp(5000), ramp(5000)}));
}

TEST_F(Bed, BehindTheEndOfTheFileItIsSilent) {
  SoundBed bed({sound(0, 7, 12)}, kRate, 1);
  const std::vector<float> heard = bed.read(15998, 4);
  EXPECT_EQ(heard, (std::vector<float>{ramp(127998), ramp(127999), 0, 0}));
}

TEST_F(Bed, AFileThatCannotBeReadIsSilentAndNamedOnce) {
  Sound missing = sound(0, 0, 5);
  missing.file = folder / "gone.wav";
  SoundBed bed({missing, sound(0, 0, 5), missing}, kRate, 1);
  EXPECT_EQ(bed.read(9000, 1).front(), ramp(9000));
  bed.read(10000, 1);
  ASSERT_EQ(bed.failures().size(), 1U);
  EXPECT_EQ(bed.failures().front(), (base::Problem{.fault = base::Fault::fileMissing, .path = missing.file}));
}

TEST_F(Bed, ManyFilesAreHeardThoughFewAreKeptOpen) {
  std::vector<Sound> sounds;
  for (int i = 0; i < 40; ++i) {
    sounds.push_back(sound(0.1 * i, 0.05 * i, 0.05 * i + 0.1));
    sounds.back().file = folder / (std::to_string(i) + ".wav");
    std::filesystem::copy_file(folder / "ramp.wav", sounds.back().file);
  }
  SoundBed bed(sounds, kRate, 1);
  const std::vector<float> heard = bed.read(0, 4 * kRate);
  for (std::int64_t i = 0; i < 40; ++i)
    ASSERT_EQ(heard[static_cast<std::size_t>(1600 * i + 7)], ramp(800 * i + 7)) << i;
  EXPECT_TRUE(bed.failures().empty());
}

TEST_F(Bed, AWaveFileHoldsExactlyTheBed) {
  const std::vector<Sound> sounds = {sound(0.5, 0, 4), sound(2, 1, 6)};
  const auto file = folder / "out.wav";
  ASSERT_TRUE(audio::writeWave(SoundBed(sounds, kRate, 2), 7.5, file, {}));
  media::AudioReader reader(file);
  EXPECT_EQ(reader.rate(), kRate);
  EXPECT_EQ(reader.channels(), 2);
  EXPECT_EQ(reader.read(10 * kRate), SoundBed(sounds, kRate, 2).read(0, 120000));
}

TEST_F(Bed, AStoppedOrFailedWaveFileLeavesNothing) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(audio::writeWave(SoundBed({sound(0, 0, 5)}, kRate, 1), 5, folder / "a.wav", stop.get_token()));
  Sound missing = sound(0, 0, 5);
  missing.file = folder / "gone.wav";
  EXPECT_THROW(audio::writeWave(SoundBed({missing}, kRate, 1), 5, folder / "b.wav", {}), base::Error);
  EXPECT_THROW(audio::writeWave(SoundBed({}, 48000, 2), 1e9, folder / "c.wav", {}), base::Error)
      << "more than any disk has room for";
  const std::filesystem::directory_iterator left(folder.path());
  EXPECT_EQ(std::distance(begin(left), end(left)), 2);  // the ramp and its samples
}

}  // namespace
