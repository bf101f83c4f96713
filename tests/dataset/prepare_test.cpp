#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/exchange.h"
#include "models/dataset/prepare_set.h"
#include "models/dataset/set.h"
#include "tests/dataset/talkers.h"
#include "tests/support/make_media.h"
#include "tests/support/process.h"
#include "tests/support/small_disk.h"
#include "tests/support/wait_until.h"

namespace {

namespace fs = std::filesystem;
using base::Fault;
using dataset::Part;
using dataset_tests::talker;
using testing::HasSubstr;

// Six clips of two talkers, two of them refused: parts of the talkers' videos, beside each other.
class APreparation : public testing::Test {
 protected:
  static const fs::path& corpus() {
    static const test_support::TempFolder folder;
    static const fs::path path = [] {
      const auto make = [](const char* name, unsigned who, const std::string& arguments) {
        const fs::path video = folder / "corpus" / name;
        fs::create_directories(video.parent_path());
        if (!test_support::makeMedia(video, arguments, talker(who).video))
          throw std::runtime_error("FFmpeg cannot make " + arguments);
      };
      make("ann/1.mkv", 0, "-i {in} -t 0.8 -c:v ffv1 -c:a flac");
      make("ann/2.mkv", 0, "-ss 0.6 -i {in} -t 0.6 -c:v ffv1 -c:a flac");
      make("ann/3.mkv", 0, "-i {in} -frames:v 5 -c:v ffv1 -c:a flac");
      make("bob/1.mkv", 1, "-i {in} -t 0.8 -c:v ffv1 -c:a flac");
      make("bob/2.mkv", 1, "-i {in} -t 0.6 -an -c:v ffv1");
      make("bob/3.mkv", 1, "-ss 0.8 -i {in} -t 0.7 -c:v ffv1 -c:a flac");
      base::writeFile(folder / "corpus/ann/1.txt", "Bob, open my door.");
      return folder / "corpus";
    }();
    return path;
  }
  static dataset::PrepareSettings settings(int jobs) {
    return {.clip = {.edge = 64},
            .split = {.testSpeakers = {"bob"}, .validShare = 0, .testShare = 0},
            .jobs = jobs};
  }
  std::optional<dataset::Prepared> prepare(const fs::path& set, int jobs = 1) {
    return dataset::prepareSet(dataset::readCorpus(corpus()), set, settings(jobs), [](const auto&) {});
  }
  static std::map<std::string, std::string> contents(const fs::path& set) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(set))
      files[entry.path().filename().string()] = base::readFile(entry.path());
    return files;
  }
  std::vector<std::string> command(const fs::path& set, int jobs) {
    return {REDUB_TRAIN,
            "prepare",
            corpus().string(),
            "--out",
            set.string(),
            "--edge",
            "64",
            "--jobs",
            std::to_string(jobs),
            "--test-speakers",
            "bob",
            "--valid-share",
            "0",
            "--test-share",
            "0"};
  }
  std::string run(const std::vector<std::string>& arguments, int exitCode = 0) {
    test_support::Process process(arguments, {}, folder / "printed");
    EXPECT_EQ(process.wait(), exitCode) << process.printed();
    return process.printed();
  }
  const test_support::TempFolder folder;
};

TEST_F(APreparation, MakesASetAndListsWhatItRefused) {
  const auto prepared = prepare(folder / "set");
  const dataset::Set set(folder / "set");
  ASSERT_EQ(set.clips().size(), 4U);
  EXPECT_EQ(set.clips()[0].name, "ann/1");
  EXPECT_EQ(set.clips()[0].text, "bob open my door");
  EXPECT_EQ(set.clips()[0].speaker, "ann");
  EXPECT_EQ(set.clips()[0].frames, 20);
  EXPECT_EQ(set.clipsOf(Part::train).size(), 2U);
  EXPECT_EQ(set.clipsOf(Part::test).size(), 2U);
  EXPECT_EQ(prepared->parts.at(Part::train).clips, 2);
  EXPECT_EQ(prepared->parts.at(Part::train).frames, 35);
  EXPECT_EQ(prepared->parts.at(Part::train).speakers, 1);
  EXPECT_EQ(prepared->refused.at(dataset::Refused::Why::tooShort), 1);
  EXPECT_EQ(base::readFile(folder / "set/refused.tsv"), "ann/3\ttooShort\t5 pictures\nbob/2\tnoSound\t\n");
  const auto alone = dataset::prepareClip({.video = corpus() / "bob/3.mkv"}, {.edge = 64});
  dataset::Clip clip = std::get<dataset::Clip>(alone.value());
  clip.info = set.clips()[3];
  EXPECT_TRUE(dataset_tests::isSame(set.clip(3), clip.view()));
}

