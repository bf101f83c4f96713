#include "models/judging/order.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/dataset/talkers.h"
#include "tests/judging/clips.h"

namespace {

using dataset::ClipInfo;
using dataset::Part;

std::vector<ClipInfo> infosOf(const char* speaker, std::size_t count, Part part = Part::test) {
  std::vector<ClipInfo> infos;
  for (std::size_t i = 0; i < count; ++i)
    infos.push_back({.name = std::string(speaker) + "/" + std::to_string(i),
                     .speaker = speaker,
                     .part = part,
                     .text = std::string("text ") + std::to_string(i)});
  return infos;
}

std::vector<std::size_t> all(const std::vector<ClipInfo>& infos) {
  std::vector<std::size_t> numbers(infos.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  return numbers;
}

TEST(OtherSpeech, IsOfTheSamePersonAndPartAndNeverTheClipItself) {
  std::vector<ClipInfo> infos;
  for (const auto& some :
       {infosOf("ann", 7), infosOf("bob", 4), infosOf("ann", 3, Part::train), infosOf("eve", 2)})
    infos.insert(infos.end(), some.begin(), some.end());
  const auto others = judging::otherSpeech(infos, all(infos));
  ASSERT_EQ(others.size(), infos.size());
  for (std::size_t i = 0; i < infos.size(); ++i) {
    ASSERT_TRUE(others[i]) << infos[i].name;
    EXPECT_NE(*others[i], i);
    EXPECT_EQ(infos[*others[i]].speaker, infos[i].speaker);
    EXPECT_EQ(infos[*others[i]].part, infos[i].part);
  }
  EXPECT_EQ(judging::otherSpeech(infos, all(infos)), others);
  EXPECT_EQ(judging::otherSpeech(infos, {3}).front(), others[3]) << "whatever else is judged";
}

TEST(OtherSpeech, SaysSomethingElse) {
  std::vector<ClipInfo> infos = infosOf("ann", 4);
  infos[0].text = infos[2].text = "the same";
  const auto others = judging::otherSpeech(infos, all(infos));
  for (std::size_t i = 0; i < infos.size(); ++i) EXPECT_NE(infos[others[i].value()].text, infos[i].text) << i;
}

TEST(OtherSpeech, IsNoneOfWhomHasSaidNothingElse) {
  std::vector<ClipInfo> infos = infosOf("ann", 2);
  infos[0].text = infos[1].text;
  infos.push_back(infosOf("bob", 1).front());
  for (const auto& other : judging::otherSpeech(infos, all(infos))) EXPECT_FALSE(other);
}

// Two clips of plain noise, 4 and 9 pictures long.
class AnOrder : public testing::Test {
 protected:
  AnOrder() {
    for (unsigned i = 0; i < 2; ++i) {
      clips.push_back(dataset_tests::noise(std::to_string(i), i == 0 ? 4 : 9, 32, i + 1));
      clips.back().info.text = "text " + std::to_string(i);
    }
    set.emplace(judging_tests::setOf(folder / "set", clips));
  }
  const test_support::TempFolder folder;
  std::vector<dataset::Clip> clips;
  std::optional<dataset::Set> set;
};

TEST_F(AnOrder, IsTheClipItselfForItsOwnSpeech) {
  const judging::Order order = judging::orderOf(*set, 1, std::nullopt);
  EXPECT_TRUE(order.isOwn());
  EXPECT_TRUE(dataset_tests::isSame(order.wanted, clips[1].view()));
  EXPECT_EQ(order.speechOf, "1");
}

TEST_F(AnOrder, HasAnothersSpeechOnItsOwnPicturesThatRunThereAndBack) {
  const judging::Order order = judging::orderOf(*set, 0, 1);
  EXPECT_FALSE(order.isOwn());
  EXPECT_EQ(order.speechOf, "1");
  EXPECT_EQ(order.wanted.info->name, "0");
  EXPECT_EQ(order.wanted.info->text, "text 1");
  EXPECT_EQ(order.wanted.info->frames, 9);
  EXPECT_TRUE(std::ranges::equal(order.wanted.sound, clips[1].sound));
  EXPECT_TRUE(dataset_tests::isSame(order.recorded, clips[0].view()));
  const std::size_t bytes = 32 * 32 * 3;
  const std::vector<std::size_t> expected{0, 1, 2, 3, 2, 1, 0, 1, 2};
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_TRUE(std::ranges::equal(order.wanted.pictures.subspan(k * bytes, bytes),
                                   order.recorded.pictures.subspan(expected[k] * bytes, bytes)))
        << k;
    EXPECT_EQ(order.wanted.landmarks[k * 136], order.recorded.landmarks[expected[k] * 136]);
  }
}

TEST_F(AnOrder, IsCutToAShorterSpeech) {
  const judging::Order order = judging::orderOf(*set, 1, 0);
  EXPECT_EQ(order.wanted.info->frames, 4);
  EXPECT_TRUE(std::ranges::equal(order.wanted.pictures, order.recorded.pictures.first(4 * 32 * 32 * 3)));
}

}  // namespace
