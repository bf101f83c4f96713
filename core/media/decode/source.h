#pragma once
// Private to core/media: a media file opened for reading, and which of its streams are meant.
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/media/av.h"

namespace media {

struct Source {
  std::filesystem::path path;
  av::Input input;
  int video = -1;          // the best video stream; -1 = none (cover art is not one)
  std::vector<int> audio;  // best first
  bool isPicture = false;  // a picture file (png, jpg, ...), not a moving one

  const AVStream& stream(int i) const { return *input->streams[i]; }
  std::string format() const { return input->iformat->name; }
};

// Throws Error: notFound, unreadable (folder, empty, forbidden, cut short), notMedia; any of them once
// stopped. After a stop nothing more is read from the file, now or later.
Source openSource(const std::filesystem::path& path, const std::stop_token& stop = {});

// 0..1: how far the file was read.
double partRead(const Source& source);

// Throws Error(noVideo) / Error(noAudio) when the file has none.
const AVStream& videoStream(const Source& source);
const AVStream& audioStream(const Source& source);

// A decoder for the stream, opened. Throws Error(unsupported) when this FFmpeg has none.
av::Codec openDecoder(const Source& source, const AVStream& stream, int threads);

// Reads on until a packet of `stream` has gone to the decoder. False at the end of what can be read. Damaged
// packets go, too: they show as missing pictures or sound.
bool feedDecoder(AVFormatContext& input, int stream, AVPacket& packet, AVCodecContext& codec);

}  // namespace media
