#include <gtest/gtest.h>

#include <fstream>

#include "core/base/file.h"
#include "core/face/analyser.h"
#include "tests/face/landmarks_of.h"
#include "tests/support/temp_folder.h"

namespace {

face::Analysis example() {
  face::Analysis analysis{640, 480, 100, {40, 77}, {}, "a network 01234567"};
  for (int id = 1; id <= 2; ++id) {
    face::Track track{id, 3 * id, {}};
    for (int i = 0; i < 20; ++i) {
      const auto x = static_cast<float>(100 * id + i);
      face::Face seen{
          face_test::landmarksOf({x, 200}, 60), {90 + i, 150, 100, 100}, 0.05F, face::Seen::tracked};
      track.faces.push_back(i % 7 == 3 ? face::Face{} : seen);
    }
    analysis.tracks.push_back(track);
  }
  return analysis;
}

void expectEqual(const face::Analysis& a, const face::Analysis& b) {
  EXPECT_EQ(a.width, b.width);
  EXPECT_EQ(a.height, b.height);
  EXPECT_EQ(a.frames, b.frames);
  EXPECT_EQ(a.cuts, b.cuts);
  EXPECT_EQ(a.landmarks, b.landmarks);
  ASSERT_EQ(a.tracks.size(), b.tracks.size());
  for (std::size_t t = 0; t < a.tracks.size(); ++t) {
    EXPECT_EQ(a.tracks[t].id, b.tracks[t].id);
    EXPECT_EQ(a.tracks[t].first, b.tracks[t].first);
    ASSERT_EQ(a.tracks[t].faces.size(), b.tracks[t].faces.size());
    for (std::size_t i = 0; i < a.tracks[t].faces.size(); ++i) {
      const face::Face &u = a.tracks[t].faces[i], &v = b.tracks[t].faces[i];
      EXPECT_TRUE(u.points == v.points && u.box == v.box && u.misfit == v.misfit && u.seen == v.seen);
    }
  }
}

TEST(AnalysisFile, GivesBackWhatWasWritten) {
  const test_support::TempFolder folder;
  face::writeAnalysis(example(), folder / "a.faces");
  const auto read = face::readAnalysis(folder / "a.faces");
  ASSERT_TRUE(read.has_value());
  expectEqual(*read, example());
}

TEST(AnalysisFile, AnAnalysisWithoutFacesIsKeptToo) {
  const test_support::TempFolder folder;
  face::writeAnalysis({16, 16, 5, {}, {}}, folder / "a.faces");
  const auto read = face::readAnalysis(folder / "a.faces");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->frames, 5);
}

TEST(AnalysisFile, AMissingOrForeignFileIsNoAnalysis) {
  const test_support::TempFolder folder;
  EXPECT_FALSE(face::readAnalysis(folder / "nothing").has_value());
  EXPECT_FALSE(face::readAnalysis(folder.path()).has_value());
  base::writeFile(folder / "text", "hello, this is not an analysis at all");
  EXPECT_FALSE(face::readAnalysis(folder / "text").has_value());
}

TEST(AnalysisFile, WhatCannotBeReadIsNoAnalysis) {
  const test_support::TempFolder folder;
  std::filesystem::create_symlink("/dev/zero", folder / "zeros");
  std::filesystem::create_symlink("loop", folder / "loop");
  for (const std::string& name : {std::string("zeros"), std::string("loop"), std::string(300, 'n')})
    EXPECT_FALSE(face::readAnalysis(folder / name)) << name;
}

TEST(AnalysisFile, EveryKindOfDamageIsNoticed) {
  const test_support::TempFolder folder;
  face::writeAnalysis(example(), folder / "a.faces");
  const std::string whole = base::readFile(folder / "a.faces");
  for (std::size_t length = 0; length < whole.size(); length += 1 + length / 3) {
    base::writeFile(folder / "b.faces", whole.substr(0, length));
    EXPECT_FALSE(face::readAnalysis(folder / "b.faces").has_value()) << length;
  }
  for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 97) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    base::writeFile(folder / "b.faces", flipped);
    EXPECT_FALSE(face::readAnalysis(folder / "b.faces").has_value()) << at;
  }
}

}  // namespace
