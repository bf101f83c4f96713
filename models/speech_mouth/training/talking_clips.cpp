#include <algorithm>

#include "core/base/error.h"
#include "core/face/analyser.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/decode/video_reader.h"
#include "core/media/info.h"
#include "core/media/picture/convert.h"
#include "core/render/measure.h"
#include "models/speech_mouth/training/evaluation.h"

namespace speech_mouth::training {
namespace {

namespace fs = std::filesystem;

constexpr double kStepsASecond = 25;
constexpr double kLeastSeen = 0.9;  // part of the pictures that must show the face

std::vector<TalkingClip> clipsOf(const fs::path& path) {
  const auto clip = media::indexClip(path);
  const media::Probe& probe = clip->probe;
  if (!probe.video || probe.video->isStill || probe.audio.empty()) return {};
  media::VideoReader reader(clip, {.threads = 1});
  face::Analyser analyser(face::landmarkFile());
  while (const auto frame = reader.next()) analyser.push(media::toGrey(*frame));
  const face::Analysis analysis = analyser.finish();
  std::vector<TalkingClip> clips;
  const std::vector<double> times = dub::frameMiddles(reader.index(), probe.video->timeBase);
  for (const face::Track& track : analysis.tracks) {
    const dub::MouthCurve mouth = dub::mouthCurve(track, times);
    if (static_cast<double>(mouth.seconds.size()) < kLeastSeen * static_cast<double>(times.size())) continue;
    const auto steps = static_cast<std::size_t>(times.back() * kStepsASecond) + 1;
    const std::string name = path.filename().string();
    clips.push_back({.name = name + (track.id > 1 ? " face " + std::to_string(track.id) : ""),
                     .file = name,
                     .opening = dub::resampled(mouth.seconds, mouth.opening, steps),
                     .speech = media::readSpeech(path, true)});
  }
  return clips;
}

}  // namespace

std::vector<TalkingClip> talkingClips(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<TalkingClip> out;
  for (const fs::path& file : files) {
    try {
      for (TalkingClip& clip : clipsOf(file)) out.push_back(std::move(clip));
    } catch (const base::Error&) {  // not media
    }
  }
  if (out.empty()) throw base::Error(base::Fault::noTalkingFaces, {}, folder);
  return out;
}

}  // namespace speech_mouth::training
