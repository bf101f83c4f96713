#include "models/expert/expert.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/expert/clip_tensors.h"
#include "models/expert/training/clusters.h"
#include "models/expert/training/pretraining.h"
#include "models/expert/training/reading.h"
#include "models/training/model_file.h"
#include "tests/support/temp_folder.h"
#include "tests/teaching/made_set.h"

namespace {

using namespace expert;
using Units = Dictionary::Units;

TEST(DictionaryOf, WordsAndCharactersGoThereAndBack) {
  for (const Units units : {Units::words, Units::characters}) {
    const Dictionary dictionary = Dictionary::learnt(units, {"bin blue at f two", "lay r\xC3\xB6t"});
    const auto tokens = dictionary.tokens("Bin r\xC3\xB6t");
    EXPECT_EQ(tokens.back(), 2);
    EXPECT_EQ(dictionary.text(tokens), "bin r\xC3\xB6t") << name(units);
    EXPECT_EQ(Dictionary::fromText(dictionary.toText()).symbols(), dictionary.symbols());
  }
  const Dictionary words = Dictionary::learnt(Units::words, {"bin"});
  EXPECT_EQ(words.tokens("bin what"), (std::vector<std::int64_t>{4, 3, 2}));
  EXPECT_THROW(Dictionary::fromText("{}"), base::Error);
  EXPECT_THROW(Dictionary::fromText("no json"), base::Error);
}

std::vector<std::string> sentences() {
  std::vector<std::string> texts;
  std::mt19937 random(1);
  const std::vector<std::string> words{"place", "placing", "blue", "bluish", "red",   "reddish",
                                       "again", "against", "soon", "sooner", "please"};
  for (int i = 0; i < 300; ++i) {
    std::string text;
    for (int k = 0; k < 5; ++k) text += (k ? " " : "") + words[random() % words.size()];
    texts.push_back(text);
  }
  return texts;
}

TEST(DictionaryOf, PiecesDividesTextsAsSentencepieceDoes) {
  if (std::system("command -v spm_train >/dev/null && command -v spm_encode >/dev/null") != 0)
    GTEST_SKIP() << "1 test skipped: sentencepiece is not installed";
  const std::vector<std::string> texts = sentences();
  const test_support::TempFolder folder;
  {
    std::ofstream out(folder.path() / "texts");
    for (const std::string& text : texts) out << text << "\n";
  }
  const std::string in = "cd '" + folder.path().string() + "' && ";
  ASSERT_EQ(
      std::system(
          (in +
           "spm_train --input=texts --model_prefix=m --model_type=unigram --vocab_size=40 "
           "--hard_vocab_limit=false "
           "--character_coverage=1 --bos_id=0 --pad_id=1 --eos_id=2 --unk_id=3 --num_threads=1 >log 2>&1 && "
           "spm_encode --model=m.model --output_format=piece <texts >divided")
              .c_str()),
      0);
  const std::vector<Piece> pieces = piecesOf(base::readFile(folder.path() / "m.model"));
  ASSERT_EQ(pieces[2].text, "</s>");
  const std::vector<Piece> useful(pieces.begin() + 4, pieces.end());
  EXPECT_EQ(learntPieces(texts, 36), useful);
  std::ifstream divisions(folder.path() / "divided");
  for (const std::string& text : texts) {
    std::string wanted, made;
    std::getline(divisions, wanted);
    for (const std::string& piece : divided(text, useful)) made += (made.empty() ? "" : " ") + piece;
    EXPECT_EQ(made, wanted);
  }
  const Dictionary dictionary = Dictionary::learnt(Units::pieces, texts, 36);
  EXPECT_EQ(dictionary.text(dictionary.tokens(texts[0])), texts[0]);
  EXPECT_EQ(Dictionary::fromText(dictionary.toText()).tokens(texts[1]), dictionary.tokens(texts[1]));
}

TEST(Pieces, OfADamagedModelAreRefused) {
  for (const std::string& bytes :
       {std::string(), std::string("\x0A"),
        std::string("\x0A\x7F"
                    "ab"),
        std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), std::string("\x0B")})
    EXPECT_THROW(piecesOf(bytes), base::Error);
}

