#pragma once
#include <string>

#include "core/dub/lip_model.h"

namespace test_support {

// A lip model that is no network: paints a green lower face, and writes down in which order it is called.
class GreenMouth : public dub::LipModel {
 public:
  explicit GreenMouth(std::string& calls) : calls_(calls) {}
  void learnFace(const dub::Footage& footage, const std::function<void(double)>& progress,
                 std::stop_token) override {
    calls_ += "study " + std::to_string(footage.seconds.size()) + ";";
    progress(1);
  }
  void setSpeech(const speech::Speech&, std::span<const dub::Cue> cues, std::stop_token) override {
    calls_ += "listen " + std::to_string(cues.size()) + ";";
  }
  std::vector<face::Patch> paint(std::span<const dub::PaintRequest> requests) const override {
    std::vector<face::Patch> patches;
    for (const dub::PaintRequest& request : requests) patches.push_back(green(*request.face));
    return patches;
  }

 private:
  static face::Patch green(const face::Face& face) {
    const base::Rect region = face::maskBounds(face.points, {});
    face::Patch patch{
        base::Image(region.width, region.height, 3), face::lowerFaceMask(face.points, region, {}), {}};
    for (std::size_t i = 1; i < patch.bgr.data.size(); i += 3) patch.bgr.data[i] = 255;
    patch.toFrame = {1, 0, static_cast<float>(region.x), static_cast<float>(region.y)};
    return patch;
  }

  std::string& calls_;
};

}  // namespace test_support
