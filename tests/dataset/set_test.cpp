#include "models/dataset/set.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/dataset/set_index.h"
#include "models/dataset/set_writer.h"
#include "models/dataset/shard.h"
#include "tests/dataset/talkers.h"

namespace {

namespace fs = std::filesystem;
using base::Fault;
using dataset::Clip;
using dataset::Part;

class ASet : public testing::Test {
 protected:
  ASet() {
    clips[0].info.text = "one \"quoted\" sentence";
    clips[0].info.words = {{"one", 0.25, 3}, {"sentence", 3, 4}};
    clips[1].info.part = Part::valid;
    clips[2].info.part = Part::test;
  }
  void write(dataset::SetWriter& writer) {
    std::vector<dataset::ClipInfo> infos;
    for (const std::size_t i : {2U, 0U, 1U}) writer.add(clips[i].view(), "source " + std::to_string(i));
    for (const Clip& clip : clips) infos.push_back(clip.info);
    writer.finish(infos);
  }
  void write() {
    dataset::SetWriter writer(path, 32, "settings");
    write(writer);
  }
  std::optional<Fault> faultOf(const std::function<void()>& action) {
    try {
      action();
    } catch (const base::Error& e) {
      return e.fault();
    }
    return std::nullopt;
  }
  std::optional<Fault> faultOfReading() {
    return faultOf([&] {
      const dataset::Set set(path);
      for (std::size_t i = 0; i < set.clips().size(); ++i) set.clip(i);
    });
  }
  // Other bytes at a place of the shard.
  void poke(std::int64_t at, const std::string& bytes) {
    std::fstream file(path / "shard-0000.clips", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  const test_support::TempFolder folder;
  const fs::path path = folder / "set";
  std::vector<Clip> clips{dataset_tests::noise("a/1", 11, 32, 1), dataset_tests::noise("a/2", 10, 32, 2),
                          dataset_tests::noise("b", 25, 32, 3)};
};

TEST_F(ASet, GivesEveryClipAsItWasAdded) {
  write();
  const dataset::Set set(path);
  EXPECT_EQ(set.edge(), 32);
  ASSERT_EQ(set.clips().size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(set.clips()[i], clips[i].info);
    EXPECT_TRUE(dataset_tests::isSame(set.clip(i), clips[i].view())) << i;
  }
  EXPECT_EQ(set.clipsOf(Part::train), std::vector<std::size_t>{0});
  EXPECT_EQ(set.clipsOf(Part::valid), std::vector<std::size_t>{1});
  EXPECT_EQ(set.clipsOf(Part::test), std::vector<std::size_t>{2});
}

TEST_F(ASet, StaysValidWhenItIsMoved) {
  write();
  std::optional<dataset::Set> set(std::in_place, path);
  const dataset::Set other = std::move(*set);
  set.reset();
  EXPECT_TRUE(dataset_tests::isSame(other.clip(1), clips[1].view()));
}

TEST_F(ASet, IsToldFromWhatIsNone) {
  EXPECT_EQ(faultOfReading(), Fault::fileMissing);
  fs::create_directory(path);
  EXPECT_EQ(faultOfReading(), Fault::setForeign);
  for (const char* text : {"", "[]", "{", "{\"redubSet\":2}", "7", "null"}) {
    base::writeFile(path / "set.json", text);
    EXPECT_EQ(faultOfReading(), Fault::setForeign) << text;
  }
}

TEST_F(ASet, ThatWasCutShortIsDamagedAtEveryLength) {
  write();
  const auto whole = static_cast<std::int64_t>(fs::file_size(path / "shard-0000.clips"));
  for (std::int64_t size = whole - 1; size >= 0; size = size > 400 ? size - 397 : size - 1) {
    fs::resize_file(path / "shard-0000.clips", static_cast<std::uintmax_t>(size));
    ASSERT_EQ(faultOfReading(), Fault::setDamaged) << size;
  }
  fs::remove(path / "shard-0000.clips");
  EXPECT_EQ(faultOfReading(), Fault::setDamaged);
}

TEST_F(ASet, IsDamagedWhereAShardHoldsSomethingElse) {
  write();
  const dataset::Parts parts = dataset::partsOf(25, 32);  // of "b", which was added first
  const auto place = [](std::size_t at) { return static_cast<std::int64_t>(dataset::kShardHeader + at); };
  const std::string good = base::readFile(path / "shard-0000.clips");
  const auto isDamagedBy = [&](std::int64_t at, const std::string& bytes) {
    base::writeFile(path / "shard-0000.clips", good);
    poke(at, bytes);
    return faultOfReading() == Fault::setDamaged;
  };
  EXPECT_FALSE(isDamagedBy(place(parts.pictures), "pixels may be anything"));
  EXPECT_TRUE(isDamagedBy(0, "x")) << "another kind of file";
  EXPECT_TRUE(isDamagedBy(8, "\x40")) << "another edge";
  EXPECT_TRUE(isDamagedBy(place(0), "x")) << "no clip";
  EXPECT_TRUE(isDamagedBy(place(8), "x")) << "a clip of another name";
  EXPECT_TRUE(isDamagedBy(place(16), "\x18")) << "a clip of another length";
  EXPECT_TRUE(isDamagedBy(place(parts.boxes), "\xFF\xFF")) << "a box outside";
  EXPECT_TRUE(isDamagedBy(place(parts.boxes), "\x20")) << "an empty box";
  EXPECT_TRUE(isDamagedBy(place(parts.landmarks), std::string("\0\0\xC0\x7F", 4))) << "not a number";
  EXPECT_TRUE(isDamagedBy(place(parts.landmarks), "\xFF\xFF\x7F\x7F")) << "far away";
}

TEST_F(ASet, IsDamagedWhereItsIndexContradictsItself) {
  write();
  const std::string good = base::readFile(path / "set.json");
  const auto isDamagedWith = [&](const std::string& from, const std::string& to) {
    std::string json = good;
    const std::size_t at = json.find(from);
    EXPECT_NE(at, json.npos) << from;
    json.replace(at, from.size(), to);
    base::writeFile(path / "set.json", json);
    return faultOfReading() == Fault::setDamaged;
  };
  EXPECT_TRUE(isDamagedWith("\"edge\": 32", "\"edge\": 64"));
  EXPECT_TRUE(isDamagedWith("\"edge\": 32", "\"edge\": 1e300"));
  EXPECT_TRUE(isDamagedWith("\"edge\": 32", "\"edge\": -1"));
  EXPECT_TRUE(isDamagedWith("\"frames\":11", "\"frames\":12"));
  EXPECT_TRUE(isDamagedWith("\"frames\":11", "\"frames\":0"));
  EXPECT_TRUE(isDamagedWith("\"frames\":11", "\"frames\":18446744073709551615"));
  EXPECT_TRUE(isDamagedWith("\"offset\":64", "\"offset\":65"));
  EXPECT_TRUE(isDamagedWith("\"offset\":64", "\"offset\":1125899906842624"));
  EXPECT_TRUE(isDamagedWith("\"offset\":64", "\"offset\":-64"));
  EXPECT_TRUE(isDamagedWith("\"shard\":0", "\"shard\":1"));
  EXPECT_TRUE(isDamagedWith("\"part\":\"valid\"", "\"part\":\"spare\""));
  EXPECT_TRUE(isDamagedWith("[\"one\",0.25,3.0]", "[\"one\",4,3]"));
  EXPECT_TRUE(isDamagedWith("[\"one\",0.25,3.0]", "[\"one\",0,12]"));
  EXPECT_TRUE(isDamagedWith("[\"one\",0.25,3.0]", "[\"one\"]"));
  for (const char* name : {"a/2", "zz", "", "/etc/x", "../x", "a/../x", "a//x", "a\\\\x", "a/"})
    EXPECT_TRUE(isDamagedWith("\"name\":\"a/1\"", "\"name\":\"" + std::string(name) + '"')) << name;
}

TEST_F(ASet, IsWrittenByOneProcessAtATime) {
  const dataset::SetWriter writer(path, 32, "settings");
  EXPECT_EQ(faultOf([&] { dataset::SetWriter(path, 32, "settings"); }), Fault::runBusy);
}

TEST_F(ASet, IsNotMadeWhereSomethingElseLies) {
  fs::create_directory(path);
  base::writeFile(path / "photo.jpg", "dear");
  EXPECT_EQ(faultOf([&] { dataset::SetWriter(path, 32, "settings"); }), Fault::fileExists);
  EXPECT_EQ(std::distance(fs::directory_iterator(path), {}), 1);
  fs::remove(path / "photo.jpg");
  base::writeFile(path / "journal.jsonl", "{\"redubSetJournal\":99,\"settings\":\"settings\"}\n");
  EXPECT_EQ(faultOf([&] { dataset::SetWriter(path, 32, "settings"); }), Fault::setForeign);
}

TEST_F(ASet, IsNotGoneOnWithInAnotherWay) {
  write();
  try {
    dataset::SetWriter(path, 32, "other settings");
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.fault(), Fault::runForeign);
    EXPECT_EQ(e.problem().facts, (base::Facts{{"differs", "settings"}}));
  }
  EXPECT_EQ(faultOfReading(), std::nullopt);
}

// What a process that was killed can have left: any part of the last line, and any part of the last clip.
TEST_F(ASet, GoesOnAfterTheLastWholeClip) {
  write();
  const std::string journal = base::readFile(path / "journal.jsonl"),
                    shard = base::readFile(path / "shard-0000.clips"),
                    index = base::readFile(path / "set.json");
  std::vector<std::size_t> lines;  // where each begins; the first tells the settings
  for (std::size_t at = 0; at < journal.size(); at = journal.find('\n', at) + 1) lines.push_back(at);
  ASSERT_EQ(lines.size(), 4U);
  const std::size_t first = 64 + dataset::partsOf(25, 32).end, second = first + dataset::partsOf(11, 32).end;
  const auto goesOnWith = [&](std::size_t journalBytes, std::size_t shardBytes, std::set<std::size_t> kept) {
    fs::remove_all(path);
    fs::create_directory(path);
    base::writeFile(path / "journal.jsonl", journal.substr(0, journalBytes));
    base::writeFile(path / "shard-0000.clips", shard.substr(0, shardBytes));
    dataset::SetWriter writer(path, 32, "settings");
    std::vector<dataset::ClipInfo> infos;
    for (const std::size_t i : {2U, 0U, 1U}) {
      const dataset::Fate* fate = writer.fateOf(clips[i].info.name);
      EXPECT_EQ(fate != nullptr, kept.contains(i)) << i;
      EXPECT_TRUE(fate == nullptr || fate->source == "source " + std::to_string(i));
      if (fate == nullptr) writer.add(clips[i].view(), "source " + std::to_string(i));
    }
    for (const Clip& clip : clips) infos.push_back(clip.info);
    writer.finish(infos);
    EXPECT_EQ(base::readFile(path / "journal.jsonl"), journal);
    EXPECT_EQ(base::readFile(path / "shard-0000.clips"), shard);
    EXPECT_EQ(base::readFile(path / "set.json"), index);
  };
  goesOnWith(journal.size(), shard.size(), {0, 1, 2});
  goesOnWith(journal.size() - 1, shard.size(), {2, 0});
  goesOnWith(lines[3] + 5, shard.size(), {2, 0});
  goesOnWith(lines[3], shard.size() - 7, {2, 0});
  goesOnWith(lines[2], second, {2});
  goesOnWith(lines[2] - 3, first + 64, {});
  goesOnWith(lines[1], 64, {});
  goesOnWith(lines[1], 10, {});
  goesOnWith(journal.size(), shard.size() - 1, {2, 0});  // a power cut: lines of clips that were not written
  goesOnWith(journal.size(), first, {2});
}

TEST_F(ASet, RemembersWhatWasRefused) {
  {
    dataset::SetWriter writer(path, 32, "settings");
    writer.refuse("a/1", "s", {dataset::Refused::Why::severalMouthsMove, "2 \"faces\"\n"});
  }
  const dataset::SetWriter writer(path, 32, "settings");
  const dataset::Fate* fate = writer.fateOf("a/1");
  ASSERT_NE(fate, nullptr);
  EXPECT_EQ(fate->frames, 0);
  EXPECT_EQ(fate->refused.why, dataset::Refused::Why::severalMouthsMove);
  EXPECT_EQ(fate->refused.detail, "2 \"faces\"\n");
  EXPECT_EQ(writer.fateOf("a/2"), nullptr);
}

TEST_F(ASet, ThatLostAShardGoesOnWithoutIt) {
  write();
  fs::remove(path / "shard-0000.clips");
  dataset::SetWriter writer(path, 32, "settings");
  EXPECT_EQ(writer.fateOf("b"), nullptr);
  EXPECT_FALSE(fs::exists(path / "set.json"));
  write(writer);
  EXPECT_EQ(faultOfReading(), std::nullopt);
}

TEST_F(ASet, IsDividedIntoShards) {
  const auto most =
      static_cast<std::int64_t>(dataset::partsOf(11, 32).end + dataset::partsOf(10, 32).end + 64);
  {
    dataset::SetWriter writer(path, 32, "settings", most);
    write(writer);  // the first is larger than a shard, the others fill one
  }
  EXPECT_EQ(fs::file_size(path / "shard-0000.clips"), 64 + dataset::partsOf(25, 32).end);
  EXPECT_EQ(fs::file_size(path / "shard-0001.clips"), most);
  const dataset::Clip late = dataset_tests::noise("late", 10, 32, 4);
  {
    dataset::SetWriter writer(path, 32, "settings", most);
    writer.add(late.view(), "source");
    writer.finish({clips[0].info, clips[1].info, clips[2].info, late.info});
  }
  const dataset::Set set(path);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(dataset_tests::isSame(set.clip(i), clips[i].view()));
  EXPECT_TRUE(dataset_tests::isSame(set.clip(3), late.view()));
  EXPECT_TRUE(fs::exists(path / "shard-0002.clips"));
  fs::remove(path / "shard-0001.clips");
  EXPECT_EQ(faultOfReading(), Fault::setDamaged);
  {
    dataset::SetWriter writer(path, 32, "settings", most);
    EXPECT_NE(writer.fateOf("late"), nullptr);
    for (const std::size_t i : {0U, 1U}) writer.add(clips[i].view(), "source");
    writer.finish({clips[0].info, clips[1].info, clips[2].info, late.info});
  }
  EXPECT_EQ(faultOfReading(), std::nullopt) << "a shard that was lost leaves a hole in the numbers alone";
}

}  // namespace
