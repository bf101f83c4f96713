#include "core/face/shot_cuts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace face {

namespace {

constexpr std::size_t kColumns = 32, kRows = 18, kBins = 64;
constexpr std::size_t kReach = 3;  // pictures on either side of a cut that must differ
// Of Gap::all: another scene gives 0.2 and more, motion, zooms and light below 0.15, talking heads below
// 0.03. kJump: of a lone step in a still scene.
constexpr float kCut = 0.18F, kTimesUsual = 4;
constexpr float kJump = 0.03F, kTimesBeside = 6;

}  // namespace

ShotCuts::Look ShotCuts::lookAt(const base::Image& grey) {
  Look look;
  std::array<float, kColumns * kRows> counts{};
  const int stepX = std::max(1, grey.width / 192), stepY = std::max(1, grey.height / 108);
  float samples = 0;
  for (int y = stepY / 2; y < grey.height; y += stepY) {
    const std::uint8_t* row = grey.row(y);
    const std::size_t blockRow =
        static_cast<std::size_t>(y) * kRows / static_cast<std::size_t>(grey.height) * kColumns;
    for (int x = stepX / 2; x < grey.width; x += stepX) {
      const std::size_t block =
          blockRow + static_cast<std::size_t>(x) * kColumns / static_cast<std::size_t>(grey.width);
      look.layout[block] += row[x];
      counts[block] += 1;
      look.histogram[row[x] / 4] += 1;
      samples += 1;
    }
  }
  for (std::size_t i = 0; i < counts.size(); ++i) look.layout[i] /= std::max(1.0F, counts[i]);
  for (float& bin : look.histogram) bin /= std::max(1.0F, samples);
  std::partial_sum(look.histogram.begin(), look.histogram.end(), look.histogram.begin());
  return look;
}

ShotCuts::Gap ShotCuts::gapOf(const Look& a, const Look& b) {
  float earth = 0;
  for (std::size_t i = 0; i < kBins; ++i) earth += std::abs(a.histogram[i] - b.histogram[i]);
  const auto mean = [](const Look& l) {
    return std::accumulate(l.layout.begin(), l.layout.end(), 0.0F) / static_cast<float>(l.layout.size());
  };
  const float ma = mean(a), mb = mean(b);
  float ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.layout.size(); ++i) {
    const float u = a.layout[i] - ma, v = b.layout[i] - mb;
    ab += u * v, aa += u * u, bb += v * v;
  }
  const float flat =
      4.0F * static_cast<float>(a.layout.size());  // a deviation of 2 grey levels counts as no layout
  const float correlation = (ab + flat) / std::sqrt((aa + flat) * (bb + flat));
  return {std::clamp(1 - correlation, 0.0F, 1.0F), std::min(1.0F, 4 * earth / static_cast<float>(kBins))};
}

bool ShotCuts::push(const base::Image& grey) {
  const Look look = lookAt(grey);
  const std::size_t now = steps_.size();
  steps_.emplace_back();
  // recent_[held - back] is the picture `back` frames ago: before all steps of the last back frames.
  const std::size_t held = recent_.size();
  for (std::size_t back = 1; back <= held; ++back) {
    const Gap gap = gapOf(recent_[held - back], look);
    if (back == 1) steps_[now] = {gap.all(), gap.all(), gap.layout};
    const std::size_t nearest = back > kReach ? back - kReach : 0;
    for (std::size_t ago = nearest; ago < back && ago <= kReach; ++ago) {
      Step& step = steps_[now - ago];
      step.stays = std::min(step.stays, gap.all());
      step.staysMoved = std::min(step.staysMoved, gap.layout);
    }
  }
  recent_.push_back(look);
  if (recent_.size() > 2 * kReach) recent_.pop_front();
  const float jump = steps_[now].jump;
  return now > 0 && jump > kJump && jump > kTimesUsual / 2 * usual(now, 8);
}

// The median step around `frame`, itself and its neighbours after it left out.
float ShotCuts::usual(std::size_t frame, std::size_t reach) const {
  std::vector<float> around;
  for (std::size_t i = frame > reach ? frame - reach : 1; i < std::min(frame + reach + 1, steps_.size());
       ++i) {
    if (i != frame) around.push_back(steps_[i].jump);
  }
  if (around.empty()) return 0;
  const auto middle = around.begin() + static_cast<std::ptrdiff_t>(around.size() / 2);
  std::nth_element(around.begin(), middle, around.end());
  return *middle;
}

// The greatest of the steps up to kReach before and after `frame`.
float ShotCuts::greatestBeside(std::size_t frame) const {
  float most = 0;
  for (std::size_t i = frame > kReach ? frame - kReach : 1; i < std::min(frame + kReach + 1, steps_.size());
       ++i) {
    if (i != frame) most = std::max(most, steps_[i].jump);
  }
  return most;
}

std::vector<FrameNo> ShotCuts::cuts() const {
  std::vector<FrameNo> found;
  for (std::size_t t = 1; t < steps_.size(); ++t) {
    const Step& step = steps_[t];
    const bool isOtherScene = step.stays > kCut && step.jump > kTimesUsual * usual(t, 8);
    // The same scene with a piece taken out: a lone step, where movements take several pictures.
    const bool isJump = step.staysMoved > 2 * kJump && step.jump > kTimesBeside * greatestBeside(t);
    if (isOtherScene || isJump) found.push_back(static_cast<FrameNo>(t));
  }
  return found;
}

}  // namespace face
