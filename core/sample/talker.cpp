#include "core/sample/talker.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/sample/head_painter.h"
#include "core/sample/landmarks.h"
#include "core/sample/noise.h"

namespace sample {
namespace {

constexpr int kLargestSide = 16384;

// Picture values 0-255 and linear light, both ways.
struct Curves {
  std::array<float, 256> toLinear;
  std::array<std::uint8_t, 4097> toByte;
  Curves() {
    for (std::size_t i = 0; i < toLinear.size(); ++i)
      toLinear[i] = std::pow(static_cast<float>(i) / 255.0f, 2.2f);
    for (std::size_t i = 0; i < toByte.size(); ++i) {
      const float v = static_cast<float>(i) / 4096.0f;
      toByte[i] = static_cast<std::uint8_t>(toSrgb(v * v) + 0.5f);
    }
  }
  Color linear(const cv::Vec3b& v) const { return {toLinear[v[0]], toLinear[v[1]], toLinear[v[2]]}; }
  // The table is over the square root, so that dark values have enough entries.
  std::uint8_t byte(float v) const { return toByte[static_cast<std::size_t>(std::sqrt(unit(v)) * 4096.0f)]; }
};

void addGrain(cv::Mat& picture, std::uint32_t seed) {
  for (int row = 0; row < picture.rows; ++row) {
    std::uint32_t state = scramble(seed, static_cast<std::uint32_t>(row), 3u) | 1u;
    auto* p = picture.ptr<std::uint8_t>(row);
    for (int column = 0; column < picture.cols; ++column, p += 3) {
      state = state * 1664525u + 1013904223u;
      const int grain = static_cast<int>((state >> 30) + ((state >> 28) & 3u) + ((state >> 26) & 3u) +
                                         ((state >> 24) & 3u)) -
                        6;
      for (int c = 0; c < 3; ++c) p[c] = cv::saturate_cast<std::uint8_t>(p[c] + grain / 2);
    }
  }
}

base::Rect detectorBox(const Placement& placement) {
  const base::Point centre = placement.toPixels({0, 0.446f}, 0.9f);
  const float side = 2.463f * placement.framing.unit;
  return {static_cast<int>(std::lround(centre.x - side / 2)),
          static_cast<int>(std::lround(centre.y - side / 2)), static_cast<int>(std::lround(side)),
          static_cast<int>(std::lround(side))};
}

}  // namespace

struct Talker::Impl {
  int width, height;
  Look look;
  Framing framing;
  HeadTextures textures;
  cv::Mat room, body;
  Curves curves;

  Impl(int w, int h, unsigned seed)
      : width(w),
        height(h),
        look(lookOf(seed)),
        framing(framingOf(w, h)),
        textures(look, framing.unit),
        room(paintRoom(w, h, look)),
        body(paintBody(w, h, framing, look)) {}

  cv::Mat movedBody(const Pose& pose) const {
    const double dx = static_cast<double>(pose.body.x * framing.unit),
                 dy = static_cast<double>(pose.body.y * framing.unit);
    cv::Mat moved;
    const cv::Matx23d shift(1, 0, dx, 0, 1, dy);
    cv::warpAffine(body, moved, shift, body.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return moved;
  }

  cv::Mat scenery(const cv::Mat& moved) const {
    cv::Mat out = room.clone();
    for (int row = 0; row < height; ++row) {
      const auto* from = moved.ptr<cv::Vec4b>(row);
      auto* to = out.ptr<cv::Vec3b>(row);
      for (int column = 0; column < width; ++column) {
        const int cover = from[column][3];
        if (cover == 0) continue;
        for (int c = 0; c < 3; ++c)
          to[column][c] =
              static_cast<std::uint8_t>(from[column][c] + (to[column][c] * (255 - cover) + 127) / 255);
      }
    }
    return out;
  }

  void paintRow(const HeadPainter& painter, const Placement& placement, const base::Rect& box, int row,
                const cv::Mat& moved, cv::Mat& picture) const {
    auto* pixels = picture.ptr<cv::Vec3b>(row);
    const auto* covers = moved.ptr<cv::Vec4b>(row);
    for (int column = box.x; column < box.x + box.width; ++column) {
      const base::Point turned = placement.turned(static_cast<float>(column), static_cast<float>(row));
      const float cover = static_cast<float>(covers[column][3]) / 255.0f;
      const Color color = painter.paint(turned, curves.linear(pixels[column]), cover);
      pixels[column] = {curves.byte(color.b), curves.byte(color.g), curves.byte(color.r)};
    }
  }
};

namespace {

// The pixels that the head can touch.
base::Rect headBox(const Placement& placement, int width, int height) {
  const Framing& f = placement.framing;
  const float x = f.x + f.unit * placement.pose.shift.x, y = f.y + f.unit * placement.pose.shift.y;
  const auto whole = [](float v) { return static_cast<int>(v); };
  const base::Rect box{whole(x - 1.9f * f.unit), whole(y - 2.3f * f.unit), whole(3.8f * f.unit) + 2,
                       whole(5.4f * f.unit) + 2};
  return base::intersect(box, {0, 0, width, height});
}

base::Image toImage(const cv::Mat& picture) {
  base::Image out(picture.cols, picture.rows, 3);
  for (int row = 0; row < picture.rows; ++row)
    std::copy_n(picture.ptr<std::uint8_t>(row), picture.cols * 3, out.row(row));
  return out;
}

}  // namespace

Talker::Talker(int width, int height, unsigned seed) {
  if (width < 1 || height < 1 || width > kLargestSide || height > kLargestSide) {
    throw base::Error(base::Fault::sampleSizeImpossible, {{"least", 1}, {"most", kLargestSide}});
  }
  impl_ = std::make_unique<Impl>(width, height, seed);
}
Talker::~Talker() = default;
Talker::Talker(Talker&&) noexcept = default;
Talker& Talker::operator=(Talker&&) noexcept = default;

Rendered Talker::render(double seconds, const speech::Articulation& mouth) const {
  const Impl& m = *impl_;
  const Placement placement(m.framing, poseAt(seconds, m.look));
  const MouthShape shape = mouthShape(mouth, m.look);
  const HeadPainter painter(m.textures, m.look, placement, shape);
  const cv::Mat body = m.movedBody(placement.pose);
  cv::Mat picture = m.scenery(body);
  const base::Rect box = headBox(placement, m.width, m.height);
  cv::parallel_for_({box.y, box.y + box.height}, [&](const cv::Range& rows) {
    for (int row = rows.start; row < rows.end; ++row) m.paintRow(painter, placement, box, row, body, picture);
  });
  addGrain(picture, scramble(m.look.seed, static_cast<std::uint32_t>(std::llround(seconds * 1000)), 4u));

  Rendered out{toImage(picture), {}};
  out.truth.points = faceLandmarks(m.look, shape, placement.pose, painter.eyes());
  for (base::Point& p : out.truth.points)
    p = placement.toPixels(p, m.textures.skin.sample<1>(p)[Skin::kRelief]);
  out.truth.face = detectorBox(placement);
  out.truth.mouth = mouth;
  return out;
}

Rendered renderTalker(int width, int height, unsigned seed, double seconds,
                      const speech::Articulation& mouth) {
  return Talker(width, height, seed).render(seconds, mouth);
}

}  // namespace sample
