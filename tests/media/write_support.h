#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/media/encode/encode_settings.h"
#include "core/media/encode/mux.h"
#include "core/media/info.h"
#include "tests/support/temp_folder.h"

namespace write_support {

// A synthetic clip: moving shapes over noise, so that no two pictures are alike and predicted frames pay off.
struct Clip {
  media::VideoInfo info;
  std::vector<std::int64_t> pts;  // in info.timeBase
};

struct ClipShape {
  int width = 64, height = 48;
  std::string format = "yuv420p";
  media::Rational timeBase{1, 25}, frameRate{25, 1};
  int frames = 30;
  std::int64_t step = 1, first = 0;
};
Clip makeClip(const ClipShape& shape);

media::Frame picture(const Clip& clip, std::size_t n);
// All samples of all pictures, planes one after the other without padding.
std::string rawBytes(const Clip& clip);

// Encodes the clip in chunks of the given numbers of pictures; the rest goes into one more.
std::vector<std::filesystem::path> writeChunks(const Clip& clip, const media::EncodeSettings& settings,
                                               const std::vector<int>& lengths,
                                               const std::filesystem::path& folder);
media::MuxPlan muxPlan(const Clip& clip, std::vector<std::filesystem::path> chunks,
                       std::filesystem::path output);

// What ffprobe says of a file: "streams", "format", "chapters", and "packets" or "frames" of one stream.
nlohmann::json probeFile(const std::filesystem::path& path);
nlohmann::json probePackets(const std::filesystem::path& path, const std::string& stream);
nlohmann::json probeFrames(const std::filesystem::path& path, const std::string& stream);
nlohmann::json firstStream(const std::filesystem::path& path, const std::string& type);
std::string decodedBytes(const std::filesystem::path& path, const std::string& format);
// Interleaved samples of the first sound stream, as a player hears them from the first picture on.
std::vector<float> decodedSound(const std::filesystem::path& path, int rate, int channels);

// A WAV file of 32-bit floats, one sine tone of peak `amplitude` in every channel.
struct Tone {
  double hertz = 440, amplitude = 0.5, seconds = 1;
  int rate = 48000, channels = 1;
};
void writeTone(const std::filesystem::path& path, const Tone& tone);
// Amplitude of the sine of `hertz` within [fromSec, toSec) of channel 0.
double toneLevel(const std::vector<float>& samples, int rate, int channels, double hertz, double fromSec,
                 double toSec);

}  // namespace write_support
