// Dubs one clip with the built-in lip model and prints how well the lips follow, how sharp they are and what
// they cost.
//   own_mouth_bench CLIP --text "..." | --speech WAV | --truth   [--out DIR] [--phones] [--voice en-gb]
//   [--held 0.8]
// --truth drives the picture with the clip's own landmarks, each fifth of the clip by the others' bank;
// --phones drives it with the phone times of the text instead of the encoder.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <tuple>

#include "app/cli/error_words.h"
#include "core/base/error.h"
#include "core/base/thread_policy.h"
#include "core/face/analyser.h"
#include "core/face/composite.h"
#include "core/face/mat_view.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/decode/video_reader.h"
#include "core/media/info.h"
#include "core/media/picture/convert.h"
#include "core/render/measure.h"
#include "core/speech/synthesizer.h"
#include "models/own_mouth/choice.h"
#include "models/own_mouth/render_frame.h"
#include "models/resources.h"

namespace {

using face::FrameNo;
using face::view;
namespace fs = std::filesystem;

double cpuMs() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Args {
  fs::path clip, out = "own_mouth_bench";
  std::map<std::string, std::string> options;
  bool has(const std::string& name) const { return options.count(name) != 0; }
  std::string get(const std::string& name, const std::string& otherwise) const {
    return has(name) ? options.at(name) : otherwise;
  }
};

Args parse(int argc, char** argv) {
  Args args;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.rfind("--", 0) != 0)
      args.clip = word;
    else if (word == "--truth" || word == "--phones" || word == "--video")
      args.options[word] = "1";
    else if (i + 1 < argc)
      args.options[word] = argv[++i];
  }
  args.out = args.get("--out", args.out.string());
  return args;
}

struct Clip {
  std::shared_ptr<const media::ClipIndex> index;
  media::VideoInfo info;
  std::vector<double> seconds;
  face::Analysis faces;
  std::vector<double> sharpness;  // of the mouth region of every frame
};

double mouthSharpness(const media::Frame& frame, const face::Landmarks& p) {
  const base::Point c = person::mouthCentre(p);
  const int unit = static_cast<int>(1.75f * base::distance(p[36], p[45]));
  const base::Rect wanted{static_cast<int>(c.x) - unit / 5, static_cast<int>(c.y) - unit / 8, 2 * unit / 5,
                          unit / 4};
  const base::Image bgr = media::toBgr(frame, media::chromaAligned(frame, wanted));
  cv::Mat grey, edges;
  cv::cvtColor(view(bgr), grey, cv::COLOR_BGR2GRAY);
  cv::Laplacian(grey, edges, CV_32F);
  cv::Scalar mean, deviation;
  cv::meanStdDev(edges, mean, deviation);
  return deviation[0];
}

Clip load(const Args& args) {
  Clip clip;
  clip.index = media::indexClip(args.clip);
  media::VideoReader reader(clip.index);
  clip.info = reader.info();
  const FrameNo frames = clip.info.isStill ? 1 : reader.index().frames();
  for (FrameNo n = 0; n < frames; ++n)
    clip.seconds.push_back(clip.info.isStill ? 0 : reader.index().seconds(n, clip.info.timeBase));
  const fs::path cache = args.out / (args.clip.filename().string() + ".faces");
  if (auto cached = face::readAnalysis(cache)) {
    clip.faces = std::move(*cached);
  } else {
    face::Analyser analyser(face::landmarkFile());
    for (FrameNo n = 0; n < frames; ++n) analyser.push(media::toGrey(*reader.next()));
    clip.faces = analyser.finish();
    face::writeAnalysis(clip.faces, cache);
  }
  return clip;
}

// Source frame of output n: there and back.
FrameNo pingPong(FrameNo n, FrameNo frames) {
  if (frames < 2) return 0;
  const FrameNo period = 2 * (frames - 1), at = n % period;
  return at < frames ? at : period - at;
}

struct Driving {
  std::vector<dub::Cue> cues;
  std::vector<double> seconds;              // of every output picture
  std::vector<speech::Articulation> truth;  // 25 a second; empty when unknown
  speech_mouth::SpeechEncoding encoding;
  std::vector<std::int16_t> samples;
};

std::vector<std::int16_t> to16k(const speech::Utterance& said) {
  std::vector<std::int16_t> out;
  const double step = said.rate / 16000.0;
  for (double at = 0; at + 1 < static_cast<double>(said.samples.size()); at += step) {
    const auto i = static_cast<std::size_t>(at);
    const double f = at - static_cast<double>(i);
    out.push_back(static_cast<std::int16_t>(said.samples[i] * (1 - f) + said.samples[i + 1] * f));
  }
  return out;
}

