#pragma once
#include <optional>
#include <string>

#include "core/base/compute.h"
#include "core/base/geometry.h"
#include "core/face/composite_settings.h"
#include "core/media/encode/sound_plan.h"

// The choices that a user has about a dub.
namespace dub {

// Whose lips: the largest and longest by default, else by number, else by a place at a time.
struct FaceChoice {
  int id = 0;  // 1-based track number; 0 = not by number
  struct Place {
    base::Point point;   // pixels of the upright frame
    double seconds = 0;  // from the first picture
    friend bool operator==(const Place&, const Place&) = default;
  };
  std::optional<Place> place;
  friend bool operator==(const FaceChoice&, const FaceChoice&) = default;
};

// What the mouth does while the driving speech is silent.
enum class Silence { close, keep, generate };

// How long the output is when speech and picture differ. The picture's length by default; speech that is
// longer is then an error.
enum class Fit {
  picture,   // the picture's length, and no speech may be longer
  cut,       // the picture's length; the speech is cut there
  hold,      // the last picture stands until the speech ends
  loop,      // the picture starts again from the beginning
  pingpong,  // the picture runs backwards and forwards
  speech,    // exactly the speech's length: the picture is cut, or runs backwards and forwards
};

// Own mouth: by what pictures are chosen.
enum class Mapping {
  automatic,  // as `fitted` where the clip's own sound goes with its mouth, else as `zeroShot`
  zeroShot,   // by the shape that the new sound alone tells
  fitted,     // by what the clip's own sound said then, and the shape that a mapping fitted to it tells
};

// TalkLip: which picture tells what the face looks like.
enum class Reference { first, same, closed, window };

// Choices a user has about the lips.
struct LipSettings {
  float strength = 1.0f;  // 0..1.5: scale of the mouth's movement
  Mapping mapping = Mapping::automatic;
  Reference reference = Reference::first;
  bool detail = true;  // TalkLip: fine detail from the person's own pictures, above what the network paints
  base::Device device;
  base::Precision precision = base::Precision::automatic;
  face::MaskSettings mask;
  friend bool operator==(const LipSettings&, const LipSettings&) = default;
};

// Names as on the command line: "close", "pingpong", "duck", "zero-shot". parse throws Error(usage) listing
// the known names.
const char* name(Silence silence);
const char* name(Fit fit);
const char* name(media::Mix mix);
const char* name(Mapping mapping);
const char* name(Reference reference);
Silence parseSilence(const std::string& text);
Fit parseFit(const std::string& text);
media::Mix parseMix(const std::string& text);
Mapping parseMapping(const std::string& text);
Reference parseReference(const std::string& text);
// "2", "auto", "640,360@1.5".
FaceChoice parseFace(const std::string& text);

}  // namespace dub
