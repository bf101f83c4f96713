#include "core/dub/job.h"

#include <cmath>

#include "core/base/error.h"
#include "core/base/platform/file.h"

namespace dub {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

static void checkRange(const Job& job) {
  for (const auto& sec : {job.inSec, job.outSec})
    if (sec && (!std::isfinite(*sec) || *sec < 0)) throw Error(Fault::rangeNegative);
  if (job.inSec && job.outSec && *job.inSec >= *job.outSec) throw Error(Fault::rangeEmpty);
  const bool extends =
      job.fit == Fit::hold || job.fit == Fit::loop || job.fit == Fit::pingpong || job.fit == Fit::speech;
  if (job.outSec && extends) throw Error(Fault::rangeEndsAndFit);
}

static void checkOutput(const Job& job) {
  if (job.output.empty()) throw Error(Fault::outputMissing);
  std::error_code ignored;
  std::vector<fs::path> sources{job.video};
  for (const FaceSpeech& s : job.speeches) sources.push_back(s.speech);
  for (const fs::path& source : sources)
    if (fs::exists(job.output, ignored) && fs::equivalent(source, job.output, ignored))
      throw Error(Fault::outputIsSource, {{"source", source.string()}}, job.output);
  if (fs::is_directory(job.output, ignored)) throw Error(Fault::outputIsFolder, {}, job.output);
  const fs::path folder = job.output.has_parent_path() ? job.output.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored)) throw Error(Fault::outputFolderMissing, {}, folder);
  if (platform::canWriteIn(folder)) throw Error(Fault::outputFolderLocked, {}, folder);
}

void check(const Job& job) {
  if (job.speeches.empty()) throw Error(Fault::noSpeech);
  checkRange(job);
  for (const double db : {job.speechGainDb, job.originalGainDb, job.loudnessLufs.value_or(-23)})
    if (!std::isfinite(db) || std::abs(db) > 100) throw Error(Fault::gainImpossible);
  checkOutput(job);
}

}  // namespace dub
