#include "models/own_mouth/paint.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/mat_view.h"
#include "core/media/picture/convert.h"
#include "models/own_mouth/interior.h"
#include "models/own_mouth/polygon.h"
#include "models/own_mouth/thin_plate.h"
#include "models/own_mouth/warp_grid.h"

namespace own_mouth {

using base::Point;
using base::Similarity;
using face::Landmarks;

namespace {

constexpr float kNodesPerUnit = 60;     // grid nodes along the unit square
constexpr float kWindow = 0.10f;        // unit square: over this the frame's own movement fades in
constexpr float kAlphaEdge = 0.035f;    // unit square: feather of the whole patch
constexpr float kFaceFeather = 0.055f;  // unit square: feather of the bank pictures, for settings.feather = 1
constexpr float kMovedMargin = 0.12f;   // unit square: how far beyond the region the warp may read
constexpr double kStableSlack = 2e-4, kJawSlack = 3e-4, kLipSlack = 2e-5, kRingSlack = 1e-4;
constexpr float kRing = 1.6f;           // of the distance mouth to jaw: where nothing moves any more
constexpr float kInnerSkin = 0.01f;     // weight of skin inside the ring where the pictures meet
constexpr float kColourSpread = 0.09f;  // unit square: scale on which colours are matched
constexpr float kColourCells = 48;      // cells along the unit square for that
constexpr float kLipMargin =
    0.05f;  // unit square: colours are not judged so near the lips, where the frame's own mouth is
constexpr double kMostColour = 40;  // grey levels
constexpr float kUsualTone = 125;   // mean level of skin for which the interior's colours were chosen

// Points that the thin plate goes through, and where they lie in the frame and in a bank picture.
struct Pins {
  std::vector<Point> at;
  std::vector<double> slack;
  std::vector<Point> inFrame;
};

Pins pinsFor(const WarpSpec& spec) {
  Pins pins;
  const auto add = [&](Point at, Point inFrame, double slack) {
    pins.at.push_back(at), pins.inFrame.push_back(inFrame), pins.slack.push_back(slack);
  };
  for (std::size_t i = face::kFirstStable; i < face::kFirstStable + face::kStableCount; ++i)
    add(spec.target[i], spec.current[i], kStableSlack);
  for (int i = 0; i < person::kLowerCount; ++i) {
    const auto k = static_cast<std::size_t>(person::lowerIndex(i));
    add(spec.target[k], spec.current[k], i < person::kJawPoints ? kJawSlack : kLipSlack);
  }
  const Point centre = person::mouthCentre(spec.current);
  for (std::size_t j = 0; j < 17; j += 2) {
    const Point outside = centre + (spec.current[j] - centre) * kRing;
    add(outside, outside, kRingSlack);
  }
  return pins;
}

// Where the pins lie in a bank picture; the ring around the face stays.
std::vector<Point> pinsIn(const person::BankFrame& picture, const Pins& pins) {
  std::vector<Point> out = pins.at;
  for (std::size_t i = 0; i < face::kStableCount; ++i) out[i] = picture.unit[face::kFirstStable + i];
  for (int i = 0; i < person::kLowerCount; ++i)
    out[static_cast<std::size_t>(face::kStableCount + i)] =
        picture.unit[static_cast<std::size_t>(person::lowerIndex(i))];
  return out;
}

void setField(cv::Mat& values, int field, const std::vector<Point>& from, const std::vector<Point>& at) {
  for (int i = 0; i < values.rows; ++i) {
    const Point d = from[static_cast<std::size_t>(i)] - at[static_cast<std::size_t>(i)];
    values.at<double>(i, 2 * field) = d.x;
    values.at<double>(i, 2 * field + 1) = d.y;
  }
}

// The smooth fields of one spec on the pixels of its region.
struct Fields {
  cv::Mat frameShift;               // [h, w] 2 x float: unit square; where the frame's pixel comes from
  std::vector<cv::Mat> layerShift;  // the same into the bank pictures
  cv::Mat alpha, face;              // [h, w] float 0..1
};

cv::Mat pairs(const cv::Mat& table, int field, cv::Size grid) {
  return table.colRange(2 * field, 2 * field + 2).clone().reshape(2, grid.height);
}

cv::Mat scalars(std::vector<float>& values, cv::Size grid) {
  return cv::Mat(grid, CV_32F, values.data()).clone();
}

cv::Mat stepped(const cv::Mat& distances, float low, float high) {
  cv::Mat out(distances.size(), CV_32F);
  for (int r = 0; r < out.rows; ++r) {
    for (int c = 0; c < out.cols; ++c) out.at<float>(r, c) = smoothStep(distances.at<float>(r, c), low, high);
  }
  return out;
}

Fields fieldsFor(const WarpSpec& spec, const WarpGrid& grid) {
  const Pins pins = pinsFor(spec);
  const ThinPlate plate(pins.at, pins.slack);
  cv::Mat values(static_cast<int>(pins.at.size()), 2 * (1 + static_cast<int>(spec.layers.size())), CV_64F);
  setField(values, 0, pins.inFrame, pins.at);
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    setField(values, static_cast<int>(i) + 1, pinsIn(*spec.layers[i].picture, pins), pins.at);
  }
  std::vector<Point> places;
  for (const Point& p : grid.nodes()) places.push_back(spec.toUnit(p));
  const cv::Mat table = plate.at(places, plate.fit(values));
  std::vector<float> reach = insideDistances(reachPolygon(spec.current, spec.target), places);
  std::vector<float> inside = insideDistances(facePolygon(spec.target, spec.mask.size), places);
  cv::Mat shift = pairs(table, 0, grid.size());
  for (int i = 0; i < static_cast<int>(reach.size()); ++i) {
    shift.at<cv::Vec2f>(i / shift.cols, i % shift.cols) *=
        smoothStep(reach[static_cast<std::size_t>(i)], 0, kWindow);
  }
  Fields fields;
  fields.frameShift = grid.spread(shift);
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    fields.layerShift.push_back(grid.spread(pairs(table, static_cast<int>(i) + 1, grid.size())));
  }
  fields.alpha = stepped(grid.spread(scalars(reach, grid.size())), 0, kAlphaEdge);
  fields.face = stepped(grid.spread(scalars(inside, grid.size())), 0,
                        std::max(0.004f, kFaceFeather * spec.mask.feather));
  return fields;
}

