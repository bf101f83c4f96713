#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/info.h"
#include "tests/support/make_media.h"

namespace {

using media::AudioReader;
using test_support::makeMedia;
using test_support::movingPicture;
using test_support::TempFolder;

std::vector<float> readAll(const std::filesystem::path& file, AudioReader::Options options = {}) {
  AudioReader reader(file, options);
  std::vector<float> all;
  for (;;) {
    const std::vector<float> block = reader.read(777);
    all.insert(all.end(), block.begin(), block.end());
    if (block.size() < 777U * static_cast<std::size_t>(reader.channels())) return all;
  }
}

double rms(const std::vector<float>& sound, std::size_t from, std::size_t to, std::size_t step = 1) {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = from; i < std::min(to, sound.size()); i += step, ++count) sum += sound[i] * sound[i];
  return count == 0 ? 0 : std::sqrt(sum / static_cast<double>(count));
}

double rms16(const std::vector<std::int16_t>& sound) {
  double sum = 0;
  for (const std::int16_t s : sound) sum += static_cast<double>(s) * s;
  return std::sqrt(sum / static_cast<double>(sound.size()));
}

// A 440 Hz tone of amplitude 1/2.
std::string tone(double seconds, int rate = 44100) {
  return "-f lavfi -i aevalsrc='0.5*sin(2*PI*440*t)':s=" + std::to_string(rate) +
         ":d=" + std::to_string(seconds) + " ";
}
constexpr double kToneRms = 0.5 * M_SQRT1_2;

// The index of the first sample louder than a tenth.
std::size_t onset(const std::vector<float>& sound) {
  std::size_t i = 0;
  while (i < sound.size() && std::abs(sound[i]) < 0.1F) ++i;
  return i;
}

struct Kind {
  const char* name;
  const char* ending;
  const char* arguments;
};

class ReadAudio : public testing::TestWithParam<Kind> {};

TEST_P(ReadAudio, GivesTheWholeSoundAtAnyRate) {
  const TempFolder folder;
  const auto file = folder / (std::string("sound.") + GetParam().ending);
  if (!makeMedia(file, tone(2) + GetParam().arguments)) GTEST_SKIP() << "this ffmpeg cannot make it";
  for (const int rate : {0, 16000, 48000}) {
    const std::vector<float> sound = readAll(file, {.rate = rate, .channels = 1});
    const AudioReader reader(file, {.rate = rate, .channels = 1});
    const auto wanted = static_cast<double>(2 * reader.rate());
    // Coders pad to whole blocks; AC-3 and ADPCM do not note by how much.
    EXPECT_NEAR(static_cast<double>(sound.size()), wanted, 0.06 * reader.rate());
    const std::size_t quarter = sound.size() / 4;
    EXPECT_NEAR(rms(sound, quarter, 3 * quarter), kToneRms, 0.03);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ReadAudio,
    testing::Values(Kind{"Byte", "wav", "-c:a pcm_u8"}, Kind{"Word", "wav", "-c:a pcm_s16le"},
                    Kind{"Deep", "wav", "-c:a pcm_s24le"}, Kind{"Float", "wav", "-c:a pcm_f32le"},
                    Kind{"Double", "wav", "-c:a pcm_f64le"}, Kind{"MuLaw", "wav", "-c:a pcm_mulaw"},
                    Kind{"Adpcm", "wav", "-c:a adpcm_ms"}, Kind{"Low", "wav", "-ar 8000"},
                    Kind{"High", "wav", "-ar 192000"},
                    Kind{"Surround", "wav", "-af 'pan=5.1|FL=c0|FR=c0|FC=c0|BL=c0|BR=c0'"},
                    Kind{"Mp3", "mp3", "-c:a libmp3lame"}, Kind{"Aac", "m4a", "-c:a aac"},
                    Kind{"Adts", "aac", "-c:a aac"}, Kind{"Opus", "opus", "-c:a libopus"},
                    Kind{"Vorbis", "ogg", "-c:a libvorbis"}, Kind{"Flac", "flac", "-c:a flac"},
                    Kind{"Alac", "m4a", "-c:a alac"}, Kind{"Ac3", "ac3", "-c:a ac3"},
                    Kind{"Wma", "wma", "-c:a wmav2"}, Kind{"Aiff", "aiff", ""}),
    [](const auto& made) { return std::string(made.param.name); });

TEST(ReadSound, SixteenBitsAtTheRightRateComeThroughUnchanged) {
  const TempFolder folder;
  ASSERT_TRUE(
      makeMedia(folder / "a.wav", "-f lavfi -i anoisesrc=d=1:r=16000:a=0.9:seed=3 -c:a pcm_s16le -bitexact"));
  const std::vector<std::int16_t> speech = media::readSpeech(folder / "a.wav");
  const std::vector<float> raw = readAll(folder / "a.wav");
  ASSERT_EQ(speech.size(), 16000U);
  ASSERT_EQ(raw.size(), speech.size());
  for (std::size_t i = 0; i < raw.size(); ++i) ASSERT_EQ(static_cast<float>(speech[i]), raw[i] * 32768.0F);
}

TEST(ReadSound, APartOfASpeechIsThatPart) {
  const TempFolder folder;
  ASSERT_TRUE(
      makeMedia(folder / "a.wav", "-f lavfi -i anoisesrc=d=4:r=16000:a=0.9:seed=3 -c:a pcm_s16le -bitexact"));
  const std::vector<std::int16_t> whole = media::readSpeech(folder / "a.wav");
  const auto part = [&](double begin, double seconds) {
    return media::readSpeech(folder / "a.wav", false, media::SpeechRange{begin, seconds});
  };
  EXPECT_EQ(part(0, 0.5), std::vector<std::int16_t>(whole.begin(), whole.begin() + 8000));
  EXPECT_EQ(part(3.24, 0.4), std::vector<std::int16_t>(whole.begin() + 51840, whole.begin() + 58240));
  EXPECT_EQ(part(3.5, 9), std::vector<std::int16_t>(whole.begin() + 56000, whole.end()));
  EXPECT_THROW(part(5, 1), base::Error);
}

TEST(ReadSound, MonoAndStereoAreAsLoudAsTheyWere) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "mono.wav", tone(1)));
  ASSERT_TRUE(makeMedia(folder / "stereo.wav", tone(1) + "-ac 2"));
  EXPECT_NEAR(rms(readAll(folder / "mono.wav", {.channels = 2}), 0, 88200), kToneRms, 0.01);
  const double stereo = rms(readAll(folder / "stereo.wav"), 0, 88200);
  EXPECT_NEAR(rms(readAll(folder / "stereo.wav", {.channels = 1}), 0, 44100), stereo, 0.01);
}

