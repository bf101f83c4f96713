#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "core/dub/analyse.h"
#include "core/media/decode/clip_index.h"
#include "models/face_mesh/landmarks.h"

namespace cli {

static constexpr const char* kExamples = R"(
Examples:
  redub-cli inspect talk.mp4
  redub-cli inspect talk.mp4 --faces
  redub-cli inspect talk.mp4 --faces --json)";

using nlohmann::ordered_json;

namespace {

ordered_json toJson(const media::VideoInfo& v) {
  return {{"codec", v.codec},
          {"width", v.width},
          {"height", v.height},
          {"pixelFormat", v.pixelFormatName},
          {"frames", v.frames},
          {"framesPerSec", v.frameRate.value()},
          {"frameRate", std::to_string(v.frameRate.num) + "/" + std::to_string(v.frameRate.den)},
          {"variableRate", v.isVariableRate},
          {"interlaced", v.isInterlaced},
          {"still", v.isStill},
          {"rotation", v.rotation},
          {"sampleAspect", std::to_string(v.sampleAspect.num) + ":" + std::to_string(v.sampleAspect.den)},
          {"startSec", v.startSec},
          {"durationSec", v.durationSec}};
}

ordered_json toJson(const media::AudioInfo& a) {
  return {{"codec", a.codec},   {"rate", a.rate},         {"channels", a.channels},
          {"layout", a.layout}, {"startSec", a.startSec}, {"durationSec", a.durationSec}};
}

ordered_json toJson(const face::Track& track) {
  std::int64_t seen = 0, width = 0;
  const face::Face* first = nullptr;
  media::FrameNo firstFrame = track.first;
  for (media::FrameNo n = track.first; n < track.end(); ++n) {
    const face::Face* face = track.at(n);
    if (face == nullptr) continue;
    if (first == nullptr) first = face, firstFrame = n;
    ++seen;
    width += face->box.width;
  }
  ordered_json out{{"face", track.id},
                   {"first", firstFrame},
                   {"last", track.end() - 1},
                   {"seen", seen},
                   {"meanWidth", seen > 0 ? width / seen : 0}};
  if (first != nullptr) out["box"] = {first->box.x, first->box.y, first->box.width, first->box.height};
  return out;
}

void tellPeople(Console& console, const media::Probe& probe) {
  char text[256];
  console.line(probe.path.string() + ": " + probe.container + ", " + duration(probe.durationSec));
  if (const auto& v = probe.video) {
    std::snprintf(text, sizeof text, "picture: %s %dx%d %s, %.3f frames/s%s, %lld frames%s%s",
                  v->codec.c_str(), v->width, v->height, v->pixelFormatName.c_str(), v->frameRate.value(),
                  v->isVariableRate ? " (variable)" : "", static_cast<long long>(v->frames),
                  v->isStill ? " (still)" : "", v->isInterlaced ? " (interlaced)" : "");
    console.line(text);
  }
  for (const media::AudioInfo& a : probe.audio)
    console.line("sound: " + a.codec + " " + std::to_string(a.rate) + " Hz " + a.layout + ", " +
                 duration(a.durationSec));
  for (const std::string& other : probe.otherStreams) console.line("also: " + other);
  for (const std::string& note : probe.notes) console.line("note: " + note);
}

int run(const std::string& file, bool wantsFaces, Context& context) {
  const auto clip = media::indexClip(file, context.stop);
  if (!clip) return kCancelled;
  const media::Probe& probe = clip->probe;
  ordered_json out{{"event", "inspect"},
                   {"file", file},
                   {"container", probe.container},
                   {"durationSec", probe.durationSec},
                   {"video", probe.video ? toJson(*probe.video) : ordered_json(nullptr)},
                   {"audio", ordered_json::array()},
                   {"other", probe.otherStreams},
                   {"notes", probe.notes}};
  for (const media::AudioInfo& a : probe.audio) out["audio"].push_back(toJson(a));
  tellPeople(context.console, probe);
  if (wantsFaces && probe.video) {
    const auto faces = dub::analyse(
        clip, {.network = face_mesh::landmarkNetwork()},
        [&](const base::Progress& p) { context.console.progress(p); }, context.stop);
    if (!faces) return kCancelled;
    out["cuts"] = faces->cuts;
    out["landmarks"] = faces->landmarks;
    out["faces"] = ordered_json::array();
    for (const face::Track& track : faces->tracks) {
      const ordered_json t = toJson(track);
      out["faces"].push_back(t);
      context.console.line("face " + t["face"].dump() + ": seen in " + t["seen"].dump() + " of " +
                           std::to_string(faces->frames) + " frames, from frame " + t["first"].dump() +
                           ", about " + t["meanWidth"].dump() + " pixels wide, at " +
                           t.value("box", ordered_json()).dump());
    }
    context.console.line("note: " + dub::landmarkNote(*faces));
    if (faces->tracks.empty()) context.console.line("no face found");
  }
  context.console.json(out.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  return kDone;
}

}  // namespace

void addInspect(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* inspect = app.add_subcommand("inspect", "Tell what a file holds");
  inspect->footer(kExamples);
  const auto file = std::make_shared<std::string>();
  const auto faces = std::make_shared<bool>(false);
  inspect->add_option("FILE", *file, "A media file")->required();
  inspect->add_flag("--faces", *faces, "Find faces, too");
  inspect->callback([=, &context, &exitCode] { exitCode = run(*file, *faces, context); });
}

}  // namespace cli
