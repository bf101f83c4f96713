#pragma once

namespace models {

// The networks live in a library of their own, libredub_networks.so, loaded on first use: LibTorch drags in
// 300 libraries and takes half a second, which a command that needs no network should not wait for. Throws
// base::Error(notFound) when the library is not beside the program. Any thread.
void* networkSymbol(const char* name);

}  // namespace models
