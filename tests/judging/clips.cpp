#include "tests/judging/clips.h"

#include <ATen/ATen.h>

#include <array>
#include <stdexcept>

#include "models/dataset/excerpt.h"
#include "models/dataset/prepare_clip.h"
#include "models/dataset/set_writer.h"
#include "models/word_reader/network.h"
#include "models/word_reader/reader.h"
#include "tests/dataset/talkers.h"

namespace judging_tests {

namespace fs = std::filesystem;

static constexpr std::int64_t kFrames = 25;

static dataset::Clip whole(unsigned who) {
  auto made = dataset::prepareClip({.video = dataset_tests::talker(who).video}, {});
  if (!made || !std::holds_alternative<dataset::Clip>(*made)) throw std::runtime_error("a talker is no clip");
  return std::get<dataset::Clip>(std::move(*made));
}

static dataset::Clip half(const dataset::Clip& clip, unsigned who, unsigned number) {
  const auto first = static_cast<std::int64_t>(number) * kFrames;
  const dataset::Excerpt excerpt(clip.view(), first, first + kFrames);
  const dataset::ClipView& part = excerpt.view();
  static constexpr const char* kSaid[2][2][3] = {{{"bob", "opens", "doors"}, {"papa", "opens", "barns"}},
                                                 {{"we", "are", "away"}, {"five", "old", "ways"}}};
  dataset::Clip out{.info = {.name = std::string(who == 0 ? "ann/" : "bob/") + (number == 0 ? "1" : "2"),
                             .speaker = who == 0 ? "ann" : "bob",
                             .part = dataset::Part::test,
                             .frames = kFrames},
                    .edge = part.edge,
                    .pictures = {part.pictures.begin(), part.pictures.end()},
                    .boxes = {part.boxes.begin(), part.boxes.end()},
                    .landmarks = {part.landmarks.begin(), part.landmarks.end()},
                    .sound = {part.sound.begin(), part.sound.end()}};
  double begin = 2;
  for (const char* word : kSaid[who][number]) {
    out.info.text += (out.info.text.empty() ? "" : " ") + std::string(word);
    out.info.words.push_back({word, begin, begin + 6});
    begin += 7;
  }
  return out;
}

const dataset::Clip& second(unsigned who, unsigned number) {
  static const std::array<dataset::Clip, 4> all = [] {
    const dataset::Clip ann = whole(0), bob = whole(1);
    return std::array{half(ann, 0, 0), half(ann, 0, 1), half(bob, 1, 0), half(bob, 1, 1)};
  }();
  return all.at(2 * who + number);
}

dataset::Set setOf(const fs::path& folder, const std::vector<dataset::Clip>& clips) {
  dataset::SetWriter writer(folder, clips.front().edge, "made for a test");
  std::vector<dataset::ClipInfo> infos;
  for (const dataset::Clip& clip : clips) {
    writer.add(clip.view(), "a test");
    infos.push_back(clip.info);
  }
  writer.finish(infos);
  return dataset::Set(folder);
}

const fs::path& talkers() {
  static const test_support::TempFolder folder;
  static const fs::path path = [] {
    setOf(folder / "set", {second(0, 0), second(0, 1), second(1, 0), second(1, 1)});
    return folder / "set";
  }();
  return path;
}

void writeReader(const fs::path& file, unsigned seed) {
  const dataset::Set set(talkers());
  std::vector<const dataset::ClipInfo*> infos;
  for (const dataset::ClipInfo& info : set.clips()) infos.push_back(&info);
  const word_reader::Vocabulary vocabulary = word_reader::vocabularyOf(infos);
  at::manual_seed(seed);
  word_reader::writeReader(
      word_reader::makeWeights(vocabulary.classes(), {.front = 8, .width = 16, .layers = 2}), vocabulary,
      file);
}

}  // namespace judging_tests
