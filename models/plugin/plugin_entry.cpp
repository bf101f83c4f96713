// The one symbol by which the library of networks is entered; see models/network_library.h.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include "models/networks/run_once.h"
#include "models/plugin/network_api.h"
#include "models/speech_mouth/encoder_backend.h"
#include "models/store/store.h"
#include "models/talklip/backends/bench_run.h"
#include "models/talklip/backends/lip_network.h"
#include "models/talklip/backends/open_weights.h"

static std::vector<float> runOnce(const store::Model& model) {
  const c10::InferenceMode inference;
  at::set_num_threads(1);
  const models::SafetensorsFile file(model.file);
  const at::Tensor values = networks::runOnce(model.kind, talklip::viewsOf(file)).contiguous();
  return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

extern "C" [[gnu::visibility("default")]] const models::NetworkApi* redubNetworks() {
  static constexpr models::NetworkApi kApi{.version = models::kNetworkApiVersion,
                                           .build = models::kNetworkApiBuild,
                                           .openEncoder = speech_mouth::openEncoderBackend,
                                           .openLipNetwork = talklip::openLipNetwork,
                                           .runOnce = runOnce,
                                           .benchModels = talklip::runBench};
  return &kApi;
}
