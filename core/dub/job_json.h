#pragma once
#include <nlohmann/json_fwd.hpp>

#include "core/dub/job.h"

namespace dub {

// The whole job, for the journal and the report. The output's own name is left out: it changes no pixel.
nlohmann::ordered_json toJson(const Job& job);

}  // namespace dub