TEST(KMeans, FindsClustersThatAreThere) {
  at::manual_seed(2);
  std::vector<at::Tensor> rows;
  for (int c = 0; c < 5; ++c)
    rows.push_back(at::randn({60, 3}) * 0.1 +
                   at::tensor({10.0F * static_cast<float>(c), -7.0F * static_cast<float>(c % 3),
                               4.0F * static_cast<float>(c % 2)}));
  const at::Tensor all = at::cat(rows), centres = kMeans(all, 5, 10, 1), of = nearest(all, centres);
  for (int c = 0; c < 5; ++c) {
    const at::Tensor mine = of.slice(0, 60 * c, 60 * c + 60);
    EXPECT_TRUE(mine.eq(mine[0]).all().item<bool>()) << c;
  }
  EXPECT_TRUE(at::equal(kMeans(all, 5, 10, 1), centres));
  EXPECT_EQ(kMeans(all.slice(0, 0, 3), 5, 3, 1).size(0), 3);
}

TEST(HiddenSpans, CoverAboutTheirShareInSpans) {
  std::mt19937_64 random(4);
  double covered = 0;
  for (int i = 0; i < 300; ++i) {
    const at::Tensor hidden = hiddenSpans(100, 0.3, 5, random);
    covered += hidden.sum().item<double>() / 100;
    std::int64_t run = 0;
    for (std::int64_t t = 0; t <= 100; ++t) {
      const bool isHidden = t < 100 && hidden[t].item<bool>();
      if (!isHidden && run > 0) {
        EXPECT_GE(run, 5);
      }
      run = isHidden ? run + 1 : 0;
    }
  }
  // Spans may overlap: 1 - exp(-0.3) = 0.26 of the pictures.
  EXPECT_NEAR(covered / 300, 0.26, 0.02);
  EXPECT_EQ(hiddenSpans(4, 0.8, 5, random).sum().item<std::int64_t>(), 0);
}

// Grey rises by 1 a pixel to the right and by 0.5 down: what is seen says where it is from.
dataset::Clip slope(std::int64_t edge) {
  dataset::Clip clip{.info = {.name = "slope", .frames = 2}, .edge = edge};
  for (std::int64_t i = 0; i < 2 * edge * edge; ++i)
    for (int c = 0; c < 3; ++c)
      clip.pictures.push_back(static_cast<std::uint8_t>(i % edge + i / edge % edge / 2));
  return clip;
}

TEST(LipsOf, ARegionAreItsPixelsEnlarged) {
  constexpr double kEdge = 120;
  const dataset::Clip clip = slope(120);
  const networks::LipRegion region{.left = 0.3, .top = 0.5, .side = 0.4};
  const at::Tensor lips = lipsOf(clip.view(), region);
  ASSERT_EQ(lips.sizes(), (std::vector<std::int64_t>{1, 2, 88, 88}));
  const auto grey = [&](std::int64_t y, std::int64_t x) {
    return 255 * (lips[0][1][y][x].item<double>() * 0.165 + 0.421);
  };
  const double scale = region.side * kEdge / 88;  // picture's pixels a pixel
  for (const std::int64_t at : {10, 44, 80}) {
    const double x = region.left * kEdge + (static_cast<double>(at) + 0.5) * scale - 0.5;
    const double y = region.top * kEdge + (44.5) * scale - 0.5;
    EXPECT_NEAR(grey(44, at), x + y / 2, 0.6) << at;
  }
  // The authors': 88 pixels in the middle as they are.
  const at::Tensor middle = lipsOf(clip.view(), {});
  EXPECT_NEAR(255 * (middle[0][0][0][0].item<double>() * 0.165 + 0.421), 16 + 8, 0.01);
}

