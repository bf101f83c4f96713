#pragma once
// Private to core/media: which pictures a file shows, and how a decoded picture is known again.
#include <cstdint>
#include <vector>

#include "core/media/decode/frame_index.h"
#include "core/media/decode/packet_scan.h"
#include "core/media/decode/picture_decoder.h"

namespace media {

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
};

// `decoder` must be at the start of the file and is left anywhere.
FrameMap makeFrameMap(const PacketScan& scan, PictureDecoder& decoder);

}  // namespace media
