#include "core/live/dubber.h"

#include <algorithm>
#include <cmath>
#include <list>
#include <thread>

#include "core/base/corridor.h"
#include "core/dub/footage.h"
#include "core/live/dub_plan.h"
#include "core/live/patch_cache.h"
#include "core/media/decode/video_reader.h"

namespace dub {

namespace {

using base::Outcome;

// A model with what it knows. Never moved: the footage that was studied may be looked at again.
struct Student {
  std::string studied, heard;  // see Said
  std::shared_ptr<const face::Analysis> analysis;
  std::optional<speech::Speech> ownSound;
  std::unique_ptr<LipModel> model;
};

// A line of the plan with the model that paints it.
struct Painter {
  const DubPlan::Line* line;
  LipModel* model;
};

// A picture on its way.
struct Canvas {
  FrameNo number = 0;
  media::Frame frame;                            // until it is painted
  std::vector<std::optional<face::Patch>> made;  // one a painter; nullopt = nothing was missing
};
using Canvases = std::vector<Canvas>;

bool isMissing(const DubPlan::Line& line, const PatchCache& cache, FrameNo frame) {
  const std::string& key = line.keys[static_cast<std::size_t>(frame)];
  return !key.empty() && !cache.has(key);
}

// From `from` to the end, then from the beginning.
std::vector<FrameNo> missing(const DubPlan& plan, const PatchCache& cache, FrameNo first, FrameNo last,
                             FrameNo from) {
  first = std::max<FrameNo>(first, 0);
  last = std::min(last, plan.frames - 1);
  std::vector<FrameNo> numbers;
  for (FrameNo frame = first; frame <= last; ++frame)
    if (std::ranges::any_of(plan.lines, [&](const auto& line) { return isMissing(line, cache, frame); }))
      numbers.push_back(frame);
  std::ranges::rotate(numbers, std::ranges::lower_bound(numbers, from));
  return numbers;
}

void generate(Canvases& canvases, const DubPlan& plan, const Painter& painter, const PatchCache& cache) {
  const VoicePlan& voice = painter.line->said->plan;
  std::vector<PaintRequest> requests;
  std::vector<Canvas*> asked;
  for (Canvas& canvas : canvases) {
    canvas.made.emplace_back();
    if (!isMissing(*painter.line, cache, canvas.number)) continue;
    const auto number = static_cast<std::size_t>(canvas.number);
    requests.push_back({static_cast<std::size_t>(voice.cueOfFrame[number]), &canvas.frame,
                        paintedFace(voice, *plan.timeline, number)});
    asked.push_back(&canvas);
  }
  if (requests.empty()) return;
  std::vector<face::Patch> patches = painter.model->paint(requests);
  for (std::size_t i = 0; i < asked.size(); ++i) asked[i]->made.back() = std::move(patches.at(i));
}

void keep(Canvas& canvas, const DubPlan& plan, const std::vector<Painter>& painters, PatchCache& cache) {
  const auto number = static_cast<std::size_t>(canvas.number);
  for (std::size_t i = 0; i < painters.size(); ++i) {
    if (!canvas.made[i]) continue;
    const VoicePlan& voice = painters[i].line->said->plan;
    cache.put(painters[i].line->keys[number], {.patch = std::move(*canvas.made[i]),
                                               .points = paintedFace(voice, *plan.timeline, number)->points,
                                               .strength = voice.strength[number]});
  }
}

}  // namespace

struct Dubber::Impl {
  MakeModel makeModel;
  std::shared_ptr<PatchCache> cache;
  std::list<Student> students;
  std::string opened;  // the identity of the pictures that `reader` reads
  std::optional<media::VideoReader> reader;

  void letGo(const DubPlan& plan) {
    students.remove_if([&](const Student& student) {
      return std::ranges::none_of(
          plan.lines, [&](const DubPlan::Line& line) { return line.said->toStudy == student.studied; });
    });
  }

  // nullptr when stopped.
  Student* studied(const DubPlan& plan, const Said& said, const base::OnProgress& onProgress,
                   const std::stop_token& stop) {
    const auto known = std::ranges::find(students, said.toStudy, &Student::studied);
    if (known != students.end()) return &*known;
    const DubSettings& settings = plan.project.settings;
    Student& student = students.emplace_back(Student{.analysis = plan.analysis});
    base::ProgressReporter meter("study", 1000, onProgress);
    try {
      student.ownSound = readOwnSound(plan.pictures->probe);
      student.model = makeModel(settings.model, settings.lips);
      student.model->learnFace(
          makeFootage(plan.pictures->probe, plan.pictures->index, *plan.analysis, *said.plan.track,
                      student.ownSound),
          [&](double done) { meter.update(std::llround(done * 1000)); }, stop);
    } catch (...) {
      students.pop_back();
      throw;
    }
    if (stop.stop_requested()) {
      students.pop_back();
      return nullptr;
    }
    student.studied = said.toStudy;
    return &student;
  }

