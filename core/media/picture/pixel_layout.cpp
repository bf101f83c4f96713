#include "core/media/picture/pixel_layout.h"

#include <algorithm>
#include <array>

namespace media {
namespace {

const AVPixFmtDescriptor& describe(AVPixelFormat format) { return *av_pix_fmt_desc_get(format); }

int depthOf(const AVPixFmtDescriptor& desc) {
  int depth = 0;
  for (int i = 0; i < desc.nb_components; ++i) depth = std::max(depth, desc.comp[i].depth);
  return depth;
}

enum Chroma { k420 = 0, k422 = 1, k444 = 2 };

AVPixelFormat planar(Chroma chroma, int depth) {
  constexpr std::array<std::array<AVPixelFormat, 3>, 3> kFormats = {{
      {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P},
      {AV_PIX_FMT_YUV420P10, AV_PIX_FMT_YUV422P10, AV_PIX_FMT_YUV444P10},
      {AV_PIX_FMT_YUV420P12, AV_PIX_FMT_YUV422P12, AV_PIX_FMT_YUV444P12},
  }};
  const int row = depth <= 8 ? 0 : depth <= 10 ? 1 : 2;
  return kFormats[static_cast<std::size_t>(row)][chroma];
}

Chroma chromaOf(AVPixelFormat format) {
  const AVPixFmtDescriptor& desc = describe(format);
  if (isGrey(format)) return k420;
  if (isRgb(format) || desc.log2_chroma_w == 0) return k444;
  return desc.log2_chroma_h == 0 ? k422 : k420;
}

}  // namespace

AVPixelFormat encodable(AVPixelFormat format, bool forPicture) {
  if (forPicture) return AV_PIX_FMT_YUV420P;
  return planar(chromaOf(format), depthOf(describe(format)));
}

AVPixelFormat withFullChroma(AVPixelFormat format) { return planar(k444, depthOf(describe(format))); }

bool isFullRangeName(AVPixelFormat format) {
  return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P ||
         format == AV_PIX_FMT_YUVJ440P || format == AV_PIX_FMT_YUVJ411P;
}

bool isRgb(AVPixelFormat format) {
  return (describe(format).flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
}

bool isGrey(AVPixelFormat format) { return !isRgb(format) && describe(format).nb_components < 3; }

AVColorSpace matrixOf(AVColorSpace tagged, int height) {
  const bool isUsable =
      tagged != AVCOL_SPC_UNSPECIFIED && tagged != AVCOL_SPC_RGB && tagged != AVCOL_SPC_RESERVED;
  if (isUsable) return tagged;
  return height < 720 ? AVCOL_SPC_SMPTE170M : AVCOL_SPC_BT709;
}

const int* swsCoefficients(AVColorSpace matrix) {
  switch (matrix) {
    case AVCOL_SPC_BT709:
      return sws_getCoefficients(SWS_CS_ITU709);
    case AVCOL_SPC_FCC:
      return sws_getCoefficients(SWS_CS_FCC);
    case AVCOL_SPC_SMPTE240M:
      return sws_getCoefficients(SWS_CS_SMPTE240M);
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return sws_getCoefficients(SWS_CS_BT2020);
    default:
      return sws_getCoefficients(SWS_CS_ITU601);
  }
}

}  // namespace media
