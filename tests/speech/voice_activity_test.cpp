#include "core/speech/voice_activity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/speech/speech.h"
#include "core/speech/synthesizer.h"

namespace {

constexpr std::size_t kSecond = speech::kRate;
constexpr double kPi = 3.14159265358979323846;

using Sound = std::vector<std::int16_t>;

// Drops samples without a filter: aliasing does not matter to these tests.
Sound at16k(const speech::Utterance& said) {
  Sound out(said.samples.size() * kSecond / static_cast<std::size_t>(said.rate));
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = said.samples[i * static_cast<std::size_t>(said.rate) / kSecond];
  }
  return out;
}

const Sound& sentence() {
  static const Sound sound =
      at16k(speech::speak("Seven windy mornings made the old garden bloom, said Peter.", {}));
  return sound;
}

struct Scene {
  Sound sound;
  std::size_t begin = 0, end = 0;  // steps of the speech
};

// Two seconds of nothing, the sentence, two seconds of nothing.
Scene scene(double gain) {
  Scene out{Sound(sentence().size() + 4 * kSecond, 0), 0, 0};
  for (std::size_t i = 0; i < sentence().size(); ++i) {
    out.sound[2 * kSecond + i] = static_cast<std::int16_t>(std::lround(gain * sentence()[i]));
  }
  out.begin = 2 * kSecond / speech::kStepSamples;
  out.end = (2 * kSecond + sentence().size()) / speech::kStepSamples;
  return out;
}

// Gaussian noise through a one-pole filter: pole 0 is white, 0.95 is dull as rooms are.
Sound noise(std::size_t samples, double deviation, double pole, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(0.0, deviation * std::sqrt(1 - pole * pole));
  Sound out(samples);
  double state = 0;
  for (auto& s : out) {
    state = pole * state + normal(random);
    s = static_cast<std::int16_t>(std::clamp(std::lround(state), -32768L, 32767L));
  }
  return out;
}

void mix(Sound& sound, const Sound& other) {
  for (std::size_t i = 0; i < sound.size(); ++i) {
    sound[i] = static_cast<std::int16_t>(std::clamp(sound[i] + other[i], -32768, 32767));
  }
}

float mean(const std::vector<float>& values, std::size_t begin, std::size_t end) {
  float sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += values[i];
  return sum / static_cast<float>(end - begin);
}

// Speech is found, and nothing else is, further than half a second (attack, release, reverberation) away.
void expectFound(const Scene& s, float least) {
  const auto voice = speech::voiceActivity(s.sound);
  ASSERT_EQ(voice.size(), speech::stepCount(s.sound.size()));
  EXPECT_GE(mean(voice, s.begin + 3, s.end - 3), least);
  EXPECT_LE(mean(voice, 0, s.begin - 12), 0.02f);
  EXPECT_LE(mean(voice, s.end + 12, voice.size()), 0.02f);
}

bool isSilent(Sound sound) { return speech::makeSpeech(std::move(sound)).isSilent(); }

TEST(VoiceActivity, DigitalSilenceIsSilent) {
  EXPECT_TRUE(isSilent(Sound(5 * kSecond, 0)));
  EXPECT_TRUE(isSilent(Sound(5 * kSecond, 1200)));  // a constant offset
}

TEST(VoiceActivity, NoSoundAndAShortSoundHaveOneStep) {
  EXPECT_EQ(speech::voiceActivity({}).size(), 1u);
  EXPECT_EQ(speech::voiceActivity(Sound(17, 100)).size(), 1u);
  EXPECT_TRUE(isSilent({}));
}

TEST(VoiceActivity, NoiseOfAnyLevelAndColourIsSilent) {
  for (const double level : {1.0, 30.0, 1000.0, 6000.0}) {
    for (const double pole : {0.0, 0.7, 0.97}) {
      EXPECT_TRUE(isSilent(noise(12 * kSecond, level, pole, 4))) << level << ' ' << pole;
    }
  }
}

TEST(VoiceActivity, NoiseThatSwellsAndFallsIsSilent) {
  Sound sound = noise(15 * kSecond, 2000, 0.8, 5);
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double swell = 0.5 + 0.45 * std::sin(2 * kPi * static_cast<double>(i) / (3.0 * kSecond));
    sound[i] = static_cast<std::int16_t>(sound[i] * swell);
  }
  EXPECT_TRUE(isSilent(sound));
}

TEST(VoiceActivity, MainsHumIsSilent) {
  Sound sound = noise(8 * kSecond, 20, 0.5, 6);
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double t = static_cast<double>(i) / kSecond;
    sound[i] = static_cast<std::int16_t>(sound[i] + 800 * std::sin(2 * kPi * 50 * t) +
                                         400 * std::sin(2 * kPi * 150 * t));
  }
  EXPECT_TRUE(isSilent(sound));
}

TEST(VoiceActivity, ClicksAreNotSpeech) {
  Sound sound = noise(6 * kSecond, 10, 0.5, 7);
  for (std::size_t i = 4000; i + 40 < sound.size(); i += 17001) {
    for (std::size_t k = 0; k < 40; ++k) sound[i + k] = (k % 2) != 0 ? 9000 : -9000;
  }
  EXPECT_TRUE(isSilent(sound));
}

TEST(VoiceActivity, SpeechInDigitalSilenceIsFoundAtAnyLevel) {
  for (const double gain : {1.0, 0.1, 0.01, 0.003}) expectFound(scene(gain), 0.9f);
}

TEST(VoiceActivity, SpeechInARoomIsFound) {
  for (const double pole : {0.0, 0.9}) {
    Scene s = scene(0.3);
    mix(s.sound, noise(s.sound.size(), 40, pole, 8));
    expectFound(s, 0.9f);
  }
}

TEST(VoiceActivity, SpeechInLoudNoiseIsMostlyFound) {
  Scene s = scene(0.5);
  mix(s.sound, noise(s.sound.size(), 400, 0.9, 9));
  expectFound(s, 0.8f);
}

TEST(VoiceActivity, LevelDoesNotChangeWhereSpeechIs) {
  Scene loud = scene(1.0), soft = scene(0.05);
  const auto a = speech::voiceActivity(loud.sound), b = speech::voiceActivity(soft.sound);
  float difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference += std::abs(a[i] - b[i]) / static_cast<float>(a.size());
  EXPECT_LE(difference, 0.05f);
}

TEST(VoiceActivity, SpeechWithoutAnyPauseAroundItIsFound) {
  const auto voice = speech::voiceActivity(sentence());
  EXPECT_GE(mean(voice, 0, voice.size()), 0.85f);
}

TEST(VoiceActivity, RisesBeforeTheSoundAndFallsSmoothly) {
  const auto voice = speech::voiceActivity(scene(1.0).sound);
  for (std::size_t i = 1; i < voice.size(); ++i) {
    EXPECT_GE(voice[i], 0.0f);
    EXPECT_LE(voice[i], 1.0f);
    EXPECT_LE(std::abs(voice[i] - voice[i - 1]), 0.5f) << i;  // at least three steps from shut to open
  }
  EXPECT_GT(voice[scene(1.0).begin - 1], 0.0f);
}

TEST(VoiceActivity, MakeSpeechKeepsTheSamples) {
  const auto speech = speech::makeSpeech(sentence());
  EXPECT_EQ(speech.samples, sentence());
  EXPECT_EQ(speech.activity.size(), speech::stepCount(sentence().size()));
  EXPECT_FALSE(speech.isSilent());
}

}  // namespace