// Samples `source`, whose first pixel is `origin` of its own frame, at toSource(toUnit(pixel) + shift): one
// interpolation.
cv::Mat sampled(const cv::Mat& source, cv::Point origin, cv::Rect region, const Similarity& toUnit,
                const Similarity& toSource, const cv::Mat& shift) {
  cv::Mat map(region.size(), CV_32FC2), out;
  for (int r = 0; r < map.rows; ++r) {
    auto* places = map.ptr<cv::Vec2f>(r);
    const auto* shifts = shift.ptr<cv::Vec2f>(r);
    for (int c = 0; c < map.cols; ++c) {
      const Point u = toUnit({static_cast<float>(c + region.x), static_cast<float>(r + region.y)});
      const Point q = toSource({u.x + shifts[c][0], u.y + shifts[c][1]});
      places[c] = {q.x - static_cast<float>(origin.x), q.y - static_cast<float>(origin.y)};
    }
  }
  cv::remap(source, out, map, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  return out;
}

cv::Mat fromBank(const person::BankFrame& picture, cv::Rect region, const Similarity& toUnit,
                 const cv::Mat& shift) {
  return sampled(face::view(picture.bgr), {picture.region.x, picture.region.y}, region, toUnit,
                 picture.toUnit.inverse(), shift);
}

// The lips of the target, `grow` times as large and `margin` (unit square) wider all round.
Polygon outerLips(const Landmarks& target, const Similarity& toFrame, float grow, float margin) {
  const Point centre = person::mouthCentre(target);
  Polygon out;
  for (std::size_t i = 48; i < 60; ++i) {
    const Point away = target[i] - centre;
    const float length = std::max(1e-6f, base::distance(away, {}));
    out.push_back(toFrame(centre + away * (grow + margin / length)));
  }
  return out;
}

// out = a + mask * (b - a), all float; mask of one channel.
void blendInto(cv::Mat& a, const cv::Mat& b, const cv::Mat& mask) {
  for (int r = 0; r < a.rows; ++r) {
    auto* pa = a.ptr<cv::Vec3f>(r);
    const auto* pb = b.ptr<cv::Vec3f>(r);
    const auto* pm = mask.ptr<float>(r);
    for (int c = 0; c < a.cols; ++c) pa[c] += (pb[c] - pa[c]) * pm[c];
  }
}

// Moves the low frequencies of `patch` to those of `ground`, judged on the skin where `weight` is.
void matchColour(cv::Mat& patch, const cv::Mat& ground, const cv::Mat& weight, float pixelsPerUnit) {
  const double cell = std::max(1.0, static_cast<double>(pixelsPerUnit / kColourCells));
  const cv::Size coarse(std::max(4, cvRound(patch.cols / cell)), std::max(4, cvRound(patch.rows / cell)));
  cv::Mat difference = ground - patch, weighted, amount, spread;
  cv::min(difference, cv::Scalar::all(kMostColour), difference);
  cv::max(difference, cv::Scalar::all(-kMostColour), difference);
  cv::Mat weights[3] = {weight, weight, weight}, weight3;
  cv::merge(weights, 3, weight3);
  cv::resize(difference.mul(weight3), weighted, coarse, 0, 0, cv::INTER_AREA);
  cv::resize(weight3, amount, coarse, 0, 0, cv::INTER_AREA);
  const double sigma = kColourSpread * pixelsPerUnit / cell;
  cv::GaussianBlur(weighted, weighted, cv::Size(), sigma, sigma, cv::BORDER_REPLICATE);
  cv::GaussianBlur(amount, amount, cv::Size(), sigma, sigma, cv::BORDER_REPLICATE);
  cv::resize(weighted / (amount + cv::Scalar::all(1e-4)), spread, patch.size(), 0, 0, cv::INTER_LINEAR);
  patch += spread;
}

cv::Mat asFloat(const cv::Mat& picture) {
  cv::Mat out;
  picture.convertTo(out, CV_32F);
  return out;
}

// The painted skin and lips: skin of all layers, mouth of the first.
cv::Mat joinLayers(const WarpSpec& spec, const Fields& fields, cv::Rect region) {
  const cv::Mat first = asFloat(fromBank(*spec.layers[0].picture, region, spec.toUnit, fields.layerShift[0]));
  if (spec.layers.size() == 1) return first;
  cv::Mat skin = first * spec.layers[0].share;
  for (std::size_t i = 1; i < spec.layers.size(); ++i) {
    skin += asFloat(fromBank(*spec.layers[i].picture, region, spec.toUnit, fields.layerShift[i])) *
            spec.layers[i].share;
  }
  const Similarity toFrame = spec.toUnit.inverse();
  blendInto(skin, first,
            softMask(outerLips(spec.target, toFrame, 1.05f, 0), region, 0.012 * toFrame.scale()));
  return skin;
}

// Teeth of `source` carried by the upper lip: shown at their own size in the target's mouth.
void ownTeeth(Interior& inside, const cv::Mat& source, cv::Point origin, const Similarity& toSource,
              const Similarity& toUnit, const Landmarks& seen) {
  const auto upper = [](const Landmarks& p) { return (p[61] + p[62] + p[63]) * (1.0f / 3); };
  const Point shift = upper(seen) - upper(inside.target);
  const cv::Mat shifts(inside.region.size(), CV_32FC2, cv::Scalar(shift.x, shift.y));
  inside.teeth = sampled(source, origin, inside.region, toUnit, toSource, shifts);
  Polygon lips;
  for (std::size_t i = 60; i < 68; ++i) lips.push_back(inside.toFrame(seen[i] - shift));
  inside.teethMask = softMask(lips, inside.region, 0.006 * inside.toFrame.scale());
}

cv::Rect boundsOf(const Polygon& polygon, cv::Rect frame) {
  float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
  for (const Point& p : polygon)
    x0 = std::min(x0, p.x), y0 = std::min(y0, p.y), x1 = std::max(x1, p.x), y1 = std::max(y1, p.y);
  return cv::Rect(cv::Point(cvFloor(x0) - 1, cvFloor(y0) - 1), cv::Point(cvCeil(x1) + 2, cvCeil(y1) + 2)) &
         frame;
}

Polygon toFramePolygon(Polygon polygon, const Similarity& toFrame) {
  std::transform(polygon.begin(), polygon.end(), polygon.begin(), toFrame);
  return polygon;
}

base::Rect rectOf(cv::Rect r) { return {r.x, r.y, r.width, r.height}; }

// The part of the frame that the warp may read, as BGR.
struct Ground {
  base::Image bgr;
  cv::Point origin;
};

Ground readGround(const media::Frame& frame, cv::Rect region, float pixelsPerUnit) {
  const int margin = cvCeil(kMovedMargin * pixelsPerUnit);
  const base::Rect wide = media::chromaAligned(
      frame, {region.x - margin, region.y - margin, region.width + 2 * margin, region.height + 2 * margin});
  return {media::toBgr(frame, wide), {wide.x, wide.y}};
}

void addInterior(cv::Mat& picture, const WarpSpec& spec, cv::Rect region, const Ground& ground) {
  const person::BankFrame* bank = spec.layers.empty() ? nullptr : spec.layers[0].picture;
  const Landmarks& seen = bank != nullptr ? bank->unit : spec.current;
  Interior inside{.region = region, .toFrame = spec.toUnit.inverse(), .target = spec.target};
  inside.share = interiorShare(person::mouthSize(spec.target).opening, person::mouthSize(seen).opening);
  if (inside.share <= 0) return;
  const cv::Mat source = bank != nullptr ? face::view(bank->bgr) : face::view(ground.bgr);
  const cv::Point origin = bank != nullptr ? cv::Point(bank->region.x, bank->region.y) : ground.origin;
  const Similarity toSource = bank != nullptr ? bank->toUnit.inverse() : inside.toFrame;
  const cv::Scalar mean = cv::mean(source);
  inside.tone = std::clamp(static_cast<float>(mean[0] + mean[1] + mean[2]) / 3 / kUsualTone, 0.4f, 1.3f);
  constexpr float kTeethSeen = 0.02f;  // gap of the source (unit square) from which its own teeth are used
  if (person::mouthSize(seen).opening > kTeethSeen)
    ownTeeth(inside, source, origin, toSource, spec.toUnit, seen);
  paintInterior(picture, inside);
}

}  // namespace

