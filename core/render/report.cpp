#include "core/render/report.h"

#include <nlohmann/json.hpp>

#include "core/dub/job_json.h"

namespace dub {

using nlohmann::ordered_json;

static ordered_json toJson(const Verdict& verdict) {
  ordered_json findings = ordered_json::array();
  for (const Finding& f : verdict.findings)
    findings.push_back({{"what", f.what}, {"good", f.isGood}, {"detail", f.detail}});
  return {{"good", verdict.isGood()},
          {"avOffsetMs", verdict.avOffsetMs},
          {"soundCorrelation", verdict.soundCorrelation},
          {"outsidePsnrDb", verdict.outsidePsnrDb},
          {"findings", findings}};
}

static std::string name(Fate fate) {
  switch (fate) {
    case Fate::dubbed:
      return "dubbed";
    case Fate::outsideRange:
      return "outside the range";
    case Fate::noFace:
      return "no face";
  }
  return {};
}

std::string toJson(const Report& report) {
  ordered_json passages = ordered_json::array(), stages = ordered_json::array();
  for (const Passage& p : report.passages)
    passages.push_back({{"first", p.first},
                        {"last", p.last},
                        {"startSec", p.startSec},
                        {"endSec", p.endSec},
                        {"fate", name(p.fate)}});
  for (const base::StageTime& s : report.stages)
    stages.push_back({{"name", s.name}, {"busySec", s.busySec}, {"cpuSec", s.cpuSec}, {"items", s.items}});
  return ordered_json{
      {"redub", report.version},
      {"output", report.job.output.string()},
      {"frames",
       {{"in", report.framesIn},
        {"out", report.framesOut},
        {"dubbed", report.framesDubbed},
        {"passedThrough", report.framesPassed},
        {"damaged", report.framesDamaged}}},
      {"passages", passages},
      {"framesPerSec", report.framesPerSec},
      {"durations",
       {{"pictureSec", report.pictureSec}, {"speechSec", report.speechSec}, {"outputSec", report.outputSec}}},
      {"faces", report.faces},
      {"encoder", report.encoder},
      {"notes", report.notes},
      {"hashes",
       {{"video", report.videoSha256}, {"speech", report.speechSha256}, {"model", report.modelSha256}}},
      {"job", toJson(report.job)},
      {"chunks", {{"all", report.chunks}, {"resumed", report.resumedChunks}}},
      {"stages", stages},
      {"wallSec", report.wallSec},
      {"cpuSec", report.cpuSec},
      {"peakBytes", report.peakBytes},
      {"verdict", toJson(report.verdict)}}
      .dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace dub
