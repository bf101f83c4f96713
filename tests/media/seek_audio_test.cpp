#include <gtest/gtest.h>

#include <cmath>

#include "core/media/decode/audio_reader.h"
#include "core/media/decode/clip_index.h"
#include "tests/support/make_media.h"

namespace {

using media::AudioReader;
using test_support::makeMedia;
using test_support::TempFolder;

constexpr double kSec = 8;
constexpr std::size_t kPart = 4000;
// AAC fills noisy bands with random numbers; resampling begins at another fraction of a sample.
constexpr double kNoise = 1e-2;

// Noise and a rising tone: no part is like another.
const std::string kSound =
    "-f lavfi -i aevalsrc='0.4*sin(2*PI*(200*t+60*t*t))+0.1*(random(0)-0.5)':s=44100:d=8 ";

std::vector<float> readAll(const std::filesystem::path& file, AudioReader::Options options = {}) {
  AudioReader reader(file, options);
  std::vector<float> all;
  for (std::vector<float> block = reader.read(4096); !block.empty(); block = reader.read(4096))
    all.insert(all.end(), block.begin(), block.end());
  return all;
}

std::vector<float> part(const std::vector<float>& sound, double seconds, int rate) {
  const auto from = static_cast<std::ptrdiff_t>(std::llround(seconds * rate));
  const auto size = static_cast<std::ptrdiff_t>(sound.size());
  return {sound.begin() + std::min(from, size),
          sound.begin() + std::min(from + static_cast<std::ptrdiff_t>(kPart), size)};
}

// Energy of the difference over that of the sound; 0 = equal.
double difference(const std::vector<float>& a, const std::vector<float>& b, std::size_t shift = 0) {
  double sum = 0, energy = 1e-9;
  for (std::size_t i = shift; i < std::min(a.size(), b.size()); ++i) {
    sum += (a[i] - b[i - shift]) * (a[i] - b[i - shift]);
    energy += a[i] * a[i];
  }
  return sum / energy;
}

// The smallest difference when one of them may be late by up to `late` samples.
double differenceWithin(const std::vector<float>& a, const std::vector<float>& b, std::size_t late) {
  double least = difference(a, b);
  for (std::size_t shift = 1; shift <= late; ++shift)
    least = std::min({least, difference(a, b, shift), difference(b, a, shift)});
  return least;
}

struct Kind {
  const char* name;
  const char* ending;
  const char* arguments;
  double tolerance;      // of difference()
  std::size_t late = 0;  // samples: the rounding of the file's clock
};

class SeekAudio : public testing::TestWithParam<Kind> {};

TEST_P(SeekAudio, GivesTheSameSoundAsReadingThrough) {
  const TempFolder folder;
  const auto file = folder / (std::string("sound.") + GetParam().ending);
  if (!makeMedia(file, kSound + GetParam().arguments)) GTEST_SKIP() << "this ffmpeg cannot make it";
  const std::vector<float> all = readAll(file);
  AudioReader reader(file);
  const int rate = reader.rate();
  for (const double seconds : {5.0, 2.5, 7.25, 0.0, 0.1, 4.44, 4.7, 6.9, 3.3333}) {
    reader.seek(seconds);
    const std::vector<float> wanted = part(all, seconds, rate), got = reader.read(kPart);
    ASSERT_EQ(got.size(), wanted.size()) << "at " << seconds;
    EXPECT_LE(differenceWithin(wanted, got, GetParam().late), GetParam().tolerance) << "at " << seconds;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, SeekAudio,
    testing::Values(Kind{"Wave", "wav", "-c:a pcm_s16le", 0}, Kind{"Aiff", "aiff", "", 0},
                    Kind{"Flac", "flac", "-c:a flac", 0}, Kind{"Alac", "m4a", "-c:a alac", 0},
                    Kind{"AacInMp4", "m4a", "-c:a aac", kNoise},
                    Kind{"OpusInOgg", "opus", "-c:a libopus", 1e-3},
                    Kind{"VorbisInOgg", "ogg", "-c:a libvorbis", 1e-6},
                    Kind{"Mp3", "mp3", "-c:a libmp3lame -b:a 96k", 1e-6},
                    Kind{"VariableMp3", "mp3", "-c:a libmp3lame -q:a 4", 1e-6},
                    Kind{"Mp3WithoutHeader", "mp3", "-c:a libmp3lame -q:a 4 -write_xing 0", 1e-6},
                    Kind{"Mp3InMp4", "mp4", "-c:a libmp3lame", 1e-6}, Kind{"Adts", "aac", "-c:a aac", kNoise},
                    // The clock of Matroska ticks every millisecond.
                    Kind{"AacInMatroska", "mkv", "-c:a aac", kNoise, 50},
                    Kind{"FlacInMatroska", "mkv", "-c:a flac", 1e-3, 50},
                    Kind{"OpusInWebm", "webm", "-c:a libopus", 1e-3, 50}),
    [](const auto& made) { return std::string(made.param.name); });

TEST(SeekAudio, CountsFromTheFirstPictureAsReadingThroughDoes) {
  const TempFolder folder;
  const std::string video = "-f lavfi -i testsrc2=size=64x48:rate=25:d=8 ";
  const std::string codecs = "-map 1:v -map 0:a -c:v libx264 -g 50 -c:a aac -pix_fmt yuv420p";
  ASSERT_TRUE(makeMedia(folder / "late.mkv", "-itsoffset 0.7 " + kSound + video + codecs));
  ASSERT_TRUE(makeMedia(folder / "early.mp4", kSound + "-itsoffset 0.7 " + video + codecs));
  ASSERT_TRUE(makeMedia(folder / "far.mp4", "-itsoffset 4 " + kSound + video + codecs));
  const AudioReader::Options options{.rate = 48000, .channels = 2, .fromPictureStart = true};
  for (const char* name : {"late.mkv", "early.mp4", "far.mp4"}) {
    const std::vector<float> all = readAll(folder / name, options);
    AudioReader reader(folder / name, options);
    for (const double seconds : {5.0, 0.2, 3.6, 6.2, 3.0}) {
      reader.seek(seconds);
      std::vector<float> wanted, got = reader.read(kPart);
      const auto from = static_cast<std::ptrdiff_t>(std::llround(seconds * 48000)) * 2;
      wanted.assign(all.begin() + from, all.begin() + from + static_cast<std::ptrdiff_t>(kPart) * 2);
      ASSERT_EQ(got.size(), wanted.size());
      EXPECT_LE(differenceWithin(wanted, got, 100), kNoise) << name << " at " << seconds;
    }
  }
}

TEST(SeekAudio, InRealClipsGivesTheSameSoundAsReadingThrough) {
  const auto folder = test_support::realMedia(REDUB_MEDIA_DEFAULT);
  if (folder.empty()) GTEST_SKIP() << "no folder of real clips";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() == ".md" || entry.path().extension() == ".py")
      continue;
    if (media::indexClip(entry.path())->probe.audio.empty()) continue;
    const AudioReader::Options options{.rate = 16000, .channels = 1, .fromPictureStart = true};
    const std::vector<float> all = readAll(entry.path(), options);
    const double length = static_cast<double>(all.size()) / 16000;
    AudioReader reader(entry.path(), options);
    for (const double at : {0.8, 0.5, 0.05, 0.65}) {
      reader.seek(at * length);
      const std::vector<float> wanted = part(all, at * length, 16000), got = reader.read(kPart);
      EXPECT_NEAR(static_cast<double>(got.size()), static_cast<double>(wanted.size()), 20);
      EXPECT_LE(differenceWithin(wanted, got, 20), 0.03) << entry.path() << " at " << at * length;
    }
  }
}

TEST(SeekAudio, AGapStaysAGap) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "gap.mkv",
                        kSound + "-af 'aselect=not(between(t\\,4\\,5)),asetpts=PTS' -c:a pcm_s16le -copyts"));
  const std::vector<float> all = readAll(folder / "gap.mkv");
  AudioReader reader(folder / "gap.mkv");
  for (const double seconds : {4.95, 6.0, 4.2, 3.95}) {
    reader.seek(seconds);
    EXPECT_LE(differenceWithin(part(all, seconds, 44100), reader.read(kPart), 50), 1e-2) << seconds;
  }
}

TEST(SeekAudio, BehindTheEndThereIsNothingAndTheWayBackWorks) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "a.wav", kSound));
  const std::vector<float> all = readAll(folder / "a.wav");
  AudioReader reader(folder / "a.wav");
  reader.seek(kSec + 5);
  EXPECT_TRUE(reader.read(100).empty());
  reader.seek(3);
  EXPECT_EQ(reader.read(kPart), part(all, 3, 44100));
  reader.seek(-3);
  EXPECT_EQ(reader.read(kPart), part(all, 0, 44100));
}

}  // namespace
