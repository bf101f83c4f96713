#include "tests/media/write_support.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numbers>
#include <stdexcept>

#include "core/media/av.h"
#include "core/media/encode/chunk_encoder.h"

namespace write_support {

using test_support::quoted;
using test_support::shell;

Clip makeClip(const ClipShape& shape) {
  Clip clip;
  clip.info.width = shape.width;
  clip.info.height = shape.height;
  clip.info.pixelFormatName = shape.format;
  clip.info.pixelFormat = av_get_pix_fmt(shape.format.c_str());
  clip.info.timeBase = shape.timeBase;
  clip.info.frameRate = shape.frameRate;
  clip.info.frames = shape.frames;
  for (int i = 0; i < shape.frames; ++i) clip.pts.push_back(shape.first + i * shape.step);
  return clip;
}

static void fillPlane(media::MutablePlane plane, std::size_t n, int index, int maximum) {
  const int cx = static_cast<int>(n * 3) % std::max(1, plane.width);
  std::uint32_t noise = 12345u + static_cast<std::uint32_t>(index);
  for (int y = 0; y < plane.height; ++y)
    for (int x = 0; x < plane.width; ++x) {
      noise = noise * 1664525u + 1013904223u;
      const bool isShape = std::abs(x - cx) < 6 && y > plane.height / 4;
      const int value =
          isShape ? maximum * 3 / 4 - static_cast<int>(n % 7)
                  : maximum / 8 + (x + 2 * y) * maximum / 512 % (maximum / 2) + static_cast<int>(noise >> 30);
      std::uint8_t* row = plane.data + y * plane.stride;
      if (plane.bytes == 2)
        reinterpret_cast<std::uint16_t*>(row)[x] = static_cast<std::uint16_t>(value);
      else
        row[x] = static_cast<std::uint8_t>(value);
    }
}

media::Frame picture(const Clip& clip, std::size_t n) {
  std::shared_ptr<AVFrame> frame(av_frame_alloc(), media::av::FrameFree());
  frame->format = clip.info.pixelFormat;
  frame->width = clip.info.width;
  frame->height = clip.info.height;
  media::av::check(av_frame_get_buffer(frame.get(), 0), "make a test picture");
  frame->color_range = static_cast<AVColorRange>(clip.info.color.range);
  frame->sample_aspect_ratio = {static_cast<int>(clip.info.sampleAspect.num),
                                static_cast<int>(clip.info.sampleAspect.den)};
  frame->interlaced_frame = clip.info.isInterlaced ? 1 : 0;
  frame->top_field_first = 1;
  const AVPixFmtDescriptor* d = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(clip.info.pixelFormat));
  media::Frame made(frame);
  for (int i = 0; i < made.planes(); ++i) fillPlane(made.writable(i), n, i, (1 << d->comp[0].depth) - 1);
  made.setPts(clip.pts[n]);
  return made;
}

std::string rawBytes(const Clip& clip) {
  std::string bytes;
  for (std::size_t n = 0; n < clip.pts.size(); ++n) {
    const media::Frame frame = picture(clip, n);
    for (int i = 0; i < frame.planes(); ++i) {
      const media::PlaneView plane = frame.plane(i);
      for (int y = 0; y < plane.height; ++y)
        bytes.append(reinterpret_cast<const char*>(plane.data + y * plane.stride),
                     static_cast<std::size_t>(plane.width * plane.bytes));
    }
  }
  return bytes;
}

std::vector<std::filesystem::path> writeChunks(const Clip& clip, const media::EncodeSettings& settings,
                                               const std::vector<int>& lengths,
                                               const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::size_t n = 0;
  for (std::size_t c = 0; n < clip.pts.size(); ++c) {
    const std::size_t end = c < lengths.size()
                                ? std::min(clip.pts.size(), n + static_cast<std::size_t>(lengths[c]))
                                : clip.pts.size();
    paths.push_back(folder / ("chunk" + std::to_string(c)));
    media::ChunkEncoder encoder(settings, clip.info, paths.back());
    for (; n < end; ++n) encoder.write(picture(clip, n));
    encoder.finish();
  }
  return paths;
}

media::MuxPlan muxPlan(const Clip& clip, std::vector<std::filesystem::path> chunks,
                       std::filesystem::path output) {
  media::MuxPlan plan;
  plan.chunks = std::move(chunks);
  plan.output = std::move(output);
  plan.copySourceStreams = false;
  plan.video = clip.info;
  plan.sound.durationSec =
      static_cast<double>(clip.pts.back() - clip.pts.front()) * clip.info.timeBase.value() + 0.04;
  return plan;
}