face::Patch paint(const media::Frame& frame, const WarpSpec& spec) {
  const Similarity toFrame = spec.toUnit.inverse();
  const float unit = toFrame.scale();
  const cv::Rect whole(0, 0, frame.width(), frame.height());
  const cv::Rect bounds = boundsOf(toFramePolygon(reachPolygon(spec.current, spec.target), toFrame), whole);
  const cv::Rect region = face::rect(media::chromaAligned(frame, rectOf(bounds)));
  face::Patch patch;
  if (region.area() <= 0) return patch;
  const WarpGrid grid(region, std::max(1, cvFloor(unit / kNodesPerUnit)));
  const Fields fields = fieldsFor(spec, grid);
  const Ground ground = readGround(frame, region, unit);
  cv::Mat picture =
      sampled(face::view(ground.bgr), ground.origin, region, spec.toUnit, toFrame, fields.frameShift);
  if (!spec.layers.empty()) {
    cv::Mat skin = asFloat(picture), mouth = joinLayers(spec, fields, region);
    const cv::Mat lips = softMask(outerLips(spec.target, toFrame, 1.2f, kLipMargin), region, 0.012 * unit);
    const cv::Mat ring = fields.face.mul(1 - fields.face + kInnerSkin).mul(1 - lips);
    matchColour(mouth, skin, ring, unit);
    blendInto(skin, mouth, fields.face);
    skin.convertTo(picture, CV_8U);
  }
  addInterior(picture, spec, region, ground);
  patch.bgr = base::Image(region.width, region.height, 3);
  picture.copyTo(face::view(patch.bgr));
  patch.alpha = base::Image(region.width, region.height, 1);
  cv::Mat alpha = face::view(patch.alpha);
  fields.alpha.convertTo(alpha, CV_8U, 255);
  patch.toFrame = {1, 0, static_cast<float>(region.x), static_cast<float>(region.y)};
  return patch;
}

}  // namespace own_mouth