TEST(LipsOf, TeachingMovesThemAFewPixels) {
  const dataset::Clip clip = slope(160);
  std::mt19937_64 random(1);
  std::set<std::string> seen;
  for (int i = 0; i < 12; ++i) {
    const at::Tensor lips = lipsOf(clip.view(), networks::kMouthRegion, &random);
    ASSERT_EQ(lips.sizes(), (std::vector<std::int64_t>{1, 2, 88, 88}));
    EXPECT_TRUE(lips.isfinite().all().item<bool>());
    seen.insert(std::to_string(lips.sum().item<double>()));
  }
  EXPECT_GE(seen.size(), 10U);
}

TEST(LipsOf, TeachingMovesThemNoFurtherThanThePictureGoes) {
  const networks::LipRegion corner{.left = 0, .top = 0.6, .side = 0.4};
  for (const auto& [edge, region] : {std::pair{88, networks::LipRegion{}}, {90, {}}, {100, corner}}) {
    const dataset::Clip clip = slope(edge);
    std::mt19937_64 random(1);
    for (int i = 0; i < 12; ++i)
      EXPECT_EQ(lipsOf(clip.view(), region, &random).sizes(), (std::vector<std::int64_t>{1, 2, 88, 88}))
          << edge;
  }
}

TEST(AnExpertsFile, HoldsWhatTheExpertLooksAt) {
  const test_support::TempFolder folder;
  Expert expert{.weights = {{"w", at::ones({1})}},
                .dictionary = Dictionary::learnt(Units::words, teaching::kWords),
                .lips = networks::kMouthRegion};
  writeExpert(expert, folder / "mouth.safetensors");
  EXPECT_EQ(readExpert(folder / "mouth.safetensors").lips, networks::kMouthRegion);
  expert.lips = {};
  writeExpert(expert, folder / "middle.safetensors");
  EXPECT_EQ(readExpert(folder / "middle.safetensors").lips, networks::LipRegion{});
  for (const char* text : {"", "0.1 0.2", "0.9 0.2 0.35", "-0.1 0 0.5", "nan 0 0.5", "0 0 1.5"}) {
    training::writeWeights(
        expert.weights,
        {{"kind", "lip-reading-expert"}, {"dictionary", expert.dictionary.toText()}, {"lips", text}},
        folder / "foreign.safetensors");
    EXPECT_THROW(readExpert(folder / "foreign.safetensors"), base::Error) << text;
  }
}

class ExpertTraining : public testing::Test {
 protected:
  void SetUp() override {
    at::set_num_threads(1);
    std::vector<dataset::Clip> clips;
    for (int a = 0; a < 4; ++a)
      for (int b = 4; b < 6; ++b)
        clips.push_back(teaching::madeClip("c" + std::to_string(10 * a + b), {a, b},
                                           a == 3 && b == 5 ? dataset::Part::valid : dataset::Part::train));
    teaching::writeSet(folder_.path() / "set", clips);
    widths_.encoder = {.layers = 2, .dim = 32, .ffn = 64, .picture = 4};
    widths_.decoder = {.layers = 1, .dim = 32, .ffn = 64, .symbols = 12};
    widths_.clusterDim = 16;
  }
  training::RunSettings run(const std::string& name, std::int64_t steps) const {
    training::RunSettings run;
    run.folder = folder_.path() / name;
    run.steps = run.validateEvery = steps;
    return run;
  }
  test_support::TempFolder folder_;
  Widths widths_;
  std::unique_ptr<training::Communicator> alone_ = training::alone();
};

