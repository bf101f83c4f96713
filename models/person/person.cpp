#include "models/person/person.h"

#include <algorithm>
#include <cstdio>

#include "core/base/error.h"
#include "models/person/quality.h"

namespace person {

using face::FrameNo;

namespace {

constexpr double kSteadySec = 0.06;           // smoothing of head position and turn
constexpr std::size_t kShapePictures = 4000;  // enough to learn the shape model from
constexpr float kMostMisfit = 3.0f;           // of the usual residual of the landmarks
constexpr float kMostTurn = 3.0f;             // deviations of turn from the clip's middle
constexpr double kCandidatesPerPlace = 1.3;   // some will not pass the gates

struct Seen {
  std::vector<Candidate> all;   // every frame with landmarks, ascending; shapes not set yet
  std::vector<bool> isTrusted;  // landmarks steady, not guessed
};

Seen gather(const face::Track& track, const HeadPoseTrack& headPoses) {
  Seen seen;
  std::vector<face::Landmarks> units;
  std::vector<FrameNo> numbers;
  std::vector<float> misfits;
  for (FrameNo n = track.first; n < track.end(); ++n) {
    const face::Face* face = track.at(n);
    if (face == nullptr) continue;
    const HeadPose pose = *headPoses.find(n);
    seen.all.push_back({n, pose.toUnit, mapped(pose.toUnit, face->points), pose.turn, {}});
    units.push_back(seen.all.back().unit);
    numbers.push_back(n);
    misfits.push_back(face->misfit);
  }
  std::vector<float> sorted = misfits;
  const float misfitLimit = kMostMisfit * percentile(sorted, 0.5) + 1e-6f;
  seen.isTrusted = steadyLandmarks(units, numbers);
  for (std::size_t i = 0; i < seen.all.size(); ++i) {
    const bool isGuessed = track.at(numbers[i])->seen == face::Seen::filled;
    if (isGuessed || misfits[i] > misfitLimit) seen.isTrusted[i] = false;
  }
  if (std::count(seen.isTrusted.begin(), seen.isTrusted.end(), true) == 0)
    seen.isTrusted.assign(seen.all.size(), true);
  return seen;
}

std::vector<Observation> observations(const Seen& seen) {
  std::vector<Observation> out;
  for (std::size_t i = 0; i < seen.all.size(); ++i) {
    if (seen.isTrusted[i]) out.push_back({seen.all[i].unit, seen.all[i].turn});
  }
  if (out.size() <= kShapePictures) return out;
  std::vector<Observation> spread;
  for (std::size_t k = 0; k < kShapePictures; ++k) spread.push_back(out[k * out.size() / kShapePictures]);
  return spread;
}

bool isTurnNear(const Turn& turn) {
  return std::all_of(turn.begin(), turn.end(), [](float p) { return std::abs(p) <= kMostTurn; });
}

std::size_t bankPlaces(const std::vector<Candidate>& candidates) {
  std::size_t largest = 1;
  for (const Candidate& c : candidates) {
    const base::Rect r = lowerFace(c.unit, c.toUnit);
    largest = std::max(largest, static_cast<std::size_t>(r.width) * static_cast<std::size_t>(r.height) * 3);
  }
  return std::min(kBankFrames, std::max<std::size_t>(1, kBankBytes / largest));
}

std::vector<Candidate> bankCandidates(const Seen& seen, const LeftOut& leftOut) {
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < seen.all.size(); ++i) {
    const FrameNo n = seen.all[i].frame;
    const bool isLeftOut = n >= leftOut.from && n < leftOut.to;
    if (seen.isTrusted[i] && !isLeftOut && isTurnNear(seen.all[i].turn)) out.push_back(seen.all[i]);
  }
  return out;
}

template <typename... Values>
std::string line(const char* format, Values... values) {
  char text[200];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

void fillBank(Person& person, const dub::Footage& footage, const Seen& seen, const LeftOut& leftOut,
              const std::function<void(double)>& progress, std::stop_token stop) {
  const std::vector<Candidate> candidates = bankCandidates(seen, leftOut);
  const bool isStill = footage.clip->video().isStill;
  if (isStill || candidates.size() < kLeastBank || person.shapes.reach < kLeastReach) {
    person.notes.push_back(isStill ? "picture: drawn mouth (a still has no mouth movement to learn)"
                                   : "picture: drawn mouth (this mouth is never seen open)");
    return;
  }
  const std::size_t places = bankPlaces(candidates);
  const auto most = static_cast<std::size_t>(kCandidatesPerPlace * static_cast<double>(places));
  BankReading reading = readBank(footage.clip, chooseRuns(candidates, most), progress, stop);
  if (reading.frames.size() > places) reading.frames.resize(places);
  person.bank = std::move(reading.frames);
  person.showsOwnMouth = person.bank.size() >= kLeastBank;
  person.notes.push_back(line(
      "bank: %zu frames of %zu (left out: %zu blurred, %zu unlike the others, %zu with doubtful landmarks)",
      person.bank.size(), candidates.size(), reading.blurred, reading.odd, reading.doubtful));
}

}  // namespace

Person learnPerson(const dub::Footage& footage, const LeftOut& leftOut,
                   const std::function<void(double)>& progress, std::stop_token stop) {
  const face::Track& track = *footage.track;
  if (std::none_of(track.faces.begin(), track.faces.end(),
                   [](const face::Face& f) { return f.seen != face::Seen::no; })) {
    throw base::Error(base::Fault::noFaceToLearn, {}, footage.clip->path);
  }
  Person person;
  const media::Rational told = footage.clip->video().frameRate;
  if (told.num > 0) person.rate = told.value();
  person.headPoses = learnHeadPoses(track, footage.cuts, kSteadySec * person.rate);
  Seen seen = gather(track, person.headPoses);
  person.shapes = learnShapes(observations(seen));
  std::vector<Shape> shapes;
  for (std::size_t i = 0; i < seen.all.size(); ++i) {
    seen.all[i].shape = person.shapes.shapeOf(seen.all[i].unit, seen.all[i].turn);
    if (!seen.isTrusted[i]) continue;
    shapes.push_back(seen.all[i].shape);
    person.mouths.push_back({seen.all[i].frame, mouthSize(seen.all[i].unit).opening, seen.all[i].shape});
  }
  person.rest = restShape(person.shapes, shapes);
  fillBank(person, footage, seen, leftOut, progress, stop);
  return person;
}

}  // namespace person