TEST_F(APreparation, IsTheSameWithSeveralWorkers) {
  prepare(folder / "one", 1);
  prepare(folder / "three", 3);
  EXPECT_EQ(contents(folder / "one"), contents(folder / "three"));
}

TEST_F(APreparation, GoesOnWhereItWasKilled) {
  prepare(folder / "whole");
  const fs::path set = folder / "set";
  {
    test_support::Process killed(command(set, 1), {}, folder / "printed");
    ASSERT_TRUE(test_support::waitUntil([&] {
      std::error_code ignored;
      return fs::exists(set / "journal.jsonl", ignored) &&
             std::ranges::count(base::readFile(set / "journal.jsonl"), '\n') >= 3;
    }));
    killed.signal(SIGKILL);
    EXPECT_EQ(killed.wait(), 128 + SIGKILL) << killed.printed();
  }
  const std::string before = base::readFile(set / "journal.jsonl");
  const auto done = std::ranges::count(before, '\n') - 1;
  ASSERT_LT(done, 6) << "killed too late to tell";
  EXPECT_THAT(run(command(set, 2)), HasSubstr("\n" + std::to_string(done) + " of 6 clips"));
  EXPECT_TRUE(base::readFile(set / "journal.jsonl").starts_with(before)) << "nothing is done twice";
  EXPECT_EQ(contents(set), contents(folder / "whole"));
  const auto finished = contents(set);
  EXPECT_THAT(run(command(set, 1)), HasSubstr("6 of 6 clips"));
  EXPECT_EQ(contents(set), finished);
}

TEST_F(APreparation, TakesNewClipsInAndForgetsThoseThatWent) {
  fs::copy(corpus(), folder / "corpus", fs::copy_options::recursive);
  fs::rename(folder / "corpus/ann/2.mkv", folder / "late.mkv");
  const auto prepareCopy = [&] {
    dataset::prepareSet(dataset::readCorpus(folder / "corpus"), folder / "set", settings(1),
                        [](const auto&) {});
    std::vector<std::string> names;
    const dataset::Set set(folder / "set");
    for (std::size_t i = 0; i < set.clips().size(); ++i) {
      set.clip(i);
      names.push_back(set.clips()[i].name);
    }
    return names;
  };
  using testing::ElementsAre;
  EXPECT_THAT(prepareCopy(), ElementsAre("ann/1", "bob/1", "bob/3"));
  fs::rename(folder / "late.mkv", folder / "corpus/ann/2.mkv");
  fs::remove(folder / "corpus/bob/1.mkv");
  EXPECT_THAT(prepareCopy(), ElementsAre("ann/1", "ann/2", "bob/3"));
  fs::copy_file(corpus() / "bob/1.mkv", folder / "corpus/ann/1.mkv", fs::copy_options::overwrite_existing);
  prepareCopy();
  const dataset::Set set(folder / "set");
  dataset::Clip other =
      std::get<dataset::Clip>(dataset::prepareClip({.video = corpus() / "bob/1.mkv"}, {.edge = 64}).value());
  other.info = set.clips()[0];
  EXPECT_TRUE(dataset_tests::isSame(set.clip(0), other.view())) << "a video that changed is prepared again";
}

TEST_F(APreparation, IsSplitAnewWithoutWork) {
  prepare(folder / "set");
  const std::string journal = base::readFile(folder / "set/journal.jsonl");
  dataset::PrepareSettings other = settings(1);
  other.split = {.by = dataset::SplitRule::By::list,
                 .lists = {{"ann/1", Part::valid}, {"bob/1", Part::train}}};
  const auto prepared =
      dataset::prepareSet(dataset::readCorpus(corpus()), folder / "set", other, [](const auto&) {});
  EXPECT_EQ(prepared->leftOut, 4);
  const dataset::Set set(folder / "set");
  EXPECT_EQ(set.clipsOf(Part::valid), std::vector<std::size_t>{0});
  EXPECT_EQ(set.clipsOf(Part::train), std::vector<std::size_t>{1});
  EXPECT_EQ(base::readFile(folder / "set/journal.jsonl"), journal);
}

