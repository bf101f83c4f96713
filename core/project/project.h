#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/dub/settings.h"

namespace dub {

// A sound file that a line can be taken from: dropped, or recorded.
struct Take {
  int id = 0;
  std::filesystem::path file;
  std::string name;
  double seconds = 0;    // of the whole file
  int rating = 0;        // 0 = none, 1..5
  std::string recorded;  // "2026-11-27 14:03:22"; empty = not recorded here
  friend bool operator==(const Take&, const Take&) = default;
};

// A line on the timeline: a part of a take, said by a voice.
struct SpeechClip {
  int id = 0;
  int voice = 0;                 // index into Project::voices
  int take = 0;                  // the take that is heard
  std::vector<int> takes;        // all takes of this line, to compare; holds `take`
  double atSec = 0;              // where it begins; the first picture is at 0
  double inSec = 0, outSec = 0;  // the part of the take, outSec > inSec
  double gainDb = 0;             // -40..24
  double fadeInSec = 0, fadeOutSec = 0;
  double seconds() const { return outSec - inSec; }
  double endSec() const { return atSec + seconds(); }
  friend bool operator==(const SpeechClip&, const SpeechClip&) = default;
};

// A lane of the timeline: whose lips its clips move.
struct Voice {
  FaceChoice face;  // id 0 without a place = the largest face
  bool isMuted = false;
  friend bool operator==(const Voice&, const Voice&) = default;
};

struct Marker {
  double seconds = 0;
  std::string name;
  friend bool operator==(const Marker&, const Marker&) = default;
};

// Where the finished file goes, and how.
struct ExportSettings {
  std::string preset = "source";  // see export_job.h
  std::filesystem::path file;     // the last one
  bool rangeOnly = false;         // lips and sound change in [in, out) alone; the rest stays as it was
  friend bool operator==(const ExportSettings&, const ExportSettings&) = default;
};

// The choices that can be copied from project to project.
struct DubSettings {
  std::string model = "builtin";
  LipSettings lips;
  bool colorMatch = true;
  Silence silence = Silence::close;
  Fit fit = Fit::cut;
  media::Mix mix = media::Mix::replace;
  double originalGainDb = 0;
  std::optional<double> loudnessLufs;
  face::CompositeSettings composite() const { return {lips.mask, colorMatch}; }
  // Where the original sound is heard on, the original mouth is seen while a voice is silent.
  Silence silenceInMix() const { return mix == media::Mix::replace ? silence : Silence::keep; }
  friend bool operator==(const DubSettings&, const DubSettings&) = default;
};

// What a user works on. A plain value: compared, copied for undo, written to JSON.
struct Project {
  std::filesystem::path video;  // empty = none yet
  std::vector<Take> takes;
  std::vector<SpeechClip> clips;
  std::vector<Voice> voices{Voice{}};  // at least one
  std::vector<Marker> markers;
  std::optional<double> inSec, outSec;  // the range that is looped, dubbed, recorded over
  DubSettings settings;
  ExportSettings exporting;
  int nextId = 1;  // for takes and clips; never used again
  friend bool operator==(const Project&, const Project&) = default;

  const Take* take(int id) const;  // nullptr when there is none
  const SpeechClip* clip(int id) const;
  SpeechClip* clip(int id);
};

}  // namespace dub
