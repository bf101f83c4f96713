#include "core/speech/voice_activity.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/speech/features.h"
#include "core/speech/periodicity.h"
#include "core/speech/speech.h"

namespace speech {
namespace {

using Bands = std::array<float, kFilters>;

constexpr int kSmoothing = 5;        // rows: energies are averaged over 50 ms
constexpr std::size_t kGrid = 50;    // rows between two estimates of the floor
constexpr std::size_t kReach = 500;  // rows to each side that an estimate looks at
constexpr double kFloorQuantile = 0.10, kLoudQuantile = 0.95;
constexpr float kRounding = 1.0f;  // log energy of int16 rounding noise in the widest band, about
constexpr float kDynamics = 8.0f;  // log energy: sound 35 dB below the loud speech around it is not speech
constexpr float kStart = 0.45f, kKeep = 0.20f;  // score that begins and that continues speech
constexpr std::size_t kBridge = 20;  // rows: shorter gaps (closed stops) belong to the speech around them
constexpr std::size_t kShortest =
    10;  // rows: shorter sounds, smeared over 7 rows by window and smoothing, are clicks
constexpr float kVoiced = 0.60f;  // periodicity of a voiced sound
constexpr float kShapeChange =
    0.55f;  // deviation over time of the spectral shape, log energy; noise has 0.2-0.4
constexpr float kAttackRows = 10, kLeadRows = 3, kHoldRows = 8, kReleaseRows = 16;

struct Range {
  std::size_t begin = 0, end = 0;  // rows
};

// Log energies, averaged (as energies) over kSmoothing rows.
std::vector<Bands> smoothedBands(std::span<const std::int16_t> samples) {
  const std::vector<float> raw = logFilterbank(samples);
  const std::size_t rows = raw.size() / kFilters;
  std::vector<Bands> out(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t begin = row < kSmoothing / 2 ? 0 : row - kSmoothing / 2;
    const std::size_t end = std::min(rows, row + kSmoothing / 2 + 1);
    for (std::size_t band = 0; band < kFilters; ++band) {
      float sum = 0;
      for (std::size_t r = begin; r < end; ++r) sum += std::exp(raw[r * kFilters + band]);
      out[row][band] = std::log(sum / static_cast<float>(end - begin) + std::exp(kRounding));
    }
  }
  return out;
}

// Chance alone lifts the smoothed energy of stationary noise above its 10 % quantile by this much in 99 % of
// the rows: narrow (low) bands hold few bins and scatter more. From simulated white noise.
float scatter(std::size_t band) { return 1.9f - 1.1f * static_cast<float>(band) / (kFilters - 1); }

float quantile(std::vector<float>& values, double q) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

float loudness(const Bands& bands) {
  float most = bands[0];
  for (const float b : bands) most = std::max(most, b);
  return most;
}

struct Surroundings {
  Bands floor{};
  float loud = 0;
};

// Floor and loudness of the rows around each point of the grid. Rows of digital silence (edited recordings)
// say nothing about the room and are left out, unless hardly anything else is there.
std::vector<Surroundings> surroundings(const std::vector<Bands>& bands) {
  std::vector<Surroundings> grid(bands.size() / kGrid + 2);
  std::vector<std::size_t> rows;
  std::vector<float> values;
  for (std::size_t g = 0; g < grid.size(); ++g) {
    const std::size_t centre = g * kGrid;
    const std::size_t begin = centre > kReach ? centre - kReach : 0,
                      end = std::min(bands.size(), centre + kReach);
    rows.clear();
    for (std::size_t r = begin; r < end; r += 2) {
      if (loudness(bands[r]) > kRounding + 0.1f) rows.push_back(r);
    }
    if (rows.size() * 10 < (end - begin) / 2) {
      grid[g].floor.fill(kRounding);
      grid[g].loud = kRounding;
    }
    if (rows.empty()) continue;
    const auto collect = [&](auto&& value) {
      values.clear();
      for (const std::size_t r : rows) values.push_back(value(bands[r]));
    };
    collect([](const Bands& b) { return loudness(b); });
    grid[g].loud = quantile(values, kLoudQuantile);
    if (grid[g].floor[0] == kRounding) continue;
    for (std::size_t band = 0; band < kFilters; ++band) {
      collect([band](const Bands& b) { return b[band]; });
      grid[g].floor[band] = quantile(values, kFloorQuantile);
    }
  }
  return grid;
}

struct Scores {
  std::vector<float> score;  // mean excess over the floor beyond chance, of all bands; 0 = noise
  std::vector<Bands> above;  // log energy above the floor
};

Scores scoreRows(const std::vector<Bands>& bands, const std::vector<Surroundings>& grid) {
  Scores out{std::vector<float>(bands.size()), std::vector<Bands>(bands.size())};
  for (std::size_t row = 0; row < bands.size(); ++row) {
    const Surroundings &a = grid[row / kGrid], &b = grid[row / kGrid + 1];
    const float t = static_cast<float>(row % kGrid) / kGrid;
    float sum = 0;
    for (std::size_t band = 0; band < kFilters; ++band) {
      const float floor = a.floor[band] + t * (b.floor[band] - a.floor[band]);
      out.above[row][band] = bands[row][band] - floor;
      sum += std::max(0.0f, out.above[row][band] - scatter(band));
    }
    const bool isFaint = loudness(bands[row]) < a.loud + t * (b.loud - a.loud) - kDynamics;
    out.score[row] = isFaint ? 0.0f : sum / kFilters;
  }
  return out;
}

// Runs of rows that start above kStart and last while the score stays above kKeep, joined across short gaps.
std::vector<Range> candidates(const std::vector<float>& score) {
  std::vector<Range> ranges;
  for (std::size_t row = 0; row < score.size();) {
    if (score[row] < kStart) {
      ++row;
      continue;
    }
    Range range{row, row};
    const std::size_t bound = ranges.empty() ? 0 : ranges.back().end;
    while (range.begin > bound && score[range.begin - 1] >= kKeep) --range.begin;
    while (range.end < score.size() && score[range.end] >= kKeep) ++range.end;
    row = range.end;
    if (!ranges.empty() && range.begin - ranges.back().end < kBridge) {
      ranges.back().end = range.end;
    } else {
      ranges.push_back(range);
    }
  }
  return ranges;
}

// Mean over the bands of the deviation over time of the spectral shape (the level itself taken out).
float shapeChange(const std::vector<Bands>& above, Range range) {
  Bands sum{}, squares{};
  for (std::size_t row = range.begin; row < range.end; ++row) {
    float level = 0;
    for (const float a : above[row]) level += a / kFilters;
    for (std::size_t band = 0; band < kFilters; ++band) {
      const float shape = above[row][band] - level;
      sum[band] += shape;
      squares[band] += shape * shape;
    }
  }
  const float n = static_cast<float>(range.end - range.begin);
  float deviation = 0;
  for (std::size_t band = 0; band < kFilters; ++band) {
    const float mean = sum[band] / n;
    deviation += std::sqrt(std::max(0.0f, squares[band] / n - mean * mean)) / kFilters;
  }
  return deviation;
}

bool isSpeech(const Scores& scores, const std::vector<float>& pitch, Range range) {
  if (range.end - range.begin < kShortest) return false;
  std::size_t voiced = 0;
  for (std::size_t row = range.begin; row < range.end; ++row) {
    if (pitch[row] >= kVoiced && scores.score[row] >= kKeep) ++voiced;
  }
  return voiced >= 3 || shapeChange(scores.above, range) >= kShapeChange;
}

// Straight attack before and release after each range, the loudest of all ranges at each row.
std::vector<float> envelope(const std::vector<Range>& ranges, std::size_t rows) {
  std::vector<float> out(rows, 0.0f);
  for (const Range& range : ranges) {
    const float first = static_cast<float>(range.begin) - kLeadRows,
                last = static_cast<float>(range.end) + kHoldRows;
    const float from = std::max(0.0f, first - kAttackRows),
                to = std::min(static_cast<float>(rows), last + kReleaseRows);
    for (auto row = static_cast<std::size_t>(from); row < static_cast<std::size_t>(to); ++row) {
      const float r = static_cast<float>(row);
      const float rise = (r - (first - kAttackRows)) / kAttackRows,
                  fall = (last + kReleaseRows - r) / kReleaseRows;
      out[row] = std::max(out[row], std::clamp(std::min(rise, fall), 0.0f, 1.0f));
    }
  }
  return out;
}

}  // namespace

std::vector<float> voiceActivity(std::span<const std::int16_t> samples) {
  const std::vector<Bands> bands = smoothedBands(samples);
  const Scores scores = scoreRows(bands, surroundings(bands));
  const std::vector<float> pitch = periodicity(samples);
  std::vector<Range> ranges;
  for (const Range& range : candidates(scores.score)) {
    if (isSpeech(scores, pitch, range)) ranges.push_back(range);
  }
  const std::vector<float> rows = envelope(ranges, bands.size());
  std::vector<float> steps(stepCount(samples.size()));
  for (std::size_t step = 0; step < steps.size(); ++step) {
    const std::size_t begin = step * kRowsPerStep, end = std::min(rows.size(), begin + kRowsPerStep);
    for (std::size_t row = begin; row < end; ++row)
      steps[step] += rows[row] / static_cast<float>(end - begin);
  }
  return steps;
}

}  // namespace speech