static nlohmann::json probeWith(const std::string& options, const std::filesystem::path& path) {
  const auto said =
      shell("ffprobe -v error -of json " + options + " " + quoted(path.string()) + " 2>/dev/null");
  if (said.exitCode != 0) throw std::runtime_error("ffprobe refuses " + path.string());
  return nlohmann::json::parse(said.output);
}

nlohmann::json probeFile(const std::filesystem::path& path) {
  return probeWith("-show_streams -show_format -show_chapters", path);
}
nlohmann::json probePackets(const std::filesystem::path& path, const std::string& stream) {
  return probeWith("-show_packets -select_streams " + stream, path)["packets"];
}
nlohmann::json probeFrames(const std::filesystem::path& path, const std::string& stream) {
  return probeWith("-show_frames -select_streams " + stream, path)["frames"];
}
nlohmann::json firstStream(const std::filesystem::path& path, const std::string& type) {
  const nlohmann::json all = probeFile(path);
  for (const auto& stream : all["streams"])
    if (stream["codec_type"] == type) return stream;
  return {};
}

static std::string readAll(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string decodedBytes(const std::filesystem::path& path, const std::string& format) {
  const test_support::TempFolder folder;
  const auto raw = folder / "out.raw";
  const auto said =
      shell("ffmpeg -v error -i " + quoted(path.string()) +
            " -map 0:v:0 -vsync passthrough -f rawvideo -pix_fmt " + format + " " + quoted(raw.string()));
  if (said.exitCode != 0) throw std::runtime_error(said.output);
  return readAll(raw);
}

// ffmpeg counts from the earliest packet of all streams.
static double firstPictureSec(const std::filesystem::path& path) {
  const double start = std::stod(probeFile(path)["format"]["start_time"].get<std::string>());
  return std::stod(firstStream(path, "video")["start_time"].get<std::string>()) - start;
}

std::vector<float> decodedSound(const std::filesystem::path& path, int rate, int channels) {
  const test_support::TempFolder folder;
  const auto raw = folder / "out.raw";
  const auto said =
      shell("ffmpeg -v error -i " + quoted(path.string()) +
            " -map 0:a:0 -af aresample=async=1:first_pts=0 -f f32le -ar " + std::to_string(rate) + " -ac " +
            std::to_string(channels) + " " + quoted(raw.string()));
  if (said.exitCode != 0) throw std::runtime_error(said.output);
  const std::string bytes = readAll(raw);
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
  const auto early = static_cast<std::ptrdiff_t>(std::llround(firstPictureSec(path) * rate)) * channels;
  samples.erase(samples.begin(),
                samples.begin() + std::min(early, static_cast<std::ptrdiff_t>(samples.size())));
  return samples;
}

void writeTone(const std::filesystem::path& path, const Tone& tone) {
  const test_support::TempFolder folder;
  const auto raw = folder / "tone.raw";
  std::vector<float> samples;
  for (int i = 0; i < static_cast<int>(tone.seconds * tone.rate); ++i)
    for (int c = 0; c < tone.channels; ++c)
      samples.push_back(
          static_cast<float>(tone.amplitude * std::sin(2 * std::numbers::pi * tone.hertz * i / tone.rate)));
  std::ofstream(raw, std::ios::binary)
      .write(reinterpret_cast<const char*>(samples.data()),
             static_cast<std::streamsize>(samples.size() * sizeof(float)));
  const auto said = shell("ffmpeg -v error -y -f f32le -ar " + std::to_string(tone.rate) + " -ac " +
                          std::to_string(tone.channels) + " -i " + quoted(raw.string()) + " -c:a pcm_f32le " +
                          quoted(path.string()));
  if (said.exitCode != 0) throw std::runtime_error(said.output);
}

double toneLevel(const std::vector<float>& samples, int rate, int channels, double hertz, double fromSec,
                 double toSec) {
  double re = 0, im = 0;
  const auto from = static_cast<std::size_t>(fromSec * rate), to = static_cast<std::size_t>(toSec * rate);
  for (std::size_t i = from; i < to; ++i) {
    const std::size_t at = i * static_cast<std::size_t>(channels);
    const double sample = at < samples.size() ? static_cast<double>(samples[at]) : 0.0;
    const double phase = 2 * std::numbers::pi * hertz * static_cast<double>(i) / rate;
    re += sample * std::cos(phase);
    im += sample * std::sin(phase);
  }
  return 2 * std::hypot(re, im) / static_cast<double>(to - from);
}

}  // namespace write_support
