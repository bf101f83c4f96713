// TalkLip for one person: on drawn talkers, at sizes that a test can pay.
#include "models/talklip/training/personalise.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "models/dataset/prepare_clip.h"
#include "models/judging/evaluation.h"
#include "models/judging/held_back.h"
#include "models/store/store.h"
#include "models/training/initial_weights.h"
#include "models/training/model_file.h"
#include "tests/dataset/talkers.h"
#include "tests/support/environment.h"
#include "tests/support/make_media.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/teaching/made_set.h"

namespace {

using namespace talklip::training;
using dataset::Part;
namespace fs = std::filesystem;

dataset::Corpus corpusOf(const fs::path& video, const dataset::Transcript& said = {}) {
  return personalCorpus(video, said, {}).value();
}

TEST(PersonalCorpus, KeepsTheLastFifthForItself) {
  const test_support::TempFolder folder;
  const fs::path video = folder / "v.mkv";
  ASSERT_TRUE(test_support::makeMedia(video, test_support::movingPicture("96x64", "25", 500) + " -c:v ffv1"));
  const dataset::Transcript said{.text = "ba bo la",
                                 .words = {{"ba", 10, 20}, {"bo", 90, 95}, {"la", 398, 402}}};
  std::map<Part, std::vector<dataset::Source>> parts;
  for (const dataset::Source& source : corpusOf(video, said).sources) parts[*source.part].push_back(source);
  const auto first = [&](Part part) { return parts.at(part).front().files.first; };
  const auto end = [&](Part part) {
    return parts.at(part).back().files.first + parts.at(part).back().files.frames;
  };
  EXPECT_EQ(first(Part::train), 0);
  EXPECT_EQ(end(Part::train), 350);
  EXPECT_EQ(first(Part::valid), 350);
  EXPECT_EQ(end(Part::valid), 400);
  EXPECT_EQ(first(Part::test), 400);
  EXPECT_EQ(end(Part::test), 500);
  for (const auto& [part, sources] : parts)
    for (std::size_t i = 0; i < sources.size(); ++i) {
      EXPECT_LE(sources[i].files.frames, 75);
      if (i == 0) continue;
      EXPECT_EQ(sources[i].files.first, sources[i - 1].files.first + sources[i - 1].files.frames);
    }
  EXPECT_EQ(parts[Part::train][0].info.text, "ba");
  EXPECT_EQ(parts[Part::train][1].info.words, (std::vector<dataset::Word>{{"bo", 20, 25}}));
  for (const dataset::Source& source : parts[Part::test])
    EXPECT_EQ(source.info.text, "");  // "la" begins before
}

TEST(PersonalCorpus, OfAShortVideoIsRefused) {
  const test_support::TempFolder folder;
  for (const int frames : {49, 1}) {
    const fs::path video = folder / "v.mkv";
    ASSERT_TRUE(
        test_support::makeMedia(video, test_support::movingPicture("96x64", "25", frames) + " -c:v ffv1"));
    try {
      corpusOf(video);
      FAIL() << frames;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.fault(), base::Fault::nothingToLearn);
      EXPECT_EQ(error.problem().path, video);
    }
  }
}

// All that teaches or validates is the same where only the held-back fifth is another.
TEST(PersonalCorpus, LearnsNothingOfWhatIsHeldBack) {
  const test_support::TempFolder folder;
  const fs::path as = folder / "as.mkv", other = folder / "other.mkv";
  const fs::path talker = dataset_tests::talker(0).video;
  ASSERT_TRUE(test_support::makeMedia(as, "-i {in} -c:v ffv1 -c:a pcm_s16le", talker));
  ASSERT_TRUE(test_support::makeMedia(other,
                                      "-i {in} -vf \"hue=s=0:b=2:enable='gte(n,40)'\" -af "
                                      "\"volume=0.5:enable='gte(t,1.6)'\" -c:v ffv1 -c:a pcm_s16le",
                                      talker));
  const auto a = corpusOf(as).sources, b = corpusOf(other).sources;
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto one = dataset::prepareClip(a[i].files, {.edge = 64}),
               two = dataset::prepareClip(b[i].files, {.edge = 64});
    ASSERT_TRUE(one && two && std::holds_alternative<dataset::Clip>(*one)) << a[i].info.name;
    const bool isSame =
        std::holds_alternative<dataset::Clip>(*two) &&
        dataset_tests::isSame(std::get<dataset::Clip>(*one).view(), std::get<dataset::Clip>(*two).view());
    EXPECT_EQ(isSame, a[i].part != Part::test) << a[i].info.name;
  }
}

