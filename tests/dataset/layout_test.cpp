#include "models/dataset/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/split.h"
#include "models/dataset/transcript.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using dataset::Layout;
using dataset::Part;
using dataset::Word;
using testing::ElementsAre;

// Times in seconds are read as pictures.
MATCHER_P3(IsWord, text, begin, end, "") {
  return arg.text == text && std::abs(arg.begin - begin) < 1e-9 && std::abs(arg.end - end) < 1e-9;
}

// Layouts are known by names and texts alone, so the videos are empty.
class ALayout : public testing::Test {
 protected:
  void put(const std::string& file, const std::string& text = "") {
    fs::create_directories((folder / file).parent_path());
    base::writeFile(folder / file, text);
  }
  dataset::Corpus read(const std::string& below = "") { return dataset::readCorpus(folder / below); }
  static std::vector<std::string> names(const dataset::Corpus& corpus) {
    std::vector<std::string> all;
    for (const dataset::Source& source : corpus.sources) all.push_back(source.info.name);
    return all;
  }
  const test_support::TempFolder folder;
};

const char* const kAlignment =
    "0 12000 sil\n12000 18500 bin\n18500 22000 Blue\n22000 30000 sp\n30000 40000 at\n";

TEST_F(ALayout, IsGridsWithAlignmentsBesideTheVideos) {
  put("s1/bbaf2n.mpg");
  put("s1/bbaf2n.align", kAlignment);
  put("s31/lwbsza.mkv");
  const dataset::Corpus corpus = read();
  EXPECT_EQ(corpus.layout, Layout::grid);
  ASSERT_THAT(names(corpus), ElementsAre("s1/bbaf2n", "s31/lwbsza"));
  const dataset::ClipInfo& first = corpus.sources[0].info;
  EXPECT_EQ(first.speaker, "s1");
  EXPECT_EQ(first.text, "bin blue at");
  EXPECT_THAT(first.words, ElementsAre(Word{"bin", 12, 18.5}, Word{"blue", 18.5, 22}, Word{"at", 30, 40}));
  EXPECT_EQ(corpus.sources[1].info.text, "lay white by s zero again") << "as the name spells";
  EXPECT_TRUE(corpus.sources[1].info.words.empty());
}

TEST_F(ALayout, IsGridsWithATreeOfAlignmentsAndTwoQualities) {
  put("video/mpg_vcd/s4/pwwz9p.mpg", "small");
  put("video/mpg_6000/s4/pwwz9p.mpg", "the larger one");
  put("alignments/s4/pwwz9p.align", kAlignment);
  put("video/mpg_6000/s5/pwwz9p.mpg", "of another speaker");
  const dataset::Corpus corpus = read();
  EXPECT_EQ(corpus.layout, Layout::grid);
  ASSERT_THAT(names(corpus), ElementsAre("s4/pwwz9p", "s5/pwwz9p"));
  EXPECT_EQ(corpus.sources[0].files.video, folder / "video/mpg_6000/s4/pwwz9p.mpg");
  EXPECT_EQ(corpus.sources[0].info.words.size(), 3U);
  EXPECT_TRUE(corpus.sources[1].info.words.empty());
}

const char* const kPretrain =
    "Text:  IT'S A WELL-KNOWN FACT\nConf:  3\n\nWORD START END ASDSCORE\nIT'S 0.40 0.60 7.5\nA 0.60 0.68 1\n"
    "WELL-KNOWN 0.68 1.20 9\n";

TEST_F(ALayout, IsLrs2sWithItsListsBesideIt) {
  put("mvlrs_v1/main/633/00011.mp4");
  put("mvlrs_v1/main/633/00011.txt", "Text:  WHEN YOU'RE COOKING, CHIPS\nConf:  4\n");
  put("mvlrs_v1/main/634/00001.mp4");
  put("mvlrs_v1/main/634/00001.txt", "Text:  AT HOME\n");
  put("mvlrs_v1/pretrain/583/00001.mp4");
  put("mvlrs_v1/pretrain/583/00001.txt", kPretrain);
  put("train.txt", "633/00011\n");
  put("test.txt", "634/00001 NF\n");
  for (const char* below : {"", "mvlrs_v1"}) {
    const dataset::Corpus corpus = read(below);
    EXPECT_EQ(corpus.layout, Layout::lrs2);
    ASSERT_THAT(names(corpus), ElementsAre("633/00011", "634/00001", "pretrain/583/00001"));
    EXPECT_EQ(corpus.sources[0].info.text, "when you're cooking chips");
    EXPECT_EQ(corpus.sources[0].info.speaker, "633");
    EXPECT_EQ(corpus.sources[0].part, Part::train);
    EXPECT_EQ(corpus.sources[1].part, Part::test);
    EXPECT_EQ(corpus.sources[2].part, Part::train);
    EXPECT_TRUE(corpus.sources[0].files.isCentred);
    EXPECT_THAT(corpus.sources[2].info.words,
                ElementsAre(Word{"it's", 10, 15}, Word{"a", 15, 17}, Word{"well known", 17, 30}));
  }
  EXPECT_THAT(names(read("mvlrs_v1/main")), ElementsAre("633/00011", "634/00001"));
}

