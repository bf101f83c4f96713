#include "core/export/export_job.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/export/voice_waves.h"
#include "core/media/decode/clip_index.h"
#include "core/media/encode/sound_file.h"
#include "core/project/edit.h"
#include "core/project/project_file.h"
#include "core/project/project_sounds.h"
#include "core/render/journal.h"

namespace dub {

namespace fs = std::filesystem;
using base::Code;
using base::Error;
using base::Fault;

namespace {

// Where lips and sound change. A range within the clip leaves its length as it is.
bool hasRange(const Project& project) {
  return project.exporting.rangeOnly && (project.inSec || project.outSec);
}

Fit fitOf(const Project& project) { return hasRange(project) ? Fit::cut : project.settings.fit; }

Span spanOf(const Project& project, const media::VideoInfo& video) {
  const bool isCut = fitOf(project) == Fit::cut && !video.isStill;
  Span span{0, isCut ? video.durationSec : kLatestSec};
  if (!hasRange(project)) return span;
  return {project.inSec.value_or(0), std::min(span.endSec, project.outSec.value_or(span.endSec))};
}

// All but the encoder.
Job jobOf(const Project& project, const fs::path& output, const std::vector<FaceSpeech>& speeches) {
  const DubSettings& settings = project.settings;
  Job job{.video = project.video,
          .output = output,
          .speeches = speeches,
          .model = settings.model,
          .lips = settings.lips,
          .colorMatch = settings.colorMatch,
          .silence = settings.silenceInMix(),
          .fit = fitOf(project),
          .mix = settings.mix,
          .originalGainDb = settings.originalGainDb,
          .loudnessLufs = settings.loudnessLufs};
  if (hasRange(project)) {
    job.inSec = project.inSec;
    job.outSec = project.outSec;
  }
  return job;
}

void checkMedia(const Project& project) {
  std::vector<fs::path> used{project.video};
  for (const audio::Sound& sound : soundsOf(project)) used.push_back(sound.file);
  for (const fs::path& missing : missingMedia(project))
    if (std::ranges::find(used, missing) != used.end()) throw Error(Fault::mediaMissing, {}, missing);
}

fs::path unfinished(const fs::path& output) { return output.string() + ".redub-work"; }

bool isUnfinished(const fs::path& output) {
  std::error_code ignored;
  return fs::exists(unfinished(output), ignored);
}

// What a stopped export leaves: the user does not want it. Where another program has the folder, or it was
// never one of Redub's, it stays.
void discard(const fs::path& output) {
  if (!isUnfinished(output)) return;
  try {
    WorkFolder(output).remove();
  } catch (const Error&) {
  }
}

std::optional<Report> renderLines(const Job& job, const VoiceWaves& waves, const RenderOptions& options,
                                  const base::OnProgress& onProgress, const std::stop_token& stop) {
  RenderOptions goOn = options;
  goOn.resume = goOn.restart = true;
  try {
    return render(job, goOn, onProgress, stop);
  } catch (const Error& e) {
    const int voice = waves.voiceOf(e.path());
    if (e.code() != Code::noAudio || voice < 0) throw;
    throw Error(Fault::voiceSilent, {{"voice", voice + 1}}, {}, e.what());
  }
}

// 0 when stopped.
double longest(const std::vector<FaceSpeech>& speeches, const std::stop_token& stop) {
  double seconds = 0;
  for (const FaceSpeech& s : speeches)
    if (const auto wave = media::indexClip(s.speech, stop))
      seconds = std::max(seconds, wave->probe.audio.front().durationSec);
  return seconds;
}

// The sound that a render would give the output, alone. nullopt when stopped.
std::optional<Report> writeLines(const Job& job, const media::ClipIndex& clip, bool isVerified,
                                 const base::OnProgress& onProgress, const std::stop_token& stop) {
  const base::Stopwatch watch;
  Report report{.job = job, .version = REDUB_VERSION};
  report.pictureSec = clip.video().durationSec;
  report.speechSec = longest(job.speeches, stop);
  if (stop.stop_requested()) return std::nullopt;
  const OutputTimeline timeline = planTimeline(job, clip.video(), clip.index(), report.speechSec);
  const media::SoundPlan sound = planSound(job, timeline);
  report.outputSec = timeline.durationSec;
  base::ProgressReporter meter(base::Stage::write, 1000, onProgress);
  const auto progress = [&](double done) { meter.update(std::llround(done * 1000)); };
  if (!media::writeSound(sound, job.output, progress, stop)) return std::nullopt;
  if (isVerified) report.verdict = verifySound(job.output, sound, stop);
  report.wallSec = watch.wallSec();
  return report;
}

std::optional<Report> make(const Project& project, const ExportPreset& preset, VoiceWaves& waves,
                           const RenderOptions& options, const base::OnProgress& onProgress,
                           const std::stop_token& stop) {
  const media::VideoInfo& video = options.clip->video();
  if (!waves.make(project, spanOf(project, video), stop)) return std::nullopt;
  if (waves.speeches().empty()) throw Error(Fault::noLineInRange);
  Job job = jobOf(project, waves.output(), waves.speeches());
  if (preset.isAudioOnly) return writeLines(job, *options.clip, options.verify, onProgress, stop);
  job.encode = encodeSettings(preset, video);
  return renderLines(job, waves, options, onProgress, stop);
}

}  // namespace

void checkExport(const Project& project, const fs::path& output) {
  if (project.video.empty()) throw Error(Fault::noVideoToExport);
  Job job = jobOf(project, output, {});
  for (const audio::Sound& sound : soundsOf(project)) job.speeches.push_back({{}, sound.file});
  if (job.speeches.empty()) throw Error(Fault::noLineToExport);
  checkMedia(project);
  check(job);
}

std::optional<Report> exportProject(const Project& project, const ExportPreset& preset,
                                    const fs::path& output, const fs::path& workFolder,
                                    const RenderOptions& options, const base::OnProgress& onProgress,
                                    std::stop_token stop) {
  checkExport(project, output);
  RenderOptions indexed = options;
  indexed.clip = media::indexClip(project.video, options.clip, stop);
  if (!indexed.clip) return std::nullopt;
  VoiceWaves waves(workFolder, output);
  std::optional<Report> report;
  try {
    report = make(project, preset, waves, indexed, onProgress, stop);
  } catch (...) {
    if (isUnfinished(output)) waves.keep();  // the next try goes on with them
    throw;
  }
  if (!stop.stop_requested()) return report;
  discard(output);
  std::error_code ignored;
  if (report) fs::remove(output, ignored);  // stopped while it was being checked
  return std::nullopt;
}

}  // namespace dub
