#include "core/speech/viseme.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using speech::Phone;
using speech::PhoneSet;
using speech::Viseme;
using speech::visemes;

TEST(Viseme, IpaMarksAreNoSound) {
  EXPECT_TRUE(visemes("", PhoneSet::ipa).empty());
  EXPECT_TRUE(visemes("ˈ", PhoneSet::ipa).empty());
  EXPECT_TRUE(visemes("ː", PhoneSet::ipa).empty());
  EXPECT_TRUE(visemes("\xff\xfe", PhoneSet::ipa).empty());
}

TEST(Viseme, DiphthongHasTwoShapesAndLongVowelOne) {
  EXPECT_EQ(visemes("aɪ", PhoneSet::ipa), (std::vector{Viseme::aa, Viseme::iy}));
  EXPECT_EQ(visemes("ɑː", PhoneSet::ipa), std::vector{Viseme::aa});
  EXPECT_EQ(visemes("OW1", PhoneSet::arpabet), (std::vector{Viseme::oh, Viseme::uh}));
}

TEST(Viseme, AffricateShowsItsFricativeButPfShowsBoth) {
  EXPECT_EQ(visemes("tʃ", PhoneSet::ipa), std::vector{Viseme::sh});
  EXPECT_EQ(visemes("ts", PhoneSet::ipa), std::vector{Viseme::sz});
  EXPECT_EQ(visemes("pf", PhoneSet::ipa), (std::vector{Viseme::pbm, Viseme::fv}));
}

TEST(Viseme, EveryVisemeHasItsOwnName) {
  for (int a = 0; a < speech::kVisemes; ++a) {
    for (int b = a + 1; b < speech::kVisemes; ++b) {
      EXPECT_STRNE(speech::name(static_cast<Viseme>(a)), speech::name(static_cast<Viseme>(b)));
    }
  }
}

const std::vector<Phone> kMama = {{0.0, 0.2, ""},    {0.2, 0.32, "m"},   {0.32, 0.56, "ɑː"},
                                  {0.56, 0.68, "m"}, {0.68, 0.92, "ɑː"}, {0.92, 1.4, ""}};

TEST(Mouthing, LipsMeetInMAndOpenInA) {
  const auto mouth = speech::mouthing(kMama, PhoneSet::ipa, 1.4);
  ASSERT_EQ(mouth.articulation.size(), 35U);
  const auto& m = mouth.articulation[15];  // 0.60-0.64 s
  const auto& a = mouth.articulation[11];  // 0.44-0.48 s
  EXPECT_GT(m.closure, 0.9F);
  EXPECT_LT(m.opening, 0.1F);
  EXPECT_GT(a.opening, 0.7F);
  EXPECT_LT(a.closure, 0.1F);
  EXPECT_LT(mouth.articulation.back().opening, 0.1F);
}

TEST(Mouthing, SharesOfEveryStepSumToOne) {
  for (const double rate : {25.0, 29.97, 60.0}) {
    const auto mouth = speech::mouthing(kMama, PhoneSet::ipa, 1.4, rate);
    for (const auto& step : mouth.visemes) {
      float sum = 0;
      for (const float share : step) sum += share;
      EXPECT_NEAR(sum, 1.0F, 1e-5F);
    }
  }
}

TEST(Mouthing, RoundedVowelsAreNarrowAndSpreadOnesWide) {
  const std::vector<Phone> phones = {{0, 0.4, "iː"}, {0.4, 0.8, "uː"}};
  const auto mouth = speech::mouthing(phones, PhoneSet::ipa, 0.8);
  EXPECT_GT(mouth.articulation[4].width, 0.5F);
  EXPECT_LT(mouth.articulation[15].width, -0.5F);
  EXPECT_GT(mouth.articulation[15].rounding, 0.8F);
}

TEST(Mouthing, NoTimeGivesNoSteps) {
  EXPECT_TRUE(speech::mouthing({}, PhoneSet::ipa, 0).articulation.empty());
  EXPECT_TRUE(speech::mouthing({}, PhoneSet::ipa, -1).articulation.empty());
  EXPECT_EQ(speech::mouthing({}, PhoneSet::ipa, 1).articulation.size(), 25U);
}

TEST(Mouthing, PhonesOutsideTheTimeAreCut) {
  const std::vector<Phone> phones = {{-1, 0.2, "a"}, {0.2, 9, "m"}};
  EXPECT_EQ(speech::mouthing(phones, PhoneSet::ipa, 0.4).articulation.size(), 10U);
}

}  // namespace
