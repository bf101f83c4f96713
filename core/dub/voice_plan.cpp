#include "core/dub/voice_plan.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace dub {

using base::Error;
using base::Fault;

// Dubbing fades in and out over this time where a face comes or goes within a shot, so that no mouth pops.
static constexpr double kFadeSec = 0.12;

const face::Face* paintedFace(const VoicePlan& plan, const OutputTimeline& timeline, std::size_t number) {
  const bool isDubbed = plan.cueOfFrame[number] >= 0 && plan.strength[number] > 0;
  return isDubbed ? plan.track->at(timeline.frames[number].source) : nullptr;
}

static std::string faceList(const face::Analysis& analysis) {
  std::string list;
  for (const face::Track& track : analysis.tracks)
    list += (list.empty() ? "" : ", ") + std::to_string(track.id);
  return list;
}

const face::Track* findTrack(const face::Analysis& analysis, const FaceChoice& choice,
                             const media::VideoInfo& info, const media::FrameIndex& index) {
  if (analysis.tracks.empty()) return nullptr;
  if (choice.place) {
    const FrameNo frame = index.at(choice.place->seconds, info.timeBase);
    for (const face::Track& track : analysis.tracks)
      if (const face::Face* face = track.at(frame);
          face != nullptr && face->box.contains(choice.place->point))
        return &track;
    return nullptr;
  }
  if (choice.id == 0) return &analysis.tracks.front();
  for (const face::Track& track : analysis.tracks)
    if (track.id == choice.id) return &track;
  return nullptr;
}

const face::Track& chooseTrack(const face::Analysis& analysis, const FaceChoice& choice,
                               const media::VideoInfo& info, const media::FrameIndex& index) {
  if (const face::Track* track = findTrack(analysis, choice, info, index)) return *track;
  if (analysis.tracks.empty()) throw Error(Fault::noFace);
  if (choice.place) throw Error(Fault::noFaceAtPlace);
  throw Error(Fault::faceUnknown, {{"face", choice.id}, {"known", faceList(analysis)}});
}

float activityAt(const speech::Speech& speech, double seconds) {
  const double step = seconds * 25.0 - 0.5;  // a step's value stands for its middle
  const auto value = [&](double s) {
    const auto i = static_cast<std::ptrdiff_t>(s);
    return s < 0 || i >= static_cast<std::ptrdiff_t>(speech.activity.size())
               ? 0.0f
               : speech.activity[static_cast<std::size_t>(i)];
  };
  const double left = std::floor(step);
  const auto t = static_cast<float>(step - left);
  return value(left) * (1 - t) + value(left + 1) * t;
}

// Runs of output frames that are altered, without a cut inside: fades begin and end where a run does, but not
// at a cut or at the ends of the output, where the whole picture changes anyway.
static void fade(VoicePlan& plan, const OutputTimeline& timeline, std::span<const media::FrameNo> cuts) {
  const auto n = static_cast<std::ptrdiff_t>(timeline.frames.size());
  const auto isDubbed = [&](std::ptrdiff_t i) { return plan.cueOfFrame[static_cast<std::size_t>(i)] >= 0; };
  const auto source = [&](std::ptrdiff_t i) { return timeline.frames[static_cast<std::size_t>(i)].source; };
  const auto seconds = [&](std::ptrdiff_t i) { return timeline.frames[static_cast<std::size_t>(i)].seconds; };
  const auto cutBetween = [&](std::ptrdiff_t i) {  // between frames i-1 and i
    if (std::abs(source(i) - source(i - 1)) > 1) return true;
    return std::ranges::binary_search(cuts, std::max(source(i), source(i - 1))) && source(i) != source(i - 1);
  };
  for (std::ptrdiff_t begin = 0; begin < n;) {
    std::ptrdiff_t end = begin + 1;
    while (end < n && isDubbed(end) == isDubbed(begin) && !cutBetween(end)) ++end;
    if (isDubbed(begin)) {
      const bool fadesIn = begin > 0 && !cutBetween(begin), fadesOut = end < n && !cutBetween(end);
      for (std::ptrdiff_t i = begin; i < end; ++i) {
        double level = 1;
        if (fadesIn) level = std::min(level, (seconds(i) - seconds(begin - 1)) / kFadeSec);
        if (fadesOut) level = std::min(level, (seconds(end) - seconds(i)) / kFadeSec);
        plan.strength[static_cast<std::size_t>(i)] = static_cast<float>(level);
      }
    }
    begin = end;
  }
}

VoicePlan planVoice(const face::Track& track, std::span<const media::FrameNo> cuts,
                    const OutputTimeline& timeline, const speech::Speech& speech, Silence silence) {
  VoicePlan plan{&track,
                 {},
                 std::vector<std::int32_t>(timeline.frames.size(), -1),
                 std::vector<float>(timeline.frames.size(), 0.0f)};
  for (std::size_t i = 0; i < timeline.frames.size(); ++i) {
    const OutputFrame& picture = timeline.frames[i];
    if (!picture.inRange || track.at(picture.source) == nullptr) continue;
    const double speechSec = picture.seconds - timeline.startSec;
    plan.cueOfFrame[i] = static_cast<std::int32_t>(plan.cues.size());
    plan.cues.push_back(
        {picture.source, speechSec, silence == Silence::close ? activityAt(speech, speechSec) : 1.0f});
  }
  fade(plan, timeline, cuts);
  if (silence == Silence::keep)
    for (std::size_t i = 0; i < timeline.frames.size(); ++i)
      plan.strength[i] *= activityAt(speech, timeline.frames[i].seconds - timeline.startSec);
  return plan;
}

}  // namespace dub
