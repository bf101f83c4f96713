#pragma once

namespace app {

// OpenMP's threads would otherwise spin while they wait, and slow the decoder and the encoder down. OpenMP's
// library reads this before main, so the program starts itself again with it; where that fails it goes on as
// it is.
void waitPassively(char** argv);

}  // namespace app
