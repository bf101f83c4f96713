// Nobody waits for work that can be thrown away; what must not be lost goes to its end, and the window says
// so.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDockWidget>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <atomic>
#include <fstream>
#include <latch>
#include <memory>

#include "core/base/detached.h"
#include "core/project/project_file.h"
#include "tests/ui/window_stage.h"
#include "ui/clip/transport.h"
#include "ui/record/microphone.h"
#include "ui/record/record_session.h"
#include "ui/window/notice_bar.h"

namespace {

namespace fs = std::filesystem;
using base::Worth;

// Work that has begun, and ends when it is let, whoever wants it to stop.
struct Stubborn {
  std::latch began{1}, mayEnd{1};
  std::atomic<bool> hasBegun = false, isOver = false;
  void work() {
    if (!hasBegun.exchange(true)) began.count_down();
    mayEnd.wait();
    isOver = true;
  }
};

class StubbornModel final : public dub::LipModel {
 public:
  explicit StubbornModel(std::shared_ptr<Stubborn> stubborn) : stubborn_(std::move(stubborn)) {}
  void learnFace(const dub::Footage&, const std::function<void(double)>&, std::stop_token) override {
    stubborn_->work();
  }
  void setSpeech(const speech::Speech&, std::span<const dub::Cue>, std::stop_token) override {}
  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
    return std::vector<face::Patch>(requests.size());
  }

 private:
  std::shared_ptr<Stubborn> stubborn_;
};

dub::MakeModel stubbornModels(const std::shared_ptr<Stubborn>& stubborn) {
  return [stubborn](const std::string&, const dub::LipSettings&) {
    return std::make_unique<StubbornModel>(stubborn);
  };
}

// Presses a button of the next box that comes up; NoButton: the only one.
class Press {
 public:
  explicit Press(QMessageBox::StandardButton which = QMessageBox::NoButton) {
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this, which] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (box == nullptr) return;
      timer_.stop();
      words = box->text();
      (which == QMessageBox::NoButton ? box->buttons().first() : box->button(which))->click();
    });
    timer_.start(5);
  }
  QString words;

 private:
  QTimer timer_;
};

TEST(Closing, TheWindowGoesWhileAModelDoesNotStop) {
  const auto stubborn = std::make_shared<Stubborn>();
  {
    WindowStage stage(stubbornModels(stubborn));
    ASSERT_TRUE(stage.load());
    stage.workspace().document().history().setClean();
    stage.trigger("dub");
    stubborn->began.wait();
    const Press close(QMessageBox::Close);
    EXPECT_TRUE(stage.window().close());
    stage.end();
    EXPECT_FALSE(stubborn->isOver) << "the window waited for it";
    stubborn->mayEnd.count_down();
  }
  EXPECT_TRUE(stubborn->isOver);
}

TEST(Closing, AnotherFileOpensWhileAModelDoesNotStop) {
  const auto stubborn = std::make_shared<Stubborn>();
  WindowStage stage(stubbornModels(stubborn));
  ASSERT_TRUE(stage.load());
  stage.trigger("dub");
  stubborn->began.wait();
  stage.workspace().document().reset({}, {});
  EXPECT_FALSE(stage.workspace().dubbing().isDubbing());
  ASSERT_TRUE(stage.load());
  EXPECT_FALSE(stubborn->isOver) << "opening waited for it";
  stubborn->mayEnd.count_down();
}

TEST(Closing, PlaybackIsLeftBehindWhileItsPictureIsPainted) {
  const auto stubborn = std::make_shared<Stubborn>();
  {
    WindowStage stage;
    ASSERT_TRUE(stage.load());
    stage.workspace().transport().setDub([stubborn](media::FrameNo, const media::Frame&) {
      stubborn->work();
      return std::optional<media::Frame>();
    });
    stage.workspace().transport().refresh();
    stubborn->began.wait();
    stage.end();
    EXPECT_FALSE(stubborn->isOver);
    stubborn->mayEnd.count_down();
  }
  EXPECT_TRUE(stubborn->isOver);
}

class StubbornInput final : public audio::Input {
 public:
  explicit StubbornInput(std::shared_ptr<Stubborn> stubborn) : stubborn_(std::move(stubborn)) {}
  ~StubbornInput() override { stubborn_->work(); }
  int rate() const override { return 48000; }
  int channels() const override { return 1; }
  void read(std::vector<float>&) override {}
  std::int64_t lost() const override { return 0; }
  std::optional<audio::Clock::time_point> timeOf(std::int64_t) const override { return std::nullopt; }
  bool isAlive() const override { return true; }

 private:
  std::shared_ptr<Stubborn> stubborn_;
};

TEST(Closing, AMicrophoneIsLeftBehindWhileItDoesNotClose) {
  const auto stubborn = std::make_shared<Stubborn>();
  {
    ui::Microphone microphone(
        [stubborn](const ui::RecordSettings&) { return std::make_unique<StubbornInput>(stubborn); });
    QSignalSpy opened(&microphone, &ui::Microphone::opened);
    microphone.open({});
    ASSERT_TRUE(opened.wait());
  }
  stubborn->began.wait();
  EXPECT_FALSE(stubborn->isOver);
  stubborn->mayEnd.count_down();
  EXPECT_TRUE(base::waitForDetached(Worth::throwAway, std::chrono::minutes(1)));
}

