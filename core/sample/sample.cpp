#include "core/sample/sample.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/media/encode/chunk_encoder.h"
#include "core/media/encode/encode_settings.h"
#include "core/media/encode/mux.h"
#include "core/media/encode/wave_file.h"
#include "core/media/info.h"
#include "core/media/picture/convert.h"
#include "core/sample/monologue.h"
#include "core/sample/talker.h"
#include "core/sample/truth_file.h"

namespace sample {
namespace {

constexpr int kEncoderThreads = 2;  // fixed, so that the file does not depend on the machine
constexpr int kLeastSide = 16, kMostSide = 8192;
constexpr double kLongestSec = 24 * 3600.0;
constexpr media::ColorTags kTags{
    .range = 1, .matrix = 1, .primaries = 1, .transfer = 1, .chromaLocation = 1};  // BT.709

void check(const SampleSettings& settings) {
  if (!(settings.seconds > 0) || settings.seconds > kLongestSec)
    throw base::Error(base::Fault::sampleLengthImpossible);
  if (!(settings.fps >= 1) || settings.fps > 240) throw base::Error(base::Fault::sampleRateImpossible);
  const auto [least, most] = std::minmax(settings.width, settings.height);
  if (least < kLeastSide || most > kMostSide)
    throw base::Error(base::Fault::sampleSizeImpossible, {{"least", kLeastSide}, {"most", kMostSide}});
}

// 23.976, 29.97, 59.94 and their kin are thousandths of 1001.
media::Rational exactRate(double fps) {
  const double whole = std::round(fps);
  if (std::abs(fps - whole) < 1e-6) return {static_cast<std::int64_t>(whole), 1};
  const double ntsc = std::round(fps * 1.001);
  if (std::abs(fps - ntsc / 1.001) < 0.005) return {static_cast<std::int64_t>(ntsc) * 1000, 1001};
  return {std::llround(fps * 1000), 1000};
}

const std::string& phoneAt(const std::vector<speech::Phone>& phones, double seconds) {
  static const std::string none;
  const auto after =
      std::upper_bound(phones.begin(), phones.end(), seconds,
                       [](double t, const speech::Phone& phone) { return t < phone.startSec; });
  if (after == phones.begin() || seconds >= std::prev(after)->endSec) return none;
  return std::prev(after)->phone;
}

media::VideoInfo videoInfo(const SampleSettings& settings, const media::Rational& fps,
                           const media::Frame& like) {
  media::VideoInfo info;
  info.width = settings.width;
  info.height = settings.height;
  info.pixelFormat = like.pixelFormat();
  info.timeBase = {1, fps.num};
  info.frameRate = fps;
  info.color = kTags;
  return info;
}

// Odd sizes have no whole chroma samples.
const char* pixelFormat(const SampleSettings& settings) {
  return settings.width % 2 == 0 && settings.height % 2 == 0 ? "yuv420p" : "yuv444p";
}

std::vector<Truth> writePictures(const SampleSettings& settings, const media::Rational& fps,
                                 std::size_t frames, const std::vector<speech::Phone>& phones,
                                 const std::filesystem::path& chunk, media::VideoInfo& info) {
  const Talker talker(settings.width, settings.height, settings.seed);
  const auto mouths =
      speech::mouthing(phones, speech::PhoneSet::ipa, static_cast<double>(frames) / fps.value(), fps.value());
  std::vector<Truth> truths;
  std::unique_ptr<media::ChunkEncoder> encoder;
  for (std::size_t i = 0; i < frames; ++i) {
    const double seconds = static_cast<double>(i) / fps.value(), middle = seconds + 0.5 / fps.value();
    const auto mouth = mouths.articulation.at(std::min(i, mouths.articulation.size() - 1));
    Rendered rendered = talker.render(seconds, mouth);
    rendered.truth.phone = phoneAt(phones, middle);
    media::Frame frame = media::fromBgr(rendered.bgr, pixelFormat(settings), kTags);
    frame.setPts(static_cast<std::int64_t>(i) * fps.den);
    if (!encoder) {
      info = videoInfo(settings, fps, frame);
      encoder = std::make_unique<media::ChunkEncoder>(
          media::EncodeSettings{.codec = "h264", .crf = 16, .threads = kEncoderThreads}, info, chunk);
    }
    encoder->write(frame);
    truths.push_back(std::move(rendered.truth));
  }
  encoder->finish();
  return truths;
}

// A file that is removed at the end, whatever happens.
struct Scratch {
  std::filesystem::path path;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

}  // namespace

SampleFiles makeSample(const SampleSettings& settings, const std::filesystem::path& folder) {
  check(settings);
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) throw base::Error(base::Fault::folderNotMade, {}, folder, failure.message());
  const SampleFiles files{folder / "sample.mp4", folder / "sample.wav", folder / "sample.json"};
  const media::Rational fps = exactRate(settings.fps);
  const auto frames = static_cast<std::size_t>(std::max(1LL, std::llround(settings.seconds * fps.value())));
  const double seconds = static_cast<double>(frames) / fps.value();

  const speech::Utterance said = monologue(settings.text, settings.voice, seconds);
  media::writeWave(files.speech, said.samples, said.rate);
  const Scratch chunk{folder / "sample.chunk"};
  media::VideoInfo info;
  const std::vector<Truth> truths = writePictures(settings, fps, frames, said.phones, chunk.path, info);
  media::MuxPlan plan;
  plan.chunks = {chunk.path};
  plan.output = files.video;
  plan.copySourceStreams = false;
  plan.sound.voices = {{files.speech}};
  plan.sound.durationSec = seconds;
  plan.video = info;
  media::mux(plan, [](double) {}, {});
  writeTruth(files.truth, settings, fps, said.phones, truths);
  return files;
}

}  // namespace sample
