#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/outcome.h"
#include "core/base/progress.h"
#include "core/project/edit.h"
#include "core/project/project.h"
#include "core/render/render.h"
#include "core/media/picture/frame.h"

// Dubbed pictures before any export: what the window shows while a line is being worked on.
namespace dub {

// What is known about a picture of the clip.
enum class FrameState : std::uint8_t {
  untouched,  // no line moves a mouth here, or there is no face
  todo,       // a line does, and nothing was made yet
  stale,      // something was made for other words, settings or faces
  done,
};

// Painted mouths, kept by what they depend on: the source picture, the speech around it (kReachSec each
// side), the settings of the lips, the model and the face. (Colour matching comes after, in composed().) In
// memory up to `memoryBytes`, beyond that in files below `folder` up to `diskBytes`, oldest out first. Any
// thread.
class PatchCache {
 public:
  struct Painted {
    face::Patch patch;
    face::Landmarks points{};
    float strength = 1;
  };
  PatchCache(std::filesystem::path folder, std::size_t memoryBytes, std::uint64_t diskBytes);
  ~PatchCache();
  void put(const std::string& key, Painted painted);
  std::optional<Painted> find(const std::string& key) const;
  bool has(const std::string& key) const;
  void clear();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

inline constexpr double kReachSec = 1.0;

struct Pictures;  // the clip's own, see dub_plan.h
struct Said;      // what a voice says

// Which patches a project's pictures need, voice by voice. A value that is made anew after each edit: cheap
// (the speech is mixed and hashed, nothing is painted). Made on a worker thread.
struct DubPlan {
  Project project;
  std::shared_ptr<const face::Analysis> analysis;
  struct Line {  // one voice
    int voice = 0;
    int track = 0;                  // id of the face
    std::vector<std::string> keys;  // one a picture of the clip; empty = untouched
    std::shared_ptr<const Said> said;
  };
  std::vector<Line> lines;
  media::FrameNo frames = 0;
  std::vector<std::string> notes;  // e.g. "voice 2: there is no face 3"
  std::shared_ptr<const Pictures> pictures;
  std::shared_ptr<const Timeline> timeline;  // of `frames` shots
};
// With `previous` the clip is not scanned again while it is the same file. nullopt when stopped. Throws Error
// when the video cannot be read; a project without one has an empty plan.
std::optional<DubPlan> planDub(const Project& project, std::shared_ptr<const face::Analysis> analysis,
                               std::stop_token stop, const DubPlan* previous = nullptr);

// States of all pictures, by what the cache holds. `previous`: what was done before, to tell stale from todo.
std::vector<FrameState> states(const DubPlan& plan, const PatchCache& cache,
                               const std::vector<FrameState>& previous);

// Paints what is missing in [first, last] (whole clip: 0, frames-1), nearest after `from` first. The models
// are kept from call to call where clip, face, model and settings are the same, so that an edit costs only
// its frames. One thread at a time.
class Dubber {
 public:
  Dubber(MakeModel makeModel, std::shared_ptr<PatchCache> cache);
  ~Dubber();
  // Progress stages "study", "listen", "dub". `painted(frame)` as each picture gets ready, on this thread.
  // While `onProgress` waits, nothing new is begun: that is how a job pauses. Stopped or failed, what was
  // painted stays in the cache. Throws Error.
  base::Outcome dub(const DubPlan& plan, media::FrameNo first, media::FrameNo last, media::FrameNo from,
                    const base::OnProgress& onProgress, const std::function<void(media::FrameNo)>& painted,
                    std::stop_token stop);
  void forget();  // lets the models go

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The frame with all mouths that are there painted in; nullopt when none is.
std::optional<media::Frame> composed(const DubPlan& plan, const PatchCache& cache, media::FrameNo frame,
                                     const media::Frame& source);

}  // namespace dub
