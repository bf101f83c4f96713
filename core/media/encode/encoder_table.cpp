#include "core/media/encode/encoder_table.h"

#include <algorithm>
#include <array>

namespace media {
namespace {

struct Entry {
  const char* codec;
  std::vector<std::string> software, hardware;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> table = {
      {"h264", {"libx264"}, {"h264_nvenc", "h264_vaapi", "h264_qsv", "h264_videotoolbox"}},
      {"h265", {"libx265"}, {"hevc_nvenc", "hevc_vaapi", "hevc_qsv", "hevc_videotoolbox"}},
      {"vp9", {"libvpx-vp9"}, {"vp9_vaapi", "vp9_qsv"}},
      {"av1", {"libsvtav1", "libaom-av1", "librav1e"}, {"av1_nvenc", "av1_vaapi", "av1_qsv"}},
      {"prores", {"prores_ks", "prores"}, {"prores_videotoolbox"}},
      {"ffv1", {"ffv1"}, {}},
  };
  return table;
}

bool endsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// Constant quality at which each encoder's loss is hard to see, and its default speed.
struct Quality {
  const char* encoder;
  int crf;
  const char* preset;
};
constexpr std::array<Quality, 6> kQualities = {{{"libx264", 16, "medium"},
                                                {"libx265", 18, "medium"},
                                                {"libvpx-vp9", 20, ""},
                                                {"libsvtav1", 22, "8"},
                                                {"libaom-av1", 20, ""},
                                                {"librav1e", 0, ""}}};

Quality quality(const std::string& encoder) {
  for (const Quality& q : kQualities)
    if (encoder == q.encoder) return q;
  return {"", 20, ""};
}

std::string param(const char* key, int value) { return std::string(key) + "=" + std::to_string(value); }

// x264 and x265 print about an unknown preset by themselves, so it must not reach them.
void checkPreset(const std::string& preset) {
  constexpr std::array<const char*, 10> kPresets = {"ultrafast", "superfast", "veryfast", "faster",
                                                    "fast",      "medium",    "slow",     "slower",
                                                    "veryslow",  "placebo"};
  std::string names;
  for (const char* known : kPresets) {
    if (preset == known) return;
    names += (names.empty() ? "" : ", ") + std::string(known);
  }
  throw base::Error(base::Fault::encoderPresetUnknown, {{"preset", preset}, {"known", names}});
}

void tuneX265(const EncodeSettings& settings, av::Options& options) {
  std::string params = "log-level=none:open-gop=0";
  if (settings.threads > 0) params += ":" + param("pools", settings.threads);
  options.set("x265-params", params);
}

void tuneSvt(const EncodeSettings& settings, av::Options& options) {
  if (settings.threads > 0) options.set("svtav1-params", param("lp", settings.threads));
}

void tuneVpx(const EncodeSettings& settings, av::Options& options) {
  options.set("row-mt", "1").set("deadline", "good");
  options.set("cpu-used", settings.preset.empty() ? "3" : settings.preset);
}

// Presets of AV1 are those of SVT-AV1, 0-13; libaom's scale is shorter.
std::string aomSpeed(const std::string& preset) {
  const bool isNumber = !preset.empty() && preset.find_first_not_of("0123456789") == std::string::npos;
  return isNumber && (preset.size() > 1 || preset == "9") ? "8" : preset;
}

void tuneAom(const EncodeSettings& settings, av::Options& options) {
  options.set("row-mt", "1").set("usage", "good");
  options.set("cpu-used", settings.preset.empty() ? "6" : aomSpeed(settings.preset));
}

void tuneRav1e(int crf, const EncodeSettings& settings, av::Options& options) {
  options.set("qp", std::to_string(crf > 0 ? crf * 4 : 60));
  options.set("speed", settings.preset.empty() ? "8" : settings.preset);
}

void tuneProRes(const AVCodecContext& context, const EncodeSettings& settings, av::Options& options) {
  const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(context.pix_fmt);
  const bool isFull = format != nullptr && format->log2_chroma_w == 0;
  options.set("profile", !settings.preset.empty() ? settings.preset : isFull ? "4444" : "hq");
  options.set("vendor", "apl0");
}

void tuneFfv1(AVCodecContext& context, av::Options& options) {
  context.gop_size = 1;
  context.level = 3;
  options.set("slicecrc", "1");
  if (std::min(context.width, context.height) < 16) context.slices = 1;  // its default does not fit
}

void tuneHardware(AVCodecContext& context, const EncodeSettings& settings, av::Options& options) {
  const std::string name = context.codec->name;
  const int crf = settings.crf.value_or(name.find("h264") == 0 ? 16 : 20);
  if (endsWith(name, "_nvenc")) {
    options.set("rc", "vbr").set("cq", std::to_string(crf)).set("tune", "hq");
    options.set("preset", settings.preset.empty() ? "p5" : settings.preset);
  } else if (endsWith(name, "_videotoolbox")) {
    context.flags |= AV_CODEC_FLAG_QSCALE;
    context.global_quality = FF_QP2LAMBDA * std::clamp(100 - 2 * crf, 1, 100);
  } else {
    context.global_quality = crf;  // vaapi: CQP, qsv: ICQ
  }
}

bool hasOption(const AVCodecContext& context, const char* name) {
  return context.priv_data != nullptr && av_opt_find(context.priv_data, name, nullptr, 0, 0) != nullptr;
}

// Any other encoder of FFmpeg: by its own quality scale where it has one.
void tuneOther(AVCodecContext& context, const EncodeSettings& settings, av::Options& options) {
  context.strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;  // limited-range mjpeg
  // MPEG-2 and -4: closed GOPs exclude scene cut detection.
  if (hasOption(context, "sc_threshold")) options.set("sc_threshold", "1000000000");
  if (!settings.preset.empty()) options.set("preset", settings.preset);
  if (hasOption(context, "crf")) {
    options.set("crf", std::to_string(settings.crf.value_or(18)));
    return;
  }
  context.flags |= AV_CODEC_FLAG_QSCALE;
  context.global_quality = FF_QP2LAMBDA * settings.crf.value_or(2);
}

}  // namespace

std::vector<std::string> codecNames() {
  std::vector<std::string> names;
  for (const Entry& entry : entries()) names.emplace_back(entry.codec);
  return names;
}

std::vector<std::string> softwareEncoders(const std::string& codec) {
  for (const Entry& entry : entries())
    if (codec == entry.codec) return entry.software;
  return {};
}

std::vector<std::string> hardwareEncoders(const std::string& codec) {
  for (const Entry& entry : entries())
    if (codec == entry.codec) return entry.hardware;
  return {};
}

bool isHardwareEncoder(const std::string& name) {
  return endsWith(name, "_nvenc") || endsWith(name, "_vaapi") || endsWith(name, "_qsv") ||
         endsWith(name, "_videotoolbox") || endsWith(name, "_v4l2m2m") || endsWith(name, "_amf");
}

bool needsWholeChroma(const std::string& name) {
  return name == "libx264" || name == "libx265" || name == "libsvtav1" || isHardwareEncoder(name);
}

bool takesSourceTime(const std::string& name) {
  return name == "libx264" || name == "libx265" || name == "libvpx-vp9";
}

void tune(AVCodecContext& context, const EncodeSettings& settings, av::Options& options) {
  const std::string name = context.codec->name;
  context.bit_rate = 0;
  context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
  context.thread_count = settings.threads;
  if (isHardwareEncoder(name)) return tuneHardware(context, settings, options);
  if (name == "ffv1") return tuneFfv1(context, options);
  if (name == "prores_ks") return tuneProRes(context, settings, options);
  const Quality q = quality(name);
  if (*q.encoder == '\0') return tuneOther(context, settings, options);
  const int crf = settings.crf.value_or(q.crf);
  const bool isX26x = name == "libx264" || name == "libx265";
  if (isX26x && !settings.preset.empty()) checkPreset(settings.preset);
  if (name == "librav1e") return tuneRav1e(crf, settings, options);
  options.set("crf", std::to_string(crf));
  if (*q.preset != '\0') options.set("preset", settings.preset.empty() ? q.preset : settings.preset);
  if (name == "libx265") tuneX265(settings, options);
  if (name == "libsvtav1") tuneSvt(settings, options);
  if (name == "libvpx-vp9") tuneVpx(settings, options);
  if (name == "libaom-av1") tuneAom(settings, options);
}

}  // namespace media
