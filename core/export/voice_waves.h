#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/dub/job.h"
#include "core/project/project.h"

namespace dub {

// A part of the timeline, in seconds.
struct Span {
  double startSec = 0, endSec = 0;
};

// What each voice says, as one wave file a voice, for a render. The files are named by what they hold, so
// that an export that is repeated finds those of the one before. They are removed at the end, unless keep().
class VoiceWaves {
 public:
  VoiceWaves(std::filesystem::path folder, std::filesystem::path output)
      : folder_(std::move(folder)), output_(std::move(output)) {}
  ~VoiceWaves();
  VoiceWaves(const VoiceWaves&) = delete;
  VoiceWaves& operator=(const VoiceWaves&) = delete;

  // Mixes every voice that says something within the span; time 0 of a file is the span's start. False when
  // stopped. Throws Error, also for a take that cannot be read.
  bool make(const Project& project, const Span& span, const std::stop_token& stop);
  const std::vector<FaceSpeech>& speeches() const { return speeches_; }
  int voiceOf(const std::filesystem::path& file) const;  // index into Project::voices; -1 = none of these
  const std::filesystem::path& output() const { return output_; }
  void keep() { isKept_ = true; }

 private:
  bool makeWave(const Project& project, int voice, const Span& span, const std::stop_token& stop);

  std::filesystem::path folder_, output_;
  std::vector<FaceSpeech> speeches_;
  std::vector<int> voices_;  // of the speeches
  bool isKept_ = false;
};

}  // namespace dub
