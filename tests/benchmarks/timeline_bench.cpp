// How long a paint of the timeline takes: 1600 x 500 pixels, a clip of a minute and of an hour.
//   redub_bench_timeline [paints]
#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "core/base/thread_policy.h"
#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline.h"

static constexpr double kRate = 25;

static dub::Project projectOf(double seconds, int clips) {
  dub::Project project;
  project.video = "clip.mp4";
  project.voices.resize(2);
  const int take = dub::addTake(project, "take.wav", seconds);
  const double every = seconds / clips;
  for (int i = 0; i < clips; ++i) dub::addClip(project, take, i % 2, i * every, i * every, (i + 0.7) * every);
  return project;
}

static face::Face someFace() {
  face::Face face;
  face.seen = face::Seen::detected;
  face.box = {0, 0, 100, 100};
  face.points[45] = {100, 0};
  face.points[30] = {50, 50};
  return face;
}

static ui::TimelineContent contentOf(double seconds) {
  ui::TimelineContent content;
  const auto frames = static_cast<media::FrameNo>(seconds * kRate);
  content.video = media::VideoInfo{.width = 1920, .height = 1080, .timeBase = {1, 25}, .frameRate = {25, 1}};
  content.video->frames = frames;
  content.video->durationSec = seconds;
  auto index = std::make_shared<media::FrameIndex>();
  for (media::FrameNo i = 0; i < frames; ++i) index->entries.push_back({i, i % 50 == 0});
  content.index = std::move(index);
  auto analysis = std::make_shared<face::Analysis>();
  analysis->frames = frames;
  for (int id = 1; id <= 4; ++id)
    analysis->tracks.push_back({id, (id - 1) * frames / 4,
                                std::vector<face::Face>(static_cast<std::size_t>(frames / 3), someFace())});
  for (media::FrameNo cut = 60; cut < frames; cut += 90) analysis->cuts.push_back(cut);
  content.analysis = std::move(analysis);
  for (media::FrameNo i = 0; i < frames; ++i)
    content.states.push_back(static_cast<dub::FrameState>(i / 20 % 4));
  return content;
}

static std::shared_ptr<const audio::WaveformPeaks> waveOf(double seconds) {
  std::vector<audio::WaveformPeaks::Peak> peaks(
      static_cast<std::size_t>(seconds * audio::WaveformPeaks::kPerSec));
  for (std::size_t i = 0; i < peaks.size(); ++i) {
    const auto high = static_cast<std::int8_t>(120 * std::abs(std::sin(static_cast<double>(i) * 0.11)));
    peaks[i] = {static_cast<std::int8_t>(-high), high};
  }
  return std::make_shared<audio::WaveformPeaks>(std::move(peaks));
}

// Best, median and worst of `paints`, in milliseconds.
static void measure(const char* name, ui::Timeline& timeline, const QRect& part, int paints) {
  QImage image(timeline.size(), QImage::Format_RGB32);
  std::vector<double> ms;
  for (int i = 0; i < paints; ++i) {
    QElapsedTimer timer;
    timer.start();
    timeline.render(&image, part.topLeft(), part);
    ms.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  std::ranges::sort(ms);
  std::printf("%-34s %8.2f %8.2f %8.2f\n", name, ms.front(), ms[ms.size() / 2], ms.back());
}

static void measureClip(double seconds, int clips, int paints) {
  const auto wave = waveOf(seconds);
  QImage thumbnail(96, 54, QImage::Format_RGB32);
  thumbnail.fill(Qt::darkCyan);
  ui::Document document;
  ui::Timeline timeline(
      document, [&](const std::filesystem::path&, bool) { return wave; },
      [&](media::FrameNo) { return thumbnail; }, [](std::vector<media::FrameNo>) {});
  document.reset(projectOf(seconds, clips), {});
  timeline.setContent(contentOf(seconds));
  timeline.resize(1600, 500);
  timeline.show();
  const auto title = [&](const char* what) {
    return QStringLiteral("%1 min, %2 lines, %3")
        .arg(seconds / 60)
        .arg(clips)
        .arg(QLatin1String(what))
        .toUtf8();
  };
  timeline.zoomToFit();
  measure(title("fit"), timeline, timeline.rect(), paints);
  document.edit(
      {}, [&](dub::Project& project) { project.inSec = seconds / 2, project.outSec = seconds / 2 + 10; });
  timeline.zoomToRange();
  measure(title("10 s"), timeline, timeline.rect(), paints);
  measure(title("10 s, strip"), timeline, QRect(800, 0, 16, 500), paints);
}

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  theme::apply(app, theme::Scheme::dark);
  const int paints = argc > 1 ? std::max(1, std::atoi(argv[1])) : 100;
  std::printf("%-34s %8s %8s %8s\n", "one paint of 1600 x 500, ms", "best", "median", "worst");
  measureClip(60, 12, paints);
  measureClip(3600, 500, paints);
}