// Hears a level, in step with the clock; can be stuck.
class StickyInput final : public audio::Input {
 public:
  struct Wire {
    std::atomic<bool> isStuck = false;
    std::latch mayGoOn{1};
  };
  explicit StickyInput(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}
  int rate() const override { return 48000; }
  int channels() const override { return 1; }
  void read(std::vector<float>& samples) override {
    if (wire_->isStuck) wire_->mayGoOn.wait();
    const double gone = std::chrono::duration<double>(audio::Clock::now() - began_).count();
    const auto due = static_cast<std::int64_t>(gone * rate());
    samples.insert(samples.end(), static_cast<std::size_t>(due - given_), 0.1F);
    given_ = due;
  }
  std::int64_t lost() const override { return 0; }
  std::optional<audio::Clock::time_point> timeOf(std::int64_t frame) const override {
    return began_ + std::chrono::microseconds(frame * 1000000 / rate());
  }
  bool isAlive() const override { return true; }

 private:
  std::shared_ptr<Wire> wire_;
  const audio::Clock::time_point began_ = audio::Clock::now();
  std::int64_t given_ = 0;
};

TEST(Closing, ATakeIsFinishedFirstAndTheWindowSaysSo) {
  const auto wire = std::make_shared<StickyInput::Wire>();
  ui::MainWindow::Options options{.isSilent = true, .openInput = [wire](const ui::RecordSettings&) {
                                    return std::make_unique<StickyInput>(wire);
                                  }};
  options.preferences.countIn = false;
  options.preferences.loopRecord = true;  // it does not end by itself
  WindowStage stage(options);
  ASSERT_TRUE(stage.load());
  stage.workspace().document().edit("Range", [](dub::Project& project) {
    project.inSec = 0.5;
    project.outSec = 2.5;
  });
  stage.workspace().document().history().setClean();
  ui::RecordSession& recording = stage.window().recording();
  QSignalSpy grew(&recording, &ui::RecordSession::recordingGrew);
  stage.trigger("record");
  ASSERT_TRUE(waitFor([&] { return grew.count() > 5; }));
  wire->isStuck = true;
  const Press stop(QMessageBox::Close);
  EXPECT_FALSE(stage.window().close());
  EXPECT_TRUE(stop.words.contains("recording"));
  const auto isTold = [&] {
    const auto* words = stage.window().findChild<QProgressDialog*>();
    return words != nullptr && words->isVisible() && words->labelText().contains("take");
  };
  EXPECT_TRUE(waitFor(isTold));
  EXPECT_EQ(recording.state(), ui::RecordState::saving);
  EXPECT_TRUE(stage.window().isVisible());
  const Press discard(QMessageBox::Discard);  // the project has the take, and is not saved
  wire->mayGoOn.count_down();
  EXPECT_TRUE(waitFor([&] { return !stage.window().isVisible(); }));
  ASSERT_GE(stage.project().takes.size(), 2u);
  EXPECT_TRUE(fs::exists(stage.project().takes.back().file));
}

dub::Project marked() {
  dub::Project project;
  project.markers.push_back({1, "here"});
  return project;
}

TEST(SlowDisk, SavingSaysSoAndCanBeLeftToItself) {
  const auto stubborn = std::make_shared<Stubborn>();
  const test_support::TempFolder folder;
  const fs::path file = folder / "slow.redub";
  {
    WindowStage stage({}, {.save = [stubborn](const dub::Project& project, const fs::path& path) {
                        stubborn->work();
                        dub::saveProject(project, path);
                      }});
    stage.workspace().document().reset({}, file);
    stage.workspace().document().edit("Mark", [](dub::Project& project) { project = marked(); });
    const Press stopWaiting;
    stage.trigger("save");
    EXPECT_TRUE(stopWaiting.words.contains("slow.redub"));
    EXPECT_FALSE(stubborn->isOver) << "the window waited for it";
    EXPECT_TRUE(stage.workspace().document().isModified()) << "nobody knows that it is saved";
    EXPECT_TRUE(stage.window().notices().text().contains("slow.redub"));
    stubborn->mayEnd.count_down();
  }
  EXPECT_EQ(dub::loadProject(file).markers.size(), 1u) << "it was finished";
}

TEST(SlowDisk, OpeningCanBeGivenUp) {
  const auto stubborn = std::make_shared<Stubborn>();
  WindowStage stage({}, {.load = [stubborn](const fs::path&) {
                      stubborn->work();
                      return marked();
                    }});
  const Press giveUp;
  std::ofstream(stage.folder() / "far.redub") << "{}";
  stage.window().openFiles({stage.folder() / "far.redub"});
  ASSERT_TRUE(waitFor([&] { return !giveUp.words.isEmpty(); }));
  EXPECT_FALSE(stubborn->isOver);
  EXPECT_TRUE(stage.project().markers.empty());
  stubborn->mayEnd.count_down();
}

TEST(SlowDisk, ASavedProjectIsNotModified) {
  WindowStage stage;
  const fs::path file = stage.folder() / "p.redub";
  stage.workspace().document().reset({}, file);
  stage.workspace().document().edit("Mark", [](dub::Project& project) { project = marked(); });
  stage.trigger("save");
  EXPECT_FALSE(stage.workspace().document().isModified());
  EXPECT_EQ(dub::loadProject(file).markers.size(), 1u);
}

}  // namespace
