// The symbols by which the library of networks is entered; see models/network_library.h.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include "models/networks/run_once.h"
#include "models/store/store.h"
#include "models/talklip/bench_run.h"
#include "models/talklip/lip_network.h"
#include "models/talklip/open_weights.h"

extern "C" [[gnu::visibility("default")]] talklip::Network* redubOpenLipNetwork(
    const std::filesystem::path& safetensors, const talklip::Choice& choice) {
  return talklip::openLipNetwork(safetensors, choice).release();
}

extern "C" [[gnu::visibility("default")]] void redubRunOnce(const store::Model& model,
                                                            std::vector<float>& out) {
  const c10::InferenceMode inference;
  at::set_num_threads(1);
  const models::SafetensorsFile file(model.file);
  const at::Tensor values = networks::runOnce(model.kind, talklip::viewsOf(file)).contiguous();
  out.assign(values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
}

extern "C" [[gnu::visibility("default")]] void redubBenchModels(
    double secondsEach, const std::function<void(const talklip::BenchRow&)>& tell) {
  talklip::runBench(secondsEach, tell);
}
