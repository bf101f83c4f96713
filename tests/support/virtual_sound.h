#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace test_support {

// A sound server (PulseAudio) for one test, without any hardware: PortAudio finds it as the default
// microphone and playback device. Sets environment variables of this process as long as it lives, so make it
// before threads and before other programs are started, and one at a time.
class VirtualSound {
 public:
  enum class Microphone {
    ofItsOwn,             // hears what is played to it
    beforeTheLoudspeaker  // hears what the playback device plays
  };
  static constexpr int kRate = 48000;  // of everything, mono, 32-bit float

  // False where PulseAudio or its ALSA plugin is not installed; tests then skip.
  static bool isInstalled();
  // Throws std::runtime_error with the server's log.
  explicit VirtualSound(Microphone microphone = Microphone::ofItsOwn);
  ~VirtualSound();
  VirtualSound(const VirtualSound&) = delete;
  VirtualSound& operator=(const VirtualSound&) = delete;

  // Begins to play a sound (at most 60 s) to the microphone and returns. The server has all of it then:
  // nothing is left out, however busy the machine is.
  void playToMicrophone(std::span<const float> samples);
  void playToMicrophone(const std::filesystem::path& wave);
  // As if it were pulled out.
  void unplugMicrophone();
  // As if the playback device were pulled out.
  void unplugLoudspeaker();

  // Writes down what the playback device plays, from now on until it is called again.
  void listen();
  std::vector<float> stopListening();
  // So far.
  std::vector<float> listened() const;

 private:
  void set(const std::string& name, const std::optional<std::string>& value);
  void control(const std::string& command) const;
  std::filesystem::path writeSetUp(Microphone microphone) const;

  TempFolder folder_;
  std::map<std::string, std::optional<std::string>> before_;  // the environment
  pid_t listener_ = 0;
};

}  // namespace test_support
