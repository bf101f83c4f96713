#include "models/own_mouth/own_mouth.h"

#include "core/base/file.h"
#include "models/own_mouth/person.h"
#include "models/own_mouth/target.h"

namespace own_mouth {

namespace {

class OwnMouth final : public dub::LipModel {
 public:
  OwnMouth(const std::filesystem::path& weights, dub::LipSettings settings)
      : encoder_(weights), fingerprint_(base::sha256OfFile(weights)), settings_(std::move(settings)) {}

  void learnFace(const dub::Footage& footage, const std::function<void(double)>& progress,
                 std::stop_token stop) override {
    std::optional<speech_mouth::Heard> own;
    if (footage.ownSound != nullptr && !footage.ownSound->samples.empty() &&
        settings_.mapping != "zero-shot") {
      own = encoder_.hear(footage.ownSound->samples);
    }
    person_ =
        own_mouth::study(footage, own ? &*own : nullptr, {.mapping = settings_.mapping}, progress, stop);
  }

  void setSpeech(const speech::Speech& speech, std::span<const dub::Cue> cues,
                 std::stop_token stop) override {
    const speech_mouth::Heard heard = encoder_.hear(speech.samples);
    frames_.clear();
    for (const dub::Cue& cue : cues) frames_.push_back(cue.frame);
    if (!person_.showsOwnMouth) {
      gestures_ = gestures(heard, cues, settings_.strength);
      return;
    }
    const Mapping mapping{&person_.shapes, person_.rest, person_.fitted.get(), settings_.strength,
                          fittedShare(person_.sound.seconds)};
    goals_ = goals(heard, cues, mapping);
    path_ = plan(person_, cues, goals_, stop);
  }

  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
    std::vector<face::Patch> patches;
    for (const dub::PaintRequest& request : requests)
      patches.push_back(paint(request.cue, *request.frame, *request.face));
    return patches;
  }

  std::vector<std::string> notes() const override { return person_.notes; }
  std::string fingerprint() const override { return fingerprint_; }

 private:
  face::Patch paint(std::size_t cue, const media::Frame& frame, const face::Face& face) const {
    if (!person_.showsOwnMouth)
      return perform(person_, gestures_[cue], frames_[cue], frame, face, settings_.mask);
    return perform(person_, goals_, path_, cue, frames_[cue], frame, face, settings_.mask);
  }

  speech_mouth::Encoder encoder_;
  std::string fingerprint_;
  dub::LipSettings settings_;
  Person person_;
  std::vector<face::FrameNo> frames_;  // of every cue
  std::vector<Goal> goals_;            // design W
  std::vector<std::int32_t> path_;
  std::vector<Gesture> gestures_;  // design Z
};

}  // namespace

std::unique_ptr<dub::LipModel> make(const std::filesystem::path& speechMouthWeights,
                                    const dub::LipSettings& settings) {
  return std::make_unique<OwnMouth>(speechMouthWeights, settings);
}

}  // namespace own_mouth
