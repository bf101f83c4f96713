#include "core/base/compute.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace {

using base::Device;

TEST(Compute, ADeviceIsReadAsItIsWritten) {
  for (const char* text : {"auto", "cpu", "cuda", "cuda:1", "cuda:12"})
    EXPECT_EQ(name(base::parseDevice(text)), text);
  EXPECT_EQ(base::parseDevice("cuda:0"), (Device{Device::Kind::cuda, 0}));
}

TEST(Compute, AWordThatIsNoDeviceIsRefused) {
  for (const char* text :
       {"", "toaster", "CPU", "cuda:", "cuda:-1", "cuda:1x", "cuda: 1", "cuda:99999999999"}) {
    EXPECT_FALSE(base::deviceNamed(text)) << text;
    EXPECT_THROW(base::parseDevice(text), base::Error) << text;
  }
}

TEST(Compute, APrecisionIsReadAsItIsWritten) {
  for (const char* text : {"auto", "fp32", "bf16", "fp16"})
    EXPECT_STREQ(name(base::parsePrecision(text)), text);
  EXPECT_THROW(base::parsePrecision("fp64"), base::Error);
}

}  // namespace
