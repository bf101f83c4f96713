#include "core/project/project_file.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/project/edit.h"
#include "core/project/project_json.h"
#include "core/project/project_validation.h"

namespace dub {

namespace fs = std::filesystem;
using base::Error;
using base::Fault;

// A project of a thousand lines has half a megabyte; what is larger than this is some other file.
static constexpr std::uint64_t kMostBytes = 64u << 20;

static fs::path folderOf(const fs::path& file) {
  std::error_code ignored;
  return fs::absolute(file, ignored).parent_path();
}

void saveProject(const Project& project, const fs::path& file) {
  if (!isValid(project))  // it could not be opened again
    throw Error(Fault::defect, {}, file, "the project is in a state that cannot be opened again");
  base::writeFile(file, toJson(project, folderOf(file)));
}

Project loadProject(const fs::path& file) {
  const std::string text = base::readFile(file, kMostBytes);
  try {
    return parseProject(text, folderOf(file));
  } catch (const Error& e) {
    throw Error(e.fault(), e.problem().facts, file, e.detail());
  }
}

// Where the project names its media; the files may be named more than once.
static std::vector<fs::path*> mediaOf(Project& project) {
  std::vector<fs::path*> media;
  if (!project.video.empty()) media.push_back(&project.video);
  for (Take& take : project.takes) media.push_back(&take.file);
  return media;
}

static bool isThere(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

std::vector<fs::path> missingMedia(const Project& project) {
  Project copy = project;
  std::vector<fs::path> missing;
  for (const fs::path* file : mediaOf(copy))
    if (!isThere(*file) && std::ranges::find(missing, *file) == missing.end()) missing.push_back(*file);
  return missing;
}

static int replace(Project& project, const fs::path& from, const fs::path& to) {
  const std::vector<fs::path*> media = mediaOf(project);
  const auto named = [&](const fs::path* file) { return *file == from; };
  if (!isThere(to) || std::ranges::none_of(media, named)) return 0;
  for (fs::path* file : media)
    if (named(file)) *file = to;
  return 1;
}

int relink(Project& project, const fs::path& from, const fs::path& to) {
  int found = replace(project, from, to);
  if (found == 0) return 0;
  for (const fs::path& missing : missingMedia(project)) {
    const fs::path place = missing.lexically_relative(from.parent_path());
    if (!place.empty()) found += replace(project, missing, (to.parent_path() / place).lexically_normal());
  }
  return found;
}

}  // namespace dub
