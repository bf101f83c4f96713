// A whole picture as the authors' demonstration makes it, where its rules are right: crop, mask, network,
// paste at the box's size. And what it does wrong, one test a defect, with what Redub does instead.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/dub/paint.h"
#include "core/face/mat_view.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/picture/convert.h"
#include "core/render/render.h"
#include "core/sample/sample.h"
#include "models/checkpoint/checkpoint.h"
#include "models/networks/fold.h"
#include "models/networks/generator.h"
#include "models/store/import.h"
#include "models/talklip/crop.h"
#include "models/talklip/speech_encoding.h"
#include "models/talklip/talklip.h"
#include "tests/support/formula_weights.h"
#include "tests/support/temp_folder.h"
#include "tests/talklip/fakes.h"

namespace {

namespace fs = std::filesystem;
using talklip_test::FakeNetwork;
using test_support::quoted;
using test_support::shell;
using test_support::TempFolder;

const fs::path kCheckpoints = fs::path(REDUB_SOURCE_DIR) / "tests/golden/data/ckpt";

sample::SampleFiles sampleOf(const TempFolder& folder, double seconds, double fps = 25) {
  return sample::makeSample({.seconds = seconds, .fps = fps, .width = 480, .height = 320}, folder / "sample");
}

// Paints the whole crop in one colour.
std::unique_ptr<dub::LipModel> pinkMouths(const dub::LipSettings& settings) {
  return talklip::make(std::make_unique<FakeNetwork>(FakeNetwork::firstFeature,
                                                     [](std::span<const float>, float, std::span<float> out) {
                                                       std::ranges::fill(out, 0.9F);
                                                       const std::size_t plane = out.size() / 3;
                                                       std::ranges::fill(out.subspan(plane, plane), 0.1F);
                                                     }),
                       "pink", settings);
}

dub::RenderOptions options() {
  dub::RenderOptions options{
      .makeModel = [](const std::string&, const dub::LipSettings& s) { return pinkMouths(s); }, .threads = 1};
  options.analyse.cache.clear();
  return options;
}

base::Image frameOf(const fs::path& video, media::FrameNo n) {
  return media::toBgr(media::VideoReader(media::indexClip(video)).at(n));
}

TEST(DemoRules, APictureIsCroppedMaskedPaintedAndPastedAsTheAuthorsDoIt) {
  const TempFolder folder;
  setenv("REDUB_MODELS", (folder / "models").c_str(), 1);
  const store::Model model = store::importModel(kCheckpoints / "tiny_talklip_zip.pth", "tiny", {}, {})->model;
  const sample::SampleFiles files = sampleOf(folder, 2);
  const auto analysis = dub::analyse(media::indexClip(files.video), {.cache = {}}, {}, {});
  ASSERT_TRUE(analysis);
  const face::Track& track = analysis->tracks.at(0);
  const auto clip = media::indexClip(files.video);
  media::VideoReader reader(clip);
  const media::FrameNo n = 30;
  const media::Frame frame = reader.at(n);
  const speech::Speech speech = speech::makeSpeech(media::readSpeech(files.speech));

  // Redub.
  auto lips = talklip::make(talklip::openNetwork(model.file, {.device = base::parseDevice("cpu"),
                                                              .precision = base::Precision::fp32}),
                            "", {.reference = dub::Reference::same, .detail = false, .mask = {.size = 1.5F}});
  const media::VideoInfo info = reader.info();
  lips->learnFace({clip, &track, {}, {}, nullptr}, [](double) {}, {});
  const dub::Cue cue{.frame = n, .speechSec = 1.21};
  lips->setSpeech(speech, std::span(&cue, 1), {});
  const dub::PaintRequest request{0, &frame, track.at(n)};
  const face::Patch patch = lips->paint(std::span(&request, 1)).at(0);

  // By hand, with OpenCV and LibTorch.
  const c10::InferenceMode inference;
  networks::Weights weights;
  const checkpoint::Checkpoint file = checkpoint::Checkpoint::open(kCheckpoints / "tiny_talklip_zip.pth");
  for (const checkpoint::Named& named : checkpoint::stateDict(file))
    weights[named.name] = at::tensor(checkpoint::floats(named.array)).view(named.array.shape);
  const auto network = talklip::openNetwork(
      model.file, {.device = base::parseDevice("cpu"), .precision = base::Precision::fp32});
  const talklip::SpeechEncoding encoding = talklip::encodeSpeech(*network, speech, 2, {});
  const base::Rect box = talklip::faceBox(track.at(n)->points, info.width, info.height);
  const base::Image whole = media::toBgr(frame);
  cv::Mat crop;
  cv::resize(face::view(whole)(face::rect(box)), crop, {96, 96});
  const at::Tensor identity =
      at::from_blob(crop.data, {96, 96, 3}, at::kByte).permute({2, 0, 1}).to(at::kFloat) / 255.0;
  at::Tensor pose = identity.clone();
  pose.slice(1, 48).zero_();
  const std::span<const float> said = encoding.at(30 / 25.0 + 0.01);  // step 30 = floor(25 * 1.21)
  const at::Tensor vector = at::tensor(std::vector<float>(said.begin(), said.end())).unsqueeze(0);
  const at::Tensor out = networks::generate(weights, at::cat({pose, identity}).unsqueeze(0), vector)[0];
  const at::Tensor hwc = out.permute({1, 2, 0}).contiguous();
  cv::Mat pasted;
  cv::resize(cv::Mat(96, 96, CV_32FC3, hwc.data_ptr()), pasted, {box.width, box.height});

  ASSERT_EQ(patch.bgr.width, box.width);
  ASSERT_EQ(patch.toFrame.tx, static_cast<float>(box.x));
  // The lower half is what is pasted; one level for rounding instead of cutting off.
  for (int y = box.height / 2; y < box.height; ++y)
    for (int x = 0; x < box.width; ++x)
      for (int c = 0; c < 3; ++c)
        ASSERT_NEAR(patch.bgr.row(y)[3 * x + c], 255 * pasted.at<cv::Vec3f>(y, x)[c], 1.0) << x << "," << y;
}

TEST(Crops, HaveTheNetworksEdge) {
  const TempFolder folder;
  const sample::SampleFiles files = sampleOf(folder, 1);
  const auto clip = media::indexClip(files.video);
  const auto analysis = dub::analyse(clip, {.cache = {}}, {}, {});
  ASSERT_TRUE(analysis);
  const face::Track& track = analysis->tracks.at(0);
  const media::Frame frame = media::VideoReader(clip).at(10);
  for (const int edge : {48, 192}) {
    // Paints what it is shown: the reference, which is the frame itself.
    auto lips = talklip::make(
        std::make_unique<FakeNetwork>(FakeNetwork::firstFeature, FakeNetwork::reference, 4, edge), "",
        {.reference = dub::Reference::same, .detail = false});
    lips->learnFace({clip, &track, {}, {}, nullptr}, [](double) {}, {});
    const dub::Cue cue{.frame = 10, .speechSec = 0.4};
    lips->setSpeech(speech::makeSpeech(media::readSpeech(files.speech)), std::span(&cue, 1), {});
    const dub::PaintRequest request{0, &frame, track.at(10)};
    const face::Patch patch = lips->paint(std::span(&request, 1)).at(0);
    const base::Rect box = talklip::faceBox(track.at(10)->points, frame.width(), frame.height());
    const base::Image small = face::talkLipCrop(media::toBgr(frame), box, edge);
    cv::Mat expected;
    cv::resize(face::view(small), expected, {box.width, box.height}, 0, 0, cv::INTER_LINEAR);
    ASSERT_EQ(patch.bgr.width, box.width);
    for (int y = box.height / 2; y < box.height; ++y)
      for (int x = 0; x < box.width; ++x)
        for (int c = 0; c < 3; ++c)
          ASSERT_NEAR(patch.bgr.row(y)[3 * x + c], expected.at<cv::Vec3b>(y, x)[c], 1)
              << edge << " " << x << "," << y;
  }
}

TEST(Defect, LongerSpeechDoesNotSlowThePictureDown) {
  const TempFolder folder;
  const sample::SampleFiles files = sampleOf(folder, 2);
  const media::VideoReader reader(media::indexClip(files.video));
  dub::Job job{.video = files.video,
               .output = folder / "o.mp4",
               .speeches = {{{}, files.speech}},
               .fit = dub::Fit::speech};
  const dub::OutputTimeline timeline =
      dub::planTimeline(job, reader.info(), reader.index(), 2.04);  // a step longer
  ASSERT_GE(timeline.frames.size(), 51U);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(timeline.frames[i].source, static_cast<media::FrameNo>(i));
}

TEST(Defect, AFaceFarRightInALandscapePictureIsCroppedWhereItIs) {
  // The authors limit x to the picture's height.
  base::Image wide(360, 270, 3);
  for (int y = 0; y < 270; ++y)
    for (int x = 0; x < 360; ++x) wide.row(y)[3 * x] = static_cast<std::uint8_t>(x > 270 ? 200 : 10);
  const base::Image crop = face::talkLipCrop(wide, {280, 100, 70, 80});
  for (int i = 0; i < 96 * 96; ++i) ASSERT_EQ(crop.data[static_cast<std::size_t>(3 * i)], 200);
}

TEST(Defect, NothingIsPaintedWhereNoFaceIs) {
  const TempFolder folder;
  const fs::path video = folder / "plain.mkv", speech = folder / "s.wav";
  ASSERT_EQ(
      shell("ffmpeg -v error -f lavfi -i testsrc2=s=320x240:r=25:d=1 -c:v ffv1 " + quoted(video)).exitCode,
      0);
  fs::copy(sampleOf(folder, 1).speech, speech);
  dub::Job job{.video = video,
               .output = folder / "out.mkv",
               .speeches = {{{}, speech}},
               .fit = dub::Fit::cut,
               .encode = {.codec = "ffv1"}};
  EXPECT_THROW(dub::render(job, options(), {}, {}), base::Error);
  job.allowNoFace = true;
  ASSERT_TRUE(dub::render(job, options(), {}, {}));
  for (const media::FrameNo n : {0, 12, 24}) EXPECT_EQ(frameOf(job.output, n), frameOf(video, n));
}

TEST(Defect, APictureOfThirtyASecondKeepsItsRateAndItsTime) {
  const TempFolder folder;
  const sample::SampleFiles files = sampleOf(folder, 1, 30);
  dub::Job job{.video = files.video,
               .output = folder / "out.mp4",
               .speeches = {{{}, files.speech}},
               .fit = dub::Fit::cut};
  ASSERT_TRUE(dub::render(job, options(), {}, {}));
  const media::Probe probe = media::indexClip(job.output)->probe;
  EXPECT_EQ(probe.video->frameRate.num, 30 * probe.video->frameRate.den);
  EXPECT_EQ(probe.video->frames, 30);
}

TEST(Defect, StereoSpeechIsAsLongAsItIs) {
  const TempFolder folder;
  const fs::path stereo = folder / "stereo.wav";
  ASSERT_EQ(shell("ffmpeg -v error -f lavfi -i sine=440:r=44100:d=2 -ac 2 " + quoted(stereo)).exitCode, 0);
  const std::vector<std::int16_t> samples = media::readSpeech(stereo);
  EXPECT_EQ(speech::stepCount(samples.size()), 50U);
}

TEST(Defect, OnlyTheSoftMaskOfTheLowerFaceIsPastedNotTheBox) {
  const TempFolder folder;
  const sample::SampleFiles files = sampleOf(folder, 1);
  const fs::path lossless = folder / "in.mkv";
  ASSERT_EQ(
      shell("ffmpeg -v error -i " + quoted(files.video) + " -an -c:v ffv1 " + quoted(lossless)).exitCode, 0);
  dub::Job job{.video = lossless,
               .output = folder / "out.mkv",
               .speeches = {{{}, files.speech}},
               .fit = dub::Fit::cut,
               .encode = {.codec = "ffv1"}};
  job.lips.detail = job.colorMatch = false;
  ASSERT_TRUE(dub::render(job, options(), {}, {}));
  const auto analysis = dub::analyse(media::indexClip(lossless), {.cache = {}}, {}, {});
  const media::FrameNo n = 12;
  const face::Face& face = *analysis->tracks.at(0).at(n);
  const base::Image before = frameOf(lossless, n), after = frameOf(job.output, n);
  const base::Rect box = talklip::faceBox(face.points, before.width, before.height);
  int changed = 0;
  for (int y = 0; y < before.height; ++y)
    for (int x = 0; x < before.width; ++x) {
      const bool isSame = std::equal(&before.row(y)[3 * x], &before.row(y)[3 * x] + 3, &after.row(y)[3 * x]);
      changed += isSame ? 0 : 1;
      // A brow, an eye, the box's corners: the authors repaint all of them.
      if (y < box.y + box.height / 2 || x < box.x + 4 || x > box.x + box.width - 5) {
        ASSERT_TRUE(isSame) << x << "," << y;
      }
    }
  EXPECT_GT(changed, 200);
}

TEST(Defect, PicturesInMemoryDoNotGrowWithTheClip) {
  const TempFolder folder;
  const sample::SampleFiles files = sampleOf(folder, 12);
  std::atomic<int> asked = 0;
  std::atomic<int> most = 0;
  class Counting : public dub::LipModel {
   public:
    Counting(std::atomic<int>& asked) : asked_(asked) {}
    void learnFace(const dub::Footage&, const std::function<void(double)>&, std::stop_token) override {}
    void setSpeech(const speech::Speech&, std::span<const dub::Cue>, std::stop_token) override {}
    std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
      asked_ += static_cast<int>(requests.size());
      return std::vector<face::Patch>(requests.size());
    }
    std::size_t batch() const override { return 4; }

   private:
    std::atomic<int>& asked_;
  };
  media::VideoReader reader(media::indexClip(files.video));
  const dub::Job job{.video = files.video,
                     .output = folder / "o.mp4",
                     .speeches = {{{}, files.speech}},
                     .fit = dub::Fit::cut};
  const dub::OutputTimeline timeline = dub::planTimeline(job, reader.info(), reader.index(), 12);
  const auto analysis = dub::analyse(media::indexClip(files.video), {.cache = {}}, {}, {});
  const speech::Speech speech = speech::makeSpeech(media::readSpeech(files.speech));
  const dub::VoicePlan voice =
      dub::planVoice(analysis->tracks.at(0), analysis->cuts, timeline, speech, dub::Silence::generate);
  const Counting model(asked);
  const dub::Speaker speaker{&voice, &model};
  std::vector<std::size_t> numbers(timeline.frames.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  const std::size_t frameBytes = reader.at(0).bytes();
  reader.seek(0);
  int taken = 0;
  dub::paint(reader, {.timeline = &timeline, .speakers = {&speaker, 1}, .numbers = numbers},
             {.workers = 2, .queueBytes = 8 * frameBytes},
             [&](dub::Picture&&) {
               most = std::max(most.load(), asked.load() - taken);
               ++taken;
             },
             {});
  EXPECT_EQ(taken, 300);
  // Two queues of two groups each, and what the stages hold.
  EXPECT_LE(most, 40);
}

TEST(Defect, AHostileCheckpointIsRefusedBeforeAnythingOfItRuns) {
  const TempFolder folder;
  setenv("REDUB_MODELS", (folder / "models").c_str(), 1);
  EXPECT_THROW(store::importModel(kCheckpoints / "MALICIOUS_os_system_zip.pth", "bad", {}, {}), base::Error);
  EXPECT_TRUE(store::list().empty());
}

}  // namespace
