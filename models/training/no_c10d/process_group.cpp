#include "models/training/process_group.h"

#include "core/base/error.h"

namespace training {

std::unique_ptr<Communicator> joinGroup(const Place&, const at::Device&) {
  throw base::Error(base::Fault::processesUnsupported, {}, {}, "built without the headers of Gloo");
}

}  // namespace training