TEST_F(ExpertTraining, TellsHiddenClustersBetterThanChanceInEveryRound) {
  const dataset::Set set(folder_.path() / "set");
  PretrainingPlan plan{.widths = widths_, .clusters = 8, .batch = 4, .steps = 60, .rate = 4e-3};
  networks::Weights before;
  for (int round = 0; round < 2; ++round) {
    std::vector<std::size_t> clips = set.clipsOf(dataset::Part::train);
    const auto taught = static_cast<std::ptrdiff_t>(clips.size());
    for (const std::size_t clip : set.clipsOf(dataset::Part::valid)) clips.push_back(clip);
    const auto clusters = clustersOf(clips, plan.clusters, 1, [&](std::size_t clip) {
      return before.empty() ? cepstra(set.clip(clip)) : networkFeatures(before, plan.lips, set.clip(clip));
    });
    const Pretraining pretraining(set, plan, {clusters.begin(), clusters.begin() + taught},
                                  {clusters.begin() + taught, clusters.end()}, *alone_);
    training::State state = pretraining.begin(before);
    const training::Task task = pretraining.task();
    double first = 0, last = 0;
    for (; state.step < plan.steps; ++state.step) {
      const double right = task.step(state).losses.at("hidden right");
      (state.step < 10 ? first : last) += state.step < 10 || state.step >= 50 ? right / 10 : 0;
    }
    EXPECT_GT(last, first + 0.1) << "round " << round;
    before = state.networks.at("expert").weights;
  }
}

TEST_F(ExpertTraining, OverfitsWhatIsSaidFromPicturesAlone) {
  const dataset::Set set(folder_.path() / "set");
  const Dictionary dictionary = Dictionary::learnt(Units::words, teaching::kWords);
  ReadingPlan plan{.widths = widths_,
                   .disturbs = false,
                   .batch = 4,
                   .steps = 250,
                   .rate = 4e-3,
                   .dropout = 0,
                   .pictureShare = 1,
                   .soundShare = 0};
  const Reading reading(set, plan, dictionary, *alone_);
  training::run(run("reading", plan.steps), reading.begin({}), reading.task(), *alone_);
  const Expert expert = readExpert(folder_.path() / "reading/models/expert.safetensors");
  EXPECT_LE(wordErrorRate(expert, set, set.clipsOf(dataset::Part::train), Sees::picture, 5), 0.1);
  const dataset::ClipView clip = set.clip(0);
  const std::vector<WordGuess> guesses = guessWords(expert, clip, Sees::picture);
  ASSERT_EQ(guesses.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(guesses[i].said, clip.info->words[i].text);
    EXPECT_EQ(guesses[i].read, clip.info->words[i].text);
    EXPECT_GT(guesses[i].probability, 0.5);
  }
  // A word is read from the lips, not from the text that is to be guessed.
  dataset::ClipInfo wrong = *clip.info;
  wrong.text = clip.info->words[0].text + " mu";
  dataset::ClipView mislabelled = clip;
  mislabelled.info = &wrong;
  EXPECT_EQ(guessWords(expert, mislabelled, Sees::picture)[1].read, clip.info->words[1].text);
  // What was taught alone is weak in what it was not taught.
  EXPECT_GT(wordErrorRate(expert, set, set.clipsOf(dataset::Part::train), Sees::sound, 5), 0.3);
}

TEST_F(ExpertTraining, AFrozenEncoderStaysAsItWas) {
  const dataset::Set set(folder_.path() / "set");
  const Dictionary dictionary = Dictionary::learnt(Units::words, teaching::kWords);
  ReadingPlan plan{.widths = widths_, .batch = 2, .steps = 4, .frozenSteps = 3};
  const Reading reading(set, plan, dictionary, *alone_);
  training::State state = reading.begin({});
  const networks::Weights before = [&] {
    networks::Weights copy;
    for (const auto& [name, tensor] : state.networks.at("expert").weights) copy[name] = tensor.clone();
    return copy;
  }();
  const auto isSame = [&](const std::string& name) {
    return at::equal(before.at(name), state.networks.at("expert").weights.at(name).detach());
  };
  const training::Task task = reading.task();
  for (; state.step < 3; ++state.step) task.step(state);
  EXPECT_TRUE(isSame("encoder.w2v_model.encoder.layers.0.fc1.weight"));
  EXPECT_TRUE(isSame("encoder.w2v_model.feature_extractor_video.resnet.frontend3D.1.running_mean"));
  EXPECT_FALSE(isSame("decoder.layers.0.fc1.weight"));
  task.step(state);
  EXPECT_FALSE(isSame("encoder.w2v_model.encoder.layers.0.fc1.weight"));
}

