#include "core/base/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <new>
#include <set>

#include "core/base/error.h"

namespace {

using base::Fault;
using base::Problem;

TEST(Problem, EveryFaultHasANameOfItsOwn) {
  std::set<std::string> names;
  for (const Fault fault : base::allFaults()) EXPECT_TRUE(names.insert(name(fault)).second) << name(fault);
  EXPECT_STREQ(name(Fault::speechTooLong), "speechTooLong");
  EXPECT_EQ(codeOf(Fault::speechTooLong), base::Code::usage);
  EXPECT_THAT(factsOf(Fault::speechTooLong), testing::ElementsAre("speechSec", "roomSec"));
  EXPECT_STREQ(name(base::Code::internal), "internal");
}

TEST(Problem, IsOneTechnicalLineInTheLog) {
  EXPECT_EQ(base::line({.fault = Fault::noFace}), "noFace");
  EXPECT_EQ(base::line({Fault::faceUnknown, {{"face", 3}, {"known", "1, 2"}}, "/x/y.mp4", "why"}),
            "faceUnknown (face 3, known '1, 2'): /x/y.mp4 [why]");
}

TEST(Problem, TellsItsFactsByName) {
  const Problem problem{Fault::speechTooLong, {{"speechSec", 2.5}, {"roomSec", 2.0}}};
  ASSERT_NE(problem.fact("speechSec"), nullptr);
  EXPECT_EQ(std::get<double>(problem.fact("speechSec")->value), 2.5);
  EXPECT_EQ(problem.fact("path"), nullptr);
}

TEST(Problem, TakesTheBracesOfATextForNames) {
  const auto name = [](std::string_view n) { return "<{" + std::string(n) + "}>"; };
  EXPECT_EQ(base::filled("a {b} {c}d", name), "a <{b}> <{c}>d");
  EXPECT_EQ(base::filled("no name {", name), "no name {");
  EXPECT_EQ(base::filled("", name), "");
}

template <class Exception>
Problem caught(const Exception& exception) {
  try {
    throw exception;
  } catch (...) {
    return base::caughtProblem();
  }
}

TEST(Problem, IsMadeOfEveryException) {
  const Problem full{Fault::diskFull, {}, "/x", "ENOSPC"};
  EXPECT_EQ(caught(base::Error(full)), full);
  EXPECT_EQ(caught(std::bad_alloc()).fault, Fault::outOfMemory);
  EXPECT_EQ(caught(std::out_of_range("map::at")), (Problem{.fault = Fault::defect, .detail = "map::at"}));
  EXPECT_EQ(caught(7).fault, Fault::defect);
}

}  // namespace
