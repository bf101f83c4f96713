#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <future>
#include <numeric>
#include <random>

#include "core/base/error.h"
#include "core/speech/speech.h"
#include "core/speech/synthesizer.h"
#include "models/resources.h"
#include "models/speech_mouth/encoder.h"
#include "tests/support/temp_folder.h"

namespace {

using speech_mouth::Encoder;
using speech_mouth::SpeechEncoding;
using Samples = std::vector<std::int16_t>;

const Encoder& encoder() {
  static const Encoder only(models::resource("models/speech_mouth.safetensors"));
  return only;
}

// espeak-ng speaks at 22050 Hz; linear interpolation is good enough for what is asked here.
Samples at16k(const speech::Utterance& said) {
  Samples out(said.samples.size() * 16000 / static_cast<std::size_t>(said.rate));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double at = static_cast<double>(i) * said.rate / 16000;
    const auto k = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(k);
    const std::int16_t next = said.samples[std::min(k + 1, said.samples.size() - 1)];
    out[i] = static_cast<std::int16_t>(std::lround(said.samples[k] * (1 - part) + next * part));
  }
  return out;
}

Samples noise(double seconds, double deviation) {
  std::mt19937 random(3);
  std::normal_distribution<double> normal(0, deviation);
  Samples out(static_cast<std::size_t>(seconds * 16000));
  for (std::int16_t& sample : out) sample = static_cast<std::int16_t>(normal(random));
  return out;
}

std::vector<float> openings(const SpeechEncoding& encoding) {
  std::vector<float> out;
  for (const auto& a : encoding.articulation) out.push_back(a.opening);
  return out;
}

double correlation(const std::vector<float>& a, const std::vector<float>& b) {
  const auto n = static_cast<double>(std::min(a.size(), b.size()));
  const double ma = std::accumulate(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n), 0.0) / n;
  const double mb = std::accumulate(b.begin(), b.begin() + static_cast<std::ptrdiff_t>(n), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

const char* const kText = "My mother bought a very big blue umbrella, but the shop was far from the house.";

TEST(SpeechMouth, StepsAreThoseOfTheSpeech) {
  EXPECT_EQ(encoder().encode({}).steps(), 0U);
  for (const std::size_t samples : {1U, 399U, 400U, 401U, 639U, 640U, 641U, 6400U, 16000U, 16001U, 60000U}) {
    const SpeechEncoding encoding = encoder().encode(Samples(samples, 100));
    EXPECT_EQ(encoding.steps(), speech::stepCount(samples)) << samples;
    EXPECT_EQ(encoding.visemes.size(), encoding.steps());
    EXPECT_EQ(encoding.hidden.size(), encoding.steps());
  }
}

TEST(SpeechMouth, FollowsANewSentence) {
  const auto said = speech::speak(kText, {.voice = "en-gb+f5"});
  const SpeechEncoding encoding = encoder().encode(at16k(said));
  const double seconds = static_cast<double>(said.samples.size()) / said.rate;
  const auto truth = speech::mouthing(said.phones, speech::PhoneSet::ipa, seconds);
  std::vector<float> opening, width, heardWidth;
  for (const auto& a : truth.articulation) {
    opening.push_back(a.opening);
    width.push_back(a.width);
  }
  for (const auto& a : encoding.articulation) heardWidth.push_back(a.width);
  EXPECT_GT(correlation(openings(encoding), opening), 0.7);
  EXPECT_GT(correlation(heardWidth, width), 0.6);
}

TEST(SpeechMouth, PosteriorsSumToOneAndArticulationsKeepTheirRange) {
  const SpeechEncoding encoding = encoder().encode(at16k(speech::speak(kText, {.voice = "de"})));
  for (std::size_t i = 0; i < encoding.steps(); ++i) {
    EXPECT_NEAR(std::accumulate(encoding.visemes[i].begin(), encoding.visemes[i].end(), 0.0F), 1.0F, 1e-4F);
    const auto& a = encoding.articulation[i];
    EXPECT_TRUE(a.opening >= 0 && a.opening <= 1 && a.width >= -1 && a.width <= 1 && a.closure >= 0 &&
                a.closure <= 1);
  }
}

TEST(SpeechMouth, SilenceAndNoiseKeepTheMouthShut) {
  for (const Samples& quiet : {Samples(32000, 0), noise(3, 1), noise(3, 60)}) {
    const std::vector<float> open = openings(encoder().encode(quiet));
    EXPECT_LT(*std::max_element(open.begin(), open.end()), 0.2F);
  }
}

TEST(SpeechMouth, LoudnessOfTheRecordingDoesNotMatter) {
  const Samples loud = at16k(speech::speak(kText, {.voice = "en-us"}));
  Samples quiet = loud;
  for (std::int16_t& sample : quiet) sample = static_cast<std::int16_t>(sample / 8);
  EXPECT_GT(correlation(openings(encoder().encode(loud)), openings(encoder().encode(quiet))), 0.98);
}

TEST(SpeechMouth, PartsOfLongSpeechJoinLikeTheUncut) {
  Samples speech;
  for (const char* voice : {"en-us", "de", "en-gb+f3", "fr-fr"}) {
    const Samples more = at16k(speech::speak(kText, {.voice = voice}));
    speech.insert(speech.end(), more.begin(), more.end());
  }
  const SpeechEncoding whole = encoder().encode(speech);
  const Encoder inParts(models::resource("models/speech_mouth.safetensors"), 2);
  const SpeechEncoding parts = inParts.encode(speech);
  ASSERT_EQ(parts.steps(), whole.steps());
  for (std::size_t i = 0; i < whole.steps(); ++i) {
    EXPECT_NEAR(parts.articulation[i].opening, whole.articulation[i].opening, 1e-3F);
    EXPECT_NEAR(parts.articulation[i].width, whole.articulation[i].width, 1e-3F);
    for (std::size_t k = 0; k < speech_mouth::kHidden; ++k)
      EXPECT_NEAR(parts.hidden[i][k], whole.hidden[i][k], 1e-3F);
  }
}

TEST(SpeechMouth, ThreadsHearTheSame) {
  const Samples speech = at16k(speech::speak(kText, {}));
  const std::vector<float> alone = openings(encoder().encode(speech));
  std::vector<std::future<std::vector<float>>> others;
  for (int i = 0; i < 3; ++i)
    others.push_back(std::async(std::launch::async, [&] { return openings(encoder().encode(speech)); }));
  for (auto& other : others) EXPECT_EQ(other.get(), alone);
}

TEST(SpeechMouth, MissingOrForeignFilesAreRefused) {
  const test_support::TempFolder folder;
  try {
    const Encoder none(folder / "none.safetensors");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::notFound);
  }
  std::ofstream(folder / "text.safetensors") << "not a model";
  EXPECT_THROW(Encoder(folder / "text.safetensors"), base::Error);
}

}  // namespace
