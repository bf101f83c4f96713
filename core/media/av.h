#pragma once
// Private to core/media: owners of libav's handles and the translation of its error numbers.
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/dict.h>
#include <libavutil/display.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

namespace media::av {

struct InputClose {
  std::shared_ptr<const std::stop_token> stop;  // what the input asks between its reads; null = nothing
  void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
};
struct OutputClose {  // closes the file too, unless the format has none
  void operator()(AVFormatContext* p) const;
};
struct CodecFree {
  void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
};
struct PacketFree {
  void operator()(AVPacket* p) const { av_packet_free(&p); }
};
struct FrameFree {
  void operator()(AVFrame* p) const { av_frame_free(&p); }
};
struct SwsFree {
  void operator()(SwsContext* p) const { sws_freeContext(p); }
};
struct SwrFree {
  void operator()(SwrContext* p) const { swr_free(&p); }
};
struct GraphFree {
  void operator()(AVFilterGraph* p) const { avfilter_graph_free(&p); }
};

using Input = std::unique_ptr<AVFormatContext, InputClose>;
using Output = std::unique_ptr<AVFormatContext, OutputClose>;
using Codec = std::unique_ptr<AVCodecContext, CodecFree>;
using Packet = std::unique_ptr<AVPacket, PacketFree>;
using FramePtr = std::unique_ptr<AVFrame, FrameFree>;
using Sws = std::unique_ptr<SwsContext, SwsFree>;
using Swr = std::unique_ptr<SwrContext, SwrFree>;
using Graph = std::unique_ptr<AVFilterGraph, GraphFree>;

// Throw base::Error(internal) when memory runs out.
Packet newPacket();
FramePtr newFrame();
Codec newCodec(const AVCodec* codec);

// Options handed to libav; what it did not take stays inside.
class Options {
 public:
  Options() = default;
  ~Options() { av_dict_free(&dict_); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
  Options& set(const char* key, const std::string& value) {
    av_dict_set(&dict_, key, value.c_str(), 0);
    return *this;
  }
  AVDictionary** out() { return &dict_; }

 private:
  AVDictionary* dict_ = nullptr;
};

// libav's own words for an error number.
std::string words(int error);

// The Error for a failed call. `what` is what could not be done, for the log, e.g. "write the video".
base::Error error(int code, const std::string& what, const std::filesystem::path& path = {});

// Gives `result` back when it is not negative, else throws error(...).
int check(int result, const std::string& what, const std::filesystem::path& path = {});

// The file name that avformat_open_input and avio_open take as a file and nothing else: names with a colon or
// a leading dash are not read as protocols.
std::string fileUrl(const std::filesystem::path& path);

// Silences libav's own printing (errors reach the user through Error). Cheap; called wherever libav is first
// used.
void quiet();

}  // namespace media::av
