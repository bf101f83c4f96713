#pragma once
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dub/settings.h"
#include "core/face/composite.h"
#include "core/face/face.h"
#include "core/media/decode/clip_index.h"
#include "core/speech/speech.h"

namespace dub {

using media::FrameNo;

// The clip that a lip model learns a face from.
struct Footage {
  std::shared_ptr<const media::ClipIndex> clip;
  const face::Track* track = nullptr;
  std::vector<FrameNo> cuts;
  std::vector<double> seconds;  // of every frame, from the first picture
  const speech::Speech* ownSound =
      nullptr;  // the clip's own sound from its first picture on, nullptr when it has none
};

// One output picture that is to speak: which source frame it shows and what is said then.
struct Cue {
  FrameNo frame = 0;     // source frame
  double speechSec = 0;  // time in the speech; TalkLip's step is floor(25 * speechSec)
  float level =
      1;  // 0..1: below 1 the mouth eases towards closed (silence policy `close`); 1 under `generate`
};

// One picture that is to be painted: cue number `cue` of those that were heard, on `frame`, whose face is
// `face`.
struct PaintRequest {
  std::size_t cue = 0;
  const media::Frame* frame = nullptr;
  const face::Face* face = nullptr;
};

// The only interface between the engine and a network. The corridor knows no network by name.
// Order of calls: learnFace once, setSpeech once per speech, paint any number of times.
class LipModel {
 public:
  virtual ~LipModel() = default;
  // Learns the face. May read the video with readers of its own. Returns when done or stopped.
  // progress(0..1).
  virtual void learnFace(const Footage& footage, const std::function<void(double)>& progress,
                         std::stop_token stop) = 0;
  // Takes in the whole speech and the cues of all pictures that will ask for it, in output order. Memory
  // stays bounded: at most 2 kB for every 40 ms of speech and a few hundred bytes a cue.
  virtual void setSpeech(const speech::Speech& speech, std::span<const Cue> cues, std::stop_token stop) = 0;
  // Paints some pictures, one patch each. Const, deterministic, and safe to call from several threads at
  // once.
  virtual std::vector<face::Patch> paint(std::span<const PaintRequest> requests) const = 0;
  // How many pictures a call of paint should get, where so many are to come.
  virtual std::size_t batch() const { return 1; }
  // Names the weights (SHA-256), so that a resumed render never mixes two models.
  virtual std::string fingerprint() const { return {}; }
  // Facts for the report, one line each, e.g. "bank: 214 frames", "mapping: zero-shot (own sound r 0.21 <
  // 0.35)".
  virtual std::vector<std::string> notes() const { return {}; }
};

// Makes the lip model that a name means. Throws Error(notFound) with the known names.
using MakeModel =
    std::function<std::unique_ptr<LipModel>(const std::string& name, const LipSettings& settings)>;

}  // namespace dub
