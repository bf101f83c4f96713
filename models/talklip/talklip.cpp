#include "models/talklip/talklip.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/face/composite.h"
#include "core/face/mat_view.h"
#include "core/media/picture/convert.h"
#include "models/talklip/crop.h"
#include "models/talklip/detail.h"
#include "models/talklip/paste.h"
#include "models/talklip/reference.h"
#include "models/talklip/speech_encoding.h"

namespace talklip {
namespace {

class TalkLip final : public dub::LipModel {
 public:
  TalkLip(std::unique_ptr<Network> network, std::string fingerprint, dub::LipSettings settings)
      : network_(std::move(network)),
        fingerprint_(std::move(fingerprint)),
        settings_(std::move(settings)),
        silence_(encodeSilence(*network_)) {}

  void learnFace(const dub::Footage& footage, const std::function<void(double)>& progress,
                 std::stop_token stop) override {
    width_ = footage.clip->video().width, height_ = footage.clip->video().height;
    references_ = readReferences(settings_.reference, footage, network_->edge());
    if (settings_.detail) gallery_ = openGallery(footage, progress, stop);
    progress(1);
  }

  void setSpeech(const speech::Speech& speech, std::span<const dub::Cue> cues,
                 std::stop_token stop) override {
    cues_.assign(cues.begin(), cues.end());
    double until = 0;
    for (const dub::Cue& cue : cues) until = std::max(until, cue.speechSec);
    encoding_ = encodeSpeech(*network_, speech, until, std::move(stop));
  }

  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override;
  std::size_t batch() const override { return network_->batch(); }
  std::string fingerprint() const override { return fingerprint_; }
  std::vector<std::string> notes() const override;

 private:
  void addSpeech(const dub::Cue& cue, std::vector<float>& speech) const;
  int firstRow(const dub::PaintRequest& request, base::Rect box) const;
  face::Patch patch(const dub::PaintRequest& request, base::Rect box, std::span<const float> painted) const;

  std::unique_ptr<Network> network_;
  std::string fingerprint_;
  dub::LipSettings settings_;
  std::vector<float> silence_;
  int width_ = 0, height_ = 0;
  References references_;
  Gallery gallery_;  // empty without detail
  std::vector<dub::Cue> cues_;
  SpeechEncoding encoding_;
};

// The vector of a cue: nearer to silence when the voice is lower, farther from it when the mouth is to move
// more.
void TalkLip::addSpeech(const dub::Cue& cue, std::vector<float>& speech) const {
  const std::span<const float> said = encoding_.at(cue.speechSec);
  const float share = settings_.strength * cue.level;
  for (std::size_t i = 0; i < said.size(); ++i)
    speech.push_back(share == 1 ? said[i] : silence_[i] + share * (said[i] - silence_[i]));
}

// The lower face alone is enough unless the mask reaches higher.
int TalkLip::firstRow(const dub::PaintRequest& request, base::Rect box) const {
  const base::Rect mask = face::maskBounds(request.face->points, settings_.mask);
  const int edge = network_->edge(), lower = lowerFace(edge);
  const int row = (mask.y - box.y) * edge / std::max(1, box.height) - 2;  // enlarging looks a row around
  return row >= lower ? lower : 0;
}

std::vector<face::Patch> TalkLip::paint(std::span<const dub::PaintRequest> requests) const {
  std::vector<face::Patch> patches(requests.size());
  std::vector<base::Rect> boxes;
  std::vector<std::size_t> painted;  // requests whose face lies in the picture
  std::vector<float> faces, speech;
  const int edge = network_->edge();
  int first = lowerFace(edge);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    boxes.push_back(faceBox(requests[i].face->points, width_, height_));
    if (boxes[i].width < 2 || boxes[i].height < 2) continue;
    painted.push_back(i);
    const base::Image own = crop(*requests[i].frame, boxes[i], edge);
    const dub::Cue& cue = cues_.at(requests[i].cue);
    faces.resize(faces.size() + inputSize(edge));
    const std::span<float> input = std::span(faces).last(inputSize(edge));
    if (references_.isSame) {
      std::vector<float> same(outputSize(edge));
      toPlanes(own, same);
      fillInput(own, same, input);
    } else {
      fillInput(own, references_.of(cue.frame), input);
    }
    addSpeech(cue, speech);
    first = std::min(first, firstRow(requests[i], boxes[i]));
  }
  if (painted.empty()) return patches;
  const std::vector<float> out = network_->paint(faces, speech, first);
  const std::size_t size = outputSize(edge);
  for (std::size_t k = 0; k < painted.size(); ++k)
    patches[painted[k]] =
        patch(requests[painted[k]], boxes[painted[k]], std::span(out).subspan(k * size, size));
  return patches;
}

// In the frame's own pixels; rows that were not computed lie outside the mask, which the engine adds.
face::Patch TalkLip::patch(const dub::PaintRequest& request, base::Rect box,
                           std::span<const float> painted) const {
  cv::Mat picture = enlargedToBox(painted, network_->edge(), {box.width, box.height});
  if (settings_.detail) {
    const base::Rect region = media::chromaAligned(*request.frame, box);
    const base::Image around = media::toBgr(*request.frame, region);
    cv::Mat own;
    face::view(around)(cv::Rect(box.x - region.x, box.y - region.y, box.width, box.height))
        .convertTo(own, CV_32FC3);
    const person::HeadPose pose = gallery_.headPoses.at(cues_[request.cue].frame, request.face->points);
    picture = withDetail({box, pose.toUnit, pose.turn, picture, own, network_->edge()}, gallery_);
  }
  face::Patch patch{base::Image(box.width, box.height, 3), {}, {}};
  picture.convertTo(face::view(patch.bgr), CV_8UC3);
  patch.toFrame = {1, 0, static_cast<float>(box.x), static_cast<float>(box.y)};
  return patch;
}

std::vector<std::string> TalkLip::notes() const {
  std::vector<std::string> lines{"network: " + network_->about()};
  std::string reference = std::string("reference: ") + name(settings_.reference);
  for (const face::FrameNo n : references_.frames) reference += " " + std::to_string(n);
  lines.push_back(reference);
  if (settings_.detail)
    lines.push_back("detail: from the frame and " + std::to_string(gallery_.pictures.size()) +
                    " pictures of the clip");
  return lines;
}

}  // namespace

std::unique_ptr<dub::LipModel> make(std::unique_ptr<Network> network, std::string fingerprint,
                                    const dub::LipSettings& settings) {
  return std::make_unique<TalkLip>(std::move(network), std::move(fingerprint), settings);
}

}  // namespace talklip
