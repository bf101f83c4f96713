#include "models/safetensors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <random>

#include "core/base/error.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using models::Safetensors;

std::string readBytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void writeBytes(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string withHeader(const std::string& header, const std::string& body) {
  std::string out(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(out.data(), &length, sizeof length);
  return out + header + body;
}

Safetensors sample() {
  const std::vector<float> values = {0.0F, 1.0F, -2.5F, 1e-3F, 65504.0F, 3e-6F};
  Safetensors out{.tensors = {{"a", models::halves(values, {2, 3})}}, .metadata = {{"seed", "1"}}};
  out.tensors["empty"] = {.dtype = "F32", .shape = {0, 4}, .data = {}};
  out.tensors["number"] = {.dtype = "F32", .shape = {}, .data = std::vector<std::byte>(4)};
  return out;
}

TEST(Safetensors, WhatIsWrittenIsReadBack) {
  const test_support::TempFolder folder;
  const fs::path file = folder.path() / "x.safetensors";
  models::writeSafetensors(sample(), file);
  EXPECT_EQ(models::readSafetensors(file), sample());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(Safetensors, HalvesKeepElevenBits) {
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  std::vector<float> values(1000);
  for (float& value : values) value = normal(random);
  const auto back = models::floats(models::halves(values, {1000}));
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_NEAR(back[i], values[i], std::abs(values[i]) * 0x1p-11F + 0x1p-25F);
}

TEST(Safetensors, HalvesOfExtremesStayExtremes) {
  const float infinity = std::numeric_limits<float>::infinity();
  const auto back =
      models::floats(models::halves(std::vector<float>{1e9F, -infinity, NAN, 1e-9F, -0.0F, 6e-8F}, {6}));
  EXPECT_EQ(back[0], infinity);
  EXPECT_EQ(back[1], -infinity);
  EXPECT_TRUE(std::isnan(back[2]));
  EXPECT_EQ(back[3], 0.0F);
  EXPECT_TRUE(std::signbit(back[4]));
  EXPECT_FLOAT_EQ(back[5], 0x1p-24F);
}

TEST(Safetensors, MissingFileAndFolderAreNamed) {
  const test_support::TempFolder folder;
  try {
    models::readSafetensors(folder.path() / "none");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::notFound);
  }
  EXPECT_THROW(models::readSafetensors(folder.path()), base::Error);
}

TEST(Safetensors, FloatsRefusesWholeNumbers) {
  EXPECT_THROW(models::floats({.dtype = "I32", .shape = {1}, .data = std::vector<std::byte>(4)}),
               base::Error);
}

TEST(Safetensors, LyingHeadersAreRefused) {
  const test_support::TempFolder folder;
  const fs::path file = folder.path() / "x.safetensors";
  const std::string body(16, '\0');
  for (const std::string header :
       {R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,17]}})",
        R"({"a":{"dtype":"F32","shape":[5],"data_offsets":[0,16]}})",
        R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}})",
        R"({"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}})",
        R"({"a":{"dtype":"Q8","shape":[16],"data_offsets":[0,16]}})",
        R"({"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,16]}})",
        R"({"a":{"dtype":"F32","shape":[4]}})", R"({"a":[]})", R"([])", R"({"a":)",
        R"({"__metadata__":{"a":1}})", ""}) {
    writeBytes(file, withHeader(header, body));
    EXPECT_THROW(models::readSafetensors(file), base::Error) << header;
  }
}

TEST(Safetensors, EveryTruncationIsRefused) {
  const test_support::TempFolder folder;
  const fs::path file = folder.path() / "x.safetensors", cut = folder.path() / "cut.safetensors";
  models::writeSafetensors(sample(), file);
  const std::string bytes = readBytes(file);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    writeBytes(cut, bytes.substr(0, size));
    EXPECT_THROW(models::readSafetensors(cut), base::Error) << size;
  }
}

TEST(Safetensors, DamagedBytesGiveAnErrorOrAFileButNoCrash) {
  const test_support::TempFolder folder;
  const fs::path file = folder.path() / "x.safetensors", bad = folder.path() / "bad.safetensors";
  models::writeSafetensors(sample(), file);
  const std::string bytes = readBytes(file);
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    std::string changed = bytes;
    changed[random() % changed.size()] = static_cast<char>(random());
    writeBytes(bad, changed);
    try {
      models::readSafetensors(bad);
    } catch (const base::Error&) {  // what a damaged file should give
    }
  }
}

}  // namespace
