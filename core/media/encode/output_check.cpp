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
  for (const std::string& candidate : codecNames())
    for (const std::string& encoder : softwareEncoders(candidate)) {
      const AVCodec* known = avcodec_find_encoder_by_name(encoder.c_str());
      if (known == nullptr || !canHold(container, known->id)) continue;
      possible += (possible.empty() ? "" : ", ") + candidate;
      break;
    }
  const std::string name = avcodec_get_name(codec), ending = path.extension().string();
  if (possible.empty())
    throw base::Error(base::Fault::noCodecForContainer, {{"codec", name}, {"ending", ending}}, path);
  throw base::Error(base::Fault::codecNotInContainer,
                    {{"codec", name}, {"ending", ending}, {"possible", possible}}, path);
}

void checkOutput(const std::filesystem::path& output, const EncoderChoice& encoder,
                 const std::string& soundCodec) {
  const AVOutputFormat& container = containerFor(output);
  const AVCodec* codec = avcodec_find_encoder_by_name(encoder.name.c_str());
  if (codec != nullptr) checkPictureCodec(container, codec->id, output);
  soundEncoderFor(soundCodec, container, output);
  std::error_code failure;
  if (std::filesystem::is_directory(output, failure))
    throw base::Error(base::Fault::outputIsFolder, {}, output);
  const std::filesystem::path folder = output.has_parent_path() ? output.parent_path() : ".";
  if ((failure = platform::canWriteIn(folder))) throw base::writeError(failure, output);
}

}  // namespace media
