#pragma once

namespace base {

// What every program, test and benchmark calls first: the threads of this process are those that Redub
// starts. OpenMP (and OpenBLAS and LibTorch above it), TBB and OpenCV would otherwise start as many as there
// are cores under every thread that calls them, and these wait for each other by spinning. Whoever wants more
// asks for them where they are wanted, for the calling thread alone.
//
// OpenBLAS is told which processor this is, see thread_policy.cpp.
//
// These libraries read their settings before main, so the program starts itself again, once and under its own
// name; where that fails it goes on as it is. What the user has set in the environment stays, and is all that
// programs see which this one starts, but for SVT_LOG.
void limitLibraryThreads(char** argv);

}  // namespace base
