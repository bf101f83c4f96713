#include "core/base/atomic_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <vector>

#include "core/base/file.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using base::AtomicFile;
using test_support::TempFolder;

std::vector<fs::path> unfinishedIn(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (base::isUnfinishedName(entry.path())) found.push_back(entry.path());
  return found;
}

base::Code codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& e) {
    return e.code();
  }
  return base::Code::internal;
}

TEST(AtomicFile, AppearsWhenItIsWholeAndElseNotAtAll) {
  const TempFolder folder;
  base::writeFile(folder / "a", "old");
  {
    AtomicFile file(folder / "a");
    file.write("half a");
    EXPECT_EQ(base::readFile(folder / "a"), "old");
    EXPECT_EQ(unfinishedIn(folder.path()).size(), 1u);
  }
  EXPECT_TRUE(unfinishedIn(folder.path()).empty());
  EXPECT_EQ(base::readFile(folder / "a"), "old");
  AtomicFile file(folder / "a");
  file.write("who");
  std::error_code failure;
  file.seek(2, SEEK_SET, failure);
  file.write("ole");
  file.commit();
  EXPECT_EQ(base::readFile(folder / "a"), "whole");
  EXPECT_TRUE(unfinishedIn(folder.path()).empty());
}

TEST(AtomicFile, AFileThatIsWholeTakesTheNameOfAFileOrALinkOnly) {
  const TempFolder folder;
  base::writeFile(folder / "dear", "dear");
  fs::create_symlink(folder / "dear", folder / "link");
  base::writeFile(folder / "a", "old");
  for (const char* name : {"a", "link", "none"}) {
    base::writeFile(folder / "made", "new");
    base::moveFile(folder / "made", folder / name);
    EXPECT_EQ(base::readFile(folder / name), "new") << name;
    EXPECT_FALSE(fs::exists(folder / "made")) << name;
  }
  EXPECT_EQ(base::readFile(folder / "dear"), "dear");
  base::writeFile(folder / "made", "new");
  fs::create_directory(folder / "folder");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  for (const char* name : {"folder", "pipe"})
    EXPECT_EQ(codeOf([&] { base::moveFile(folder / "made", folder / name); }), base::Code::io) << name;
  EXPECT_EQ(base::readFile(folder / "made"), "new");
}

TEST(AtomicFile, TouchesNoOtherFile) {
  const TempFolder folder;
  for (const char* name :
       {"a.part", "redub-.part", "redub-0123456789abcdef.part.txt", "redub-0123456789ABCDEF.part"})
    std::ofstream(folder / name) << "dear";
  base::writeFile(folder / "a", "new");
  base::removeUnfinished(folder.path());
  for (const char* name :
       {"a.part", "redub-.part", "redub-0123456789abcdef.part.txt", "redub-0123456789ABCDEF.part"})
    EXPECT_EQ(base::readFile(folder / name), "dear") << name;
}

TEST(AtomicFile, ReplacesALinkAndLeavesWhatItLeadsTo) {
  const TempFolder folder;
  std::ofstream(folder / "dear") << "dear";
  fs::create_symlink(folder / "dear", folder / "link");
  base::writeFile(folder / "link", "new");
  EXPECT_EQ(base::readFile(folder / "dear"), "dear");
  EXPECT_EQ(base::readFile(folder / "link"), "new");
  EXPECT_FALSE(fs::is_symlink(folder / "link"));
}

TEST(AtomicFile, CleansNoLinkOfItsOwnName) {
  const TempFolder folder;
  std::ofstream(folder / "dear") << "dear";
  fs::create_symlink(folder / "dear", folder / "redub-0123456789abcdef.part");
  fs::create_directory(folder / "redub-0123456789abcde0.part");
  ASSERT_EQ(::mkfifo((folder / "redub-0123456789abcde1.part").c_str(), 0600), 0);
  base::removeUnfinished(folder.path());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 4);
  EXPECT_EQ(base::readFile(folder / "dear"), "dear");
}

TEST(AtomicFile, TakesThePlaceOfFilesOnly) {
  const TempFolder folder;
  fs::create_directory(folder / "folder");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  for (const char* name : {"folder", "pipe", "missing/a"})
    EXPECT_EQ(codeOf([&] { base::writeFile(folder / name, "x"); }), base::Code::io) << name;
  EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 2);
}

TEST(AtomicFile, TwoWritersOfOneNameDoNotMeet) {
  const TempFolder folder;
  const std::string first(100'000, 'a'), second(100'000, 'b');
  AtomicFile a(folder / "x"), b(folder / "x");
  a.write(first);
  b.write(second);
  a.commit();
  EXPECT_EQ(base::readFile(folder / "x"), first);
  b.commit();
  EXPECT_EQ(base::readFile(folder / "x"), second);
}

TEST(AtomicFile, ALongNameIsNoHindrance) {
  const TempFolder folder;
  const std::string name(255, 'n');
  base::writeFile(folder / name, "x");
  EXPECT_EQ(base::readFile(folder / name), "x");
  EXPECT_EQ(codeOf([&] { base::writeFile(folder / (name + "n"), "x"); }), base::Code::io);
}

TEST(AtomicFile, AFullDiskLeavesTheOldFileAlone) {
  const TempFolder folder;
  base::writeFile(folder / "a", "old");
  {
    const test_support::FileSizeLimit limit(1000);
    EXPECT_EQ(codeOf([&] { base::writeFile(folder / "a", std::string(2000, 'x')); }), base::Code::diskFull);
    AtomicFile file(folder / "a");
    EXPECT_TRUE(file.tryWrite(std::string(2000, 'x')));
    EXPECT_EQ(codeOf([&] { file.commit(); }), base::Code::diskFull) << "a failure that nobody looked at";
  }
  EXPECT_EQ(base::readFile(folder / "a"), "old");
  EXPECT_TRUE(unfinishedIn(folder.path()).empty());
}

// A process that writes half a file and is killed; `meanwhile` runs before.
void killWhileWriting(const fs::path& file, const std::function<void()>& meanwhile) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    AtomicFile out(file);
    out.write("half a");
    if (::write(ready[1], "x", 1) != 1) ::_exit(1);
    for (;;) ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  meanwhile();
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(AtomicFile, WhatAKilledProcessLeavesIsKnownAsOurs) {
  const TempFolder folder;
  base::writeFile(folder / "a", "old");
  killWhileWriting(folder / "a", [&] {
    base::removeUnfinished(folder.path());
    EXPECT_EQ(unfinishedIn(folder.path()).size(), 1u) << "it is being written";
  });
  EXPECT_EQ(base::readFile(folder / "a"), "old");
  EXPECT_EQ(unfinishedIn(folder.path()).size(), 1u);
  base::removeUnfinished(folder.path());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  EXPECT_EQ(base::readFile(folder / "a"), "old");
}

TEST(AtomicFile, CleaningDoesNotDisturbWriters) {
  const TempFolder folder;
  const std::jthread cleaner([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) base::removeUnfinished(folder.path());
  });
  for (int i = 0; i < 300; ++i) {
    AtomicFile file(folder / "a");
    file.write(std::to_string(i));
    file.commit(AtomicFile::Durable::no);
    ASSERT_EQ(base::readFile(folder / "a"), std::to_string(i));
  }
}

}  // namespace
