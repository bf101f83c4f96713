#include "app/cli/error_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace {

using base::Fault;
using base::Problem;
using testing::HasSubstr;
using testing::Not;

// The fault with exactly the facts that come with it.
Problem problemOf(Fault fault) {
  Problem problem{fault, {}, "/clips/talk.mp4", "a library said so"};
  for (const std::string& fact : factsOf(fault)) problem.facts.emplace_back(fact, "<" + fact + ">");
  return problem;
}

TEST(ErrorWords, EveryFaultHasASentenceOfItsOwn) {
  std::set<std::string> sentences;
  for (const Fault fault : base::allFaults()) {
    const std::string words = cli::words(problemOf(fault));
    EXPECT_GT(words.size(), 15u) << name(fault);
    EXPECT_THAT(words, Not(HasSubstr("{"))) << name(fault);
    EXPECT_TRUE(sentences.insert(words).second) << words;
  }
}

TEST(ErrorWords, TellEveryFact) {
  for (const Fault fault : base::allFaults())
    for (const std::string& fact : factsOf(fault))
      EXPECT_THAT(cli::words(problemOf(fault)), HasSubstr("<" + fact + ">")) << name(fault);
}

TEST(ErrorWords, SayWhatToTypeNext) {
  EXPECT_EQ(cli::words({Fault::speechTooLong, {{"speechSec", 5.0}, {"roomSec", 3.256}}}),
            "the speech (5.00 s) is longer than the picture to dub (3.26 s): add --fit cut (cut the speech), "
            "hold, loop or pingpong (lengthen the picture), or speech (take the speech's length)");
  EXPECT_EQ(cli::words({Fault::faceUnknown, {{"face", 3}, {"known", "1, 2"}}}),
            "there is no face 3: found 1, 2");
  EXPECT_THAT(cli::words({.fault = Fault::diskFull, .path = "/x/out.mp4"}), HasSubstr("--resume"));
  EXPECT_THAT(cli::words({.fault = Fault::fileMissing, .path = "/x/{path}"}), HasSubstr("'/x/{path}'"));
}

TEST(ErrorWords, DoWithoutAPath) {
  EXPECT_EQ(cli::words({.fault = Fault::accessDenied}),
            "access to the file is not permitted; check the file's permissions");
}

}  // namespace
