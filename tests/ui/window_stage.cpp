#include "tests/ui/window_stage.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include "core/base/detached.h"
#include "core/project/edit.h"
#include "core/sample/sample.h"
#include "models/catalogue/catalogue.h"

namespace {

// Paints a square of one colour on the mouth.
class Painter final : public dub::LipModel {
 public:
  void learnFace(const dub::Footage&, const std::function<void(double)>&, std::stop_token) override {}
  void setSpeech(const speech::Speech&, std::span<const dub::Cue>, std::stop_token) override {}
  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
    std::vector<face::Patch> patches(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const base::Point mouth = (requests[i].face->points[48] + requests[i].face->points[54]) * 0.5F;
      patches[i].bgr = base::Image(40, 24, 3);
      patches[i].alpha = base::Image(40, 24, 1);
      std::fill(patches[i].alpha.data.begin(), patches[i].alpha.data.end(), std::uint8_t{255});
      for (std::size_t p = 0; p < patches[i].bgr.data.size(); p += 3) patches[i].bgr.data[p + 1] = 255;
      patches[i].toFrame = {1, 0, std::round(mouth.x) - 20, std::round(mouth.y) - 12};
    }
    return patches;
  }
};

// Made once for all tests of the program: rendering takes a moment.
struct Media {
  test_support::TempFolder folder;
  std::filesystem::path film, speech;
  Media() {
    film = sample::makeSample({.seconds = 3, .text = "One two three four five."}, folder / "film").video;
    speech = sample::makeSample(
                 {.seconds = 2, .width = 160, .height = 120, .voice = "en-us+f3", .text = "Other words."},
                 folder / "voice")
                 .speech;
  }
};

const Media& made() {
  static const Media all;
  return all;
}

}  // namespace

bool waitFor(const std::function<bool()>& condition) {
  const QDeadlineTimer limit(std::chrono::minutes(2));
  while (!condition() && !limit.hasExpired()) {
    QEventLoop loop;
    QTimer::singleShot(5, &loop, &QEventLoop::quit);
    loop.exec();
  }
  return condition();
}

WindowStage::WindowStage(bool isReal)
    : WindowStage(isReal ? dub::MakeModel(catalogue::make)
                         : dub::MakeModel([](const std::string&, const dub::LipSettings&) {
                             return std::make_unique<Painter>();
                           })) {}

WindowStage::WindowStage(dub::MakeModel makeModel, ui::ProjectDisk disk)
    : WindowStage(ui::MainWindow::Options{
          .makeModel = std::move(makeModel), .isSilent = true, .disk = std::move(disk)}) {}

WindowStage::WindowStage(const ui::MainWindow::Options& options) {
  window_ = std::make_unique<ui::MainWindow>(options);
  window_->show();
}

WindowStage::~WindowStage() {
  window_.reset();
  for (const base::Worth worth : {base::Worth::keep, base::Worth::throwAway})
    base::waitForDetached(worth, std::chrono::minutes(2));
}

std::filesystem::path WindowStage::film() const { return made().film; }
std::filesystem::path WindowStage::speech() const { return made().speech; }

bool WindowStage::load() {
  workspace().dubbing().forget();  // what an earlier test painted
  window_->openFiles({film(), speech()});
  return waitFor(
      [&] { return workspace().clip().analysis() != nullptr && !workspace().dubbing().states().empty(); });
}
