#include "core/dub/job.h"

#include <cmath>

#include "core/base/error.h"
#include "core/base/platform/file.h"

namespace dub {

namespace fs = std::filesystem;
using base::Code;
using base::Error;

static void checkRange(const Job& job) {
  for (const auto& sec : {job.inSec, job.outSec})
    if (sec && (!std::isfinite(*sec) || *sec < 0))
      throw Error(Code::usage, "the range must be given in seconds from the start, 0 or more");
  if (job.inSec && job.outSec && *job.inSec >= *job.outSec)
    throw Error(Code::usage, "the range is empty: --out must be later than --in");
  const bool extends =
      job.fit == Fit::hold || job.fit == Fit::loop || job.fit == Fit::pingpong || job.fit == Fit::speech;
  if (job.outSec && extends)
    throw Error(Code::usage, "--out ends the dubbed range, so --fit can only be picture or cut with it");
}

static void checkOutput(const Job& job) {
  if (job.output.empty()) throw Error(Code::usage, "no output file: add -o FILE");
  std::error_code ignored;
  std::vector<fs::path> sources{job.video};
  for (const FaceSpeech& s : job.speeches) sources.push_back(s.speech);
  for (const fs::path& source : sources)
    if (fs::exists(job.output, ignored) && fs::equivalent(source, job.output, ignored))
      throw Error(Code::exists,
                  "the output would overwrite its own source " + source.string() + ": choose another name",
                  job.output);
  if (fs::is_directory(job.output, ignored))
    throw Error(Code::usage,
                job.output.string() + " is a folder: name a file in it, such as " +
                    (job.output / "dubbed.mp4").string(),
                job.output);
  const fs::path folder = job.output.has_parent_path() ? job.output.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored))
    throw Error(Code::notFound, "the output folder does not exist: " + folder.string(), folder);
  if (platform::canWriteIn(folder))
    throw Error(Code::io, "the output folder cannot be written to: " + folder.string(), folder);
}

void check(const Job& job) {
  if (job.speeches.empty()) throw Error(Code::usage, "no speech: name a speech file, or --face N=FILE");
  checkRange(job);
  for (const double db : {job.speechGainDb, job.originalGainDb, job.loudnessLufs.value_or(-23)})
    if (!std::isfinite(db) || std::abs(db) > 100)
      throw Error(Code::usage, "gains and loudness must lie between -100 and 100");
  checkOutput(job);
}

}  // namespace dub
