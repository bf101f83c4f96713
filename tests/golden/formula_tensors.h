#pragma once
#include <functional>

#include "models/networks/weights.h"
#include "tests/support/formula_weights.h"

namespace golden {

struct Formula {
  std::uint32_t xorConstant = 0;
  double gain = 1;
};

// Tensors with formula weights for the keys that `isWanted` takes; whole numbers (num_batches_tracked) are
// left out.
networks::Weights formulaTensors(const std::vector<test_support::Key>& keys, const Formula& formula,
                                 const std::function<bool(const std::string&)>& isWanted = {});

// The key lists of the default folder, e.g. "keys/talklip_base.tsv".
std::vector<test_support::Key> keys(const std::string& file);

// The base TalkLip network (without its visual front end) with the folder's constant; made once.
const networks::Weights& baseTalkLip();

at::Tensor tensor(const std::string& npy);  // float, in the file's shape

// The reference inputs: [frames, 6, 96, 96]; identity -1 = the frame itself.
at::Tensor faces(int frames, int identity);

double maxDifference(const at::Tensor& a, const at::Tensor& b);

}  // namespace golden
