#include "models/judging/sync_scores.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "core/speech/mfcc.h"
#include "models/architecture/specs.h"
#include "models/metrics/sync.h"
#include "models/networks/sync_net.h"
#include "models/training/initial_weights.h"
#include "tests/dataset/talkers.h"

namespace {

networks::Weights syncNet() {
  at::manual_seed(3);
  return training::initialWeights(architecture::syncNet());
}

std::vector<float> append(std::vector<float> to, const at::Tensor& row) {
  to.insert(to.end(), row.data_ptr<float>(), row.data_ptr<float>() + row.numel());
  return to;
}

TEST(SyncScores, AreThoseOfEveryWindowByItself) {
  const c10::InferenceMode inference;
  const networks::Weights weights = syncNet();
  const dataset::Clip clip = dataset_tests::noise("a", 14, 40, 5);
  const std::vector<float> rows = speech::mfcc(clip.sound);
  std::vector<float> seen, heard;
  for (int i = 0; i < 9; ++i) {  // of 14 pictures
    at::Tensor pictures = at::empty({1, 3, 5, 224, 224}), cepstra = at::empty({1, 1, 13, 20});
    for (int t = 0; t < 5; ++t) {
      const cv::Mat small(40, 40, CV_8UC3,
                          const_cast<std::uint8_t*>(clip.pictures.data()) + (i + t) * 40 * 40 * 3);
      cv::Mat large;
      small.convertTo(large, CV_32F);
      cv::resize(large, large, {224, 224}, 0, 0, cv::INTER_LINEAR);
      pictures[0].select(1, t).copy_(at::from_blob(large.data, {224, 224, 3}, at::kFloat).permute({2, 0, 1}));
    }
    for (int column = 0; column < 20; ++column)
      for (int k = 0; k < 13; ++k)
        cepstra[0][0][k][column] = rows[static_cast<std::size_t>((4 * i + column) * 13 + k)];
    seen = append(std::move(seen), networks::syncLips(weights, pictures));
    heard = append(std::move(heard), networks::syncSound(weights, cepstra));
  }
  const metrics::Sync expected = metrics::synchrony(seen, heard, 1024);
  const judging::Scores found = judging::syncScores(weights, clip.view());
  EXPECT_NEAR(found.at("lse-d").value(), expected.lseD, 1e-4 * expected.lseD);
  EXPECT_NEAR(found.at("lse-c").value(), expected.lseC, 1e-4 * expected.lseD);
  EXPECT_EQ(found.at("offset").value(), expected.offset);
}

TEST(SyncScores, TakeSixPictures) {
  const networks::Weights weights = syncNet();
  EXPECT_TRUE(judging::syncScores(weights, dataset_tests::noise("a", 5, 32, 1).view()).empty());
  EXPECT_EQ(judging::syncScores(weights, dataset_tests::noise("a", 6, 32, 1).view()).size(), 3U);
}

}  // namespace