speech_mouth::SpeechEncoding fromTruth(const speech::Mouthing& mouthing) {
  speech_mouth::SpeechEncoding encoding;
  encoding.visemes = mouthing.visemes;
  encoding.articulation = mouthing.articulation;
  encoding.hidden.resize(encoding.articulation.size());
  return encoding;
}

Driving drive(const Args& args, const Clip& clip, const speech_mouth::Encoder* encoder) {
  Driving d;
  if (args.has("--text")) {
    const speech::Utterance said =
        speech::speak(args.get("--text", ""), {.voice = args.get("--voice", "en-gb")});
    d.samples = to16k(said);
    const double seconds = static_cast<double>(d.samples.size()) / 16000;
    const speech::Mouthing mouthing = speech::mouthing(said.phones, speech::PhoneSet::ipa, seconds);
    d.truth = mouthing.articulation;
    d.encoding = args.has("--phones") ? fromTruth(mouthing) : encoder->encode(d.samples);
  } else {
    d.samples = media::readSpeech(args.get("--speech", ""));
    d.encoding = encoder->encode(d.samples);
  }
  const speech::Speech speech = speech::makeSpeech(d.samples);
  const double seconds = speech.seconds(), fps = clip.info.isStill ? 25 : clip.info.frameRate.value();
  for (FrameNo n = 0; static_cast<double>(n) / fps < seconds; ++n) {
    const double t = static_cast<double>(n) / fps;
    const FrameNo source =
        pingPong(n + std::atoi(args.get("--start", "0").c_str()), static_cast<FrameNo>(clip.seconds.size()));
    const auto step = std::min(speech.activity.size() - 1, static_cast<std::size_t>(25 * t));
    d.cues.push_back({source, t, args.has("--novoice") ? 1.0f : speech.activity[step]});
    d.seconds.push_back(t);
  }
  return d;
}

Driving driveByTruth(const Clip& clip, const face::Track& track) {
  Driving d;
  for (FrameNo n = 0; n < static_cast<FrameNo>(clip.seconds.size()) && n < 500; ++n) {
    if (track.at(n) == nullptr) continue;
    d.cues.push_back({n, clip.seconds[static_cast<std::size_t>(n)], 1});
    d.seconds.push_back(clip.seconds[static_cast<std::size_t>(n)]);
  }
  return d;
}

float spreadOf(const std::vector<float>& values) {
  double mean = 0, sum = 0;
  for (float v : values) mean += v / static_cast<double>(values.size());
  for (float v : values) sum += (v - mean) * (v - mean) / static_cast<double>(values.size());
  return static_cast<float>(std::sqrt(sum));
}

// Share of the pressed-lips steps in which the mouth is less than 40 % as open as in vowels; vowels' median
// opening.
void printClosure(const std::vector<float>& opening, const std::vector<speech::Articulation>& truth) {
  std::vector<float> vowels, pressed;
  for (std::size_t i = 0; i < std::min(opening.size(), truth.size()); ++i) {
    if (std::isnan(opening[i])) continue;
    if (truth[i].opening > 0.45f) vowels.push_back(opening[i]);
    float least = opening[i];
    for (std::size_t k = i == 0 ? 0 : i - 1; k <= std::min(i + 1, opening.size() - 1); ++k) {
      if (!std::isnan(opening[k])) least = std::min(least, opening[k]);
    }
    if (truth[i].closure > 0.5f) pressed.push_back(least);
  }
  const float vowel = person::percentile(vowels, 0.5);
  const auto shut = std::count_if(pressed.begin(), pressed.end(), [&](float o) { return o < 0.4f * vowel; });
  std::printf("  closure %.2f of %zu p/b/m steps (vowel opening %.4f, p/b/m %.4f)\n",
              static_cast<double>(shut) / std::max<double>(1, static_cast<double>(pressed.size())),
              pressed.size(), static_cast<double>(vowel),
              static_cast<double>(person::percentile(pressed, 0.5)));
}

