#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/base/platform/file.h"
#include "core/base/platform/folders.h"
#include "core/base/platform/library.h"
#include "core/base/platform/network.h"
#include "core/base/platform/process.h"
#include "tests/support/environment.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using test_support::Environment;
using test_support::TempFolder;

TEST(PlatformFolders, AreWhatTheXdgSpecificationSays) {
  const Environment home("HOME", "/home/me"), cache("XDG_CACHE_HOME", "/fast"),
      data("XDG_DATA_HOME", nullptr);
  EXPECT_EQ(platform::cacheFolder(), "/fast");
  EXPECT_EQ(platform::dataFolder(), "/home/me/.local/share");
  const Environment relative("XDG_CACHE_HOME", "here");
  EXPECT_EQ(platform::cacheFolder(), "/home/me/.cache") << "a relative path is to be ignored";
}

TEST(PlatformFolders, WithoutAHomeAreNoneRatherThanTheWorkingFolder) {
  const Environment cache("XDG_CACHE_HOME", nullptr), data("XDG_DATA_HOME", "");
  for (const char* none : {static_cast<const char*>(nullptr), "", "here"}) {
    const Environment home("HOME", none);
    EXPECT_TRUE(platform::cacheFolder().empty());
    EXPECT_TRUE(platform::dataFolder().empty());
  }
}

TEST(PlatformFolders, TheProgramKnowsItsFile) {
  EXPECT_TRUE(platform::programFile().filename().string().starts_with("redub_test_base"));
}

TEST(PlatformFile, ANewFileIsNeverOneThatIsThere) {
  const TempFolder folder;
  std::error_code failure;
  fs::create_symlink(folder / "elsewhere", folder / "link");
  platform::File::create(folder / "link", failure);
  EXPECT_EQ(failure, std::errc::file_exists);
  EXPECT_FALSE(fs::exists(folder / "elsewhere"));
}

TEST(PlatformFile, KnowsItsPlace) {
  const TempFolder folder;
  std::error_code failure;
  const platform::File file = platform::File::create(folder / "a", failure);
  fs::create_symlink(folder / "a", folder / "link");
  EXPECT_TRUE(file.isAt(folder / "a"));
  EXPECT_FALSE(file.isAt(folder / "link"));
  fs::remove(folder / "a");
  EXPECT_FALSE(file.isAt(folder / "a"));
  std::ofstream(folder / "a") << "another one";
  EXPECT_FALSE(file.isAt(folder / "a"));
}

TEST(PlatformFile, IsLockedByOne) {
  const TempFolder folder;
  std::error_code failure;
  platform::File one = platform::File::openOrCreate(folder / "a", failure),
                 other = platform::File::openOrCreate(folder / "a", failure);
  EXPECT_FALSE(one.lock());
  EXPECT_EQ(other.lock(), std::errc::resource_unavailable_try_again);
  one = {};
  EXPECT_FALSE(other.lock());
}

TEST(PlatformFile, WritesAtAPlaceAndIsSeenAsMemory) {
  const TempFolder folder;
  std::error_code failure;
  platform::File out = platform::File::create(folder / "a", failure);
  EXPECT_FALSE(out.writeAt("world", 6));
  EXPECT_FALSE(out.write("hello"));
  EXPECT_FALSE(out.writeAt(" ", 5));
  EXPECT_FALSE(out.resize(10));
  EXPECT_FALSE(out.close());
  const std::span<const std::byte> seen = platform::File::open(folder / "a", failure).map(failure);
  ASSERT_FALSE(failure);
  EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(seen.data()), seen.size()), "hello worl");
  platform::unmap(seen);
}

TEST(PlatformFile, APipeWithoutAWriterKeepsNobodyWaiting) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  std::error_code failure;
  EXPECT_FALSE(platform::File::open(folder / "pipe", failure).isRegular());
  EXPECT_FALSE(failure);
}

TEST(PlatformFile, FreeSpaceIsThatOfTheNearestFolder) {
  const TempFolder folder;
  EXPECT_GT(platform::freeBytes(folder / "not/yet/there"), 0u);
}

TEST(PlatformLibrary, OneThatIsMissingIsToldInWords) {
  std::string reason;
  EXPECT_EQ(platform::openLibrary("/missing/" + platform::libraryFile("x"), reason), nullptr);
  EXPECT_FALSE(reason.empty());
}

TEST(PlatformProcess, CountsItsMemoryAndItsTime) {
  EXPECT_GT(platform::residentBytes(), 1u << 20);
  EXPECT_GE(platform::peakResidentBytes(), platform::residentBytes() / 2);
  EXPECT_GE(platform::processCpuSec(), 0);
}

TEST(PlatformNetwork, OwnAddressesAreReachedFromThemselves) {
  EXPECT_EQ(platform::addressTowards("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(platform::addressTowards("::1"), "::1");
}

TEST(PlatformNetwork, WhatIsNoAddressStaysAsItIs) {
  EXPECT_EQ(platform::addressTowards("1.2.3.4.5."), "1.2.3.4.5.");
}

TEST(PlatformProcess, ABrokenPipeIsAFailureToWrite) {
  EXPECT_EXIT(
      {
        platform::ignoreBrokenPipes();
        std::FILE* pipe = ::popen("exit 0", "w");
        while (std::fputs("to nobody\n", pipe) >= 0 && std::fflush(pipe) == 0) {
        }
        std::exit(7);
      },
      testing::ExitedWithCode(7), "");
}

}  // namespace
