#pragma once

namespace training {

// Threads of LibTorch's operations on the processor, for the calling thread and those that autograd starts.
void useThreads(int threads);

}  // namespace training
