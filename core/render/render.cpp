#include "core/render/render.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/platform/file.h"
#include "core/base/platform/process.h"
#include "core/base/stopwatch.h"
#include "core/dub/footage.h"
#include "core/dub/job_json.h"
#include "core/dub/paint.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/encode/chunk_encoder.h"
#include "core/media/encode/mux.h"
#include "core/render/journal.h"
#include "core/render/verify.h"

namespace dub {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;
using base::Outcome;

namespace {

// Everything that is known before the first picture is painted.
struct Prepared {
  std::shared_ptr<const media::ClipIndex> clip;
  std::vector<speech::Speech> speeches;  // one for each of the job's
  std::optional<speech::Speech> ownSound;
  OutputTimeline timeline;
  media::EncoderChoice encoder;
  face::Analysis analysis;
  std::vector<const face::Track*> tracks;  // one for each speech; empty without a face
};

double longest(const std::vector<speech::Speech>& speeches) {
  double seconds = 0;
  for (const speech::Speech& s : speeches) seconds = std::max(seconds, s.seconds());
  return seconds;
}

// Fewer than the job has when stopped.
std::vector<speech::Speech> readSpeeches(const Job& job, const std::stop_token& stop) {
  std::vector<speech::Speech> speeches;
  for (const FaceSpeech& s : job.speeches) {
    std::vector<std::int16_t> samples = media::readSpeech(s.speech, false, stop);
    if (stop.stop_requested()) return speeches;
    speeches.push_back(speech::makeSpeech(std::move(samples)));
    if (speeches.back().isSilent()) throw Error(Fault::speechSilent, {}, s.speech);
  }
  return speeches;
}

std::vector<const face::Track*> chooseTracks(const Job& job, const Prepared& p) {
  if (p.analysis.tracks.empty() && job.allowNoFace) return {};
  std::vector<const face::Track*> tracks;
  for (const FaceSpeech& s : job.speeches)
    tracks.push_back(&chooseTrack(p.analysis, s.face, p.clip->video(), p.clip->index()));
  for (std::size_t i = 0; i < tracks.size(); ++i)
    if (std::count(tracks.begin(), tracks.end(), tracks[i]) > 1)
      throw Error(Fault::faceTwice, {{"face", tracks[i]->id}});
  return tracks;
}

// No render of this kind has ever been smaller: better to refuse at once than to fail after an hour.
void checkFreeSpace(const Job& job, const Prepared& p) {
  const double bitsPerPixel = job.encode.codec == "ffv1" ? 2.0 : job.encode.codec == "prores" ? 0.5 : 0.01;
  const media::VideoInfo& video = p.clip->video();
  const double needed =
      2 * static_cast<double>(p.timeline.frames.size()) * video.width * video.height * bitsPerPixel / 8;
  const std::uint64_t isFree = platform::freeBytes(job.output);
  if (static_cast<double>(isFree) >= needed) return;
  throw Error(Fault::diskTooSmall, {{"neededMb", std::llround(needed / 1e6)}, {"freeMb", isFree / 1000000}},
              job.output);
}

// A voice, and a model that has learned its face and its speech.
struct PreparedVoice {
  VoicePlan plan;
  std::unique_ptr<LipModel> model;
};

std::vector<PreparedVoice> prepareVoices(const Job& job, const RenderOptions& options, const Prepared& p,
                                         const base::OnProgress& onProgress, const std::stop_token& stop) {
  std::vector<PreparedVoice> voices;
  for (std::size_t i = 0; i < p.tracks.size() && !stop.stop_requested(); ++i) {
    PreparedVoice voice{planVoice(*p.tracks[i], p.analysis.cuts, p.timeline, p.speeches[i], job.silence),
                        options.makeModel(job.model, job.lips)};
    base::ProgressReporter meter(base::Stage::learnFace, 1000, onProgress);
    voice.model->learnFace(
        makeFootage(p.clip, p.analysis, *p.tracks[i], p.ownSound),
        [&](double done) { meter.update(std::llround(done * 1000)); }, stop);
    voice.model->setSpeech(p.speeches[i], voice.plan.cues, stop);
    voices.push_back(std::move(voice));
  }
  return voices;
}

// Covers everything that a pixel of the output depends on.
std::string fingerprint(const Job& job, const Prepared& p, const Report& report,
                        const RenderOptions& options) {
  nlohmann::ordered_json all{{"job", toJson(job)},
                             {"video", report.videoSha256},
                             {"speech", report.speechSha256},
                             {"analysis", face::sumOf(p.analysis)},
                             {"model", report.modelSha256},
                             {"version", report.version},
                             {"chunkFrames", options.chunkFrames}};
  return base::sha256(all.dump());
}

// The first chunk that is still to do.
std::int64_t openJournal(WorkFolder& work, const Journal& journal, const RenderOptions& options) {
  const bool isIgnored = options.restart && !options.resume;
  const std::optional<Journal> earlier = isIgnored ? std::nullopt : work.unfinished();
  const std::int64_t finished = earlier ? work.finishedChunks() : 0;
  if (earlier && finished > 0 && !options.resume)
    throw Error(Fault::renderUnfinished, {{"finished", finished}, {"chunks", earlier->chunks()}},
                work.path());
  if (earlier && *earlier == journal) return std::min(finished, journal.chunks());
  if (earlier && finished > 0 && !options.restart) throw Error(Fault::renderDiffers, {}, work.path());
  work.begin(journal);
  return 0;
}

Outcome encodeChunks(const Job& job, const RenderOptions& options, const Prepared& p,
                     std::span<const PreparedVoice> voices, WorkFolder& work, Report& report,
                     const base::OnProgress& onProgress, const std::stop_token& stop) {
  const std::size_t total = p.timeline.frames.size(),
                    chunkFrames = static_cast<std::size_t>(options.chunkFrames);
  const std::size_t first = std::min(total, static_cast<std::size_t>(report.resumedChunks) * chunkFrames);
  if (first == total) return Outcome::done;
  media::VideoReader reader(p.clip);
  base::ProgressReporter meter(base::Stage::render, static_cast<std::int64_t>(total), onProgress);
  meter.update(static_cast<std::int64_t>(first));
  std::optional<media::ChunkEncoder> encoder;
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::vector<std::size_t> numbers(total - first);
  std::iota(numbers.begin(), numbers.end(), first);
  std::vector<Speaker> speakers;
  for (const PreparedVoice& voice : voices) speakers.push_back({&voice.plan, voice.model.get()});
  const PaintPlan plan{
      .timeline = &p.timeline, .speakers = speakers, .numbers = numbers, .finish = [&](Picture& picture) {
        composite(picture, p.timeline, speakers, job.composite());
      }};
  const PaintSettings settings{.workers = options.threads > 0 ? options.threads : cores,
                               .chunkFrames = chunkFrames};
  const auto take = [&](Picture&& picture) {
    const std::size_t number = picture.number;
    if (!encoder)
      encoder.emplace(job.encode, reader.info(), work.chunk(static_cast<std::int64_t>(number / chunkFrames)));
    encoder->write(picture.frame);
    if ((number + 1) % chunkFrames == 0 || number + 1 == total) {
      encoder->finish();
      encoder.reset();
    }
    meter.update(static_cast<std::int64_t>(number) + 1);
  };
  const Outcome outcome = paint(reader, plan, settings, take, stop, &report.stages);
  report.framesDamaged = reader.damaged();
  return outcome;
}

Outcome muxAll(const Job& job, const Prepared& p, const WorkFolder& work, std::int64_t chunks, Report& report,
               const base::OnProgress& onProgress, const std::stop_token& stop) {
  media::MuxPlan plan{.output = work.output(),
                      .source = job.video,
                      .copySourceStreams = p.timeline.followsSource,
                      .sound = planSound(job, p.timeline),
                      .video = p.clip->video()};
  for (std::int64_t i = 0; i < chunks; ++i) plan.chunks.push_back(work.chunk(i));
  base::ProgressReporter meter(base::Stage::write, 1000, onProgress);
  const base::Stopwatch watch;
  const bool isDone = media::mux(
      plan, [&](double done) { meter.update(std::llround(done * 1000)); }, stop);
  report.stages.push_back({"write", watch.wallSec(), watch.threadCpuSec(), chunks});
  return isDone ? Outcome::done : Outcome::cancelled;
}

void describePassages(Report& report, const Prepared& p, std::span<const PreparedVoice> voices) {
  const auto fate = [&](std::size_t number) {
    if (!p.timeline.frames[number].inRange) return Fate::outsideRange;
    for (const PreparedVoice& voice : voices)
      if (voice.plan.cueOfFrame[number] >= 0) return Fate::dubbed;
    return Fate::noFace;
  };
  for (std::size_t i = 0; i < p.timeline.frames.size(); ++i) {
    const Fate now = fate(i);
    now == Fate::dubbed ? ++report.framesDubbed : ++report.framesPassed;
    const double end =
        i + 1 < p.timeline.frames.size() ? p.timeline.frames[i + 1].seconds : p.timeline.durationSec;
    const auto number = static_cast<std::int64_t>(i);
    if (report.passages.empty() || report.passages.back().fate != now)
      report.passages.push_back({number, number, p.timeline.frames[i].seconds, end, now});
    report.passages.back().last = number;
    report.passages.back().endSec = end;
  }
}

void describe(Report& report, const Prepared& p, std::span<const PreparedVoice> voices) {
  const media::VideoInfo& video = p.clip->video();
  report.framesIn = video.frames;
  report.framesOut = static_cast<std::int64_t>(p.timeline.frames.size());
  report.framesPerSec = video.frameRate.value();
  report.pictureSec = video.durationSec;
  report.speechSec = longest(p.speeches);
  report.outputSec = p.timeline.durationSec;
  report.encoder = p.encoder.name;
  report.notes = p.clip->probe.notes;
  report.notes.push_back(landmarkNote(p.analysis));
  if (!p.encoder.note.empty()) report.notes.push_back(p.encoder.note);
  for (const PreparedVoice& voice : voices) {
    report.faces.push_back(voice.plan.track->id);
    for (const std::string& note : voice.model->notes()) report.notes.push_back(note);
  }
  describePassages(report, p, voices);
}

// nullopt when stopped.
std::optional<Prepared> prepare(const Job& job, const RenderOptions& options,
                                const base::OnProgress& onProgress, const std::stop_token& stop) {
  Prepared p{.clip = media::indexClip(job.video, options.clip, stop)};
  if (!p.clip) return std::nullopt;
  const media::VideoInfo& video = p.clip->video();
  p.speeches = readSpeeches(job, stop);
  if (stop.stop_requested()) return std::nullopt;
  p.timeline = planTimeline(job, video, p.clip->index(), longest(p.speeches));
  checkFreeSpace(job, p);
  // An unknown codec or ending is better known now than after the work.
  p.encoder = media::chooseEncoder(job.encode, video);
  media::checkOutput(job.output, p.encoder, job.audioCodec);
  std::optional<face::Analysis> analysis = analyse(p.clip, options.analyse, onProgress, stop);
  if (!analysis) return std::nullopt;
  p.analysis = std::move(*analysis);
  p.ownSound = readOwnSound(p.clip->probe, stop);
  p.tracks = chooseTracks(job, p);
  if (stop.stop_requested()) return std::nullopt;
  return p;
}

// False when stopped.
bool addSums(Report& report, const Job& job, const media::ClipIndex& clip, const std::stop_token& stop) {
  report.videoSha256 = clip.hash.hex(stop).value_or("");
  for (const FaceSpeech& s : job.speeches)
    report.speechSha256.push_back(base::sha256OfFile(s.speech, stop).value_or(""));
  return !stop.stop_requested();
}

}  // namespace

media::SoundPlan planSound(const Job& job, const OutputTimeline& timeline) {
  media::SoundPlan plan{.mix = job.mix,
                        .originalGainDb = job.originalGainDb,
                        .loudnessLufs = job.loudnessLufs,
                        .durationSec = timeline.durationSec,
                        .codec = job.audioCodec};
  for (const FaceSpeech& s : job.speeches)
    plan.voices.push_back({s.speech, timeline.startSec, job.speechGainDb});
  if (timeline.followsSource) plan.original = job.video;
  if (job.inSec || job.outSec) plan.range = {{timeline.startSec, job.outSec.value_or(timeline.durationSec)}};
  return plan;
}

std::optional<Report> render(const Job& job, const RenderOptions& options, const base::OnProgress& onProgress,
                             std::stop_token stop) {
  const base::Stopwatch watch;
  check(job);
  Report report{.job = job, .version = REDUB_VERSION};
  const std::optional<Prepared> prepared = prepare(job, options, onProgress, stop);
  if (!prepared) return std::nullopt;
  const Prepared& p = *prepared;
  if (!addSums(report, job, *p.clip, stop)) return std::nullopt;

  const std::vector<PreparedVoice> voices = prepareVoices(job, options, p, onProgress, stop);
  if (stop.stop_requested()) return std::nullopt;
  if (!voices.empty()) report.modelSha256 = voices.front().model->fingerprint();
  describe(report, p, voices);

  WorkFolder work(job.output);
  const Journal journal{fingerprint(job, p, report, options), options.chunkFrames, report.framesOut};
  report.chunks = journal.chunks();
  report.resumedChunks = openJournal(work, journal, options);
  if (encodeChunks(job, options, p, voices, work, report, onProgress, stop) == Outcome::cancelled)
    return std::nullopt;
  if (muxAll(job, p, work, journal.chunks(), report, onProgress, stop) == Outcome::cancelled)
    return std::nullopt;
  if (options.verify)
    report.verdict =
        verify(work.output(), p.clip, {p.timeline, planSound(job, p.timeline), p.tracks, job.lips.mask},
               onProgress, stop);
  if (stop.stop_requested()) return std::nullopt;
  base::moveFile(work.output(), job.output);
  work.remove();
  report.wallSec = watch.wallSec();
  report.cpuSec = platform::processCpuSec();
  report.peakBytes = platform::peakResidentBytes();
  return report;
}

}  // namespace dub
