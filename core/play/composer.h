#pragma once
#include <functional>
#include <string>

#include "core/base/problem.h"
#include "core/play/player.h"

namespace play {

// Makes pictures for the screen: cut out, scaled and dubbed. One thread.
class Composer {
 public:
  // failed(problem): the dub gave an error; it is not asked again.
  explicit Composer(std::function<void(const base::Problem&)> failed) : failed_(std::move(failed)) {}
  void setDub(Dub dub) { dub_ = std::move(dub); }
  void setView(const View& view) { view_ = view; }
  Shown operator()(FrameNo number, const media::Frame& picture, bool isExact);

 private:
  base::Image scaled(const media::Frame& picture) const;
  std::optional<media::Frame> dubbed(FrameNo number, const media::Frame& picture);

  std::function<void(const base::Problem&)> failed_;
  Dub dub_;
  View view_;
};

}  // namespace play
