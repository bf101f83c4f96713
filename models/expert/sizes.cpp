#include "models/expert/sizes.h"

#include "core/base/error.h"

namespace expert {

Widths widths(const std::string& size, std::int64_t symbols) {
  Widths out;
  if (size == "small") {
    out.encoder = {.layers = 4, .dim = 256, .ffn = 1024, .picture = 16};
    out.decoder = {.layers = 2, .dim = 256, .ffn = 1024};
    out.clusterDim = 128;
  } else if (size == "large") {
    out.encoder = {.layers = 24, .dim = 1024, .ffn = 4096};
    out.decoder = {.layers = 9, .dim = 1024, .ffn = 4096};
  } else if (size != "base") {
    throw base::Error(
        base::Fault::choiceUnknown,
        {{"kind", std::string("size")}, {"text", size}, {"known", std::string("small, base, large")}});
  }
  out.decoder.symbols = symbols;
  return out;
}

architecture::Specs specs(const Widths& widths) {
  return architecture::expert(widths.encoder, widths.decoder);
}

}  // namespace expert
