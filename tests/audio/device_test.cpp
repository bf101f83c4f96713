#include "core/audio/device.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/wait_until.h"

namespace {

TEST(Devices, HaveNamesAndChannels) {
  for (const audio::Device& device : audio::devices()) {
    EXPECT_FALSE(device.name.empty());
    EXPECT_FALSE(device.host.empty());
    EXPECT_GE(device.inputs, device.isDefaultInput ? 1 : 0) << device.name;
    EXPECT_GE(device.outputs, device.isDefaultOutput ? 1 : 0) << device.name;
  }
  EXPECT_EQ(audio::devices(), audio::devices());
}

TEST(OpenInput, NamesTheMicrophoneThatIsNotThere) {
  try {
    audio::openInput("a microphone of glass", 48000, 1);
    FAIL() << "there is no such microphone";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::notFound);
    EXPECT_NE(std::string(error.what()).find("a microphone of glass"), std::string::npos) << error.what();
  }
}

TEST(OpenOutput, IsSilentWithoutTheDevice) {
  const auto output = audio::openOutput("a loudspeaker of glass", 44100, 2);
  EXPECT_EQ(output->rate(), 44100);
  EXPECT_EQ(output->channels(), 2);
  EXPECT_TRUE(output->isAlive());
  EXPECT_EQ(output->write(std::vector<float>(882)), 441U);
  EXPECT_TRUE(test_support::waitUntil([&] { return output->heard() == 441; }));
}

TEST(SilentOutput, PlaysAtTheSpeedOfTheMachinesClock) {
  const auto output = audio::silentOutput(48000, 1);
  const auto begin = audio::Clock::now();
  ASSERT_EQ(output->write(std::vector<float>(24000)), 24000U);
  for (std::int64_t heard = 0; heard < 24000;) {
    heard = output->heard();
    const std::chrono::duration<double> atMost = audio::Clock::now() - begin;
    ASSERT_LE(static_cast<double>(heard), atMost.count() * 48000 + 1);
  }
  output->clear();
  EXPECT_EQ(output->heard(), 0);
}

}  // namespace
