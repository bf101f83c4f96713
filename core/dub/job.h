#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/dub/lip_model.h"
#include "core/face/composite.h"
#include "core/media/writer.h"

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

struct FaceSpeech {
  FaceChoice face;
  std::filesystem::path speech;
  friend bool operator==(const FaceSpeech&, const FaceSpeech&) = default;
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

// Everything the output depends on. A plain value: comparable, written to JSON in the journal and the report.
struct Job {
  std::filesystem::path video, output;
  std::vector<FaceSpeech> speeches;  // at least one
  std::string model = "builtin";
  LipSettings lips;
  face::CompositeSettings composite;
  Silence silence = Silence::close;
  Fit fit = Fit::picture;
  std::optional<double> inSec, outSec;  // only [in, out) is altered; the speech starts at in
  media::EncodeSettings encode;
  media::Mix mix = media::Mix::replace;
  double speechGainDb = 0, originalGainDb = 0;
  std::optional<double> loudnessLufs;
  std::string audioCodec;    // empty = by container
  bool allowNoFace = false;  // without a face: copy the picture, change the sound
  friend bool operator==(const Job&, const Job&) = default;
};

// Names as on the command line: "close", "pingpong", "duck". parse throws Error(usage) listing the known
// names.
const char* name(Silence silence);
const char* name(Fit fit);
const char* name(media::Mix mix);
Silence parseSilence(const std::string& text);
Fit parseFit(const std::string& text);
media::Mix parseMix(const std::string& text);
// "2", "auto", "640,360@1.5".
FaceChoice parseFace(const std::string& text);

// Refuses what cannot work before anything is read: no speech, NaN or negative times, in after out, writing
// over a source, an unreadable or missing output folder. Throws Error.
void check(const Job& job);

}  // namespace dub
