#pragma once
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/media/encode/encode_settings.h"
#include "core/media/encode/sound_plan.h"

namespace media {

// Says before the work begins what mux() would say after it: throws Error: unsupported (the ending of
// `output`, or a codec that its container cannot hold), io (the folder is missing or must not be written).
// `soundCodec` may be empty.
void checkOutput(const std::filesystem::path& output, const EncoderChoice& encoder,
                 const std::string& soundCodec);

struct MuxPlan {
  std::vector<std::filesystem::path> chunks;  // finished chunk files in order
  std::filesystem::path output;               // container by ending: mp4 mov mkv webm avi ts
  std::filesystem::path source;   // subtitles, chapters, attachments and metadata are copied from here
  bool copySourceStreams = true;  // false when the timeline differs from the source (loop, hold)
  SoundPlan sound;
  VideoInfo video;  // of the frames that were written
};

// Joins chunks and sound into `output`, which appears when all is written and synced.
// progress(0..1) is called from this thread. Throws Error: diskFull, io, unsupported (codec not possible in
// this container, with the ones that are). On any error or stop nothing is left of it and chunks are kept.
// Returns false when stopped.
bool mux(const MuxPlan& plan, const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace media
