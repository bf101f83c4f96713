#pragma once
// Which pictures a file shows, and how a decoded picture is known again.
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/media/decode/frame_index.h"

namespace media {

class PictureDecoder;
struct PacketScan;

struct FrameMap {
  FrameIndex index;
  std::vector<std::int64_t> dts;  // of each packet, for seeking; AV_NOPTS_VALUE = unknown
  // Where packet times cannot be trusted the pictures were counted by decoding them all; then a picture is
  // known by its place and its hash, and `raw` is the time that the decoder gave it.
  bool isCounted = false;
  std::vector<std::int64_t> raw;
  std::vector<std::uint64_t> hashes;
  std::int64_t lastDuration = 0;  // ticks that the last picture is shown; at least 1
  bool isTimeRepaired = false;    // the file's own times ran backwards or were missing
  bool changesSize = false;       // known of counted clips only
  bool needsOneThread = false;    // counted in damaged data: what is made up there depends on the threads
};

// `decoder` must be at the start of the file and is left anywhere. progress(0..1) where all is decoded. Once
// stopped the map is of no use.
FrameMap makeFrameMap(const PacketScan& scan, PictureDecoder& decoder, const std::stop_token& stop,
                      const std::function<void(double)>& progress);
// Of a picture file: one picture, whatever its packets say.
FrameMap stillFrameMap();

}  // namespace media
