#pragma once
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/audio/sound_bed.h"
#include "core/speech/speech.h"

namespace dub {

// All lines of a voice as one speech, with what tells its parts from those of another.
struct VoiceSound {
  // What the speech is made of: the same inputs make the same speech.
  struct Inputs {
    std::vector<audio::Sound> sounds;
    std::vector<std::string> identities;  // of the sounds' files, see base::identityOf
    double untilSec = 0;                  // nothing is heard from there on
    friend bool operator==(const Inputs&, const Inputs&) = default;
  };
  Inputs inputs;
  speech::Speech speech;
  std::vector<std::string> steps;       // 128 bits of the SHA-256 of every 40 ms, hexadecimal
  std::vector<base::Problem> failures;  // one for each file that could not be read
};

VoiceSound::Inputs inputsOf(std::vector<audio::Sound> sounds, double untilSec);

// Mixes, finds voice activity, sums up. nullptr when stopped.
std::shared_ptr<const VoiceSound> mixVoice(VoiceSound::Inputs inputs, const std::stop_token& stop);

// The sum of a step without any sound.
const std::string& silentStep();

}  // namespace dub
