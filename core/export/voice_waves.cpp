#include "core/export/voice_waves.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/decode/audio_reader.h"
#include "core/project/project_sounds.h"

namespace dub {

namespace fs = std::filesystem;

namespace {

constexpr int kRate = 48000;

// What a voice says within the span, on the span's own time.
std::vector<audio::Sound> heard(const Project& project, int voice, const Span& span) {
  std::vector<audio::Sound> sounds = soundsOf(project, voice);
  std::erase_if(sounds, [&](const audio::Sound& sound) {
    return sound.endSec() <= span.startSec || sound.atSec >= span.endSec;
  });
  for (audio::Sound& sound : sounds) sound.atSec -= span.startSec;
  return sounds;
}

// Takes that are mono stay so; a second channel would tell nothing.
int channelsOf(const std::vector<audio::Sound>& sounds) {
  std::set<fs::path> files;
  for (const audio::Sound& sound : sounds) files.insert(sound.file);
  const bool isMono = std::ranges::all_of(
      files, [](const fs::path& file) { return media::AudioReader(file).channels() == 1; });
  return isMono ? 1 : 2;
}

std::string nameOf(int voice, const std::vector<audio::Sound>& sounds, double seconds,
                   const fs::path& output) {
  nlohmann::ordered_json all{{"seconds", seconds}};
  std::error_code ignored;
  base::Sha256 sum;
  sum.add(fs::absolute(output, ignored).lexically_normal().string());
  for (const audio::Sound& s : sounds) {
    sum.add(base::identityOf(s.file));
    all["sounds"].push_back({s.atSec, s.inSec, s.outSec, s.gainDb, s.fadeInSec, s.fadeOutSec});
  }
  sum.add(all.dump());
  return "voice-" + std::to_string(voice + 1) + "-" + sum.hex().substr(0, 16) + ".wav";
}

}  // namespace

VoiceWaves::~VoiceWaves() {
  if (isKept_) return;
  std::error_code ignored;
  for (const FaceSpeech& speech : speeches_) fs::remove(speech.speech, ignored);
}

bool VoiceWaves::make(const Project& project, const Span& span, const std::stop_token& stop) {
  std::error_code failure;
  fs::create_directories(folder_, failure);
  if (failure) throw base::Error(base::Fault::folderNotMade, {}, folder_, failure.message());
  base::removeUnfinished(folder_);
  for (int voice = 0; voice < static_cast<int>(project.voices.size()); ++voice)
    if (!makeWave(project, voice, span, stop)) return false;
  return true;
}

bool VoiceWaves::makeWave(const Project& project, int voice, const Span& span, const std::stop_token& stop) {
  std::vector<audio::Sound> sounds = heard(project, voice, span);
  if (sounds.empty()) return true;
  double seconds = 0;
  for (const audio::Sound& sound : sounds) seconds = std::max(seconds, sound.endSec());
  seconds = std::min(seconds, span.endSec - span.startSec);
  const fs::path file = folder_ / nameOf(voice, sounds, seconds, output_);
  speeches_.push_back({project.voices[static_cast<std::size_t>(voice)].face, file});
  voices_.push_back(voice);
  std::error_code ignored;
  if (fs::exists(file, ignored)) return true;
  const int channels = channelsOf(sounds);
  return audio::writeWave(audio::SoundBed(std::move(sounds), kRate, channels), seconds, file, stop);
}

int VoiceWaves::voiceOf(const fs::path& file) const {
  const auto at = std::ranges::find(speeches_, file, &FaceSpeech::speech);
  return at == speeches_.end() ? -1 : voices_[static_cast<std::size_t>(at - speeches_.begin())];
}

}  // namespace dub
