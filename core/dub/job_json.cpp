#include "core/dub/job_json.h"

#include <nlohmann/json.hpp>

namespace dub {

using nlohmann::ordered_json;

template <class T>
static ordered_json orNull(const std::optional<T>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

static ordered_json toJson(const FaceChoice& face) {
  if (face.place)
    return {{"x", face.place->point.x}, {"y", face.place->point.y}, {"seconds", face.place->seconds}};
  return face.id == 0 ? ordered_json("auto") : ordered_json(face.id);
}

ordered_json toJson(const Job& job) {
  ordered_json speeches = ordered_json::array();
  for (const FaceSpeech& s : job.speeches)
    speeches.push_back({{"face", toJson(s.face)}, {"speech", s.speech.string()}});
  const media::EncodeSettings& encode = job.encode;
  return {{"video", job.video.string()},
          {"speeches", speeches},
          {"model", job.model},
          {"strength", job.lips.strength},
          {"mapping", name(job.lips.mapping)},
          {"reference", name(job.lips.reference)},
          {"detail", job.lips.detail},
          {"device", name(job.lips.device)},
          {"precision", name(job.lips.precision)},
          {"maskSize", job.lips.mask.size},
          {"maskFeather", job.lips.mask.feather},
          {"colorMatch", job.colorMatch},
          {"silence", name(job.silence)},
          {"fit", name(job.fit)},
          {"inSec", orNull(job.inSec)},
          {"outSec", orNull(job.outSec)},
          {"encode",
           {{"codec", encode.codec},
            {"crf", orNull(encode.crf)},
            {"preset", encode.preset},
            {"threads", encode.threads},
            {"hardware", encode.hardware}}},
          {"mix", name(job.mix)},
          {"speechGainDb", job.speechGainDb},
          {"originalGainDb", job.originalGainDb},
          {"loudnessLufs", orNull(job.loudnessLufs)},
          {"audioCodec", job.audioCodec},
          {"allowNoFace", job.allowNoFace}};
}

}  // namespace dub
