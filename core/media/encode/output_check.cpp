#include "core/media/encode/output_check.h"

#include <string>

#include "core/base/platform/file.h"
#include "core/media/encode/encode_settings.h"
#include "core/media/encode/encoder_table.h"
#include "core/media/encode/mux.h"
#include "core/media/encode/output_container.h"
#include "core/media/encode/sound_encoder.h"

namespace media {

void checkPictureCodec(const AVOutputFormat& container, AVCodecID codec, const std::filesystem::path& path) {
  if (canHold(container, codec)) return;
  std::string possible;
  for (const std::string& name : codecNames())
    for (const std::string& encoder : softwareEncoders(name)) {
      const AVCodec* known = avcodec_find_encoder_by_name(encoder.c_str());
      if (known == nullptr || !canHold(container, known->id)) continue;
      possible += (possible.empty() ? "" : ", ") + name;
      break;
    }
  throw base::Error(base::Code::unsupported,
                    std::string(avcodec_get_name(codec)) + " pictures cannot be in a " +
                        path.extension().string() + " file; use .mkv" +
                        (possible.empty() ? "" : ", or one of these codecs: " + possible),
                    path);
}

void checkOutput(const std::filesystem::path& output, const EncoderChoice& encoder,
                 const std::string& soundCodec) {
  const AVOutputFormat& container = containerFor(output);
  const AVCodec* codec = avcodec_find_encoder_by_name(encoder.name.c_str());
  if (codec != nullptr) checkPictureCodec(container, codec->id, output);
  soundEncoderFor(soundCodec, container, output);
  std::error_code failure;
  if (std::filesystem::is_directory(output, failure))
    throw base::writeError(std::make_error_code(std::errc::is_a_directory), output);
  const std::filesystem::path folder = output.has_parent_path() ? output.parent_path() : ".";
  if ((failure = platform::canWriteIn(folder))) throw base::writeError(failure, output);
}

}  // namespace media