TEST_F(APreparation, CutsLongVideosIntoPiecesOfOnePart) {
  dataset::PrepareSettings shorter = settings(1);
  shorter.mostFrames = 12;
  dataset::prepareSet(dataset::readCorpus(corpus()), folder / "set", shorter, [](const auto&) {});
  const dataset::Set set(folder / "set");
  std::map<std::string, std::int64_t> frames;
  for (const dataset::ClipInfo& clip : set.clips()) {
    frames[clip.name] = clip.frames;
    EXPECT_EQ(clip.part, clip.speaker == "bob" ? Part::test : Part::train);
    EXPECT_EQ(clip.text, "") << "nobody knows which words are in which piece";
  }
  EXPECT_EQ(frames, (std::map<std::string, std::int64_t>{
                        {"ann/1/0000", 10}, {"ann/1/0001", 10}, {"bob/1/0000", 10}, {"bob/1/0001", 10}}));
  EXPECT_THAT(base::readFile(folder / "set/refused.tsv"), HasSubstr("ann/2/0000\ttooShort\t7 pictures"));
}

TEST_F(APreparation, SaysBeforeWhatItTakesAndStopsWhereThereIsNoRoom) {
  std::optional<dataset::PrepareProgress> first;
  dataset::prepareSet(dataset::readCorpus(corpus()), folder / "set", settings(1), [&](const auto& progress) {
    if (!first) first = progress;
  });
  const auto written = static_cast<double>(fs::file_size(folder / "set/shard-0000.clips"));
  // Known before: lengths, but not what is refused (20 of 90 pictures).
  EXPECT_NEAR(static_cast<double>(first->bytes), written * 90 / 70, 0.05 * written);
  const test_support::SmallDisk disk(folder / "disk", "size=1m");
  if (!disk.isMounted()) GTEST_SKIP() << "cannot mount: " << disk.reason();
  try {
    prepare(disk / "set");
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), Fault::diskTooSmall);
    EXPECT_FALSE(fs::exists(disk / "set/shard-0000.clips"));
  }
}

TEST_F(APreparation, CanBeStoppedAndGoesOn) {
  std::stop_source stop;
  const auto stopped = dataset::prepareSet(
      dataset::readCorpus(corpus()), folder / "set", settings(2),
      [&](const dataset::PrepareProgress& progress) {
        if (progress.done == 2) stop.request_stop();
      },
      stop.get_token());
  EXPECT_FALSE(stopped.has_value());
  EXPECT_THROW(dataset::Set(folder / "set"), base::Error);
  prepare(folder / "set");
  prepare(folder / "whole");
  EXPECT_EQ(contents(folder / "set"), contents(folder / "whole"));
}

TEST_F(APreparation, OfNothingButRefusedClipsIsNoSet) {
  fs::create_directory(folder / "bad");
  base::writeFile(folder / "bad/a.mp4", "no video");
  EXPECT_THAT(run({REDUB_TRAIN, "prepare", (folder / "bad").string(), "--out", (folder / "set").string(),
                   "--edge", "64"},
                  1),
              HasSubstr("no talking video that is long enough is found in '" + (folder / "bad").string()));
  EXPECT_TRUE(dataset::Set(folder / "set").clips().empty());
  EXPECT_THAT(base::readFile(folder / "set/refused.tsv"), HasSubstr("a\tunreadable\tnotMedia"));
  fs::copy_file(corpus() / "ann/1.mkv", folder / "bad/a.mp4", fs::copy_options::overwrite_existing);
  dataset::prepareSet(dataset::readCorpus(folder / "bad"), folder / "set", settings(1), [](const auto&) {});
  EXPECT_EQ(dataset::Set(folder / "set").clips().size(), 1U) << "what could not be read is tried again";
}

TEST_F(APreparation, TellsWhereTheLandmarksAreMissing) {
  auto without = command(folder / "set", 2);
  without.insert(without.end(), {"--landmarks", (folder / "none.dat").string()});
  EXPECT_THAT(run(without, 1), HasSubstr("none.dat"));
}

