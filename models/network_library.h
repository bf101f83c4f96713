#pragma once
#include <string>

namespace models {

struct NetworkApi;

// The networks live in a library of their own, libredub_networks.so, loaded on first use: LibTorch drags in
// 300 libraries and takes half a second, which a command that needs no network should not wait for. Throws
// base::Error: notFound (the library is not beside the program), internal (it is of another build). Any
// thread.
const NetworkApi& networks();

// The table of `library` if it is of this build. Throws base::Error(internal).
const NetworkApi& checked(const NetworkApi* api, const std::string& library);

}  // namespace models
