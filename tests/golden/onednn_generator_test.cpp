// The image network on oneDNN against the reference's pictures, and against LibTorch.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <thread>

#include "models/networks/fold.h"
#include "models/networks/generator.h"
#include "models/networks/devices.h"
#include "models/talklip/backends/onednn_backend.h"
#include "models/talklip/network.h"
#include "tests/golden/formula_tensors.h"

namespace {

using golden::tensor;
static constexpr std::size_t kInput = talklip::inputSize(talklip::kEdge);
static constexpr std::size_t kOutput = talklip::outputSize(talklip::kEdge);

std::vector<float> values(const at::Tensor& t) {
  const at::Tensor flat = t.contiguous().flatten();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

networks::Weights faceOf(const networks::Weights& all) {
  networks::Weights face;
  for (const auto& [name, t] : networks::folded(all))
    if (name.rfind("face_", 0) == 0 || name.rfind("output_block", 0) == 0) face[name] = t;
  return face;
}

struct Off {
  double most = 0, mean = 0;
};
// Of the rows from firstRow on.
Off off(const std::vector<float>& a, const std::vector<float>& b, int firstRow = 0) {
  Off result;
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (static_cast<int>(i / 96 % 96) < firstRow) continue;
    const double d = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
    result.most = std::max(result.most, d), result.mean += d, ++count;
  }
  result.mean /= static_cast<double>(count);
  return result;
}

class OneDnnGenerator : public testing::Test {
 protected:
  void SetUp() override {
    at::set_num_threads(1);
    if (talklip::oneDnnBackend(base(), base::Precision::fp32, 1) == nullptr)
      GTEST_SKIP() << "built without oneDNN";
  }
  static at::Tensor speech() {
    const at::Tensor steps = at::tensor({0, 6, 12, 18, 24, 32}, at::kLong);
    return networks::mapSpeech(golden::baseTalkLip(), tensor("enc_out.npy").index_select(0, steps));
  }
  static const networks::Weights& base() {
    static const networks::Weights face = faceOf(golden::baseTalkLip());
    return face;
  }
  // Six golden pictures in parts of the backend's batch.
  static std::vector<float> demo(const talklip::ImageBackend& backend, int firstRow) {
    const std::vector<float> faces = values(golden::faces(6, -1)), said = values(speech());
    const std::size_t vector = said.size() / 6;
    std::vector<float> out(6 * kOutput);
    for (std::size_t i = 0; i < 6; i += backend.batch()) {
      const std::size_t n = std::min(backend.batch(), 6 - i);
      backend.run(std::span(faces).subspan(i * kInput, n * kInput),
                  std::span(said).subspan(i * vector, n * vector),
                  std::span(out).subspan(i * kOutput, n * kOutput), firstRow);
    }
    return out;
  }
  c10::InferenceMode inference_;
};

TEST_F(OneDnnGenerator, GivesTheReferencesPictures) {
  const std::vector<float> expected = values(tensor("gen_out_demo.npy"));
  for (const std::size_t batch : {1, 4, 8}) {
    const auto backend = talklip::oneDnnBackend(base(), base::Precision::fp32, batch);
    EXPECT_LE(off(demo(*backend, 0), expected).most, 5e-5) << batch;
    EXPECT_LE(
        off(demo(*backend, talklip::lowerFace(talklip::kEdge)), expected, talklip::lowerFace(talklip::kEdge))
            .most,
        5e-5)
        << batch;
  }
}

TEST_F(OneDnnGenerator, StaysNearInBf16) {
  if (!networks::hasBf16()) GTEST_SKIP() << "this processor has no bf16";
  const std::vector<float> expected = values(tensor("gen_out_demo.npy"));
  const auto backend = talklip::oneDnnBackend(base(), base::Precision::bf16, 4);
  for (const int firstRow : {0, talklip::lowerFace(talklip::kEdge)}) {
    const Off found = off(demo(*backend, firstRow), expected, firstRow);
    EXPECT_LE(found.most, 2e-2);
    EXPECT_LE(found.mean, 3e-3);
    EXPECT_GT(found.mean, 1e-6) << "that was no bf16";
  }
}

TEST_F(OneDnnGenerator, APictureDoesNotDependOnTheOthers) {
  const auto backend = talklip::oneDnnBackend(base(), base::Precision::fp32, 4);
  at::manual_seed(1);
  const std::vector<float> faces = values(at::rand({4, 6, 96, 96})), said = values(at::randn({4, 512}));
  std::vector<float> all(4 * kOutput), some(3 * kOutput);
  for (const int firstRow : {0, talklip::lowerFace(talklip::kEdge)}) {
    backend->run(faces, said, all, firstRow);
    backend->run(std::span(faces).first(3 * kInput), std::span(said).first(3 * 512), some, firstRow);
    EXPECT_EQ(some, std::vector<float>(all.begin(), all.begin() + 3 * kOutput)) << firstRow;
  }
}

TEST_F(OneDnnGenerator, LeavesNarrowNetworksToLibTorch) {
  EXPECT_EQ(talklip::oneDnnBackend(faceOf(golden::formulaTensors(golden::keys("ckpt/tiny_keys.csv"), {})),
                                   base::Precision::fp32, 4),
            nullptr);
}

TEST_F(OneDnnGenerator, GivesTheSameBitsOnSeveralThreadsAtOnce) {
  const auto backend = talklip::oneDnnBackend(base(), base::Precision::fp32, 4);
  const std::vector<float> alone = demo(*backend, 0);
  std::vector<std::vector<float>> together(2);
  {
    std::vector<std::jthread> threads;
    for (auto& out : together)
      threads.emplace_back([&] {
        const c10::InferenceMode inference;
        out = demo(*backend, 0);
      });
  }
  EXPECT_EQ(together[0], alone);
  EXPECT_EQ(together[1], alone);
}

}  // namespace
