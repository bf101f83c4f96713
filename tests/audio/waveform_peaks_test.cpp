#include "core/audio/waveform_peaks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <vector>

#include "core/audio/peak_builder.h"
#include "core/audio/read_waveform_peaks.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "tests/support/make_media.h"

namespace {

using audio::WaveformPeaks;
using test_support::makeMedia;
using test_support::TempFolder;
namespace fs = std::filesystem;

// Silent for a second, then three seconds of a tone of amplitude 1/2, on the right channel alone.
class PeaksOfAFile : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(makeMedia(file, "-f lavfi -i aevalsrc='0|0.5*gt(t\\,1)*sin(2*PI*440*t)':s=44100:d=4"));
  }
  std::optional<WaveformPeaks> read(std::stop_token stop = {}) {
    return audio::readWaveformPeaks(
        file, false, cache, [this](double part) { told.push_back(part); }, stop);
  }
  fs::path onlyCached() const { return fs::directory_iterator(cache)->path(); }
  TempFolder folder;
  fs::path file = folder / "a.wav", cache = folder / "cache" / "peaks";
  std::vector<double> told;
};

void expectTheTone(const std::optional<WaveformPeaks>& peaks) {
  ASSERT_TRUE(peaks);
  EXPECT_DOUBLE_EQ(peaks->seconds(), 4);
  EXPECT_EQ(peaks->range(0, 0.99), (WaveformPeaks::Peak{0, 0}));
  EXPECT_EQ(peaks->range(1.5, 3.5), (WaveformPeaks::Peak{-64, 64}));
  EXPECT_EQ(peaks->range(0, 4), (WaveformPeaks::Peak{-64, 64}));
}

TEST_F(PeaksOfAFile, AreTheLowestAndHighestOfAllChannels) {
  expectTheTone(read());
  ASSERT_FALSE(told.empty());
  EXPECT_DOUBLE_EQ(told.back(), 1);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
}

TEST_F(PeaksOfAFile, ComeFromTheCacheTheSecondTime) {
  const auto first = read();
  ASSERT_TRUE(fs::exists(onlyCached()));
  // Another outline in the cache is given back: the file was not read.
  const auto other = folder / "other.wav";
  ASSERT_TRUE(makeMedia(other, "-f lavfi -i anullsrc=r=8000 -t 1"));
  const auto elsewhere = folder / "elsewhere";
  ASSERT_TRUE(audio::readWaveformPeaks(other, false, elsewhere, {}, {}));
  fs::copy_file(fs::directory_iterator(elsewhere)->path(), onlyCached(),
                fs::copy_options::overwrite_existing);
  const auto second = read();
  ASSERT_TRUE(second);
  EXPECT_DOUBLE_EQ(second->seconds(), 1);
}

TEST_F(PeaksOfAFile, ADamagedCacheIsIgnoredAndRenewed) {
  read();
  const std::string whole = base::readFile(onlyCached());
  std::string turned = whole;
  turned.back() ^= 1;
  for (const std::string& damaged : {std::string(), whole.substr(0, 20), whole.substr(0, 200), turned}) {
    base::writeFile(onlyCached(), damaged);
    expectTheTone(read());
    EXPECT_EQ(base::readFile(onlyCached()), whole);
  }
}

TEST_F(PeaksOfAFile, AreReadAgainWhenTheFileChanged) {
  read();
  ASSERT_TRUE(makeMedia(file, "-f lavfi -i anullsrc=r=8000 -t 2"));
  const auto again = read();
  ASSERT_TRUE(again);
  EXPECT_DOUBLE_EQ(again->seconds(), 2);
}

TEST_F(PeaksOfAFile, WithoutAPlaceForTheCacheAreReadAllTheSame) {
  cache = "/dev/null/peaks";
  expectTheTone(read());
  cache.clear();
  expectTheTone(read());
}

TEST_F(PeaksOfAFile, StopWhenAskedTo) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(read(stop.get_token()));
  EXPECT_FALSE(fs::exists(cache));
}

TEST_F(PeaksOfAFile, AFileWithoutSoundIsAnError) {
  file = folder / "gone.wav";
  EXPECT_THROW(read(), base::Error);
}

TEST(PeaksOfNothing, AreFlat) {
  EXPECT_EQ(WaveformPeaks().range(0, 5), (WaveformPeaks::Peak{0, 0}));
  EXPECT_EQ(WaveformPeaks({{-1, 1}}).range(5, 6), (WaveformPeaks::Peak{0, 0}));
}

TEST(PeaksOfLongSound, EveryRangeHoldsWhatLiesInIt) {
  std::vector<WaveformPeaks::Peak> finest(10007);
  std::mt19937 random(7);
  for (WaveformPeaks::Peak& peak : finest)
    peak = {static_cast<std::int8_t>(-static_cast<int>(random() % 127)),
            static_cast<std::int8_t>(random() % 127)};
  const WaveformPeaks peaks(finest);
  for (int i = 0; i < 2000; ++i) {
    const std::size_t a = random() % finest.size(), b = a + 1 + random() % (i % 2 == 0 ? 40 : finest.size());
    WaveformPeaks::Peak wanted = finest[a];
    for (std::size_t j = a; j < std::min(b, finest.size()); ++j) {
      wanted.low = std::min(wanted.low, finest[j].low);
      wanted.high = std::max(wanted.high, finest[j].high);
    }
    // Half a peak in from both edges, so that rounding cannot name another.
    const double from = (static_cast<double>(a) + 0.5) / 100,
                 to = (static_cast<double>(b) - 0.5) / 100 + 1e-6;
    ASSERT_EQ(peaks.range(from, to), wanted) << a << " to " << b;
  }
}

TEST(APeakBuilder, TakesASoundInPiecesAsItTakesTheWhole) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> level(-1, 1);
  for (const int rate : {8000, 11025, 44100, 48000}) {
    std::vector<float> stereo(static_cast<std::size_t>(rate) / 2 * 2 + 26);
    std::ranges::generate(stereo, [&] { return level(random); });
    std::vector<audio::PeakBuilder::Extremes> whole, pieces;
    audio::PeakBuilder atOnce(rate, 2), inPieces(rate, 2);
    atOnce.add(stereo, whole);
    EXPECT_EQ(whole.size(), 50u) << rate << ": what is complete of half a second and 13 frames";
    for (std::size_t at = 0; at < stereo.size(); at += 14)
      inPieces.add(std::span(stereo).subspan(at, std::min<std::size_t>(14, stereo.size() - at)), pieces);
    atOnce.finish(whole);
    inPieces.finish(pieces);
    ASSERT_EQ(whole.size(), 51u);
    ASSERT_EQ(pieces.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(pieces[i].low, whole[i].low);
      EXPECT_EQ(pieces[i].high, whole[i].high);
    }
    const auto [low, high] = std::ranges::minmax(stereo);
    EXPECT_EQ(std::ranges::min(whole, {}, &audio::PeakBuilder::Extremes::low).low, low);
    EXPECT_EQ(std::ranges::max(whole, {}, &audio::PeakBuilder::Extremes::high).high, high);
  }
}

}  // namespace