// Runs a task on a machine that has no memory for a whole batch, and says what its steps lost.
std::vector<double> lossesWithoutMemory(training::Task task, training::State state, const std::string& loss,
                                        const training::RunSettings& settings,
                                        const training::Communicator& processes) {
  const auto step = task.step;
  std::vector<double> losses;
  task.step = [&](training::State& now) {
    if (training::numberOf(now, "splits", 1) < 2) at::empty({std::int64_t{1} << 50}, at::kByte);
    training::StepResult result = step(now);
    losses.push_back(result.losses.at(loss));
    return result;
  };
  task.validate = nullptr;
  EXPECT_EQ(training::run(settings, std::move(state), task, processes), training::RunEnd::done);
  return losses;
}

std::vector<double> lossesOf(const training::Task& task, training::State state, const std::string& loss,
                             std::int64_t steps) {
  std::vector<double> losses;
  for (; state.step < steps; ++state.step) losses.push_back(task.step(state).losses.at(loss));
  return losses;
}

TEST_F(ExpertTraining, ABatchThatDoesNotFitIsTaughtInPieces) {
  const dataset::Set set(folder_.path() / "set");
  training::RunSettings settings = run("pieces", 3);
  settings.clips = 3;
  // Without pictures there is no BatchNorm: the pieces add up to the whole.
  const ReadingPlan plan{.widths = widths_, .batch = 3, .dropout = 0, .pictureShare = 0, .soundShare = 1};
  const Reading reading(set, plan, Dictionary::learnt(Units::words, teaching::kWords), *alone_);
  const auto whole = lossesOf(reading.task(), reading.begin({}), "written", 3);
  const auto pieces = lossesWithoutMemory(reading.task(), reading.begin({}), "written", settings, *alone_);
  ASSERT_EQ(pieces.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_NEAR(pieces[i], whole[i], 1e-4 * whole[i]) << i;
  EXPECT_NE(whole[2], whole[0]);
}

TEST_F(ExpertTraining, ABatchThatDoesNotFitIsPretrainedInPieces) {
  const dataset::Set set(folder_.path() / "set");
  training::RunSettings settings = run("pieces", 3);
  settings.clips = 3;
  const PretrainingPlan plan{
      .widths = widths_, .clusters = 8, .batch = 3, .dropout = 0, .dropModality = 1, .dropSound = 0};
  const auto clusters = clustersOf(set.clipsOf(dataset::Part::train), plan.clusters, 1,
                                   [&](std::size_t clip) { return cepstra(set.clip(clip)); });
  const Pretraining pretraining(set, plan, clusters, {}, *alone_);
  const auto whole = lossesOf(pretraining.task(), pretraining.begin({}), "hidden", 3);
  const auto pieces =
      lossesWithoutMemory(pretraining.task(), pretraining.begin({}), "hidden", settings, *alone_);
  ASSERT_EQ(pieces.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_NEAR(pieces[i], whole[i], 1e-4 * whole[i]) << i;
  EXPECT_NE(whole[2], whole[0]);
}

TEST_F(ExpertTraining, WithoutClipsToValidateTheNewestStateIsTheBest) {
  teaching::writeSet(folder_.path() / "few", {teaching::madeClip("c", {1, 5}, dataset::Part::train)});
  const dataset::Set set(folder_.path() / "few");
  const Reading reading(set, {.widths = widths_}, Dictionary::learnt(Units::words, teaching::kWords),
                        *alone_);
  training::State state = reading.begin({});
  for (int i = 0; i < 2; ++i) {
    const training::Validation validation = reading.task().validate(state);
    EXPECT_TRUE(validation.isBest);
    EXPECT_TRUE(validation.scores.empty());  // a word error rate of no words says nothing
  }
}

}  // namespace
