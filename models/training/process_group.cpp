#include "models/training/process_group.h"

#include <array>
#include <charconv>
#include <optional>

#include "core/base/error.h"
#include "core/base/platform/folders.h"

namespace training {
namespace {

// nullopt where it is not set. Throws Error(processesUnsupported) for what is no number.
std::optional<int> numberInEnvironment(const char* name) {
  const std::string text = platform::environment(name);
  if (text.empty()) return std::nullopt;
  int number = 0;
  const char* end = text.data() + text.size();
  if (const auto [at, failure] = std::from_chars(text.data(), end, number);
      failure != std::errc{} || at != end || number < 0)
    throw base::Error(base::Fault::processesUnsupported, {}, {}, std::string(name) + " is '" + text + "'");
  return number;
}

struct Names {
  const char *rank, *size, *card;
};
// A batch script has SLURM_PROCID and SLURM_NTASKS, too, and is no process of a step.
std::optional<Names> names() {
  const bool isStep = !platform::environment("SLURM_STEP_ID").empty();
  for (const Names& n : {Names{"RANK", "WORLD_SIZE", "LOCAL_RANK"},
                         Names{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK"},
                         Names{"SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID"}})
    if (numberInEnvironment(n.rank) && numberInEnvironment(n.size) && (n.rank[0] != 'S' || isStep)) return n;
  return std::nullopt;
}

}  // namespace

Place placeInEnvironment() {
  Place place;
  if (const std::string host = platform::environment("MASTER_ADDR"); !host.empty()) place.host = host;
  place.port = numberInEnvironment("MASTER_PORT").value_or(place.port);
  if (const auto sec = numberInEnvironment("REDUB_PROCESS_TIMEOUT"))
    place.timeout = std::chrono::seconds(*sec);
  const std::optional<Names> given = names();
  if (!given) return place;
  place.rank = *numberInEnvironment(given->rank);
  place.size = *numberInEnvironment(given->size);
  if (place.rank >= place.size)
    throw base::Error(base::Fault::processesUnsupported, {}, {},
                      "process " + std::to_string(place.rank) + " of " + std::to_string(place.size));
  return place;
}

int cardOfProcess() {
  const std::optional<Names> given = names();
  return given ? numberInEnvironment(given->card).value_or(0) : 0;
}

std::unique_ptr<Communicator> joinProcesses(const at::Device& device) {
  const Place place = placeInEnvironment();
  return place.size == 1 ? alone() : joinGroup(place, device);
}

}  // namespace training
