#include "core/live/dubber.h"

#include <algorithm>
#include <cmath>
#include <list>
#include <thread>

#include "core/dub/footage.h"
#include "core/dub/paint.h"
#include "core/media/decode/video_reader.h"

namespace dub {

namespace {

using base::Outcome;

// A model with what it knows. Never moved: the footage that it learned from may be looked at again.
struct PreparedModel {
  std::string faceKey, speechKey;  // see VoiceInput
  std::shared_ptr<const face::Analysis> analysis;
  std::optional<speech::Speech> ownSound;
  std::unique_ptr<LipModel> model;
};

// The lines of a plan that miss pictures, with their models.
struct Painters {
  std::vector<const DubPlan::Line*> lines;
  std::vector<Speaker> speakers;  // one a line
};

bool isMissing(const DubPlan::Line& line, const PatchCache& cache, std::size_t number) {
  const std::string& key = line.input->keys[number];
  return !key.empty() && !cache.has(key);
}

// From `from` to the end, then from the beginning.
std::vector<std::size_t> missing(const DubPlan& plan, const PatchCache& cache, FrameNo first, FrameNo last,
                                 FrameNo from) {
  std::vector<std::size_t> numbers;
  for (FrameNo frame = std::max<FrameNo>(first, 0); frame <= std::min(last, plan.frames - 1); ++frame) {
    const auto number = static_cast<std::size_t>(frame);
    if (std::ranges::any_of(plan.lines, [&](const auto& line) { return isMissing(line, cache, number); }))
      numbers.push_back(number);
  }
  const auto start = static_cast<std::size_t>(std::max<FrameNo>(from, 0));
  std::ranges::rotate(numbers, std::ranges::lower_bound(numbers, start));
  return numbers;
}

void keep(Picture& picture, const DubPlan& plan, const Painters& painters, PatchCache& cache) {
  for (std::size_t i = 0; i < painters.lines.size(); ++i) {
    if (!picture.patches[i]) continue;
    const VoiceInput& input = *painters.lines[i]->input;
    cache.put(input.keys[picture.number],
              {.patch = std::move(*picture.patches[i]),
               .points = paintedFace(input.plan, *plan.timeline, picture.number)->points,
               .strength = input.plan.strength[picture.number]});
  }
}

}  // namespace

struct Dubber::Impl {
  MakeModel makeModel;
  std::shared_ptr<PatchCache> cache;
  std::list<PreparedModel> models;
  std::string opened;  // the identity of the pictures that `reader` reads
  std::optional<media::VideoReader> reader;

  void dropUnused(const DubPlan& plan) {
    models.remove_if([&](const PreparedModel& known) {
      return std::ranges::none_of(
          plan.lines, [&](const DubPlan::Line& line) { return line.input->faceKey == known.faceKey; });
    });
  }

  // nullptr when stopped.
  PreparedModel* withFace(const DubPlan& plan, const VoiceInput& input, const base::OnProgress& onProgress,
                          const std::stop_token& stop) {
    const auto known = std::ranges::find(models, input.faceKey, &PreparedModel::faceKey);
    if (known != models.end()) return &*known;
    const DubSettings& settings = plan.project.settings;
    PreparedModel& prepared = models.emplace_back(PreparedModel{.analysis = plan.analysis});
    base::ProgressReporter meter(base::Stage::learnFace, 1000, onProgress);
    try {
      prepared.ownSound = readOwnSound(plan.pictures->probe, stop);
      prepared.model = makeModel(settings.model, settings.lips);
      prepared.model->learnFace(
          makeFootage(plan.pictures, *plan.analysis, *input.plan.track, prepared.ownSound),
          [&](double done) { meter.update(std::llround(done * 1000)); }, stop);
    } catch (...) {
      models.pop_back();
      throw;
    }
    if (stop.stop_requested()) {
      models.pop_back();
      return nullptr;
    }
    prepared.faceKey = input.faceKey;
    return &prepared;
  }

