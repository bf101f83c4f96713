#include "app/cli/job_options.h"

#include "app/cli/console.h"

namespace cli {

static dub::FaceSpeech faceSpeech(const std::string& text, const std::string& speech) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    if (speech.empty())
      throw CLI::ValidationError("no speech: name a speech file after the video, or --face N=FILE");
    return {dub::parseFace(text), speech};
  }
  if (!speech.empty())
    throw CLI::ValidationError("name the speech once: either after the video or as --face " + text);
  return {dub::parseFace(text.substr(0, equals)), text.substr(equals + 1)};
}

dub::Job JobOptions::job() const {
  dub::Job job{.video = video, .output = output, .model = model};
  if (faces.empty() && !speech.empty()) job.speeches.push_back({{}, speech});
  for (const std::string& face : faces) job.speeches.push_back(faceSpeech(face, speech));
  job.lips = {.strength = static_cast<float>(strength),
              .mapping = dub::parseMapping(mapping),
              .reference = dub::parseReference(reference),
              .detail = detail == "on",
              .device = base::parseDevice(device),
              .precision = base::parsePrecision(precision),
              .mask = {static_cast<float>(maskSize), static_cast<float>(maskFeather)}};
  job.colorMatch = !noColorMatch;
  job.silence = dub::parseSilence(silence);
  job.fit = dub::parseFit(fit);
  job.mix = dub::parseMix(mix);
  if (!in.empty()) job.inSec = parseTime(in);
  if (!out.empty()) job.outSec = parseTime(out);
  job.encode = {codec, crf >= 0 ? std::optional(crf) : std::nullopt, preset, encoderThreads, hardware};
  job.speechGainDb = gain;
  job.originalGainDb = originalGain;
  if (loudness != 0) job.loudnessLufs = loudness;
  job.audioCodec = audioCodec;
  job.allowNoFace = allowNoFace;
  return job;
}

static void addLipOptions(CLI::App& app, JobOptions& o) {
  app.add_option("--face", o.faces,
                 "Whose lips: a number, X,Y@SECONDS, or NUMBER=SPEECH (repeat for several faces). Default: "
                 "the largest")
      ->group("Lips");
  app.add_option("--model", o.model, "Lip model ('redub-cli models list')")
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--strength", o.strength, "How far the mouth moves")
      ->check(CLI::Range(0.0, 1.5))
      ->capture_default_str()
      ->group("Lips");
  app.add_option(
         "--mapping", o.mapping,
         "Own mouth: chosen by the clip's own sound (fitted), by the new sound alone (zero-shot), or auto")
      ->check(CLI::IsMember({"auto", "zero-shot", "fitted"}))
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--reference", o.reference,
                 "TalkLip: which picture tells what the face looks like: the first, the same, the one with "
                 "the most closed mouth, or a window of five")
      ->check(CLI::IsMember({"first", "same", "closed", "window"}))
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--detail", o.detail,
                 "TalkLip: fine detail (skin, beard, teeth) from the person's own pictures")
      ->check(CLI::IsMember({"on", "off"}))
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--device", o.device, "What imported networks run on: auto, cpu, cuda or cuda:N")
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--precision", o.precision, "Numbers of imported networks: auto, fp32, bf16, fp16")
      ->check(CLI::IsMember({"auto", "fp32", "bf16", "fp16"}))
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--silence", o.silence,
                 "While the speech is silent the mouth: close, keep (the original), generate")
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--mask-size", o.maskSize, "Size of the altered lower face")
      ->check(CLI::Range(0.5, 1.5))
      ->capture_default_str()
      ->group("Lips");
  app.add_option("--mask-feather", o.maskFeather, "Softness of its edge")
      ->check(CLI::Range(0.0, 3.0))
      ->capture_default_str()
      ->group("Lips");
  app.add_flag("--no-color-match", o.noColorMatch, "Do not match the mouth's colour to the skin around it")
      ->group("Lips");
  app.add_flag("--allow-no-face", o.allowNoFace, "Without a face: copy the picture, change the sound")
      ->group("Lips");
  app.add_option("--landmarks", o.landmarks, "Another 68-point landmark file")->group("Lips");
}

static void addTimeOptions(CLI::App& app, JobOptions& o) {
  app.add_option("--fit", o.fit,
                 "When speech and picture differ: picture (its length; longer speech is an error), cut, "
                 "hold, loop, pingpong, speech")
      ->capture_default_str()
      ->group("Time");
  app.add_option("--in", o.in, "Alter only from this time on; the speech starts there")
      ->type_name("TIME")
      ->group("Time");
  app.add_option("--out", o.out, "... until this time")->type_name("TIME")->group("Time");
}

static void addOutputOptions(CLI::App& app, JobOptions& o) {
  app.add_option("--codec", o.codec, "h264, h265, vp9, av1, prores, ffv1, or an FFmpeg encoder")
      ->capture_default_str()
      ->group("Picture");
  app.add_option("--crf", o.crf, "Quality of the encoder, smaller is better (h264: 16)")
      ->check(CLI::Range(0, 63))
      ->group("Picture");
  app.add_option("--preset", o.preset, "The encoder's preset (h264: medium)")->group("Picture");
  app.add_option("--encoder-threads", o.encoderThreads, "Fixed threads give identical files (0 = all cores)")
      ->group("Picture");
  app.add_flag("--hardware", o.hardware, "Encode on the graphics card where possible")->group("Picture");
  app.add_option("--mix", o.mix, "The original sound: replace it, put the speech over it, or duck it")
      ->capture_default_str()
      ->group("Sound");
  app.add_option("--gain", o.gain, "Gain of the speech in dB")->group("Sound");
  app.add_option("--original-gain", o.originalGain, "Gain of the original sound in dB")->group("Sound");
  app.add_option("--loudness", o.loudness, "EBU R128 target of the mix in LUFS, e.g. -23")
      ->check(CLI::Range(-70.0, -5.0))
      ->group("Sound");
  app.add_option("--audio-codec", o.audioCodec, "aac, opus, flac or pcm (default: by container)")
      ->group("Sound");
}

void addJobOptions(CLI::App& app, JobOptions& o) {
  app.add_option("VIDEO", o.video, "The picture: a video or a still image")->required();
  app.add_option("SPEECH", o.speech, "The speech: any audio or video file");
  addLipOptions(app, o);
  addTimeOptions(app, o);
  addOutputOptions(app, o);
}

}  // namespace cli
