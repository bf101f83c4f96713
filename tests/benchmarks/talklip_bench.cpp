// redub_bench_talklip --joints MODEL.safetensors SPEECH: how far speech vectors that were heard in segments
// are from those heard at once, in parts of the vectors' own deviation. redub_bench_talklip CLIP [OUT.png]:
// what detail transfer makes of a perfect network's mouths. Each row of the sheet: the frame, the mouth of
// another moment (the truth), the same through 96x96 pixels, with detail. Prints sharpness against the truth
// and the time a picture takes.
#include <cstdio>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/stopwatch.h"
#include "core/base/thread_policy.h"
#include "core/dub/analyse.h"
#include "core/face/mat_view.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/decode/video_reader.h"
#include "core/media/picture/convert.h"
#include "models/talklip/crop.h"
#include "models/talklip/detail.h"
#include "models/talklip/speech_encoding.h"

namespace {

cv::Mat cut(const media::Frame& frame, base::Rect box) {
  const base::Rect region = media::chromaAligned(frame, box);
  const base::Image around = media::toBgr(frame, region);
  cv::Mat out;
  face::view(around)(cv::Rect(box.x - region.x, box.y - region.y, box.width, box.height))
      .convertTo(out, CV_32FC3);
  return out;
}

double sharpness(const cv::Mat& picture) {
  cv::Mat grey, fine;
  const cv::Rect mouth(picture.cols / 4, picture.rows * 6 / 10, picture.cols / 2, picture.rows * 3 / 10);
  cv::cvtColor(picture(mouth), grey, cv::COLOR_BGR2GRAY);
  cv::Laplacian(grey, fine, CV_32F);
  return cv::norm(fine, cv::NORM_L1) / static_cast<double>(fine.total());
}

int joints(const char* model, const char* file) {
  const auto network =
      talklip::openNetwork(model, {.device = base::parseDevice("cpu"), .precision = base::Precision::fp32});
  speech::Speech speech = speech::makeSpeech(media::readSpeech(file));
  const std::size_t most = std::size_t{150} * speech::kRate;  // at once takes memory by its square
  if (speech.samples.size() > most)
    speech = speech::makeSpeech({speech.samples.begin(), speech.samples.begin() + most});
  const talklip::SpeechEncoding whole =
      talklip::encodeSpeech(*network, speech, 1e9, {}, {.maxCore = 1000000});
  double mean = 0, squares = 0;
  for (const float v : whole.vectors)
    mean += static_cast<double>(v), squares += static_cast<double>(v) * static_cast<double>(v);
  const double count = static_cast<double>(whole.vectors.size());
  const double deviation = std::sqrt(squares / count - mean / count * mean / count);
  const speech::SegmentSettings settings;
  const talklip::SpeechEncoding parts = talklip::encodeSpeech(*network, speech, 1e9, {}, settings);
  const std::vector<speech::Segment> segments = speech::cutAtPauses(speech, settings);
  const auto off = [&](std::size_t step) {
    double sum = 0;
    for (std::size_t i = 0; i < whole.size; ++i) {
      const double d = static_cast<double>(whole.vectors[step * whole.size + i]) -
                       static_cast<double>(parts.vectors[step * whole.size + i]);
      sum += d * d;
    }
    return std::sqrt(sum / static_cast<double>(whole.size)) / deviation;
  };
  double all = 0, atJoints = 0, worst = 0;
  std::size_t near = 0;
  for (std::size_t step = 0; step < whole.count(); ++step) {
    all += off(step), worst = std::max(worst, off(step));
    for (const speech::Segment& s : segments)
      if (s.coreBegin > 0 && step + talklip::kFade >= s.coreBegin && step < s.coreBegin + talklip::kFade)
        atJoints += off(step), ++near;
  }
  std::printf(
      "%.0f s in %zu segments: off by %.4f deviations on average, %.4f at the joints, %.4f at worst\n",
      speech.seconds(), segments.size(), all / static_cast<double>(whole.count()),
      near > 0 ? atJoints / static_cast<double>(near) : 0.0, worst);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  if (argc == 4 && std::string(argv[1]) == "--joints") return joints(argv[2], argv[3]);
  if (argc < 2) return std::fprintf(stderr, "redub_bench_talklip CLIP [OUT.png]\n"), 2;
  const auto clip = media::indexClip(argv[1]);
  const auto analysis = dub::analyse(clip, {}, {}, {});
  const face::Track& track = analysis->tracks.at(0);
  dub::Footage footage{clip, &track, analysis->cuts, {}, nullptr};
  media::VideoReader reader(clip);
  for (media::FrameNo n = 0; n < reader.index().frames(); ++n)
    footage.seconds.push_back(reader.index().seconds(n, reader.info().timeBase));
  const talklip::Gallery gallery = talklip::openGallery(footage, [](double) {}, {});
  std::printf("gallery: %zu pictures\n", gallery.pictures.size());
  cv::Mat sheet;
  double soft = 0, with = 0, seconds = 0;
  int count = 0;
  const media::FrameNo step = std::max<media::FrameNo>(1, (track.end() - track.first - 20) / 6);
  for (media::FrameNo n = track.first; n + 17 < track.end() && count < 6; n += step) {
    const face::Face *here = track.at(n), *there = track.at(n + 17);
    if (here == nullptr || there == nullptr) continue;
    const base::Rect box = talklip::faceBox(here->points, clip->video().width, clip->video().height);
    const base::Rect other = talklip::faceBox(there->points, clip->video().width, clip->video().height);
    const cv::Mat own = cut(reader.at(n), box);
    cv::Mat truth, small, generated;
    cv::resize(cut(reader.at(n + 17), other), truth, own.size());
    cv::resize(truth, small, {96, 96}, 0, 0, cv::INTER_AREA);
    cv::resize(small, generated, own.size());
    const person::HeadPose pose = gallery.headPoses.at(n, here->points);
    const base::Stopwatch watch;
    const cv::Mat result = talklip::withDetail({box, pose.toUnit, pose.turn, generated, own}, gallery);
    seconds += watch.wallSec(), ++count;
    soft += sharpness(generated) / sharpness(truth), with += sharpness(result) / sharpness(truth);
    cv::Mat row, shown;
    cv::hconcat(std::vector<cv::Mat>{own, truth, generated, result}, row);
    cv::resize(row, shown, {1600, 1600 / 4 * own.rows / own.cols}, 0, 0, cv::INTER_AREA);
    shown = shown.rowRange(shown.rows / 2, shown.rows);
    cv::Mat bytes;
    shown.convertTo(bytes, CV_8UC3);
    if (!sheet.empty()) cv::resize(bytes, bytes, {1600, bytes.rows});
    sheet.push_back(bytes);
  }
  std::printf(
      "sharpness of the mouth against the truth: network alone %.2f, with detail %.2f; %.1f ms a picture\n",
      soft / count, with / count, 1000 * seconds / count);
  if (argc > 2) cv::imwrite(argv[2], sheet);
}