  // False when stopped.
  static bool setSpeech(Student& student, const Said& said, const base::OnProgress& onProgress,
                        const std::stop_token& stop) {
    if (student.heard == said.fingerprint) return true;
    student.heard.clear();
    base::ProgressReporter meter("listen", 1, onProgress);
    meter.update(0);
    student.model->setSpeech(said.speech, said.plan.cues, stop);
    if (stop.stop_requested()) return false;
    student.heard = said.fingerprint;
    meter.update(1);
    return true;
  }

  // Of the lines that miss one of these pictures. nullopt when stopped.
  std::optional<std::vector<Painter>> prepare(const DubPlan& plan, const std::vector<FrameNo>& numbers,
                                              const base::OnProgress& onProgress,
                                              const std::stop_token& stop) {
    std::vector<Painter> painters;
    for (const DubPlan::Line& line : plan.lines) {
      if (std::ranges::none_of(numbers, [&](FrameNo n) { return isMissing(line, *cache, n); })) continue;
      Student* student = studied(plan, *line.said, onProgress, stop);
      if (student == nullptr || !setSpeech(*student, *line.said, onProgress, stop)) return std::nullopt;
      painters.push_back({&line, student->model.get()});
    }
    return painters;
  }

  void open(const DubPlan& plan) {
    if (reader && opened == plan.pictures->identity) return;
    reader.emplace(plan.pictures->probe.path);
    opened = plan.pictures->identity;
  }

  // As many pictures in a row as the models like to paint at once.
  Canvases next(const DubPlan& plan, const std::vector<FrameNo>& numbers, std::size_t& at, std::size_t most) {
    Canvases canvases;
    do {
      const OutputFrame& picture = plan.timeline->frames[static_cast<std::size_t>(numbers[at])];
      canvases.push_back({numbers[at], reader->at(picture.source), {}});
      ++at;
    } while (at < numbers.size() && canvases.size() < most && numbers[at] == numbers[at - 1] + 1);
    return canvases;
  }

  Outcome paint(const DubPlan& plan, const std::vector<Painter>& painters,
                const std::vector<FrameNo>& numbers, const base::OnProgress& onProgress,
                const std::function<void(FrameNo)>& painted, const std::stop_token& stop) {
    std::size_t most = 1;
    for (const Painter& painter : painters) most = std::max(most, painter.model->batch());
    // Few groups wait, so that a stop loses little work.
    const auto workers = std::max(1u, std::thread::hardware_concurrency());
    base::Corridor<Canvases> corridor(workers, [](const Canvases&) -> std::size_t { return 1; });
    base::ProgressReporter meter("dub", static_cast<std::int64_t>(numbers.size()), onProgress);
    std::int64_t ready = 0;
    corridor
        .source("decode",
                [&, at = std::size_t{0}]() mutable -> std::optional<Canvases> {
                  if (at == numbers.size()) return std::nullopt;
                  return next(plan, numbers, at, most);
                })
        .stage(
            "generate",
            [&](Canvases& canvases) {
              for (const Painter& painter : painters) generate(canvases, plan, painter, *cache);
              for (Canvas& canvas : canvases) canvas.frame = {};
            },
            static_cast<int>(workers))
        .sink("keep", [&](Canvases&& canvases) {
          for (Canvas& canvas : canvases) {
            keep(canvas, plan, painters, *cache);
            if (painted) painted(canvas.number);
            meter.update(++ready);
          }
        });
    return corridor.run(stop);
  }
};

Dubber::Dubber(MakeModel makeModel, std::shared_ptr<PatchCache> cache)
    : impl_(std::make_unique<Impl>(Impl{std::move(makeModel), std::move(cache), {}, {}, {}})) {}

Dubber::~Dubber() = default;

Outcome Dubber::dub(const DubPlan& plan, FrameNo first, FrameNo last, FrameNo from,
                    const base::OnProgress& onProgress, const std::function<void(FrameNo)>& painted,
                    std::stop_token stop) {
  impl_->letGo(plan);
  const std::vector<FrameNo> numbers = missing(plan, *impl_->cache, first, last, from);
  if (numbers.empty()) return Outcome::done;
  const auto painters = impl_->prepare(plan, numbers, onProgress, stop);
  if (!painters) return Outcome::cancelled;
  impl_->open(plan);
  return impl_->paint(plan, *painters, numbers, onProgress, painted, stop);
}

void Dubber::forget() {
  impl_->students.clear();
  impl_->reader.reset();
}

std::optional<media::Frame> composed(const DubPlan& plan, const PatchCache& cache, FrameNo frame,
                                     const media::Frame& source) {
  if (frame < 0 || frame >= plan.frames) return std::nullopt;
  std::optional<media::Frame> picture;
  for (const DubPlan::Line& line : plan.lines) {
    const std::string& key = line.keys[static_cast<std::size_t>(frame)];
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
