#include "models/training/threads.h"

#include <ATen/Parallel.h>

namespace training {

void useThreads(int threads) { at::set_num_threads(threads); }

}  // namespace training
