// Convolutions as they are computed here against plain loops.
#include "models/face_mesh/convolution.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace {

using namespace face_mesh;

std::vector<float> drawn(std::int64_t count, std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> values(static_cast<std::size_t>(count));
  for (float& value : values) value = normal(random);
  return values;
}

struct Form {
  std::int64_t edge, channels, outChannels, kernel, stride;
  bool isSame, isDepthwise;
};

TEST(AConvolution, IsThatOfLoops) {
  std::mt19937 random(3);
  for (const Form& form : {Form{9, 3, 16, 3, 2, true, false},
                           {8, 3, 24, 5, 2, true, false},
                           {7, 16, 32, 1, 1, false, false},
                           {3, 32, 10, 3, 3, false, false},
                           {2, 32, 142, 2, 2, false, false},
                           {8, 28, 28, 3, 2, true, true},
                           {5, 42, 42, 3, 1, true, true},
                           {8, 16, 16, 2, 3, false, false}})
    for (const Activation activation : {Activation::none, Activation::relu, Activation::prelu})
      for (const bool hasResidual : {false, true}) {
        Convolution c;
        c.rows = c.columns = form.edge;
        c.channels = form.channels, c.outChannels = form.outChannels;
        c.kernel = form.kernel, c.stride = form.stride, c.isDepthwise = form.isDepthwise;
        const std::int64_t n = form.isSame ? (form.edge + form.stride - 1) / form.stride
                                           : (form.edge - form.kernel) / form.stride + 1;
        c.outRows = c.outColumns = n;
        c.padBefore =
            form.isSame ? std::max<std::int64_t>(0, (n - 1) * form.stride + form.kernel - form.edge) / 2 : 0;
        const auto in = drawn(form.edge * form.edge * form.channels, random);
        const auto weights = drawn(
            form.kernel * form.kernel * form.channels * (form.isDepthwise ? 1 : form.outChannels), random);
        const auto bias = drawn(form.outChannels, random), slopes = drawn(form.outChannels, random),
                   residual = drawn(n * n * form.outChannels, random);
        std::vector<float> ours(residual.size()), expected(residual.size());
        c.in = in.data(), c.weights = weights.data(), c.bias = bias.data(), c.activation = activation;
        if (activation == Activation::prelu) c.slopes = slopes.data();
        if (hasResidual) c.residual = residual.data();
        c.out = ours.data();
        prepared(c)();
        c.out = expected.data();
        loops(c)();
        for (std::size_t i = 0; i < ours.size(); ++i)
          ASSERT_NEAR(ours[i], expected[i], 1e-4) << form.edge << " " << form.kernel << " " << i;
      }
}

}  // namespace
