// Networks from files, right and damaged.
#include <gtest/gtest.h>

#include <random>

#include "core/base/error.h"
#include "models/face_mesh/network.h"
#include "tests/face_mesh/made_network.h"

namespace {

using namespace face_mesh;
using namespace face_mesh_test;

Graph read(const std::string& file) { return readGraph(std::as_bytes(std::span(file))); }

TEST(ANetwork, ComputesWhatItsFileSays) {
  Network network(read(madeNetwork()));
  const auto in = network.input();
  ASSERT_EQ(in.size(), 32U);
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<float>(i % 7) - 2.5F;
  network.run();
  // SAME at stride 2 on an even size: nothing before, a row and a column of zeros after.
  for (int row = 0; row < 2; ++row)
    for (int column = 0; column < 2; ++column)
      for (int o = 0; o < 3; ++o) {
        float sum = kMadeBias[o];
        for (int y = 0; y < 3; ++y)
          for (int x = 0; x < 3; ++x)
            for (int i = 0; i < 2; ++i) {
              const int r = 2 * row + y, c = 2 * column + x;
              if (r < 4 && c < 4)
                sum += madeWeight(o, y, x, i) * in[static_cast<std::size_t>((r * 4 + c) * 2 + i)];
            }
        const float expected = sum >= 0 ? sum : sum * kMadeSlope[o];
        EXPECT_NEAR(network.output(0)[static_cast<std::size_t>((row * 2 + column) * 3 + o)], expected, 1e-4);
      }
}

TEST(ANetworksFile, ThatIsCutShortIsRefused) {
  const std::string whole = madeNetwork();
  for (std::size_t size = 0; size < whole.size(); size += 3)
    EXPECT_THROW(read(whole.substr(0, size)), base::Error) << size;
}

// What a changed byte makes of a file is refused, or a network that can be computed.
TEST(ANetworksFile, WithAChangedByteIsRefusedOrComputable) {
  const std::string whole = madeNetwork();
  std::mt19937 random(1);
  int refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int value : {0, 1, 127, 255, static_cast<int>(random() % 256)}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(value);
      try {
        Graph graph = read(changed);
        if (graph.inputs.empty() || graph.outputs.empty()) continue;
        Network(std::move(graph)).run();
      } catch (const base::Error& error) {
        EXPECT_EQ(error.fault(), base::Fault::modelDamaged);
        ++refused;
      }
    }
  EXPECT_GT(refused, 100);
}

}  // namespace