TEST(ReadSound, ChannelsOfOppositeSignDoNotCancelToSilence) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "anti.wav", tone(1) + "-af 'pan=stereo|c0=c0|c1=-1*c0'"));
  EXPECT_NEAR(rms16(media::readSpeech(folder / "anti.wav")) / 32768, kToneRms, 0.02);
}

TEST(ReadSound, CountsFromTheFirstPictureWhenAsked) {
  const TempFolder folder;
  const std::string h264 = " -c:v libx264 -preset veryfast -g 5 -pix_fmt yuv420p ";
  ASSERT_TRUE(makeMedia(folder / "a.mkv", movingPicture("64x48", "25", 50) + h264));
  ASSERT_TRUE(makeMedia(folder / "b.wav", tone(2)));
  const std::string late = "-i {in} -itsoffset 0.5 -i " + test_support::quoted((folder / "b.wav").string());
  ASSERT_TRUE(
      makeMedia(folder / "late.mkv", late + " -map 0 -map 1 -c:v copy -c:a pcm_s16le", folder / "a.mkv"));
  const std::string early = "-itsoffset 0.5 -i {in} -i " + test_support::quoted((folder / "b.wav").string());
  ASSERT_TRUE(
      makeMedia(folder / "early.mkv", early + " -map 0 -map 1 -c:v copy -c:a pcm_s16le", folder / "a.mkv"));
  const auto first = [&](const char* name, bool fromPicture) {
    return readAll(folder / name, {.rate = 16000, .channels = 1, .fromPictureStart = fromPicture});
  };
  EXPECT_NEAR(static_cast<double>(onset(first("late.mkv", true))), 8000, 40);
  EXPECT_LT(onset(first("late.mkv", false)), 40U);
  EXPECT_NEAR(static_cast<double>(first("early.mkv", true).size()), 24000, 400);
  EXPECT_NEAR(static_cast<double>(first("early.mkv", false).size()), 32000, 400);
}

TEST(ReadSound, AGapInTheFileIsSilenceOfItsLength) {
  const TempFolder folder;
  ASSERT_TRUE(
      makeMedia(folder / "gap.mkv",
                tone(3) + "-af 'aselect=not(between(t\\,1\\,2)),asetpts=PTS' -c:a pcm_s16le -copyts"));
  const std::vector<float> sound = readAll(folder / "gap.mkv", {.rate = 16000, .channels = 1});
  EXPECT_NEAR(static_cast<double>(sound.size()), 48000, 2000);
  EXPECT_LT(rms(sound, 18500, 29500), 0.001);
  EXPECT_GT(rms(sound, 33500, 46000), 0.3);
}

TEST(ReadSound, TheReportTellsRateLayoutAndLength) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "six.mka", tone(1.5, 48000) + "-ac 6 -c:a flac"));
  const media::Probe probe = media::indexClip(folder / "six.mka")->probe;
  ASSERT_EQ(probe.audio.size(), 1U);
  EXPECT_EQ(probe.audio[0].rate, 48000);
  EXPECT_EQ(probe.audio[0].channels, 6);
  EXPECT_EQ(probe.audio[0].layout, "5.1");
  EXPECT_NEAR(probe.audio[0].durationSec, 1.5, 0.01);
  EXPECT_NEAR(probe.durationSec, 1.5, 0.01);
}

TEST(ReadSound, SamplesThatAreNoNumbersAreSilent) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "nan.wav", tone(1, 16000) + "-c:a pcm_f32le"));
  std::fstream file(folder / "nan.wav", std::ios::binary | std::ios::in | std::ios::out);
  const float broken[] = {std::nanf(""), INFINITY, -INFINITY};
  file.seekp(4000);
  file.write(reinterpret_cast<const char*>(broken), sizeof broken);
  file.close();
  for (const float sample : readAll(folder / "nan.wav")) ASSERT_TRUE(std::isfinite(sample));
  EXPECT_EQ(media::readSpeech(folder / "nan.wav").size(), 16000U);
}

TEST(ReadSound, CoverArtIsNoVideo) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "cover.png", "-f lavfi -i color=red:size=64x64 -frames:v 1 -update 1"));
  ASSERT_TRUE(makeMedia(folder / "song.mp3",
                        tone(1) + "-i {in} -map 0 -map 1 -c:v copy -disposition:v attached_pic",
                        folder / "cover.png"));
  const media::Probe probe = media::indexClip(folder / "song.mp3")->probe;
  EXPECT_FALSE(probe.video.has_value());
  ASSERT_EQ(probe.otherStreams.size(), 1U);
  EXPECT_EQ(probe.otherStreams[0], "attached picture");
  EXPECT_NEAR(static_cast<double>(media::readSpeech(folder / "song.mp3").size()), 16000, 900);
}

}  // namespace
