#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>

namespace platform {

double threadCpuSec();              // of the calling thread
double processCpuSec();             // user + system of all threads
std::uint64_t residentBytes();      // memory of this process, now; 0 where the system does not tell
std::uint64_t peakResidentBytes();  // its high-water mark

// The program begins anew, with the environment as it is now. Returns where the system does not let it.
void startAgain(char** argv);

bool isTerminal(std::FILE* file);

// Calls `told` for every Ctrl-C, request to end, and closed terminal, on a thread of its own that stays until
// the process ends. To be called once, before other threads are started.
void onInterrupt(std::function<void()> told);

}  // namespace platform
