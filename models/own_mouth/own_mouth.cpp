#include "models/own_mouth/own_mouth.h"

#include "core/base/file.h"
#include "models/own_mouth/choice.h"
#include "models/own_mouth/own_sound.h"
#include "models/own_mouth/render_frame.h"

namespace own_mouth {

namespace {

class OwnMouth final : public dub::LipModel {
 public:
  OwnMouth(const std::filesystem::path& weights, dub::LipSettings settings)
      : encoder_(weights), fingerprint_(base::sha256OfFile(weights)), settings_(std::move(settings)) {}

  void learnFace(const dub::Footage& footage, const std::function<void(double)>& progress,
                 std::stop_token stop) override {
    person_ = person::learnPerson(footage, {}, progress, stop);
    own_ = {};
    if (!person_.showsOwnMouth) return;
    std::optional<speech_mouth::SpeechEncoding> encoding;
    if (footage.ownSound != nullptr && !footage.ownSound->samples.empty() &&
        settings_.mapping != dub::Mapping::zeroShot) {
      encoding = encoder_.encode(footage.ownSound->samples);
    }
    own_ = learnOwnSound(person_, footage, encoding ? &*encoding : nullptr, settings_.mapping);
  }

  void setSpeech(const speech::Speech& speech, std::span<const dub::Cue> cues,
                 std::stop_token stop) override {
    const speech_mouth::SpeechEncoding encoding = encoder_.encode(speech.samples);
    frames_.clear();
    for (const dub::Cue& cue : cues) frames_.push_back(cue.frame);
    if (!person_.showsOwnMouth) {
      gestures_ = gestures(encoding, cues, settings_.strength);
      return;
    }
    targets_ = mouthTargets(encoding, cues, mappingOf(person_, own_, settings_.strength));
    path_ = choosePictures(person_, cues, targets_, own_, encoding, stop);
  }

  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
    std::vector<face::Patch> patches;
    for (const dub::PaintRequest& request : requests)
      patches.push_back(paint(request.cue, *request.frame, *request.face));
    return patches;
  }

  std::vector<std::string> notes() const override {
    std::vector<std::string> lines = person_.notes;
    if (!own_.note.empty()) lines.push_back(own_.note);
    return lines;
  }
  std::string fingerprint() const override { return fingerprint_; }

 private:
  face::Patch paint(std::size_t cue, const media::Frame& frame, const face::Face& face) const {
    if (!person_.showsOwnMouth)
      return renderFrame(person_, gestures_[cue], frames_[cue], frame, face, settings_.mask);
    return renderFrame(person_, targets_, path_, cue, frames_[cue], frame, face, settings_.mask);
  }

  speech_mouth::Encoder encoder_;
  std::string fingerprint_;
  dub::LipSettings settings_;
  person::Person person_;
  OwnSound own_;
  std::vector<face::FrameNo> frames_;  // of every cue
  std::vector<MouthTarget> targets_;   // retrieval
  std::vector<std::int32_t> path_;
  std::vector<Gesture> gestures_;  // still
};

}  // namespace

std::unique_ptr<dub::LipModel> make(const std::filesystem::path& speechMouthWeights,
                                    const dub::LipSettings& settings) {
  return std::make_unique<OwnMouth>(speechMouthWeights, settings);
}

}  // namespace own_mouth
