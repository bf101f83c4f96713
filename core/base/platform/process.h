#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>

namespace platform {

double threadCpuSec();              // of the calling thread
double processCpuSec();             // user + system of all threads
std::uint64_t residentBytes();      // memory of this process, now; 0 where the system does not tell
std::uint64_t peakResidentBytes();  // its high-water mark

std::string processorName();  // "Intel(R) Xeon(R) ..."; empty where the system does not tell

// The program begins anew, with the environment as it is now. Returns where the system does not let it.
void startAgain(char** argv);

bool isTerminal(std::FILE* file);

// Writing to where nobody reads any more fails, instead of ending the process.
void ignoreBrokenPipes();

// Calls `told` for every Ctrl-C, request to end, and closed terminal, on a thread of its own that stays until
// the process ends. To be called once, before other threads are started.
void onInterrupt(std::function<void()> told);

}  // namespace platform