TEST_F(ALayout, IsLrwsWithTheWordInTheMiddle) {
  put("ABOUT/train/ABOUT_00001.mp4");
  put("ABOUT/train/ABOUT_00001.txt", "Disk reference: 616\nDuration: 0.56 seconds\n");
  put("ABOUT/val/ABOUT_00002.mp4");
  put("HOUSE/test/HOUSE_00001.mp4");
  const dataset::Corpus corpus = read();
  EXPECT_EQ(corpus.layout, Layout::lrw);
  ASSERT_THAT(names(corpus),
              ElementsAre("ABOUT/train/ABOUT_00001", "ABOUT/val/ABOUT_00002", "HOUSE/test/HOUSE_00001"));
  EXPECT_EQ(corpus.sources[0].info.text, "about");
  EXPECT_THAT(corpus.sources[0].info.words, ElementsAre(IsWord("about", 7.5, 21.5)));
  EXPECT_EQ(corpus.sources[0].part, Part::train);
  EXPECT_EQ(corpus.sources[1].part, Part::valid);
  EXPECT_EQ(corpus.sources[2].part, Part::test);
}

TEST_F(ALayout, IsTheReferencesWithTreesOfAnyName) {
  put("train.txt", "a/1\na/2 x\n");
  put("valid.txt", "b/1\n");
  for (const char* clip : {"a/1", "a/2", "b/1"}) {
    put(std::string("films/") + clip + ".mp4");
    put(std::string("faces/") + clip + ".npy");
    put(std::string("words/") + clip + ".txt", "Text:  HELLO\n");
  }
  put("sounds/a/1.wav");
  put("films/a/3.mp4");  // in no list
  const dataset::Corpus corpus = read();
  EXPECT_EQ(corpus.layout, Layout::exchange);
  ASSERT_THAT(names(corpus), ElementsAre("a/1", "a/2", "b/1"));
  const dataset::Source& first = corpus.sources[0];
  EXPECT_EQ(first.files.video, folder / "films/a/1.mp4");
  EXPECT_EQ(first.files.boxes, folder / "faces/a/1.npy");
  EXPECT_EQ(first.files.sound, folder / "sounds/a/1.wav");
  EXPECT_EQ(corpus.sources[1].files.sound, "");
  EXPECT_EQ(first.info.text, "hello");
  EXPECT_EQ(first.part, Part::train);
  EXPECT_EQ(corpus.sources[2].part, Part::valid);
}

TEST_F(ALayout, IsAnyFolderOfVideos) {
  put("anna/one.mp4");
  put("anna/one.txt", "Hello, World!\nIt's me.");
  put("anna/deep/two.MOV");
  put("three.webm");
  put("three.align", kAlignment);
  put("three.jpg");
  put(".hidden.mp4");
  put(".trash/four.mp4");
  const dataset::Corpus corpus = read();
  EXPECT_EQ(corpus.layout, Layout::folder);
  ASSERT_THAT(names(corpus), ElementsAre("anna/deep/two", "anna/one", "three"));
  EXPECT_EQ(corpus.sources[1].info.speaker, "anna");
  EXPECT_EQ(corpus.sources[1].info.text, "hello world it's me");
  EXPECT_EQ(corpus.sources[2].info.speaker, "three");
  EXPECT_EQ(corpus.sources[2].info.words.size(), 3U);
}

TEST_F(ALayout, GivesEveryVideoANameOfItsOwnThatASetTakes) {
  put("a.mp4");
  put("a.mkv");
  put("b: c\\d.mp4");
  put("bad\xFFname.mp4");
  EXPECT_THAT(names(read()), ElementsAre("a.mkv", "a.mp4", "b_ c_d", "bad\xEF\xBF\xBDname"));
}

TEST_F(ALayout, OfASetIsSeenAndAnEmptyFolderTold) {
  put("text.txt");
  const auto faultOf = [&](const std::string& below) {
    try {
      read(below);
    } catch (const base::Error& e) {
      return e.fault();
    }
    return base::Fault::defect;
  };
  EXPECT_EQ(faultOf(""), base::Fault::nothingToLearn);
  EXPECT_EQ(faultOf("nowhere"), base::Fault::fileMissing);
  put("set.json", "{}");
  EXPECT_EQ(read().layout, Layout::prepared);
}

