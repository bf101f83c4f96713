#include <gtest/gtest.h>

#include <cstdio>
#include <thread>

#include "core/face/analyser.h"
#include "core/media/decode/video_reader.h"
#include "core/media/info.h"
#include "core/media/picture/convert.h"
#include "core/speech/synthesizer.h"
#include "models/own_mouth/choice.h"
#include "models/own_mouth/render_frame.h"
#include "tests/support/temp_folder.h"

using namespace own_mouth;
using namespace person;

namespace {

// A real clip, learned and made to say a synthetic sentence by its phones.
struct Dubbed {
  std::shared_ptr<const media::ClipIndex> clip;
  std::vector<double> seconds;
  face::Analysis faces;
  Person person;
  std::vector<dub::Cue> cues;
  std::vector<MouthTarget> targets;
  std::vector<std::int32_t> path;

  explicit Dubbed(const std::filesystem::path& file) : clip(media::indexClip(file)) {
    media::VideoReader reader(clip);
    face::Analyser analyser(face::landmarkFile());
    for (face::FrameNo n = 0; n < reader.index().frames(); ++n) {
      seconds.push_back(reader.index().seconds(n, reader.info().timeBase));
      analyser.push(media::toGrey(*reader.next()));
    }
    faces = analyser.finish();
    const dub::Footage footage{clip, &faces.tracks.front(), faces.cuts, seconds, nullptr};
    person = learnPerson(footage, {}, [](double) {}, {});
    const speech::Utterance said = speech::speak("Papa may buy more apples", {});
    const double length = static_cast<double>(said.samples.size()) / said.rate;
    const speech::Mouthing mouthing = speech::mouthing(said.phones, speech::PhoneSet::ipa, length);
    speech_mouth::SpeechEncoding encoding{mouthing.visemes, mouthing.articulation, {}};
    encoding.hidden.resize(encoding.steps());
    for (std::size_t i = 0; i < 60; ++i)
      cues.push_back({static_cast<face::FrameNo>(i), static_cast<double>(i) / 25, i < 40 ? 1.0f : 0.0f});
    const MouthMapping mapping{&person.shapes, person.rest, nullptr, 1, 0};
    targets = mouthTargets(encoding, cues, mapping);
    path = choosePictures(person, cues, targets, {}, encoding, {});
  }

  face::Patch patch(std::size_t cue) const {
    media::VideoReader reader(clip);
    const media::Frame frame = reader.at(cues[cue].frame);
    return renderFrame(person, targets, path, cue, cues[cue].frame, frame,
                       *faces.tracks.front().at(cues[cue].frame), {});
  }
};

std::filesystem::path realClip() {
  return test_support::realMedia(REDUB_MEDIA_DEFAULT) / "grid_man_bbaf2n.mpg";
}

}  // namespace

TEST(OwnMouthClip, ARealClipIsLearnedAndSpeaksTheSameFromAnyThread) {
  if (!std::filesystem::exists(realClip())) GTEST_SKIP() << "no real clips here: set REDUB_MEDIA_DIR";
  const Dubbed dubbed(realClip());
  EXPECT_TRUE(dubbed.person.showsOwnMouth);
  EXPECT_GE(dubbed.person.bank.size(), kLeastBank);
  EXPECT_FALSE(dubbed.person.notes.empty());
  std::vector<face::Patch> together(6), alone;
  {
    std::vector<std::jthread> threads;
    for (std::size_t k = 0; k < together.size(); ++k)
      threads.emplace_back([&, k] { together[k] = dubbed.patch(10 * k); });
  }
  for (std::size_t k = 0; k < together.size(); ++k) {
    const face::Patch again = dubbed.patch(10 * k);
    EXPECT_FALSE(again.bgr.empty());
    EXPECT_EQ(again.bgr, together[k].bgr);
    EXPECT_EQ(again.alpha, together[k].alpha);
  }
}

TEST(OwnMouthClip, InSilenceTheMouthRestsOnOnePicture) {
  if (!std::filesystem::exists(realClip())) GTEST_SKIP() << "no real clips here: set REDUB_MEDIA_DIR";
  const Dubbed dubbed(realClip());
  for (std::size_t i = 42; i < 60; ++i) {
    EXPECT_EQ(dubbed.path[i], dubbed.path[42]);
    EXPECT_EQ(dubbed.targets[i].shape, dubbed.person.rest);
  }
  EXPECT_LT(dubbed.person.bank[static_cast<std::size_t>(dubbed.path[50])].opening,
            dubbed.person.shapes.shut + 0.25f * dubbed.person.shapes.reach);
}
