#include "core/render/verify.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "core/media/decode/video_reader.h"
#include "core/media/picture/convert.h"
#include "core/render/sound_check.h"

namespace dub {

namespace fs = std::filesystem;

// A container may round every time to its own ticks (Matroska: 1 ms).
static constexpr double kTimeToleranceSec = 0.0011;
static constexpr double kLeastPsnrDb = 30.0;
static constexpr double kLeastSoundCorrelation = 0.9;
static constexpr double kMostSoundOffsetMs = 10.0;
static constexpr std::size_t kMostComparedPictures = 120;

bool Verdict::isGood() const { return !findings.empty() && std::ranges::all_of(findings, &Finding::isGood); }

template <class... Args>
static std::string text(const char* format, Args... args) {
  char buffer[256];
  std::snprintf(buffer, sizeof buffer, format, args...);
  return buffer;
}

static void checkPictures(Verdict& verdict, const media::VideoReader& output,
                          const OutputTimeline& expected) {
  const std::size_t wanted = expected.frames.size(),
                    found = static_cast<std::size_t>(output.index().frames());
  verdict.findings.push_back({"frames", wanted == found, text("%zu of %zu", found, wanted)});
  double worst = 0;
  for (std::size_t i = 0; i < std::min(wanted, found); ++i) {
    const double at = output.index().seconds(static_cast<FrameNo>(i), output.info().timeBase);
    worst = std::max(worst, std::abs(at - expected.frames[i].seconds));
  }
  const double tolerance = std::max(kTimeToleranceSec, output.info().timeBase.value());
  verdict.findings.push_back(
      {"timestamps", worst <= tolerance, text("largest difference %.2f ms", worst * 1000)});
}

// Everything a mask of this picture can have touched, with a margin that the encoder's filters may blur.
static std::vector<base::Rect> altered(const Expectation& expected, const OutputFrame& picture) {
  std::vector<base::Rect> rects;
  if (!picture.inRange) return rects;
  for (const face::Track* track : expected.tracks) {
    const face::Face* face = track->at(picture.source);
    if (face == nullptr) continue;
    base::Rect r = face::maskBounds(face->points, expected.mask);
    const int margin = 16 + std::max(r.width, r.height) / 3;
    rects.push_back({r.x - margin, r.y - margin, r.width + 2 * margin, r.height + 2 * margin});
  }
  return rects;
}

// dB over the luma outside the rectangles; 100 when identical or when nothing is left.
static double psnrOutside(const base::Image& a, base::Image b, const std::vector<base::Rect>& rects) {
  double count = static_cast<double>(a.data.size());
  for (const base::Rect& rect : rects) {
    const base::Rect r = base::intersect(rect, {0, 0, a.width, a.height});
    for (int y = r.y; y < r.y + r.height; ++y) std::copy_n(a.row(y) + r.x, r.width, b.row(y) + r.x);
    count -= static_cast<double>(r.width) * r.height;
  }
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < a.data.size(); ++i) {
    const int d = a.data[i] - b.data[i];
    sum += d * d;
  }
  return sum == 0 || count <= 0
             ? 100.0
             : std::min(100.0, 10 * std::log10(255.0 * 255.0 * count / static_cast<double>(sum)));
}

static void checkOutside(Verdict& verdict, media::VideoReader& output,
                         const std::shared_ptr<const media::ClipIndex>& source, const Expectation& expected,
                         const base::OnProgress& onProgress, const std::stop_token& stop) {
  media::VideoReader original(source);
  const auto found = static_cast<std::size_t>(output.index().frames());
  const std::size_t total = std::min(expected.timeline.frames.size(), found);
  const std::size_t step = std::max<std::size_t>(1, total / kMostComparedPictures);
  base::ProgressReporter meter(base::Stage::verify, static_cast<std::int64_t>(total), onProgress);
  double worst = 100, sum = 0;
  std::size_t worstAt = 0, compared = 0;
  for (std::size_t i = 0; i < total && !stop.stop_requested(); i += step) {
    const OutputFrame& picture = expected.timeline.frames[i];
    const base::Image a = media::toGrey(original.at(picture.source)),
                      b = media::toGrey(output.at(static_cast<FrameNo>(i)));
    if (a.width != b.width || a.height != b.height) {
      verdict.findings.push_back(
          {"picture size", false, text("%dx%d instead of %dx%d", b.width, b.height, a.width, a.height)});
      return;
    }
    const double psnr = psnrOutside(a, b, altered(expected, picture));
    if (psnr < worst) worst = psnr, worstAt = i;
    sum += psnr;
    ++compared;
    meter.update(static_cast<std::int64_t>(std::min(i + step, total)));
  }
  verdict.outsidePsnrDb = worst;
  verdict.findings.push_back(
      {"picture outside the mask", compared > 0 && worst >= kLeastPsnrDb,
       text("PSNR %.1f dB on average, %.1f dB at worst (picture %zu) of %zu compared",
            compared > 0 ? sum / static_cast<double>(compared) : 0, worst, worstAt, compared)});
}

static void checkSound(Verdict& verdict, const fs::path& output, const media::SoundPlan& sound,
                       const std::stop_token& stop) {
  const SoundMatch match = matchSound(output, sound, stop);
  verdict.avOffsetMs = match.offsetMs;
  verdict.soundCorrelation = match.correlation;
  const bool isGood =
      match.correlation >= kLeastSoundCorrelation && std::abs(match.offsetMs) <= kMostSoundOffsetMs;
  verdict.findings.push_back(
      {"sound", isGood,
       text("offset %+.1f ms, correlation with the mix %.3f", match.offsetMs, match.correlation)});
}

Verdict verify(const fs::path& output, const std::shared_ptr<const media::ClipIndex>& source,
               const Expectation& expected, const base::OnProgress& onProgress, std::stop_token stop) {
  const auto index = media::indexClip(output, stop);
  if (!index) return {};
  Verdict verdict;
  media::VideoReader reader(index);
  checkPictures(verdict, reader, expected.timeline);
  checkSound(verdict, output, expected.sound, stop);
  checkOutside(verdict, reader, source, expected, onProgress, stop);
  return verdict;
}

Verdict verifySound(const fs::path& output, const media::SoundPlan& sound, std::stop_token stop) {
  Verdict verdict;
  checkSound(verdict, output, sound, stop);
  return verdict;
}

}  // namespace dub
