#include "core/live/patch_cache.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/file.h"
#include "core/live/patch_file.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using dub::PatchCache;
using test_support::TempFolder;

constexpr std::uint64_t kPlenty = 64u << 20;

PatchCache::Painted painted(int value, int edge = 20) {
  PatchCache::Painted p;
  p.patch.bgr = base::Image(edge, edge, 3);
  p.patch.alpha = base::Image(edge, edge, 1);
  std::ranges::fill(p.patch.bgr.data, static_cast<std::uint8_t>(value));
  p.patch.toFrame = {1, 0, static_cast<float>(value), 7};
  p.points[8] = {1.5f, static_cast<float>(value)};
  p.strength = 0.25f;
  return p;
}

bool isSame(const std::optional<PatchCache::Painted>& a, const PatchCache::Painted& b) {
  return a && a->patch.bgr == b.patch.bgr && a->patch.alpha == b.patch.alpha &&
         a->patch.toFrame == b.patch.toFrame && a->points == b.points && a->strength == b.strength;
}

std::string key(int number) { return base::sha256(std::to_string(number)); }

std::uint64_t bytesIn(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder)) bytes += entry.file_size();
  return bytes;
}

TEST(PatchCache, GivesBackWhatWasPut) {
  const TempFolder folder;
  PatchCache cache(folder / "new/folder", kPlenty, kPlenty);
  EXPECT_FALSE(cache.has(key(1)));
  EXPECT_FALSE(cache.find(key(1)));
  cache.put(key(1), painted(1));
  EXPECT_TRUE(cache.has(key(1)));
  EXPECT_TRUE(isSame(cache.find(key(1)), painted(1)));
  cache.put(key(1), painted(2));
  EXPECT_TRUE(isSame(cache.find(key(1)), painted(2)));
}

TEST(PatchCache, KeepsAPatchThatPaintsNothing) {
  const TempFolder folder;
  PatchCache(folder.path(), kPlenty, kPlenty).put(key(1), {});
  const auto found = PatchCache(folder.path(), 0, kPlenty).find(key(1));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->patch.bgr.empty());
}

TEST(PatchCache, IsThereAgainInAnotherRun) {
  const TempFolder folder;
  PatchCache(folder.path(), kPlenty, kPlenty).put(key(1), painted(1));
  const PatchCache again(folder.path(), kPlenty, kPlenty);
  EXPECT_TRUE(again.has(key(1)));
  EXPECT_TRUE(isSame(again.find(key(1)), painted(1)));
}

TEST(PatchCache, ReadsFromFilesWhatMemoryCannotHold) {
  const TempFolder folder;
  PatchCache cache(folder.path(), 5000, kPlenty);  // two patches
  for (int i = 0; i < 20; ++i) cache.put(key(i), painted(i));
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(isSame(cache.find(key(i)), painted(i))) << i;
}

TEST(PatchCache, MemoryAloneForgetsWhatWasNotAskedForLongest) {
  const TempFolder folder;
  PatchCache cache(folder.path(), 3 * 2600, 0);
  for (int i = 0; i < 3; ++i) cache.put(key(i), painted(i));
  EXPECT_TRUE(cache.find(key(0)));
  cache.put(key(3), painted(3));
  EXPECT_TRUE(cache.has(key(0)));
  EXPECT_FALSE(cache.has(key(1)));
  EXPECT_EQ(bytesIn(folder.path()), 0U);
}

TEST(PatchCache, FilesStayWithinTheirBoundOldestOutFirst) {
  const TempFolder folder;
  constexpr std::uint64_t kBound = 12000;
  {
    PatchCache cache(folder.path(), 0, kBound);
    for (int i = 0; i < 30; ++i) {
      cache.put(key(i), painted(i));
      ASSERT_LE(bytesIn(folder.path()), kBound);
    }
    EXPECT_FALSE(cache.has(key(0)));
    EXPECT_TRUE(isSame(cache.find(key(29)), painted(29)));
  }
  const PatchCache smaller(folder.path(), 0, kBound / 2);  // the bound holds for earlier files, too
  EXPECT_LE(bytesIn(folder.path()), kBound / 2);
  EXPECT_GT(bytesIn(folder.path()), 0U);
}

TEST(PatchCache, ADamagedFileIsNotThere) {
  const TempFolder folder;
  const auto fileOf = [&](int i) { return folder / (key(i) + ".mouth"); };
  {
    PatchCache cache(folder.path(), kPlenty, kPlenty);
    for (int i = 0; i < 4; ++i) cache.put(key(i), painted(i));
  }
  std::string bytes = base::readFile(fileOf(0));
  bytes[bytes.size() / 2] ^= 1;
  base::writeFile(fileOf(0), bytes);
  fs::resize_file(fileOf(1), 100);
  fs::resize_file(fileOf(2), 0);
  fs::copy_file(fileOf(3), fileOf(9));  // whole, but another picture's
  const PatchCache cache(folder.path(), kPlenty, kPlenty);
  for (const int i : {0, 1, 2, 9}) {
    EXPECT_FALSE(cache.find(key(i))) << i;
    EXPECT_FALSE(cache.has(key(i))) << i;
    EXPECT_FALSE(fs::exists(fileOf(i))) << i;
  }
  EXPECT_TRUE(isSame(cache.find(key(3)), painted(3)));
}

TEST(PatchCache, NoCutOrChangeOfAFileIsTakenForAPatch) {
  const std::string whole = dub::toBytes(painted(3, 4), "key");
  ASSERT_TRUE(dub::parsePainted(whole, "key"));
  EXPECT_FALSE(dub::parsePainted(whole, "other"));
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(dub::parsePainted(whole.substr(0, size), "key"));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] ^= 0x40;
    EXPECT_FALSE(dub::parsePainted(changed, "key")) << at;
  }
}

TEST(PatchCache, WhatAKilledProcessLeftDoesNotStay) {
  const TempFolder folder;
  const base::AtomicFile isWritten(folder / (key(1) + ".mouth"));
  std::ofstream(folder / "redub-0123456789abcdef.part") << "half a";
  const PatchCache cache(folder.path(), 0, kPlenty);
  EXPECT_FALSE(fs::exists(folder / "redub-0123456789abcdef.part"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1)
      << "another process may be writing it";
  EXPECT_FALSE(cache.has(key(1)));
}

TEST(PatchCache, WithoutAFolderItIsMemoryAlone) {
  const TempFolder folder;
  std::ofstream(folder / "file") << "x";
  PatchCache cache(folder / "file/below", kPlenty, kPlenty);
  cache.put(key(1), painted(1));
  EXPECT_TRUE(isSame(cache.find(key(1)), painted(1)));
}

TEST(PatchCache, ClearingForgetsMemoryAndFiles) {
  const TempFolder folder;
  PatchCache cache(folder.path(), kPlenty, kPlenty);
  cache.put(key(1), painted(1));
  cache.clear();
  EXPECT_FALSE(cache.has(key(1)));
  EXPECT_EQ(bytesIn(folder.path()), 0U);
}

TEST(PatchCache, SeveralThreadsMayUseItAtOnce) {
  const TempFolder folder;
  PatchCache cache(folder.path(), 8000, 30000);
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 60; ++i) {
          const int number = (i * 7 + t) % 15;
          if (i % 3 == 0) cache.put(key(number), painted(number));
          const auto found = cache.find(key(number));
          if (found && !isSame(found, painted(number))) ++wrong;
        }
      });
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_LE(bytesIn(folder.path()), 30000U);
}

}  // namespace
