#include "core/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>

#include "core/base/error.h"
#include "core/base/geometry.h"
#include "core/base/progress.h"
#include "tests/support/temp_folder.h"

namespace {

base::Code codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& e) {
    return e.code();
  }
  return base::Code::internal;
}

TEST(File, WritesWholeFilesAndLeavesNoPart) {
  const test_support::TempFolder folder;
  const auto path = folder / "a name with 'quotes' and ü.txt";
  base::writeFile(path, "one");
  base::writeFile(path, std::string("two\0three", 9));
  EXPECT_EQ(base::readFile(path), std::string("two\0three", 9));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(File, SaysWhatIsWrongWithAPath) {
  const test_support::TempFolder folder;
  EXPECT_EQ(codeOf([&] { base::readFile(folder / "missing"); }), base::Code::notFound);
  EXPECT_EQ(codeOf([&] { base::readFile(folder.path()); }), base::Code::unreadable);
  EXPECT_EQ(codeOf([&] { base::writeFile(folder / "no" / "such", "x"); }), base::Code::io);
  EXPECT_EQ(codeOf([&] { base::writeFile("/dev/full/x", "x"); }), base::Code::io);
}

TEST(File, ReadsOrdinaryFilesOnlyAndSaysSo) {
  const test_support::TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  std::filesystem::create_symlink("/dev/zero", folder / "zeros");
  std::filesystem::create_symlink("loop", folder / "loop");
  std::filesystem::create_symlink("missing", folder / "dangling");
  base::writeFile(folder / "file", "x");
  for (const auto& [name, code] :
       std::map<std::string, base::Code>{{"pipe", base::Code::unreadable},
                                         {"zeros", base::Code::unreadable},
                                         {"loop", base::Code::unreadable},
                                         {std::string(300, 'n'), base::Code::unreadable},
                                         {"dangling", base::Code::notFound},
                                         {"file/below", base::Code::notFound}}) {
    EXPECT_EQ(codeOf([&, n = name] { base::readFile(folder / n); }), code) << name;
    EXPECT_EQ(codeOf([&, n = name] { base::sha256OfFile(folder / n); }), code) << name;
  }
}

TEST(File, AFileThatTellsNoSizeIsReadAndALimitIsKept) {
  EXPECT_FALSE(base::readFile("/proc/self/status").empty());
  const test_support::TempFolder folder;
  base::writeFile(folder / "ten", "0123456789");
  EXPECT_EQ(base::readFile(folder / "ten", 10), "0123456789");
  EXPECT_EQ(codeOf([&] { base::readFile(folder / "ten", 9); }), base::Code::unreadable);
  EXPECT_EQ(codeOf([] { base::readFile("/proc/self/status", 9); }), base::Code::unreadable);
}

TEST(File, HashesAsTheStandardSays) {
  // FIPS 180-2, appendix B.1
  const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  EXPECT_EQ(base::sha256("abc"), abc);
  const test_support::TempFolder folder;
  base::writeFile(folder / "abc", "abc");
  EXPECT_EQ(base::sha256OfFile(folder / "abc"), abc);
}

TEST(File, AStoppedSumReadsNoFurther) {
  const test_support::TempFolder folder;
  base::writeFile(folder / "large", "");
  std::filesystem::resize_file(folder / "large", std::uintmax_t{1} << 36);  // a hole: takes no room
  std::stop_source stop;
  double told = 0;
  int tellings = 0;
  EXPECT_EQ(base::sha256OfFile(folder / "large", stop.get_token(),
                               [&](double done) {
                                 told = done;
                                 if (++tellings == 3) stop.request_stop();
                               }),
            std::nullopt);
  EXPECT_EQ(tellings, 3);
  EXPECT_LT(told, 0.001);
}

TEST(Geometry, SimilarityInverseUndoesIt) {
  const base::Similarity s{0.8f, -0.3f, 12, -7};
  const base::Point p = s.inverse()(s({31, 44}));
  EXPECT_NEAR(p.x, 31, 1e-3);
  EXPECT_NEAR(p.y, 44, 1e-3);
}

TEST(Progress, AlwaysDeliversTheLastReportAndFewBefore) {
  std::vector<base::Progress> reports;
  base::ProgressReporter meter(base::Stage::render, 100000,
                               [&](const base::Progress& p) { reports.push_back(p); });
  for (int i = 0; i <= 100000; ++i) meter.update(i);
  ASSERT_FALSE(reports.empty());
  EXPECT_EQ(reports.back().done, 100000);
  EXPECT_LT(reports.size(), 100u);
  EXPECT_FALSE(reports.front().etaSec.has_value());
}

}  // namespace