TEST(ATranscript, IsReadAsItWasWritten) {
  const test_support::TempFolder folder;
  const dataset::ClipInfo clip{.text = "don't be well known",
                               .words = {{"don't", 1.25, 5}, {"be", 5, 6.5}, {"well known", 7, 20.75}}};
  base::writeFile(folder / "a.txt", dataset::writeTranscript(clip));
  EXPECT_EQ(base::readFile(folder / "a.txt").substr(0, 27), "Text:  don't be well known\n");
  const dataset::Transcript read = dataset::readTranscript(folder / "a.txt");
  EXPECT_EQ(read.text, clip.text);
  EXPECT_THAT(read.words,
              ElementsAre(IsWord("don't", 1.25, 5), IsWord("be", 5, 6.5), IsWord("well known", 7, 20.75)));
}

TEST(ATranscript, OfGridIsSpelledByTheName) {
  EXPECT_EQ(dataset::gridSentence("bbaf2n"), "bin blue at f two now");
  EXPECT_EQ(dataset::gridSentence("swiz3n"), "set white in z three now");
  for (const char* other : {"", "bbaf2", "bbaf2nn", "xbaf2n", "bbaw2n", "bbaf!n", "bbaf2x"})
    EXPECT_EQ(dataset::gridSentence(other), "") << other;
}

class ASplit : public testing::Test {
 protected:
  static dataset::Source source(const std::string& name, const std::string& speaker,
                                const std::string& text) {
    return {.info = {.name = name, .speaker = speaker, .text = text}};
  }
};

TEST_F(ASplit, KeepsClipsOfOneSentenceTogether) {
  const dataset::SplitRule rule{.validShare = 0.1, .testShare = 0.1};
  std::map<Part, int> counts;
  for (int i = 0; i < 1000; ++i) {
    const std::string text = "sentence " + std::to_string(i);
    const auto part = dataset::partOf(source("a" + std::to_string(i), "a", text), rule);
    EXPECT_EQ(part, dataset::partOf(source("b" + std::to_string(7 * i), "b", text), rule));
    ++counts[part.value()];
  }
  // Binomial: three deviations are 28.
  EXPECT_NEAR(counts[Part::test], 100, 30);
  EXPECT_NEAR(counts[Part::valid], 100, 30);
}

TEST_F(ASplit, IsTheSameEverywhere) {
  const dataset::SplitRule rule{.validShare = 0.25, .testShare = 0.25};
  std::string parts;
  for (const char* text : {"a", "b", "c", "d", "e", "f", "g", "h"})
    parts += dataset::partOf(source("x", "y", text), rule) == Part::train ? '-' : '+';
  EXPECT_EQ(parts, "-+++++--") << "the first 48 bits of SHA-256";
}

TEST_F(ASplit, HoldsSpeakersBackWholly) {
  const dataset::SplitRule rule{
      .validSpeakers = {"s2"}, .testSpeakers = {"s31"}, .validShare = 0, .testShare = 0};
  EXPECT_EQ(dataset::partOf(source("s31/a", "s31", "t"), rule), Part::test);
  EXPECT_EQ(dataset::partOf(source("s2/a", "s2", "t"), rule), Part::valid);
  EXPECT_EQ(dataset::partOf(source("s1/a", "s1", "t"), rule), Part::train);
}

TEST_F(ASplit, BySpeakerKeepsEachInOnePart) {
  const dataset::SplitRule rule{.by = dataset::SplitRule::By::speaker, .validShare = 0.3, .testShare = 0.3};
  std::set<std::optional<Part>> used;
  for (int s = 0; s < 20; ++s) {
    const std::string speaker = "s" + std::to_string(s);
    std::set<std::optional<Part>> parts;
    for (int i = 0; i < 20; ++i)
      parts.insert(dataset::partOf(source(speaker + std::to_string(i), speaker, std::to_string(i)), rule));
    EXPECT_EQ(parts.size(), 1U);
    used.insert(parts.begin(), parts.end());
  }
  EXPECT_EQ(used.size(), 3U);
}

TEST_F(ASplit, FollowsTheCorpusOrListsWhereTheySay) {
  dataset::SplitRule rule{.validShare = 0, .testShare = 0};
  dataset::Source listed = source("a", "s", "t");
  listed.part = Part::valid;
  EXPECT_EQ(dataset::partOf(listed, rule), Part::valid);
  rule.by = dataset::SplitRule::By::hash;
  EXPECT_EQ(dataset::partOf(listed, rule), Part::train);

  const test_support::TempFolder folder;
  base::writeFile(folder / "val.txt", "a NF\n\nb\n");
  rule.by = dataset::SplitRule::By::list;
  rule.lists = dataset::readSplit(folder.path());
  EXPECT_EQ(dataset::partOf(source("b", "s", "t"), rule), Part::valid);
  EXPECT_EQ(dataset::partOf(source("c", "s", "t"), rule), std::nullopt);
  EXPECT_THROW(dataset::readSplit(folder / "nowhere"), base::Error);
}

}  // namespace
