#include "models/talklip/devices.h"

#include <ATen/Context.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <charconv>

#include "core/base/error.h"

namespace talklip {

using base::Code;
using base::Error;

// Cards that LibTorch can use; asked without any CUDA header, so that one source serves builds with and
// without.
static int cards() {
  if (!at::globalContext().hasCUDA()) return 0;
  return c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount();
}

std::string chooseDevice(const std::string& wish) {
  if (wish == "cpu") return wish;
  if (wish == "auto") return cards() > 0 ? "cuda:0" : "cpu";
  const std::string number = wish == "cuda" ? "0" : wish.rfind("cuda:", 0) == 0 ? wish.substr(5) : "";
  int card = -1;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), card);
  if (error != std::errc{} || end != number.data() + number.size() || card < 0)
    throw Error(Code::usage, "'" + wish + "' is no device: use auto, cpu, cuda or cuda:N");
  if (card >= cards())
    throw Error(Code::unsupported, wish + " is not there: LibTorch sees " + std::to_string(cards()) +
                                       " graphics cards here; use --device cpu or auto");
  return "cuda:" + std::to_string(card);
}

bool hasBf16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bf16") != 0;
#else
  return false;
#endif
}

}  // namespace talklip
