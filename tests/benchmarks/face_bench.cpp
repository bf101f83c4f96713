// Frames a second and core of the face analysis, decoding aside:
//   redub_bench_face CLIP [CLIP ...]
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "app/cli/error_words.h"
#include "core/base/error.h"
#include "core/base/thread_policy.h"
#include "core/face/analyser.h"
#include "core/media/decode/video_reader.h"
#include "core/media/picture/convert.h"

namespace {

constexpr std::size_t kFrames = 250;

double cpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

base::Image scaledTo(const base::Image& grey, int shorterSide) {
  const double scale = static_cast<double>(shorterSide) / std::min(grey.width, grey.height);
  base::Image out(std::max(1, static_cast<int>(grey.width * scale)),
                  std::max(1, static_cast<int>(grey.height * scale)), 1);
  const cv::Mat source(grey.height, grey.width, CV_8UC1, const_cast<std::uint8_t*>(grey.data.data()));
  cv::Mat target(out.height, out.width, CV_8UC1, out.data.data());
  cv::resize(source, target, target.size(), 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return out;
}

void measure(const std::string& clip, int shorterSide) {
  media::VideoReader reader(media::indexClip(clip));
  std::vector<base::Image> frames;
  while (frames.size() < kFrames && static_cast<media::FrameNo>(frames.size()) < reader.info().frames) {
    frames.push_back(scaledTo(media::toGrey(*reader.next()), shorterSide));
  }
  double best = 1e9;
  face::Analysis analysis;
  for (int round = 0; round < 3; ++round) {
    face::Analyser analyser(face::landmarkFile());
    const double start = cpuSeconds();
    for (const base::Image& frame : frames) analyser.push(frame);
    analysis = analyser.finish();
    best = std::min(best, cpuSeconds() - start);
  }
  std::size_t seen = 0;
  for (const face::Track& track : analysis.tracks) {
    seen +=
        static_cast<std::size_t>(std::count_if(track.faces.begin(), track.faces.end(),
                                               [](const face::Face& f) { return f.seen != face::Seen::no; }));
  }
  const auto count = static_cast<double>(frames.size());
  std::printf("%5d  %5dx%-5d %7zu %7zu %9zu %10.2f %10.0f  %s\n", shorterSide, frames[0].width,
              frames[0].height, frames.size(), analysis.tracks.size(), seen, 1000 * best / count,
              count / best, clip.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  if (argc < 2) {
    std::fprintf(stderr, "usage: redub_bench_face CLIP [CLIP ...]\n");
    return 2;
  }
  std::printf("%s, best of 3, CPU time of the process\n", processor().c_str());
  std::printf("lines  picture      frames  tracks     faces   ms/frame   frames/s  clip\n");
  try {
    for (int i = 1; i < argc; ++i) {
      for (const int lines : {360, 720, 1080}) measure(argv[i], lines);
    }
  } catch (const base::Error& error) {
    std::fprintf(stderr, "%s\n", cli::words(error.problem()).c_str());
    return 1;
  }
  return 0;
}