  // False when stopped.
  static bool setSpeech(PreparedModel& prepared, const VoiceInput& input, const base::OnProgress& onProgress,
                        const std::stop_token& stop) {
    if (prepared.speechKey == input.speechKey) return true;
    prepared.speechKey.clear();
    base::ProgressReporter meter(base::Stage::setSpeech, 1, onProgress);
    meter.update(0);
    prepared.model->setSpeech(input.sound->speech, input.plan.cues, stop);
    if (stop.stop_requested()) return false;
    prepared.speechKey = input.speechKey;
    meter.update(1);
    return true;
  }

  // nullopt when stopped.
  std::optional<Painters> prepare(const DubPlan& plan, const std::vector<std::size_t>& numbers,
                                  const base::OnProgress& onProgress, const std::stop_token& stop) {
    Painters painters;
    for (const DubPlan::Line& line : plan.lines) {
      if (std::ranges::none_of(numbers, [&](std::size_t n) { return isMissing(line, *cache, n); })) continue;
      PreparedModel* prepared = withFace(plan, *line.input, onProgress, stop);
      if (prepared == nullptr || !setSpeech(*prepared, *line.input, onProgress, stop)) return std::nullopt;
      painters.lines.push_back(&line);
      painters.speakers.push_back({&line.input->plan, prepared->model.get()});
    }
    return painters;
  }

  void open(const DubPlan& plan) {
    if (reader && opened == plan.pictures->identity) return;
    reader.emplace(plan.pictures);
    opened = plan.pictures->identity;
  }

  Outcome paintInto(const DubPlan& plan, const Painters& painters, const std::vector<std::size_t>& numbers,
                    const base::OnProgress& onProgress, const std::function<void(FrameNo)>& painted,
                    const std::stop_token& stop) {
    const PaintPlan what{
        .timeline = plan.timeline.get(),
        .speakers = painters.speakers,
        .numbers = numbers,
        .isWanted = [&](std::size_t speaker,
                        std::size_t number) { return isMissing(*painters.lines[speaker], *cache, number); },
        .finish = [](Picture& picture) { picture.frame = {}; }};
    // Little waits in the queues, so that a stop loses little work.
    const PaintSettings how{.workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency())),
                            .queueBytes = 8u << 20};
    base::ProgressReporter meter(base::Stage::dub, static_cast<std::int64_t>(numbers.size()), onProgress);
    std::int64_t ready = 0;
    const auto take = [&](Picture&& picture) {
      keep(picture, plan, painters, *cache);
      if (painted) painted(static_cast<FrameNo>(picture.number));
      meter.update(++ready);
    };
    return paint(*reader, what, how, take, stop);
  }
};

Dubber::Dubber(MakeModel makeModel, std::shared_ptr<PatchCache> cache)
    : impl_(std::make_unique<Impl>(Impl{std::move(makeModel), std::move(cache), {}, {}, {}})) {}

Dubber::~Dubber() = default;

Outcome Dubber::dub(const DubPlan& plan, FrameNo first, FrameNo last, FrameNo from,
                    const base::OnProgress& onProgress, const std::function<void(FrameNo)>& painted,
                    std::stop_token stop) {
  impl_->dropUnused(plan);
  const std::vector<std::size_t> numbers = missing(plan, *impl_->cache, first, last, from);
  if (numbers.empty()) return Outcome::done;
  const auto painters = impl_->prepare(plan, numbers, onProgress, stop);
  if (!painters) return Outcome::cancelled;
  impl_->open(plan);
  return impl_->paintInto(plan, *painters, numbers, onProgress, painted, stop);
}

void Dubber::forget() {
  impl_->models.clear();
  impl_->reader.reset();
}

std::optional<media::Frame> composed(const DubPlan& plan, const PatchCache& cache, FrameNo frame,
                                     const media::Frame& source) {
  if (frame < 0 || frame >= plan.frames) return std::nullopt;
  std::optional<media::Frame> picture;
  for (const DubPlan::Line& line : plan.lines) {
    const std::string& key = line.input->keys[static_cast<std::size_t>(frame)];
    if (key.empty()) continue;
    const auto found = cache.find(key);
    if (!found || found->patch.bgr.empty()) continue;
    if (!picture) picture = source;
    face::composite(*picture, found->patch, found->points, plan.project.settings.composite(),
                    found->strength);
  }
  return picture;
}

}  // namespace dub
