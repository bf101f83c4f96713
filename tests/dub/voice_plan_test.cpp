#include "core/dub/voice_plan.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace {

face::Track trackOver(media::FrameNo first, int frames, int id = 1) {
  face::Track track{id, first, {}};
  face::Face face;
  face.seen = face::Seen::detected;
  face.box = {100 * id, 100, 80, 80};
  track.faces.assign(static_cast<std::size_t>(frames), face);
  return track;
}

dub::OutputTimeline timelineOf(int frames) {
  dub::OutputTimeline timeline;
  for (int i = 0; i < frames; ++i) timeline.frames.push_back({i, i * 512, i / 25.0, true});
  timeline.durationSec = frames / 25.0;
  return timeline;
}

speech::Speech speechOf(std::vector<float> voice) {
  return {std::vector<std::int16_t>(voice.size() * speech::kStepSamples), std::move(voice)};
}

TEST(VoicePlan, GivesOneCueToEveryPictureWithTheFaceInTheRange) {
  face::Track track = trackOver(5, 40);
  track.faces[20].seen = face::Seen::no;
  dub::OutputTimeline timeline = timelineOf(50);
  for (int i = 40; i < 50; ++i) timeline.frames[static_cast<std::size_t>(i)].inRange = false;
  const dub::VoicePlan plan =
      dub::planVoice(track, {}, timeline, speechOf(std::vector<float>(50, 1.0f)), dub::Silence::close);
  EXPECT_EQ(plan.cues.size(), 34u);  // 5..39 without 25
  EXPECT_EQ(plan.cueOfFrame[4], -1);
  EXPECT_EQ(plan.cueOfFrame[5], 0);
  EXPECT_EQ(plan.cueOfFrame[25], -1);
  EXPECT_EQ(plan.cueOfFrame[39], 33);
  EXPECT_EQ(plan.cueOfFrame[40], -1);
  EXPECT_EQ(plan.cues[20].frame, 26);
}

TEST(VoicePlan, FadesWhereAFaceComesOrGoesButNotAtCutsOrEnds) {
  const face::Track track = trackOver(10, 20);
  const std::vector<media::FrameNo> cuts{30};
  const dub::VoicePlan plan = dub::planVoice(track, cuts, timelineOf(40),
                                             speechOf(std::vector<float>(40, 1.0f)), dub::Silence::close);
  EXPECT_EQ(plan.strength[9], 0.0f);
  EXPECT_NEAR(plan.strength[10], 1.0 / 3, 1e-3);  // 40 of 120 ms
  EXPECT_NEAR(plan.strength[11], 2.0 / 3, 1e-3);
  EXPECT_EQ(plan.strength[20], 1.0f);
  EXPECT_EQ(plan.strength[29], 1.0f) << "the cut at 30 ends the face: no fade";
  const dub::VoicePlan whole = dub::planVoice(trackOver(0, 40), {}, timelineOf(40),
                                              speechOf(std::vector<float>(40, 1.0f)), dub::Silence::close);
  for (const float s : whole.strength) EXPECT_EQ(s, 1.0f);
}

TEST(VoicePlan, TreatsSilenceAsThePolicySays) {
  std::vector<float> voice(40, 1.0f);
  for (std::size_t i = 20; i < 40; ++i) voice[i] = 0.0f;
  const auto plan = [&](dub::Silence policy) {
    return dub::planVoice(trackOver(0, 60), {}, timelineOf(60), speechOf(voice), policy);
  };
  EXPECT_EQ(plan(dub::Silence::close).cues[30].level, 0.0f);
  EXPECT_EQ(plan(dub::Silence::close).strength[30], 1.0f);
  EXPECT_EQ(plan(dub::Silence::close).cues[55].level, 0.0f) << "after the speech the mouth is shut";
  EXPECT_EQ(plan(dub::Silence::keep).strength[30], 0.0f);
  EXPECT_EQ(plan(dub::Silence::generate).cues[30].level, 1.0f);
  EXPECT_EQ(plan(dub::Silence::generate).strength[30], 1.0f);
}

TEST(VoicePlan, ChoosesFacesByNumberAndPlace) {
  face::Analysis analysis{640, 480, 50, {}, {trackOver(0, 50, 1), trackOver(0, 50, 2)}};
  media::VideoInfo info;
  info.timeBase = {1, 25};
  media::FrameIndex index;
  for (int i = 0; i < 50; ++i) index.entries.push_back({i, true});
  EXPECT_EQ(dub::chooseTrack(analysis, {}, info, index).id, 1);
  EXPECT_EQ(dub::chooseTrack(analysis, {.id = 2}, info, index).id, 2);
  EXPECT_EQ(dub::chooseTrack(analysis, dub::parseFace("230,130@1"), info, index).id, 2);
  EXPECT_THROW(dub::chooseTrack(analysis, {.id = 3}, info, index), base::Error);
  EXPECT_THROW(dub::chooseTrack(analysis, dub::parseFace("5,5@1"), info, index), base::Error);
  analysis.tracks.clear();
  EXPECT_THROW(dub::chooseTrack(analysis, {}, info, index), base::Error);
}

}  // namespace
