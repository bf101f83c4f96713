#include "models/judging/system.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/talklip/training/paint_clip.h"
#include "models/training/model_file.h"

namespace judging {

namespace fs = std::filesystem;

static dataset::Clip copyOf(const dataset::ClipView& clip) {
  return {.info = *clip.info,
          .edge = clip.edge,
          .pictures = {clip.pictures.begin(), clip.pictures.end()},
          .boxes = {clip.boxes.begin(), clip.boxes.end()},
          .landmarks = {clip.landmarks.begin(), clip.landmarks.end()},
          .sound = {clip.sound.begin(), clip.sound.end()}};
}

System recorded(const std::string& name) {
  return {.name = name,
          .what = "recorded",
          .isReal = true,
          .version = [](const dataset::ClipInfo&) { return "recorded"; },
          .make = [](const Order& order, const std::stop_token&) { return Made{copyOf(order.wanted)}; }};
}

System talkLip(const std::string& name, const fs::path& file) {
  const networks::Weights weights = training::readModel(file).weights;
  const networks::Part part(weights);
  if (!part.has("output_block.1.weight")) throw base::Error(base::Fault::modelWithoutLips, {}, file);
  return {.name = name,
          .what = "TalkLip",
          .version = [sum = base::sha256OfFile(file)](const dataset::ClipInfo&) { return "TalkLip " + sum; },
          .make =
              [weights](const Order& order, const std::stop_token&) {
                return Made{talklip::training::paintClip(weights, order.wanted)};
              }};
}

System openSystem(const std::string& name, const std::string& what, const fs::path& work, int threads) {
  std::error_code ignored;
  if (what == "real") return recorded(name);
  if (fs::is_directory(what, ignored)) return videos(name, what);
  if (fs::exists(what, ignored) || what.ends_with(".safetensors")) return talkLip(name, what);
  return model(name, what, work, threads);
}

}  // namespace judging
