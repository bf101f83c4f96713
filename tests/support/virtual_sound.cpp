#include "tests/support/virtual_sound.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/support/wait_until.h"

namespace test_support {

namespace fs = std::filesystem;

static std::string textOf(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

bool VirtualSound::isInstalled() {
  const ShellResult programs =
      shell("command -v pulseaudio pactl parec && ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so");
  return programs.exitCode == 0;
}

// The loudspeaker, and the microphone as a source of its own, so that it can be removed like a device.
fs::path VirtualSound::writeSetUp(Microphone microphone) const {
  const std::string sound = " format=float32le channels=1 rate=" + std::to_string(kRate);
  const bool isOwn = microphone == Microphone::ofItsOwn;
  const fs::path file = folder_ / "set-up.pa";
  std::ofstream(file) << "load-module module-native-protocol-unix auth-anonymous=1 socket="
                      << (folder_ / "socket").string()
                      << "\nload-module module-null-sink sink_name=loudspeaker" << sound
                      << "\nload-module module-null-sink sink_name=voice" << sound
                      << "\nload-module module-remap-source source_name=microphone master="
                      << (isOwn ? "voice" : "loudspeaker") << ".monitor channels=1"
                      << "\nset-default-sink loudspeaker\nset-default-source microphone\n";
  return file;
}

VirtualSound::VirtualSound(Microphone microphone) {
  const fs::path alsa = folder_ / "alsa.conf", log = folder_ / "log";
  std::ofstream(alsa) << "</usr/share/alsa/alsa.conf>\n"
                         "pcm.!default { type pulse hint.description \"Virtual\" }\n"
                         "ctl.!default { type pulse }\n";
  set("XDG_RUNTIME_DIR", folder_.path().string());
  set("XDG_CONFIG_HOME", folder_.path().string());
  set("PULSE_RUNTIME_PATH", folder_.path().string());
  set("PULSE_SERVER", std::nullopt);
  set("ALSA_CONFIG_PATH", alsa.string());
  const std::string command =
      "pulseaudio --daemonize=yes --exit-idle-time=60 --realtime=no --high-priority=no -n -F " +
      quoted(writeSetUp(microphone).string()) + " --log-target=file:" + quoted(log.string());
  const ShellResult started = shell(command);
  set("PULSE_SERVER", "unix:" + (folder_ / "socket").string());
  if (started.exitCode != 0)
    throw std::runtime_error("the sound server does not start: " + started.output + textOf(log));
}

VirtualSound::~VirtualSound() {
  if (listener_ != 0) stopListening();
  if (const int server = std::atoi(textOf(folder_ / "pid").c_str()); server > 0) {
    ::kill(server, SIGTERM);
    waitUntil([&] { return !fs::exists(folder_ / "pid"); });
  }
  for (const auto& [name, value] : std::exchange(before_, {})) set(name, value);
}

void VirtualSound::set(const std::string& name, const std::optional<std::string>& value) {
  const char* now = std::getenv(name.c_str());
  before_.try_emplace(name, now != nullptr ? std::optional<std::string>(now) : std::nullopt);
  if (value)
    ::setenv(name.c_str(), value->c_str(), 1);
  else
    ::unsetenv(name.c_str());
}

void VirtualSound::control(const std::string& command) const {
  const ShellResult result = shell("pactl " + command);
  if (result.exitCode != 0) throw std::runtime_error("pactl " + command + ": " + result.output);
}

void VirtualSound::playToMicrophone(const fs::path& wave) {
  control("upload-sample " + quoted(wave.string()) + " said");
  control("play-sample said voice");
}

void VirtualSound::playToMicrophone(std::span<const float> samples) {
  const fs::path raw = folder_ / "said.f32", wave = folder_ / "said.wav";
  std::ofstream(raw, std::ios::binary)
      .write(reinterpret_cast<const char*>(samples.data()),
             static_cast<std::streamsize>(samples.size_bytes()));
  const ShellResult made = shell("ffmpeg -v error -y -f f32le -ac 1 -ar " + std::to_string(kRate) + " -i " +
                                 quoted(raw.string()) + " -c:a pcm_f32le " + quoted(wave.string()));
  if (made.exitCode != 0) throw std::runtime_error(made.output);
  playToMicrophone(wave);
}

// With everything else that can be listened to: the server would go on with that otherwise.
void VirtualSound::unplugMicrophone() {
  control("unload-module module-null-sink");
  shell("pactl unload-module module-remap-source");  // it has gone with the sink, as a rule
}

void VirtualSound::unplugLoudspeaker() { control("unload-module module-null-sink"); }

void VirtualSound::listen() {
  const std::string file = folder_ / "listened.f32";
  fs::remove(file);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const std::string rate = "--rate=" + std::to_string(kRate);
  const std::vector<const char*> words{"parec",
                                       "--device=loudspeaker.monitor",
                                       "--format=float32le",
                                       "--channels=1",
                                       rate.c_str(),
                                       "--latency-msec=50",
                                       nullptr};
  const int error =
      posix_spawnp(&listener_, "parec", &actions, nullptr, const_cast<char* const*>(words.data()), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("parec does not start");
  if (!waitUntil([&] { return !listened().empty(); })) throw std::runtime_error("parec hears nothing");
}

std::vector<float> VirtualSound::listened() const {
  std::error_code error;
  const fs::path file = folder_ / "listened.f32";
  const std::uintmax_t bytes = fs::file_size(file, error);
  if (error) return {};
  std::vector<float> samples(bytes / sizeof(float));
  std::ifstream(file, std::ios::binary)
      .read(reinterpret_cast<char*>(samples.data()),
            static_cast<std::streamsize>(samples.size() * sizeof(float)));
  return samples;
}

std::vector<float> VirtualSound::stopListening() {
  ::kill(listener_, SIGTERM);
  ::waitpid(std::exchange(listener_, 0), nullptr, 0);
  return listened();
}

}  // namespace test_support
