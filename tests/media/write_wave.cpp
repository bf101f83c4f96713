#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/decode/audio_reader.h"
#include "core/media/encode/wave_file.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using test_support::TempFolder;

constexpr int kRate = 16000;

std::vector<float> stereo(std::size_t frames) {
  std::vector<float> samples(2 * frames);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(0.5 * std::sin(0.01 * static_cast<double>(i)));
  return samples;
}

void writeStereo(const fs::path& path, const std::vector<float>& samples, bool isRf64) {
  media::WaveWriter file(path, {.rate = kRate, .channels = 2, .isFloat = true, .isRf64 = isRf64});
  const auto bytes = std::as_bytes(std::span(samples));
  const std::size_t first = samples.size() / 4 * sizeof(float) / 8 * 8;
  file.write(bytes.first(first));
  file.write(bytes.subspan(first));
  file.finish();
}

template <class Number>
Number numberAt(const std::string& bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

}  // namespace

TEST(Wave, WhatIsWrittenIsHeard) {
  const TempFolder folder;
  for (const std::size_t frames : {std::size_t{0}, std::size_t{1}, std::size_t{777}, std::size_t{300'000}}) {
    SCOPED_TRACE(frames);
    const std::vector<float> samples = stereo(frames);
    writeStereo(folder / "a.wav", samples, false);
    EXPECT_EQ(base::readFile(folder / "a.wav").substr(0, 4), "RIFF");
    if (frames == 0) continue;
    media::AudioReader reader(folder / "a.wav");
    EXPECT_EQ(reader.rate(), kRate);
    EXPECT_EQ(reader.channels(), 2);
    EXPECT_EQ(reader.read(frames + 10), samples);
  }
}

TEST(Wave, IntegersAreWrittenAsTheyAre) {
  const TempFolder folder;
  std::vector<std::int16_t> samples{0, 1, -1, 32767, -32768};
  media::writeWave(folder / "a.wav", samples, 8000);
  const std::string bytes = base::readFile(folder / "a.wav");
  EXPECT_EQ(bytes.substr(bytes.size() - 10),
            std::string(reinterpret_cast<const char*>(samples.data()), sizeof(std::int16_t) * 5));
  media::AudioReader reader(folder / "a.wav");
  EXPECT_EQ(reader.rate(), 8000);
  EXPECT_EQ(reader.read(10).size(), 5u);
}

TEST(Wave, TheSameSamplesAreTheSameFile) {
  const TempFolder folder;
  writeStereo(folder / "a.wav", stereo(1000), false);
  writeStereo(folder / "b.wav", stereo(1000), false);
  EXPECT_EQ(base::readFile(folder / "a.wav"), base::readFile(folder / "b.wav"));
}

// EBU Tech 3306: where the 32 bits of RIFF do not suffice, "ds64" tells the sizes in 64. Nobody writes 4 GB
// here; but the room for it is in every header, and a file that is made so reads the same.
TEST(Wave, BeyondFourGigabytesItIsRf64) {
  const TempFolder folder;
  const std::vector<float> samples = stereo(5000);
  writeStereo(folder / "short.wav", samples, false);
  writeStereo(folder / "long.wav", samples, true);
  const std::string plain = base::readFile(folder / "short.wav"), rf64 = base::readFile(folder / "long.wav");
  ASSERT_EQ(plain.size(), rf64.size());
  EXPECT_EQ(plain.substr(8, 8), "WAVEJUNK");
  EXPECT_GE(numberAt<std::uint32_t>(plain, 16), 28u) << "as long as ds64 is";
  EXPECT_EQ(rf64.substr(0, 4), "RF64");
  EXPECT_EQ(numberAt<std::uint32_t>(rf64, 4), 0xFFFFFFFF);
  EXPECT_EQ(rf64.substr(8, 8), "WAVEds64");
  EXPECT_EQ(numberAt<std::uint64_t>(rf64, 20), rf64.size() - 8);
  EXPECT_EQ(numberAt<std::uint64_t>(rf64, 28), samples.size() * sizeof(float));
  EXPECT_EQ(numberAt<std::uint64_t>(rf64, 36), samples.size() / 2);
  const std::size_t data = rf64.find("data");
  EXPECT_EQ(numberAt<std::uint32_t>(rf64, data + 4), 0xFFFFFFFF);
  media::AudioReader reader(folder / "long.wav");
  EXPECT_EQ(reader.read(10'000), samples);
  reader.seek(4990.0 / kRate);
  EXPECT_EQ(reader.read(100), std::vector<float>(samples.end() - 20, samples.end()));
}

TEST(Wave, UnfinishedOrOnAFullDiskThereIsNone) {
  const TempFolder folder;
  { media::WaveWriter(folder / "a.wav", {.rate = kRate}).write(std::as_bytes(std::span("abc"))); }
  EXPECT_TRUE(fs::is_empty(folder.path()));
  const test_support::FileSizeLimit limit(1000);
  try {
    writeStereo(folder / "a.wav", stereo(5000), false);
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::diskFull);
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}
