#include <cmath>

#include "core/media/av.h"
#include "core/media/picture/convert.h"

namespace media {

base::Image squarePixels(const base::Image& grey, const Rational& sampleAspect) {
  const double aspect = sampleAspect.num > 0 && sampleAspect.den > 0 ? sampleAspect.value() : 1.0;
  if (std::abs(aspect - 1) < 0.01 || grey.empty()) return grey;
  const bool isWide = aspect > 1;
  base::Image square(isWide ? static_cast<int>(std::lround(grey.width * aspect)) : grey.width,
                     isWide ? grey.height : static_cast<int>(std::lround(grey.height / aspect)), 1);
  const av::Sws scaler(sws_getContext(grey.width, grey.height, AV_PIX_FMT_GRAY8, square.width, square.height,
                                      AV_PIX_FMT_GRAY8, SWS_BICUBIC | SWS_ACCURATE_RND, nullptr, nullptr,
                                      nullptr));
  if (scaler == nullptr)
    throw base::Error(base::Fault::pixelsUnsupported, {{"pixels", "gray"}}, {}, "to square pixels");
  const std::uint8_t* from[4] = {grey.data.data()};
  std::uint8_t* to[4] = {square.data.data()};
  const int fromStride[4] = {grey.width}, toStride[4] = {square.width};
  sws_scale(scaler.get(), from, fromStride, 0, grey.height, to, toStride);
  return square;
}

}  // namespace media
