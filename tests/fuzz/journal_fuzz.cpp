// libFuzzer target: any bytes are either a journal or one clear Error, and a journal survives being written
// and read.
#include <cstdint>
#include <cstdlib>

#include "core/base/error.h"
#include "core/render/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const dub::Journal journal = dub::parseJournal({reinterpret_cast<const char*>(data), size});
    if (journal.chunks() < 1 || dub::parseJournal(dub::writeJournal(journal)) != journal) std::abort();
  } catch (const base::Error&) {
  }
  return 0;
}