class Sheet {
 public:
  Sheet(fs::path stem, int columns, int rows, int edge)
      : stem_(std::move(stem)), columns_(columns), rows_(rows), edge_(edge) {}
  void add(const base::Image& bgr, const base::Similarity& toUnit, const std::string& text) {
    const int at = count_;
    put(at % columns_, at / columns_, bgr, toUnit, text);
    if (count_ == rows_ * columns_) flush();
  }
  void put(int column, int row, const base::Image& bgr, const base::Similarity& toUnit,
           const std::string& text) {
    const base::Similarity toFrame = toUnit.inverse();
    const float cell = 0.80f / static_cast<float>(edge_);
    const base::Point origin = toFrame({0.10f, 0.30f});
    cv::Mat crop;
    cv::warpAffine(view(bgr), crop,
                   cv::Matx23f(toFrame.a * cell, -toFrame.b * cell, origin.x, toFrame.b * cell,
                               toFrame.a * cell, origin.y),
                   cv::Size(edge_, edge_), cv::INTER_CUBIC | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    cv::putText(crop, text, {3, 12}, cv::FONT_HERSHEY_PLAIN, 0.8, {0, 255, 255});
    if (sheet_.empty()) sheet_ = cv::Mat::zeros(rows_ * edge_, columns_ * edge_, CV_8UC3);
    crop.copyTo(sheet_(cv::Rect(column * edge_, row * edge_, edge_, edge_)));
    ++count_;
  }
  void flush() {
    if (count_ > 0) cv::imwrite(stem_.string() + std::to_string(page_++) + ".png", sheet_);
    count_ = 0;
    sheet_.release();
  }

 private:
  fs::path stem_;
  int columns_, rows_, edge_, count_ = 0, page_ = 0;
  cv::Mat sheet_;
};

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  const Args args = parse(argc, argv);
  fs::create_directories(args.out);
  Clip clip = load(args);
  if (clip.faces.tracks.empty()) return std::printf("no face\n"), 1;
  const face::Track& track = clip.faces.tracks.front();
  std::unique_ptr<speech_mouth::Encoder> encoder;
  if (!args.has("--phones") && !args.has("--truth")) {
    encoder = std::make_unique<speech_mouth::Encoder>(
        args.get("--weights", models::resource("models/speech_mouth.safetensors").string()));
  }
  dub::Footage footage{clip.index, &track, clip.faces.cuts, clip.seconds, nullptr};
  std::optional<speech_mouth::SpeechEncoding> own;
  if (encoder && !clip.info.isStill) {
    try {
      own = encoder->encode(media::readSpeech(args.clip, true));
    } catch (const base::Error& e) {
      std::printf("  own sound: %s\n", cli::words(e.problem()).c_str());
    }
  }
  const bool isTruth = args.has("--truth");
  const auto frames = static_cast<FrameNo>(std::min<std::size_t>(500, clip.seconds.size()));
  const auto leaving = [&](FrameNo part) { return std::pair{frames * part / 5, frames * (part + 1) / 5}; };
  double before = cpuMs();
  std::vector<person::Person> people;
  for (FrameNo part = 0; part < (isTruth ? 5 : 1); ++part) {
    person::LeftOut leftOut;
    if (isTruth) std::tie(leftOut.from, leftOut.to) = leaving(part);
    people.push_back(person::learnPerson(footage, leftOut, [](double) {}, {}));
  }
  const person::Person& person = people.front();
  const own_mouth::OwnSound ownSound = own_mouth::learnOwnSound(
      person, footage, own ? &*own : nullptr, dub::parseMapping(args.get("--mapping", "auto")));
  const double learnMs = cpuMs() - before;
  const Driving d = isTruth ? driveByTruth(clip, track) : drive(args, clip, encoder.get());
  before = cpuMs();
  std::vector<own_mouth::MouthTarget> targets;
  std::vector<own_mouth::Gesture> gestures;
  std::vector<std::int32_t> path;  // over all parts
  std::vector<std::vector<std::int32_t>> paths;
  if (isTruth) {
    const auto seen = own_mouth::seenTargets(person, track);
    for (const dub::Cue& cue : d.cues)
      targets.push_back(*seen[static_cast<std::size_t>(cue.frame - track.first)]);
  } else if (person.showsOwnMouth) {
    targets = own_mouth::mouthTargets(d.encoding, d.cues, own_mouth::mappingOf(person, ownSound, 1));
  } else {
    gestures = own_mouth::gestures(d.encoding, d.cues, 1);
  }
  std::vector<std::size_t> who(d.cues.size(), 0);
  for (std::size_t part = 0; person.showsOwnMouth && part < people.size(); ++part) {
    paths.push_back(own_mouth::choosePictures(people[part], d.cues, targets,
                                              isTruth ? own_mouth::OwnSound{} : ownSound, d.encoding, {}));
    path.resize(d.cues.size());
    for (std::size_t i = 0; i < d.cues.size(); ++i) {
      const auto [from, to] = leaving(static_cast<FrameNo>(part));
      if (isTruth && (d.cues[i].frame < from || d.cues[i].frame >= to)) continue;
      path[i] = paths[part][i], who[i] = part;
    }
  }
  const double speechMs = cpuMs() - before;

