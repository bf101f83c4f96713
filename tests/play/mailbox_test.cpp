#include "core/play/mailbox.h"

#include <gtest/gtest.h>

#include <thread>

namespace {

TEST(AMailbox, TheNewestWishReplacesTheOthersAndIsKnownAtOnce) {
  play::Mailbox mailbox;
  mailbox.show(3);
  mailbox.show(8);
  mailbox.play(1);
  EXPECT_EQ(mailbox.position().frame, 8);
  EXPECT_TRUE(mailbox.position().isPlaying);
  EXPECT_FALSE(mailbox.publish({.frame = 2}));  // older than the wish
  EXPECT_EQ(mailbox.position().frame, 8);
  const play::Wishes wishes = mailbox.take(std::nullopt, {});
  EXPECT_EQ(wishes.show, 8);
  EXPECT_EQ(wishes.speed, 1);
  mailbox.play(1);
  ASSERT_TRUE(mailbox.publish({.frame = 9}));
  EXPECT_TRUE(mailbox.position().isPlaying);  // it is going to
  mailbox.show(4);
  const auto other = std::make_shared<const media::ClipIndex>("other.mp4");
  mailbox.open(other);
  const play::Wishes next = mailbox.take(std::nullopt, {});
  EXPECT_EQ(next.open, other);
  EXPECT_FALSE(next.show);
  EXPECT_FALSE(next.speed);
}

TEST(AMailbox, WaitsNoLongerThanAskedAndNotAfterAStop) {
  play::Mailbox mailbox;
  mailbox.take(audio::Clock::now(), {});
  std::stop_source stop;
  std::jthread waits([&] { mailbox.take(std::nullopt, stop.get_token()); });
  stop.request_stop();
  waits.join();
  EXPECT_FALSE(mailbox.take(audio::Clock::time_point::min(), {}).show);
}

}  // namespace
