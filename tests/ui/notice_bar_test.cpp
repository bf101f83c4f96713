#include "ui/window/notice_bar.h"

#include <gtest/gtest.h>

#include <QPushButton>

namespace {

using Kind = ui::NoticeBar::Kind;

TEST(NoticeBar, ALesserNoticeComesBelowASeriousOneAndKeepsWhatItOffers) {
  ui::NoticeBar bar;
  bar.tell(Kind::error, "the microphone was unplugged");
  bool isAdded = false;
  bar.tell(Kind::info, "a take was kept", {}, "Add", [&] { isAdded = true; });
  EXPECT_EQ(bar.text(), "the microphone was unplugged\na take was kept");
  bar.findChild<QPushButton*>()->click();
  EXPECT_TRUE(isAdded);
}

TEST(NoticeBar, ASeriousNoticeTakesThePlaceOfALesserOne) {
  ui::NoticeBar bar;
  bar.tell(Kind::warning, "no face", {}, "Look again", [] {});
  bar.tell(Kind::error, "the disk is full");
  EXPECT_EQ(bar.text(), "the disk is full");
  EXPECT_TRUE(bar.findChild<QPushButton*>()->isHidden());
}

TEST(NoticeBar, OnlyWhatItSaysIsTakenBack) {
  ui::NoticeBar bar;
  bar.tell(Kind::error, "the disk is full");
  bar.takeBack("no such video");
  EXPECT_EQ(bar.text(), "the disk is full");
  bar.takeBack("the disk is full");
  EXPECT_EQ(bar.text(), "");
}

}  // namespace
