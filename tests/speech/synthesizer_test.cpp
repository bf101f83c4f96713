#include "core/speech/synthesizer.h"

#include <gtest/gtest.h>

#include <future>

#include "core/base/error.h"

namespace {

using speech::speak;

TEST(Voice, PhonesFollowEachOtherAndEndWithTheSound) {
  const auto said = speak("Hello, my name is Bob.", {.voice = "en-us"});
  ASSERT_GT(said.samples.size(), 20000U);
  ASSERT_GT(said.phones.size(), 10U);
  for (std::size_t i = 1; i < said.phones.size(); ++i)
    EXPECT_DOUBLE_EQ(said.phones[i].startSec, said.phones[i - 1].endSec);
  EXPECT_DOUBLE_EQ(said.phones.back().endSec, static_cast<double>(said.samples.size()) / said.rate);
}

TEST(Voice, SpeaksTheSoundsOfTheLanguage) {
  const auto count = [](const speech::Utterance& said, speech::Viseme which) {
    int n = 0;
    for (const auto& phone : said.phones) {
      for (const auto viseme : speech::visemes(phone.phone, speech::PhoneSet::ipa))
        n += viseme == which ? 1 : 0;
    }
    return n;
  };
  EXPECT_EQ(count(speak("Bob Pam", {.voice = "en-gb"}), speech::Viseme::pbm), 4);
  EXPECT_GE(count(speak("Schöne Schuhe", {.voice = "de+f2"}), speech::Viseme::sh), 2);
}

TEST(Voice, EmptyTextIsNoSpeech) {
  const auto said = speak("", {});
  EXPECT_TRUE(said.phones.empty() || said.phones.back().endSec < 0.5);
}

TEST(Voice, FasterSpeechIsShorter) {
  const std::string text = "The quick brown fox jumps over the lazy dog.";
  EXPECT_LT(speak(text, {.wordsPerMinute = 260}).samples.size(),
            speak(text, {.wordsPerMinute = 120}).samples.size());
}

TEST(Voice, UnknownVoiceIsNamedInTheError) {
  try {
    speak("hello", {.voice = "xx-nowhere"});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::notFound);
    EXPECT_NE(std::string(error.what()).find("xx-nowhere"), std::string::npos);
  }
  EXPECT_FALSE(speak("hello", {}).samples.empty());
}

TEST(Voice, TwoThreadsGetTheirOwnSpeech) {
  const auto alone = speak("one two three", {.voice = "en-us"});
  auto other =
      std::async(std::launch::async, [] { return speak("ein ganz anderer langer Satz", {.voice = "de"}); });
  const auto beside = speak("one two three", {.voice = "en-us"});
  EXPECT_FALSE(other.get().samples.empty());
  EXPECT_EQ(beside.phones.size(), alone.phones.size());
}

}  // namespace
