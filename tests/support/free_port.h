#pragma once

namespace test_support {

// A port of this machine that nobody listens on, just now.
int freePort();

}  // namespace test_support
