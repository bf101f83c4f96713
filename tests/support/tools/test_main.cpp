// The main of all tests that have none of their own: they run under the thread policy of the programs.
#include <gtest/gtest.h>

#include "core/base/thread_policy.h"

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