constexpr architecture::SpeechWidths kSpeech{.layers = 2, .dim = 32, .ffn = 64, .picture = 4};
const architecture::ImageWidths kImage{
    .encoder = {4, 6, 8, 8, 12, 16, 16}, .decoder = {16, 16, 16, 12, 8, 8, 6}, .output = 6};

networks::Weights drawnModel() {
  at::manual_seed(5);
  return ::training::initialWeights(architecture::talkLip(kImage, kSpeech));
}

TEST(PersonalPlan, IsOfTheModelsSizes) {
  const TalkLipPlan plan = personalPlan(drawnModel(), "m", false);
  EXPECT_EQ(plan.encoder, SoundEncoder::global);
  EXPECT_EQ(plan.widths.image.encoder, kImage.encoder);
  EXPECT_EQ(plan.widths.image.decoder, kImage.decoder);
  EXPECT_EQ(plan.widths.speech.dim, 32);
  EXPECT_EQ(plan.widths.speech.layers, 2);
  EXPECT_EQ(personalPlan(::training::initialWeights(architecture::wav2Lip(kImage)), "m", false).encoder,
            SoundEncoder::local);
  networks::Weights damaged = drawnModel();
  damaged.erase("output_block.1.weight");
  EXPECT_THROW(personalPlan(damaged, "m", false), base::Error);
  EXPECT_THROW(personalPlan({}, "m", false), base::Error);
}

// A person of whom a model is to know more: what is held back says other words.
class Personalising : public testing::Test {
 protected:
  void SetUp() override {
    at::set_num_threads(1);
    writeSet("set", 60);
  }
  void writeSet(const std::string& name, int heldBackShade) {
    std::vector<dataset::Clip> clips;
    for (int i = 0; i < 4; ++i)
      clips.push_back(teaching::madeClip("taught/" + std::to_string(i), {i, i + 2, i + 4}, Part::train, 60));
    clips.push_back(teaching::madeClip("validated", {1, 5}, Part::valid, 60));
    clips.push_back(teaching::madeClip("held-back", {6, 2, 4}, Part::test, heldBackShade));
    teaching::writeSet(folder_ / name, clips);
  }
  TalkLipPlan plan(double rate) const {
    TalkLipPlan plan = personalPlan(drawnModel(), "m", false);
    plan.shares.reading = plan.shares.contrastive = 0;
    plan.rate = rate;
    return plan;
  }
  void teach(const std::string& set, const std::string& run, double rate, std::int64_t steps,
             std::int64_t stopAt = -1) {
    const dataset::Set clips(folder_ / set);
    const auto alone = ::training::alone();
    const TalkLipTraining training(clips, plan(rate), {}, *alone);
    ::training::Task task = training.task();
    std::stop_source stop;
    task.step = [&, step = task.step](::training::State& state) {
      if (state.step == stopAt) stop.request_stop();
      return step(state);
    };
    ::training::RunSettings settings{.folder = folder_ / run};
    settings.steps = steps, settings.minutes = 1e6, settings.validateEvery = 0,
    settings.checkpointEvery = stopAt < 0 ? 0 : 2;
    ::training::run(settings, training.begin(drawnModel()), task, *alone, stop.get_token());
  }
  // What speaks against the new model: the measures, and the table; empty = it is better.
  std::string worse(const std::string& run) {
    const fs::path before = folder_ / "before.safetensors";
    ::training::writeWeights(drawnModel(), {}, before);
    const dataset::Set set(folder_ / "set");
    judging::Plan plan{.systems = {judging::talkLip("before", before), judging::talkLip("after", model(run))},
                       .readers = {},
                       .set = folder_ / "set",
                       .clips = set.clipsOf(Part::test)};
    const auto results = judging::judge(set, plan, folder_ / run / "held-back", [](const auto&) {}, {});
    const judging::Table table = judging::evaluationOf(results.value(), plan, {}).systems;
    std::string text;
    for (const judging::Measure& measure : judging::worseAfter(table, "before", "after"))
      text += measure.key + " ";
    return text.empty() ? "" : text + "\n" + toText(table);
  }
  fs::path model(const std::string& run) const { return folder_ / run / "models/talklip.safetensors"; }
  std::string log(const std::string& run) const {
    std::ifstream in(folder_ / run / "log.jsonl");
    return {std::istreambuf_iterator<char>(in), {}};
  }
  test_support::TempFolder folder_;
};