  media::VideoReader reader(clip.index);
  face::Analyser again(face::landmarkFile());
  Sheet sheet(args.out / (args.clip.stem().string() + "_" + args.get("--name", isTruth ? "truth" : "dub")),
              12, 6, 160);
  Sheet close(args.out / "zoom", 8, 3, 230);
  const auto zoom = static_cast<std::size_t>(std::atoi(args.get("--zoom", "-100").c_str()));
  double paintMs = 0, composeMs = 0, sharpNew = 0, sharpOld = 0;
  std::size_t painted = 0, jumps = 0;
  for (std::size_t i = 0; i < d.cues.size(); ++i) {
    media::Frame frame = reader.at(d.cues[i].frame);
    const face::Face* face = track.at(d.cues[i].frame);
    if (face != nullptr) {
      const base::Image original = media::toBgr(frame);
      sharpOld += mouthSharpness(frame, face->points);
      const double t0 = cpuMs();
      const face::Patch patch =
          person.showsOwnMouth
              ? own_mouth::renderFrame(people[who[i]], targets, paths[who[i]], i, d.cues[i].frame, frame,
                                       *face, {})
              : own_mouth::renderFrame(person, gestures[i], d.cues[i].frame, frame, *face, {});
      const double t1 = cpuMs();
      face::composite(frame, patch, face->points, {});
      paintMs += t1 - t0, composeMs += cpuMs() - t1;
      sharpNew += mouthSharpness(frame, face->points);
      ++painted;
      if (i > 0 && !path.empty() && path[i] != path[i - 1] + 1 && path[i] != path[i - 1]) ++jumps;
      const person::HeadPose pose = person.headPoses.at(d.cues[i].frame, face->points);
      char text[40];
      std::snprintf(text, sizeof text, "%zu %d", i, path.empty() ? -1 : path[i]);
      sheet.add(media::toBgr(frame), pose.toUnit, text);
      if (i - zoom < 8) {
        const auto column = static_cast<int>(i - zoom);
        close.put(column, 0, original, pose.toUnit, text);
        close.put(column, 1, media::toBgr(frame), pose.toUnit, text);
        if (!path.empty()) {
          const person::BankFrame& bank = people[who[i]].bank[static_cast<std::size_t>(path[i])];
          std::snprintf(text, sizeof text, "%.3f want %.3f", static_cast<double>(bank.opening),
                        static_cast<double>(targets[i].opening));
          const base::Similarity inCrop = {
              bank.toUnit.a, bank.toUnit.b,
              bank.toUnit({static_cast<float>(bank.region.x), static_cast<float>(bank.region.y)}).x,
              bank.toUnit({static_cast<float>(bank.region.x), static_cast<float>(bank.region.y)}).y};
          close.put(column, 2, bank.bgr, inCrop, text);
        }
      }
    }
    again.push(media::toGrey(frame));
  }
  sheet.flush();
  if (args.has("--zoom")) close.flush();
  const face::Analysis result = again.finish();
  for (const std::string& note : person.notes) std::printf("  %s\n", note.c_str());
  std::printf("  %s\n", ownSound.note.c_str());
  const float unit = 1 / person.headPoses.at(track.first, track.faces.front().points).toUnit.scale();
  std::printf(
      "%s: crop edge %.0f px, %zu frames, shut %.4f open %.4f | learn %.0f ms CPU, speech %.0f, paint %.1f + "
      "composite %.1f ms a frame, jumps %.1f/s\n",
      args.clip.filename().c_str(), static_cast<double>(unit), painted,
      static_cast<double>(person.shapes.shut), static_cast<double>(person.shapes.open), learnMs, speechMs,
      paintMs / static_cast<double>(painted), composeMs / static_cast<double>(painted),
      static_cast<double>(jumps) / std::max(0.04, d.seconds.back() - d.seconds.front()));
  std::printf("  sharpness %.2f of real\n", sharpNew / sharpOld);
  if (result.tracks.empty()) return std::printf("  face lost\n"), 0;
  std::vector<double> middles = d.seconds;  // a picture stands for the middle of its showing
  for (double& t : middles) t += 0.5 * (d.seconds[1] - d.seconds[0]);
  const dub::MouthCurve curve = dub::mouthCurve(result.tracks.front(), middles);
  const dub::MouthCurve real = dub::mouthCurve(track, clip.seconds);
  std::printf("  jitter %.2f (real %.2f)\n", dub::jitter(curve), dub::jitter(real));
  const auto steps = static_cast<std::size_t>(25 * (d.seconds.back() + 0.04));
  if (isTruth) {
    std::vector<float> opening, width, realOpening, realWidth;
    std::ofstream csv(args.out / "truth.csv");
    double error = 0, aim = 0;
    const face::Track& made = result.tracks.front();
    for (std::size_t i = 0; i < d.cues.size(); ++i) {
      const face::Face* now = made.at(static_cast<FrameNo>(i));
      if (now == nullptr) continue;
      const person::HeadPose pose = person.headPoses.at(d.cues[i].frame, now->points);
      const face::Landmarks a = person::mapped(pose.toUnit, now->points),
                            b = person::mapped(pose.toUnit, track.at(d.cues[i].frame)->points);
      for (std::size_t k = 48; k < 68; ++k) error += base::distance(a[k], b[k]) / 20;
      opening.push_back(person::mouthSize(a).opening), width.push_back(person::mouthSize(a).width);
      const face::Landmarks wanted = person::withLower(b, person.shapes.lower(targets[i].shape, pose.turn));
      for (std::size_t k = 48; k < 68; ++k) aim += base::distance(wanted[k], b[k]) / 20;
      csv << opening.back() << ' ' << person::mouthSize(b).opening << ' ' << person::mouthSize(wanted).opening
          << ' ' << people[who[i]].bank[static_cast<std::size_t>(path[i])].opening << '\n';
      realOpening.push_back(person::mouthSize(b).opening), realWidth.push_back(person::mouthSize(b).width);
    }
    std::printf("  TRUTH r(open) %.3f r(width) %.3f lip error %.2f px of 240 (%.2f aimed)\n",
                dub::correlation(opening, realOpening, 0), dub::correlation(width, realWidth, 0),
                240 * error / static_cast<double>(opening.size()),
                240 * aim / static_cast<double>(opening.size()));
    return 0;
  }
  const std::vector<float> opening = dub::resampled(curve.seconds, curve.opening, steps),
                           width = dub::resampled(curve.seconds, curve.width, steps);
  const auto part = [](const std::vector<speech::Articulation>& a, float speech::Articulation::*which) {
    std::vector<float> out;
    for (const auto& x : a) out.push_back(x.*which);
    return out;
  };
  using speech::Articulation;
  std::printf("  r(open, encoding) %.2f r(width, encoding) %.2f\n",
              dub::correlation(opening, part(d.encoding.articulation, &Articulation::opening), 0),
              dub::correlation(width, part(d.encoding.articulation, &Articulation::width), 0));
  std::vector<float> targetOpening, targetWidth;
  for (const own_mouth::MouthTarget& target : targets) {
    const person::MouthSize size =
        person::mouthSize(person::withLower({}, person.shapes.lower(target.shape, {})));
    targetOpening.push_back(size.opening), targetWidth.push_back(size.width);
  }
  if (!targets.empty()) {
    targetOpening = dub::resampled(middles, targetOpening, steps),
    targetWidth = dub::resampled(middles, targetWidth, steps);
    std::printf("  r(open, target) %.2f r(width, target) %.2f; target with encoding %.2f %.2f\n",
                dub::correlation(opening, targetOpening, 0), dub::correlation(width, targetWidth, 0),
                dub::correlation(targetOpening, part(d.encoding.articulation, &Articulation::opening), 0),
                dub::correlation(targetWidth, part(d.encoding.articulation, &Articulation::width), 0));
  }
  if (!d.truth.empty()) {
    const auto o = part(d.truth, &Articulation::opening), w = part(d.truth, &Articulation::width);
    std::printf("  PHONES r(open) %.2f r(width) %.2f  at lags -1..1:", dub::correlation(opening, o, 0),
                dub::correlation(width, w, 0));
    for (int lag = -1; lag <= 1; ++lag)
      std::printf(" %.2f/%.2f", dub::correlation(opening, o, lag), dub::correlation(width, w, lag));
    std::printf("\n");
    printClosure(opening, d.truth);
  }
  std::vector<float> silent, speaking;
  for (std::size_t i = 0; i < d.cues.size() && i < curve.opening.size(); ++i)
    (d.cues[i].level < 0.02f ? silent : speaking).push_back(curve.opening[i]);
  std::printf("  opening in silence %.4f +- %.4f (%zu pictures), in speech 90th percentile %.4f +- %.4f\n",
              static_cast<double>(person::percentile(silent, 0.5)),
              static_cast<double>(silent.empty() ? 0 : spreadOf(silent)), silent.size(),
              static_cast<double>(person::percentile(speaking, 0.9)),
              static_cast<double>(spreadOf(speaking)));
  return 0;
}
