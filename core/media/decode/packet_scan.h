#pragma once
// Private to core/media: what the packets of a file say, without decoding.
#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

#include "core/media/decode/source.h"

namespace media {

struct PictureEntry {
  std::int64_t pts = 0, dts = 0;
  bool isKey = false;
};

struct SoundSpan {
  double startSec = 0, endSec = 0;
};

struct PacketScan {
  std::vector<PictureEntry> pictures;  // shown ones, by pts
  std::int64_t lastDuration = 0;       // of the last picture, in the stream's time base; 0 = unknown
  std::map<int, SoundSpan> sounds;     // by stream
  bool isTrusted = false;              // every packet is one shown picture with its own pts, in steady order
};

// Reads every packet of the file; leaves `source` at its end. Stopped, it tells what it has seen.
PacketScan scanPackets(Source& source, const std::stop_token& stop,
                       const std::function<void(double)>& progress);

}  // namespace media
