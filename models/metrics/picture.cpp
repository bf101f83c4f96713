#include "models/metrics/picture.h"

#include <array>
#include <cmath>
#include <vector>

#include "core/base/error.h"

namespace metrics {
namespace {

constexpr int kRadius = 5;
constexpr double kSigma = 1.5, kEqual = 100;

void check(const base::Image& a, const base::Image& b) {
  if (a.width != b.width || a.height != b.height || a.channels != b.channels || a.width < 2 * kRadius + 1 ||
      a.height < 2 * kRadius + 1)
    throw base::Error(base::Fault::picturesDiffer);
}

std::array<double, 2 * kRadius + 1> gaussian() {
  std::array<double, 2 * kRadius + 1> weights{};
  double sum = 0;
  for (int i = -kRadius; i <= kRadius; ++i)
    sum += weights[static_cast<std::size_t>(i + kRadius)] = std::exp(-0.5 * i * i / (kSigma * kSigma));
  for (double& w : weights) w /= sum;
  return weights;
}

struct Plane {
  int width, height;
  std::vector<double> values;
  double& at(int x, int y) {
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
  double at(int x, int y) const { return const_cast<Plane*>(this)->at(x, y); }
};

// Only pixels whose window lies inside are computed; the others are left out of the mean anyway.
Plane blurred(const Plane& in) {
  static const auto weights = gaussian();
  Plane rows{in.width, in.height, std::vector<double>(in.values.size())}, out = rows;
  for (int y = 0; y < in.height; ++y)
    for (int x = kRadius; x < in.width - kRadius; ++x)
      for (int i = -kRadius; i <= kRadius; ++i)
        rows.at(x, y) += weights[static_cast<std::size_t>(i + kRadius)] * in.at(x + i, y);
  for (int y = kRadius; y < in.height - kRadius; ++y)
    for (int x = kRadius; x < in.width - kRadius; ++x)
      for (int i = -kRadius; i <= kRadius; ++i)
        out.at(x, y) += weights[static_cast<std::size_t>(i + kRadius)] * rows.at(x, y + i);
  return out;
}

Plane plane(const base::Image& image, int channel) {
  Plane plane{image.width, image.height, {}};
  for (std::size_t i = static_cast<std::size_t>(channel); i < image.data.size();
       i += static_cast<std::size_t>(image.channels))
    plane.values.push_back(image.data[i]);
  return plane;
}

Plane product(const Plane& a, const Plane& b) {
  Plane out = a;
  for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] *= b.values[i];
  return out;
}

double ssimOf(const Plane& a, const Plane& b) {
  constexpr double kC1 = 0.01 * 255 * 0.01 * 255, kC2 = 0.03 * 255 * 0.03 * 255;
  const Plane ma = blurred(a), mb = blurred(b), aa = blurred(product(a, a)), bb = blurred(product(b, b)),
              ab = blurred(product(a, b));
  double sum = 0;
  int count = 0;
  for (int y = kRadius; y < a.height - kRadius; ++y)
    for (int x = kRadius; x < a.width - kRadius; ++x, ++count) {
      const double u = ma.at(x, y), v = mb.at(x, y);
      const double uu = aa.at(x, y) - u * u, vv = bb.at(x, y) - v * v, uv = ab.at(x, y) - u * v;
      sum += (2 * u * v + kC1) * (2 * uv + kC2) / ((u * u + v * v + kC1) * (uu + vv + kC2));
    }
  return sum / count;
}

double fromMean(double meanSquare) {
  return meanSquare == 0 ? kEqual : 10 * std::log10(255 * 255 / meanSquare);
}

}  // namespace

double ssim(const base::Image& a, const base::Image& b) {
  check(a, b);
  double sum = 0;
  for (int c = 0; c < a.channels; ++c) sum += ssimOf(plane(a, c), plane(b, c));
  return sum / a.channels;
}

double psnr(const base::Image& a, const base::Image& b) {
  check(a, b);
  double sum = 0;
  for (std::size_t i = 0; i < a.data.size(); ++i) {
    const double d = static_cast<double>(a.data[i]) - b.data[i];
    sum += d * d;
  }
  return fromMean(sum / static_cast<double>(a.data.size()));
}

double psnrWrapped(const base::Image& a, const base::Image& b) {
  check(a, b);
  double sum = 0;
  for (std::size_t i = 0; i < a.data.size(); ++i) {
    const auto d = static_cast<std::uint8_t>(a.data[i] - b.data[i]);
    sum += static_cast<std::uint8_t>(d * d);
  }
  return fromMean(sum / static_cast<double>(a.data.size()));
}

}  // namespace metrics