TEST_F(APreparation, IsTheSameAfterAJourneyThroughTheReferencesLayout) {
  prepare(folder / "set");
  const dataset::Set set(folder / "set");
  run({REDUB_TRAIN, "export", (folder / "set").string(), "--out", (folder / "out").string()});
  EXPECT_EQ(base::readFile(folder / "out/train.txt"), "ann/1\nann/2\n");
  EXPECT_EQ(base::readFile(folder / "out/valid.txt"), "");
  EXPECT_EQ(base::readFile(folder / "out/test.txt"), "bob/1\nbob/3\n");
  EXPECT_EQ(base::readFile(folder / "out/text/ann/1.txt"), "Text:  bob open my door\n");
  EXPECT_EQ(test_support::ffprobe(folder / "out/video/ann/1.mp4",
                                  "-select_streams v -count_frames -show_entries "
                                  "stream=width,height,r_frame_rate,nb_read_frames"),
            "64,64,25/1,20");
  EXPECT_FALSE(fs::exists(folder / "out/video/ann/1.chunk"));
  EXPECT_THAT(run({REDUB_TRAIN, "export", (folder / "set").string(), "--out", (folder / "out").string()}, 1),
              HasSubstr("train.txt"))
      << "nothing is written over";

  const dataset::Corpus corpus = dataset::readCorpus(folder / "out");
  EXPECT_EQ(corpus.layout, dataset::Layout::exchange);
  dataset::prepareSet(corpus, folder / "again", {.clip = {.edge = 64}}, [](const auto&) {});
  const dataset::Set again(folder / "again");
  ASSERT_EQ(again.clips().size(), set.clips().size());
  for (std::size_t i = 0; i < set.clips().size(); ++i) {
    const dataset::ClipView before = set.clip(i), after = again.clip(i);
    ASSERT_EQ(*after.info, *before.info);
    EXPECT_TRUE(std::ranges::equal(after.boxes, before.boxes));
    EXPECT_TRUE(std::ranges::equal(after.sound, before.sound));
    double error = 0, shift = 0;
    for (std::size_t k = 0; k < before.pictures.size(); ++k)
      error += std::abs(before.pictures[k] - after.pictures[k]) / static_cast<double>(before.pictures.size());
    for (std::size_t k = 0; k < before.landmarks.size(); ++k)
      shift +=
          std::abs(before.landmarks[k] - after.landmarks[k]) / static_cast<double>(before.landmarks.size());
    EXPECT_LT(error, 2.5) << "coloured pixels are halved, and coded";
    EXPECT_LT(shift, 2) << "points found again in pictures of 64x64";
  }
}

TEST_F(APreparation, IsReadByNumpy) {
  std::string python;
  for (const char* program : {"python3", "/usr/bin/python3"})
    if (python.empty() && test_support::shell(std::string(program) + " -c 'import numpy'").exitCode == 0)
      python = program;
  if (python.empty()) GTEST_SKIP() << "1 check of the exchange with Python: numpy is not installed";
  prepare(folder / "set");
  const dataset::Set set(folder / "set");
  dataset::exportSet(set, folder / "out", [](auto) {});
  const std::string boxes = (folder / "out/bbx/ann/1.npy").string();
  const auto read = test_support::shell(python + " -c 'import numpy; a = numpy.load(\"" + boxes +
                                        "\"); print(a.dtype, a.shape, *a.flatten())'");
  std::string expected = "int64 (20, 4)";
  for (const std::int16_t v : set.clip(0).boxes) expected += ' ' + std::to_string(v);
  EXPECT_EQ(read.output, expected + '\n');
  // And back, in another type.
  ASSERT_EQ(test_support::shell(python + " -c 'import numpy; a = numpy.load(\"" + boxes +
                                "\"); numpy.save(\"" + boxes + "\", (a + 1).astype(numpy.float32))'")
                .exitCode,
            0);
  dataset::prepareSet(dataset::readCorpus(folder / "out"), folder / "again", {.clip = {.edge = 64}},
                      [](const auto&) {});
  const dataset::Set again(folder / "again");
  for (std::size_t i = 0; i < 80; ++i) EXPECT_EQ(again.clip(0).boxes[i], set.clip(0).boxes[i] + 1);
}

TEST_F(APreparation, SaysThatASetNeedsNone) {
  prepare(folder / "set");
  EXPECT_THAT(run({REDUB_TRAIN, "prepare", (folder / "set").string(), "--out", (folder / "x").string()}, 2),
              HasSubstr("is a prepared set"));
  EXPECT_FALSE(fs::exists(folder / "x"));
}

}  // namespace
