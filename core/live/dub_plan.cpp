#include "core/live/dub_plan.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/project/project_sounds.h"

namespace dub {

namespace {

// A still has no end of its own: what is said over it is heard for at most this long.
constexpr double kLongestStillSec = 3600;

double endOfSounds(const Project& project) {
  double end = 0;
  for (const audio::Sound& sound : soundsOf(project)) end = std::max(end, sound.endSec());
  return end;
}

// The clip itself, from its first picture to its last. A range limits what is dubbed only where it limits
// what will be exported.
OutputTimeline wholeClip(const Project& project, const media::ClipIndex& pictures) {
  const Job whole{.video = project.video, .fit = Fit::cut};
  const double speechSec = std::min(endOfSounds(project), kLongestStillSec);
  OutputTimeline timeline = planTimeline(whole, pictures.video(), pictures.index(), speechSec);
  if (!project.exporting.rangeOnly) return timeline;
  const double in = project.inSec.value_or(0), out = project.outSec.value_or(timeline.durationSec + 1);
  for (OutputFrame& picture : timeline.frames)
    picture.inRange = picture.seconds >= in && picture.seconds < out;
  return timeline;
}

// The one before where it is the same, so that what hangs on it is known to be the same, too.
std::shared_ptr<const OutputTimeline> timelineOf(const Project& project, const media::ClipIndex& pictures,
                                                 const DubPlan* previous) {
  OutputTimeline timeline = wholeClip(project, pictures);
  if (previous != nullptr && previous->timeline && *previous->timeline == timeline) return previous->timeline;
  return std::make_shared<const OutputTimeline>(std::move(timeline));
}

// nullptr, and a note, where the voice has no face.
const face::Track* trackOf(DubPlan& plan, int voice) {
  try {
    const face::Track& track =
        chooseTrack(*plan.analysis, plan.project.voices[static_cast<std::size_t>(voice)].face,
                    plan.pictures->video(), plan.pictures->index());
    for (const DubPlan::Line& line : plan.lines)
      if (line.track == track.id) {
        plan.notes.push_back({voice, {base::Fault::faceTaken, {{"voice", line.voice + 1}}}});
        return nullptr;
      }
    return &track;
  } catch (const base::Error& e) {
    plan.notes.push_back({voice, e.problem()});
    return nullptr;
  }
}

// nullptr when stopped.
std::shared_ptr<const VoiceSound> soundOf(VoiceSound::Inputs inputs, const DubPlan* previous,
                                          const std::stop_token& stop) {
  if (previous != nullptr)
    for (const DubPlan::Line& line : previous->lines)
      if (line.input->sound->inputs == inputs) return line.input->sound;
  return mixVoice(std::move(inputs), stop);
}

bool learnsTheSame(const DubPlan& a, const DubPlan& b) {
  const DubSettings &x = a.project.settings, &y = b.project.settings;
  return a.pictures == b.pictures && a.analysis == b.analysis && a.weights == b.weights &&
         x.model == y.model && x.lips == y.lips;
}

// What the one before knows of the same face.
const VoiceInput* knownInput(const DubPlan& plan, const face::Track& track, const DubPlan* previous) {
  if (previous == nullptr || !learnsTheSame(plan, *previous)) return nullptr;
  for (const DubPlan::Line& line : previous->lines)
    if (line.track == track.id) return line.input.get();
  return nullptr;
}

// nullptr when stopped.
std::shared_ptr<const VoiceInput> inputOf(const DubPlan& plan, const face::Track& track,
                                          std::shared_ptr<const VoiceSound> sound, const DubPlan* previous,
                                          const std::stop_token& stop) {
  const DubSettings& settings = plan.project.settings;
  VoiceInput input{.sound = std::move(sound), .plan = {}, .silence = settings.silenceInMix()};
  input.plan = planVoice(track, plan.analysis->cuts, *plan.timeline, input.sound->speech, input.silence);
  const VoiceInput* known = knownInput(plan, track, previous);
  input.faceKey = known != nullptr ? known->faceKey
                                   : faceKey({.clip = plan.pictures->identity,
                                              .model = settings.model,
                                              .weights = plan.weights,
                                              .lips = settings.lips,
                                              .track = track});
  input.speechKey = speechKey(*input.sound, input.plan.cues);
  auto keys = pictureKeys(input.faceKey, *input.sound, input.plan, *plan.timeline, stop);
  if (!keys) return nullptr;
  input.keys = std::move(*keys);
  return std::make_shared<const VoiceInput>(std::move(input));
}

// nullptr where something that the pictures depend on has changed.
std::shared_ptr<const VoiceInput> unchanged(const DubPlan& plan, const face::Track& track,
                                            const VoiceSound* sound, const DubPlan* previous) {
  if (previous == nullptr || plan.timeline != previous->timeline || !learnsTheSame(plan, *previous))
    return nullptr;
  for (const DubPlan::Line& line : previous->lines)
    if (line.track == track.id && line.input->sound.get() == sound &&
        line.input->silence == plan.project.settings.silenceInMix())
      return line.input;
  return nullptr;
}

// False when stopped.
bool addLine(DubPlan& plan, int voice, const DubPlan* previous, const std::stop_token& stop) {
  std::vector<audio::Sound> sounds = soundsOf(plan.project, voice);
  if (sounds.empty()) return true;
  const face::Track* track = trackOf(plan, voice);
  if (track == nullptr) return true;
  auto sound = soundOf(inputsOf(std::move(sounds), plan.timeline->durationSec + kReachSec), previous, stop);
  if (!sound) return false;
  for (const base::Problem& failure : sound->failures) plan.notes.push_back({voice, failure});
  if (sound->speech.isSilent()) plan.notes.push_back({voice, {base::Fault::linesSilent}});
  auto input = unchanged(plan, *track, sound.get(), previous);
  if (!input) input = inputOf(plan, *track, std::move(sound), previous, stop);
  if (!input) return false;
  plan.lines.push_back({.voice = voice, .track = track->id, .input = std::move(input)});
  return true;
}

FrameState stateOf(const DubPlan& plan, const PatchCache& cache, std::size_t frame, FrameState previous) {
  bool isTouched = false, isDone = true;
  for (const DubPlan::Line& line : plan.lines) {
    const std::string& key = line.input->keys[frame];
    if (key.empty()) continue;
    isTouched = true;
    isDone = isDone && cache.has(key);
  }
  if (!isTouched) return FrameState::untouched;
  if (isDone) return FrameState::done;
  const bool wasMade = previous == FrameState::done || previous == FrameState::stale;
  return wasMade ? FrameState::stale : FrameState::todo;
}

}  // namespace

std::optional<DubPlan> planDub(const Project& project, std::shared_ptr<const media::ClipIndex> pictures,
                               std::shared_ptr<const face::Analysis> analysis, std::stop_token stop,
                               const DubPlan* previous, const std::string& weights) {
  DubPlan plan{.project = project,
               .analysis = std::move(analysis),
               .weights = weights,
               .pictures = std::move(pictures)};
  if (!plan.pictures) return plan;
  plan.timeline = timelineOf(project, *plan.pictures, previous);
  plan.frames = static_cast<media::FrameNo>(plan.timeline->frames.size());
  for (int voice = 0; plan.analysis && voice < static_cast<int>(project.voices.size()); ++voice)
    if (!addLine(plan, voice, previous, stop)) return std::nullopt;
  return stop.stop_requested() ? std::nullopt : std::optional(std::move(plan));
}

std::vector<FrameState> states(const DubPlan& plan, const PatchCache& cache,
                               const std::vector<FrameState>& previous) {
  std::vector<FrameState> all;
  for (std::size_t frame = 0; frame < static_cast<std::size_t>(plan.frames); ++frame)
    all.push_back(stateOf(plan, cache, frame, frame < previous.size() ? previous[frame] : FrameState::todo));
  return all;
}

}  // namespace dub
