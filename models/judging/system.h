#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "models/judging/order.h"

namespace judging {

// What a system made of an order.
struct Made {
  dataset::Clip clip;
  bool isPrepared = false;  // a foreign video of another size: its face was found and cut out anew
  std::string missing;      // why there is no clip; empty = there is one
};

// Something whose dubs are judged.
struct System {
  std::string name;     // in tables
  std::string what;     // "recorded", "model", "TalkLip", "videos"
  bool isReal = false;  // the recorded pictures themselves
  // Of what it makes of a recorded clip: another one where that would be something else; empty: there is
  // nothing.
  std::function<std::string(const dataset::ClipInfo&)> version;
  // nullopt when stopped. One thread. Throws Error where it is no fault of the clip.
  std::function<std::optional<Made>(const Order&, const std::stop_token&)> make;
};

System recorded(const std::string& name);
// The built-in model or an imported one, by its name in the catalogue, through the engine as users dub with
// it. `work`: a folder that is made and removed. Throws Error: modelUnknown, modelMovesNoLips.
System model(const std::string& name, const std::string& model, const std::filesystem::path& work,
             int threads);
// A TalkLip generator (safetensors), painted as its paper judges it: the whole box of every picture, the
// first one showing the identity. Throws Error: notFound, unreadable, modelWithoutLips.
System talkLip(const std::string& name, const std::filesystem::path& file);
// Videos that others have made: FOLDER/CLIP.mp4 (or another ending) for a clip's name.
System videos(const std::string& name, const std::filesystem::path& folder);

// Any of them: "real", a folder, a file, else the name of a model.
System openSystem(const std::string& name, const std::string& what, const std::filesystem::path& work,
                  int threads);

}  // namespace judging
