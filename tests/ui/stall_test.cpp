// The window stays awake while it works on a film of full size.
#include <gtest/gtest.h>

#include <QSignalSpy>
#include <cstdio>

#include "core/sample/sample.h"
#include "tests/ui/stall_watch.h"
#include "tests/ui/window_stage.h"
#include "ui/exporting/export_queue.h"

namespace {

// An event may compute for so long; waiting for a processor is the machine's business.
constexpr double kMostMs = 50;

// Measures as long as it lives.
struct Watching {
  Watching() { static_cast<WatchedApplication*>(qApp)->watch = &watch; }
  ~Watching() { static_cast<WatchedApplication*>(qApp)->watch = nullptr; }
  StallWatch watch;
};

TEST(Stall, OpenScrubDubAndExportOfA1080pClipLeaveTheWindowAwake) {
  WindowStage stage(true);
  const auto film = sample::makeSample({.seconds = 2, .width = 1920, .height = 1080, .text = "One two."},
                                       stage.folder() / "hd")
                        .video;
  stage.window().resize(1600, 1000);
  ui::Workspace& w = stage.workspace();
  waitFor([] { return true; });
  const Watching watching;
  const StallWatch& watch = watching.watch;

  stage.window().openFiles({film, stage.speech()});
  ASSERT_TRUE(waitFor([&] { return w.clip().analysis() != nullptr && !w.dubbing().states().empty(); }));
  const auto tell = [&](const char* what) {
    std::printf("longest stall up to %-9s %6.1f ms on the clock (%s), %5.1f ms computing (%s), %d events\n",
                what, watch.longest.wallMs, watch.longest.event.c_str(), watch.longestComputing.cpuMs,
                watch.longestComputing.event.c_str(), watch.events);
  };
  tell("opening");
  int shown = 0;
  const QObject context;
  QObject::connect(&w.transport(), &ui::Transport::shown, &context, [&] { ++shown; });
  for (int i = 0; i < 60; ++i) {
    w.transport().seek((i * 37) % w.transport().frames());
    waitFor([] { return true; });
  }
  ASSERT_TRUE(waitFor([&] { return shown > 0; }));
  tell("scrubbing");
  w.transport().play();
  ASSERT_TRUE(waitFor([&] { return !w.transport().isPlaying(); }));
  tell("playing");
  QSignalSpy finished(&w.dubbing(), &ui::DubSession::finished);
  stage.trigger("dub");
  ASSERT_TRUE(waitFor([&] { return finished.count() == 1; }));
  tell("dubbing");
  QSignalSpy exported(&stage.window().exports(), &ui::ExportQueue::finished);
  stage.window().exports().add(stage.project(), dub::exportPreset("h264-small"), stage.folder() / "out.mp4",
                               w.renderOptions());
  ASSERT_TRUE(waitFor([&] { return exported.count() == 1; }));
  EXPECT_TRUE(exported[0][1].toBool());
  tell("export");
  EXPECT_LE(watch.longestComputing.cpuMs, kMostMs) << watch.longestComputing.event;
  EXPECT_GT(watch.events, 100);
}

}  // namespace
