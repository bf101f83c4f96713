// libFuzzer target: any bytes are either a chunk or one clear Error. The first byte tells whether the sum of
// the header is made right, so that what lies behind it is reached.
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <fstream>

#include "core/base/error.h"
#include "core/media/encode/chunk_file.h"

extern "C" {
#include <libavutil/crc.h>
}

static void repairSum(std::string& chunk) {
  constexpr std::size_t kMagic = 8;
  std::uint32_t size = 0;
  if (chunk.size() < kMagic + sizeof size) return;
  std::memcpy(&size, chunk.data() + kMagic, sizeof size);
  if (chunk.size() < kMagic + 2 * sizeof size + static_cast<std::size_t>(size)) return;
  const std::uint32_t sum =
      av_crc(av_crc_get_table(AV_CRC_32_IEEE_LE), 0,
             reinterpret_cast<const std::uint8_t*>(chunk.data()) + kMagic + sizeof size, size);
  std::memcpy(chunk.data() + kMagic + sizeof size + size, &sum, sizeof sum);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("redub_fuzz_" + std::to_string(getpid()) + ".chunk");
  std::string chunk(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) repairSum(chunk);
  std::ofstream(file, std::ios::binary) << chunk;
  try {
    media::ChunkReader reader(file);
    reader.reorder();
    AVPacket* packet = av_packet_alloc();
    const std::unique_ptr<AVPacket, void (*)(AVPacket*)> owner(packet,
                                                               [](AVPacket* p) { av_packet_free(&p); });
    while (reader.next(*packet)) av_packet_unref(packet);
  } catch (const base::Error&) {
  }
  return 0;
}
