#pragma once
#include <cstdint>

namespace platform {

// Freed memory stays with the process, and large arrays come from there, too: a training takes and frees the
// same gigabytes in every step, and each page that the system gives costs as much as writing it twice.
void keepFreedMemory();

std::int64_t pageFaults();  // pages that this process has been given so far

}  // namespace platform
