#pragma once
// Private to core/media.
#include "core/media/decode/packet_scan.h"
#include "core/media/info.h"

namespace media {

// `span` as the packets tell it; an empty one falls back on the header.
AudioInfo describeSound(const Source& source, int stream, SoundSpan span);

}  // namespace media
