#include "models/dataset/npy.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "tests/support/npy.h"
#include "tests/support/temp_folder.h"

namespace {

const std::vector<std::int16_t> kBoxes{1, 2, 30, 40, -5, 0, 31, 32767, 0, 0, 1, 1};

std::string file(const std::string& type, const std::string& shape, const std::string& numbers,
                 const std::string& order = "False") {
  std::string header =
      "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
  return "\x93NUMPY\x01" + std::string(1, '\0') + static_cast<char>(header.size()) + std::string(1, '\0') +
         header + numbers;
}

bool isRefused(const std::string& bytes) {
  try {
    dataset::readNpy(bytes);
  } catch (const base::Error& e) {
    return e.fault() == base::Fault::setDamaged;
  }
  return false;
}

TEST(BoxesOfNumpy, AreReadAsTheyWereWritten) {
  const std::string bytes = dataset::writeNpy(kBoxes);
  EXPECT_EQ(bytes.find('\n') % 64, 63U) << "numbers are aligned";
  const auto read = dataset::readNpy(bytes);
  ASSERT_EQ(read.size(), 3U);
  for (std::size_t i = 0; i < kBoxes.size(); ++i) EXPECT_EQ(read[i / 4][i % 4], kBoxes[i]);
  const test_support::TempFolder folder;
  base::writeFile(folder / "a.npy", bytes);
  const auto independent = test_support::readNpy<std::int64_t>(folder / "a.npy");
  EXPECT_EQ(independent.shape, (std::vector<std::size_t>{3, 4}));
  EXPECT_TRUE(std::ranges::equal(independent.data, kBoxes));
}

TEST(BoxesOfNumpy, AreReadInOtherTypes) {
  EXPECT_EQ(dataset::readNpy(file("|u1", "(1, 4)", "\x01\x02\xFF\x04"))[0],
            (std::array<double, 4>{1, 2, 255, 4}));
  const std::vector<float> reals{1.9F, -1.9F, 100.5F, 7};
  const std::string bytes(reinterpret_cast<const char*>(reals.data()), 16);
  EXPECT_EQ(dataset::readNpy(file("<f4", "(1,4)", bytes))[0], (std::array<double, 4>{1, -1, 100, 7}));
  EXPECT_TRUE(dataset::readNpy(file("<i8", "(0, 4)", "")).empty());
}

TEST(BoxesOfNumpy, AreRefusedWhereTheyAreNone) {
  const std::string good = dataset::writeNpy(kBoxes);
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_TRUE(isRefused(good.substr(0, size))) << size;
  const std::string numbers(16, '\0');
  EXPECT_FALSE(isRefused(file("<i4", "(1, 4)", numbers)));
  for (const char* shape : {"(4,)", "(1, 5)", "(1, 4, 1)", "(99999999999999999999, 4)",
                            "(4611686018427387905, 4)", "(-1, 4)", "()", "4", "(2, 4)"})
    EXPECT_TRUE(isRefused(file("<i4", shape, numbers))) << shape;
  EXPECT_TRUE(isRefused(file("<c8", "(1, 4)", numbers)));
  EXPECT_TRUE(isRefused(file(">i4", "(1, 4)", numbers)));
  EXPECT_TRUE(isRefused(file("<i4", "(1, 4)", numbers, "True")));
  const std::vector<double> odd{1, 2, std::numeric_limits<double>::quiet_NaN(), 4};
  EXPECT_TRUE(isRefused(file("<f8", "(1, 4)", {reinterpret_cast<const char*>(odd.data()), 32})));
}

}  // namespace
