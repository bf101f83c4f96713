// A device that runs out of memory.
#include "models/talklip/backends/fallback_backend.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/talklip/network.h"

namespace {

using talklip::ImageBackend;

constexpr std::size_t kInput = talklip::inputSize(talklip::kEdge),
                      kOutput = talklip::outputSize(talklip::kEdge);

// Adds one to each picture's first value; has room for `room` pictures.
class Small : public ImageBackend {
 public:
  Small(std::size_t batch, std::size_t room, std::string name, std::vector<std::size_t>& sizes)
      : batch_(batch), room_(room), name_(std::move(name)), sizes_(sizes) {}
  std::size_t batch() const override { return batch_; }
  int edge() const override { return talklip::kEdge; }
  void run(std::span<const float> faces, std::span<const float> speech, std::span<float> out,
           int) const override {
    const std::size_t count = faces.size() / kInput;
    sizes_.push_back(count);
    if (count > room_) throw talklip::OutOfMemory{};
    for (std::size_t i = 0; i < count; ++i) out[i * kOutput] = faces[i * kInput] + speech[i * 2 + 1];
  }
  std::string about() const override { return name_; }

 private:
  std::size_t batch_, room_;
  std::string name_;
  std::vector<std::size_t>& sizes_;
};

struct Result {
  std::vector<float> first;  // value of every picture
  std::vector<std::size_t> sizes;
  std::vector<std::string> warnings;
  std::string about;
};

Result paint(std::size_t count, std::size_t batch, std::size_t room) {
  Result result;
  talklip::FallbackBackend backend(
      std::make_unique<Small>(batch, room, "card", result.sizes),
      [&] { return std::make_unique<Small>(4, 4, "cpu", result.sizes); },
      [&](const std::string& text) { result.warnings.push_back(text); });
  std::vector<float> faces(count * kInput), speech(count * 2), out(count * kOutput);
  for (std::size_t i = 0; i < count; ++i) faces[i * kInput] = static_cast<float>(i), speech[i * 2 + 1] = 100;
  backend.run(faces, speech, out, 0);
  for (std::size_t i = 0; i < count; ++i) result.first.push_back(out[i * kOutput]);
  result.about = backend.about();
  return result;
}

std::vector<float> expected(std::size_t count) {
  std::vector<float> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(100 + static_cast<float>(i));
  return values;
}

TEST(FallbackBackend, WorksInPartsOfTheBatch) {
  const Result r = paint(10, 4, 4);
  EXPECT_EQ(r.first, expected(10));
  EXPECT_EQ(r.sizes, (std::vector<std::size_t>{4, 4, 2}));
  EXPECT_TRUE(r.warnings.empty());
}

TEST(FallbackBackend, HalvesThePartsUntilTheyFitAndRemembersIt) {
  const Result r = paint(12, 8, 3);
  EXPECT_EQ(r.first, expected(12));
  EXPECT_EQ(r.sizes, (std::vector<std::size_t>{8, 4, 2, 2, 2, 2, 2, 2}));
  EXPECT_EQ(r.warnings.size(), 2U);
  EXPECT_EQ(r.about, "card");
}

TEST(FallbackBackend, GoesOnWithTheProcessorWhenNotOnePictureFits) {
  const Result r = paint(6, 2, 0);
  EXPECT_EQ(r.first, expected(6));
  EXPECT_EQ(r.sizes, (std::vector<std::size_t>{2, 1, 4, 2}));
  ASSERT_EQ(r.warnings.size(), 2U);
  EXPECT_NE(r.warnings[1].find("going on without it"), std::string::npos);
  EXPECT_EQ(r.about, "cpu");
}

}  // namespace
