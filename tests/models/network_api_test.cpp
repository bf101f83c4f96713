#include "models/plugin/network_api.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "models/network_library.h"

namespace {

const models::NetworkApi kOurs{.version = models::kNetworkApiVersion, .build = models::kNetworkApiBuild};

base::Code refusal(const models::NetworkApi* api) {
  try {
    models::checked(api, "libredub_networks.so");
  } catch (const base::Error& e) {
    EXPECT_EQ(e.path(), "libredub_networks.so");
    return e.code();
  }
  return base::Code::usage;
}

TEST(NetworkApi, ATableOfThisBuildIsTaken) {
  EXPECT_EQ(&models::checked(&kOurs, "libredub_networks.so"), &kOurs);
}

TEST(NetworkApi, AnotherVersionAnotherBuildOrNoTableIsOneError) {
  models::NetworkApi older = kOurs, newer = kOurs, other = kOurs;
  older.version = models::kNetworkApiVersion - 1;
  newer.version = models::kNetworkApiVersion + 1;
  newer.build = nullptr;  // must not be looked at
  other.build = "Redub 9.9.9, compiler of tomorrow";
  for (const models::NetworkApi* api : {&older, &newer, &other})
    EXPECT_EQ(refusal(api), base::Code::internal);
  EXPECT_EQ(refusal(nullptr), base::Code::internal);
}

TEST(NetworkApi, TheLibraryOfThisBuildFillsTheWholeTable) {
  const models::NetworkApi& api = models::networks();
  EXPECT_TRUE(api.openEncoder != nullptr && api.openLipNetwork != nullptr && api.runOnce != nullptr &&
              api.benchModels != nullptr);
}

}  // namespace
