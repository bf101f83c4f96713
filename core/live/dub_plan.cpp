#include "core/live/dub_plan.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/dub/advice.h"
#include "core/dub/job_json.h"
#include "core/media/decode/probe.h"
#include "core/media/decode/video_reader.h"
#include "core/project/project_sounds.h"

namespace dub {

namespace fs = std::filesystem;

namespace {

// Counts up when the same inputs come to other pictures.
constexpr const char* kVersion = "mouths 1, Redub " REDUB_VERSION;
// A still has no end of its own: what is said over it is heard for at most this long.
constexpr double kLongestStillSec = 3600;

std::shared_ptr<const Pictures> picturesOf(const fs::path& video, const DubPlan* previous) {
  const std::string identity = base::identityOf(video);
  if (previous != nullptr && previous->pictures && previous->pictures->identity == identity)
    return previous->pictures;
  Pictures pictures{identity, media::probe(video), {}};
  if (!pictures.probe.video)
    throw base::Error(base::Code::noVideo, video.string() + " holds no picture: choose a video", video);
  pictures.index = media::VideoReader(video).index();
  return std::make_shared<const Pictures>(std::move(pictures));
}

double endOfSounds(const Project& project) {
  double end = 0;
  for (const audio::Sound& sound : soundsOf(project)) end = std::max(end, sound.endSec());
  return end;
}

// The clip itself, from its first picture to its last. A range limits what is dubbed only where it limits
// what will be exported.
OutputTimeline timelineOf(const Project& project, const Pictures& pictures) {
  const Job whole{.video = project.video, .fit = Fit::cut};
  const double speechSec = std::min(endOfSounds(project), kLongestStillSec);
  OutputTimeline timeline = planTimeline(whole, *pictures.probe.video, pictures.index, speechSec);
  if (!project.exporting.rangeOnly) return timeline;
  const double in = project.inSec.value_or(0), out = project.outSec.value_or(timeline.durationSec + 1);
  for (OutputFrame& picture : timeline.frames)
    picture.inRange = picture.seconds >= in && picture.seconds < out;
  return timeline;
}

std::int16_t toInt16(float sample) {
  return std::isfinite(sample)
             ? static_cast<std::int16_t>(std::lround(std::clamp(sample * 32768.0f, -32768.0f, 32767.0f)))
             : std::int16_t{0};
}

// What a voice says until `untilSec`. nullopt when stopped.
std::optional<speech::Speech> mixed(std::vector<audio::Sound> sounds, double untilSec,
                                    const std::stop_token& stop, std::vector<std::string>& notes) {
  audio::SoundBed bed(std::move(sounds), speech::kRate, 1);
  const double seconds = std::min(bed.seconds(), untilSec);
  const std::int64_t total =
      std::max<std::int64_t>(std::llround(seconds * speech::kRate), speech::kStepSamples);
  std::vector<std::int16_t> samples;
  samples.reserve(static_cast<std::size_t>(total));
  for (std::int64_t first = 0; first < total; first += speech::kRate) {
    if (stop.stop_requested()) return std::nullopt;
    const std::int64_t count = std::min<std::int64_t>(speech::kRate, total - first);
    for (const float sample : bed.read(first, static_cast<std::size_t>(count)))
      samples.push_back(toInt16(sample));
  }
  notes.insert(notes.end(), bed.failures().begin(), bed.failures().end());
  return speech::makeSpeech(std::move(samples));
}

template <class T>
std::string_view bytesOf(const T& value) {
  static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

// Fingerprints of the speech, step by step (40 ms).
std::vector<std::string> stepSums(const speech::Speech& speech) {
  std::vector<std::string> sums;
  std::vector<std::int16_t> step(speech::kStepSamples);
  for (std::size_t first = 0; first < speech.samples.size(); first += speech::kStepSamples) {
    const std::size_t count = std::min(step.size(), speech.samples.size() - first);
    std::ranges::fill(step, std::int16_t{0});  // so that what comes after the end changes nothing
    std::copy_n(speech.samples.begin() + static_cast<std::ptrdiff_t>(first), count, step.begin());
    sums.push_back(base::sha256({reinterpret_cast<const char*>(step.data()), step.size() * sizeof step[0]}));
  }
  return sums;
}

std::string sumOfSpeech(const std::vector<std::string>& steps, const std::vector<Cue>& cues) {
  base::Sha256 sum;
  for (const std::string& step : steps) sum.add(step);
  for (const Cue& cue : cues) {
    sum.add(bytesOf(cue.frame));
    sum.add(bytesOf(cue.level));
  }
  return sum.hex();
}

std::string sumToStudy(const DubPlan& plan, const face::Track& track) {
  const DubSettings& settings = plan.project.settings;
  const Job pixels{.model = settings.model, .lips = settings.lips};
  base::Sha256 sum;
  sum.add(kVersion);
  sum.add(plan.pictures->identity);
  sum.add(toJson(pixels).dump());
  sum.add(bytesOf(track.id));
  sum.add(bytesOf(track.first));
  for (const face::Face& face : track.faces) {
    sum.add(bytesOf(face.seen));
    sum.add({reinterpret_cast<const char*>(face.points.data()), sizeof face.points});
  }
  return sum.hex();
}

// The level of a voice near a picture depends a little on what is said seconds away; what is below an eighth
// cannot be seen, and must not make a picture stale.
std::int32_t level(float share) { return static_cast<std::int32_t>(std::lround(8 * share)); }

class Keys {
 public:
  Keys(const Said& said, const OutputTimeline& timeline)
      : said_(said), timeline_(timeline), steps_(stepSums(said.speech)) {
    silence_ = base::sha256(std::string(speech::kStepSamples * sizeof(std::int16_t), '\0'));
  }
  const std::vector<std::string>& steps() const { return steps_; }

  // Empty where the picture stays as it is.
  std::string of(std::size_t number) const {
    if (paintedFace(said_.plan, timeline_, number) == nullptr) return {};
    const auto& cue = said_.plan.cues[static_cast<std::size_t>(said_.plan.cueOfFrame[number])];
    base::Sha256 sum;
    sum.add(said_.toStudy);
    sum.add(bytesOf(static_cast<std::int64_t>(number)));
    sum.add(bytesOf(level(cue.level)));
    sum.add(bytesOf(level(said_.plan.strength[number])));
    constexpr auto kReach = static_cast<std::int64_t>(kReachSec * speech::kRate / speech::kStepSamples);
    const auto middle = static_cast<std::int64_t>(cue.speechSec * speech::kRate / speech::kStepSamples);
    for (std::int64_t step = middle - kReach; step <= middle + kReach; ++step) sum.add(stepSum(step));
    return sum.hex();
  }

 private:
  const std::string& stepSum(std::int64_t step) const {
    const bool isInside = step >= 0 && step < static_cast<std::int64_t>(steps_.size());
    return isInside ? steps_[static_cast<std::size_t>(step)] : silence_;
  }

  const Said& said_;
  const OutputTimeline& timeline_;
  std::vector<std::string> steps_;
  std::string silence_;
};

// nullptr, and a note, where the voice has no face.
const face::Track* trackOf(DubPlan& plan, int voice) {
  const std::string name = "voice " + std::to_string(voice + 1) + ": ";
  try {
    const face::Track& track =
        chooseTrack(*plan.analysis, plan.project.voices[static_cast<std::size_t>(voice)].face,
                    *plan.pictures->probe.video, plan.pictures->index);
    for (const DubPlan::Line& line : plan.lines)
      if (line.track == track.id) {
        plan.notes.push_back(name + "its face already says what voice " + std::to_string(line.voice + 1) +
                             " says; give it another one");
        return nullptr;
      }
    return &track;
  } catch (const base::Error& e) {
    plan.notes.push_back(name + withoutOptions(e.what()));
    return nullptr;
  }
}

// False when stopped.
bool addLine(DubPlan& plan, int voice, const std::stop_token& stop) {
  std::vector<audio::Sound> sounds = soundsOf(plan.project, voice);
  if (sounds.empty()) return true;
  const face::Track* track = trackOf(plan, voice);
  if (track == nullptr) return true;
  const OutputTimeline& timeline = *plan.timeline;
  auto speech = mixed(std::move(sounds), timeline.durationSec + kReachSec, stop, plan.notes);
  if (!speech) return false;
  if (speech->isSilent())
    plan.notes.push_back("voice " + std::to_string(voice + 1) + ": its lines are silent");
  Said said{.speech = std::move(*speech)};
  said.plan =
      planVoice(*track, plan.analysis->cuts, timeline, said.speech, plan.project.settings.silenceInMix());
  said.toStudy = sumToStudy(plan, *track);
  const Keys keys(said, timeline);
  said.fingerprint = sumOfSpeech(keys.steps(), said.plan.cues);
  DubPlan::Line line{.voice = voice, .track = track->id, .keys = {}, .said = nullptr};
  for (std::size_t number = 0; number < timeline.frames.size(); ++number)
    line.keys.push_back(keys.of(number));
  line.said = std::make_shared<const Said>(std::move(said));
  plan.lines.push_back(std::move(line));
  return !stop.stop_requested();
}

FrameState stateOf(const DubPlan& plan, const PatchCache& cache, std::size_t frame, FrameState previous) {
  bool isTouched = false, isDone = true;
  for (const DubPlan::Line& line : plan.lines) {
    if (line.keys[frame].empty()) continue;
    isTouched = true;
    isDone = isDone && cache.has(line.keys[frame]);
  }
  if (!isTouched) return FrameState::untouched;
  if (isDone) return FrameState::done;
  const bool wasMade = previous == FrameState::done || previous == FrameState::stale;
  return wasMade ? FrameState::stale : FrameState::todo;
}

}  // namespace

std::optional<DubPlan> planDub(const Project& project, std::shared_ptr<const face::Analysis> analysis,
                               std::stop_token stop, const DubPlan* previous) {
  DubPlan plan{.project = project, .analysis = std::move(analysis)};
  if (project.video.empty()) return plan;
  plan.pictures = picturesOf(project.video, previous);
  plan.timeline = std::make_shared<const OutputTimeline>(timelineOf(project, *plan.pictures));
  plan.frames = static_cast<media::FrameNo>(plan.timeline->frames.size());
  for (int voice = 0; plan.analysis && voice < static_cast<int>(project.voices.size()); ++voice)
    if (!addLine(plan, voice, stop)) return std::nullopt;
  return plan;
}

std::vector<FrameState> states(const DubPlan& plan, const PatchCache& cache,
                               const std::vector<FrameState>& previous) {
  std::vector<FrameState> all;
  for (std::size_t frame = 0; frame < static_cast<std::size_t>(plan.frames); ++frame)
    all.push_back(stateOf(plan, cache, frame, frame < previous.size() ? previous[frame] : FrameState::todo));
  return all;
}

}  // namespace dub