TEST_F(Personalising, IsBetterOnWhatWasHeldBack) {
  teach("set", "run", 4e-3, 80);
  EXPECT_EQ(worse("run"), "");
}

TEST_F(Personalising, WithARateThatSpoilsItIsNotKept) {
  teach("set", "run", 1, 1);
  EXPECT_NE(worse("run"), "");
}

TEST_F(Personalising, NeverDrawsWhatIsHeldBack) {
  writeSet("other", 5);
  teach("set", "run", 2e-3, 4);
  teach("other", "run2", 2e-3, 4);
  const auto one = ::training::readModel(model("run")).weights,
             two = ::training::readModel(model("run2")).weights;
  for (const auto& [name, tensor] : one) EXPECT_TRUE(at::equal(tensor, two.at(name))) << name;
  EXPECT_EQ(log("run"), log("run2"));
}

TEST_F(Personalising, GoesOnAfterItWasStopped) {
  teach("set", "whole", 2e-3, 7);
  teach("set", "parts", 2e-3, 7, 2);
  const auto at = log("parts").size();
  teach("set", "parts", 2e-3, 7);
  EXPECT_LT(at, log("parts").size());
  EXPECT_EQ(log("parts"), log("whole"));
}

// As a person does it.
class PersonalisingAVideo : public testing::Test {
 protected:
  PersonalisingAVideo() : store_("REDUB_MODELS", (folder_ / "store").c_str()) {
    ::training::writeWeights(drawnModel(), {}, folder_ / "drawn.safetensors");
  }
  nlohmann::json last(const fs::path& clip, int code) {
    test_support::Process process(
        {REDUB_TRAIN, "talklip", "--from", (folder_ / "drawn.safetensors").string(), "--clip", clip.string(),
         "--out", (folder_ / "run").string(), "--rate", "2e-3", "--steps", "40", "--threads", "1", "--json"},
        {}, folder_ / "printed");
    EXPECT_EQ(process.wait(), code) << process.printed();
    printed_ = process.printed();
    std::istringstream lines(printed_);
    std::string line, final;
    while (std::getline(lines, line)) final = line;
    return nlohmann::json::parse(final, nullptr, false);
  }
  test_support::TempFolder folder_;
  test_support::Environment store_;
  std::string printed_;
};

TEST_F(PersonalisingAVideo, PutsTheBetterModelIntoTheStoreOnce) {
  const fs::path video = dataset_tests::talker(0).video;
  for (int i = 0; i < 2; ++i) {
    const nlohmann::json end = last(video, 0);
    ASSERT_TRUE(end.is_object()) << printed_;
    EXPECT_EQ(end.at("event"), "personalised");
    EXPECT_EQ(end.at("kept"), "sample");
    EXPECT_GT(end.at("after").at("ssim"), end.at("before").at("ssim"));
    EXPECT_GT(end.at("after").at("psnr"), end.at("before").at("psnr"));
    ASSERT_EQ(store::list().size(), 1U);
    EXPECT_EQ(store::list()[0].name, "sample");
  }
}

TEST_F(PersonalisingAVideo, SaysWhyAShortOneTeachesNothing) {
  const fs::path video = folder_ / "short.mkv";
  ASSERT_TRUE(test_support::makeMedia(video, test_support::movingPicture("96x64", "25", 30) + " -c:v ffv1"));
  last(video, 1);
  EXPECT_NE(printed_.find("no talking video that is long enough"), std::string::npos) << printed_;
  EXPECT_TRUE(store::list().empty());
}

}  // namespace
