#include "ui/exporting/export_problems.h"

#include <QCoreApplication>

#include "core/base/error.h"
#include "core/export/export_job.h"
#include "ui/exporting/export_words.h"
#include "ui/jobs/error_words.h"

namespace ui {

namespace fs = std::filesystem;

namespace {

class ExportProblems {
  Q_DECLARE_TR_FUNCTIONS(ExportProblems)
 public:
  static QString of(const dub::Project& project, const fs::path& output, std::uint64_t neededBytes,
                    std::uint64_t freeBytes);

 private:
  static QString ofPath(const fs::path& output);
  static QString ofSpace(std::uint64_t neededBytes, std::uint64_t freeBytes);
};

QString ExportProblems::ofPath(const fs::path& output) {
  std::error_code ignored;
  const QString folder = QString::fromStdString(output.parent_path().string());
  if (!output.has_filename()) return tr("Give the file a name.");
  if (!output.is_absolute()) return tr("Choose a folder for the file.");
  if (!fs::is_directory(output.parent_path(), ignored))
    return tr("There is no folder %1: choose another one.").arg(folder);
  if (fs::is_directory(output, ignored)) return tr("A folder has this name: choose another name.");
  return {};
}

QString ExportProblems::ofSpace(std::uint64_t neededBytes, std::uint64_t freeBytes) {
  if (neededBytes <= freeBytes) return {};
  return tr("About %1 are needed while the file is made, and %2 are free: free some space, or choose another "
            "drive.")
      .arg(dataSize(neededBytes), dataSize(freeBytes));
}

QString ExportProblems::of(const dub::Project& project, const fs::path& output, std::uint64_t neededBytes,
                           std::uint64_t freeBytes) {
  if (project.video.empty()) return tr("Open a video first.");
  if (project.clips.empty())
    return tr("There is no line yet: record one, or drop a sound file onto the timeline.");
  if (const QString problem = ofPath(output); !problem.isEmpty()) return problem;
  try {
    dub::checkExport(project, output);
  } catch (const base::Error& error) {
    return words(error.problem());
  }
  return ofSpace(neededBytes, freeBytes);
}

}  // namespace

QString exportProblem(const dub::Project& project, const fs::path& output, std::uint64_t neededBytes,
                      std::uint64_t freeBytes) {
  return ExportProblems::of(project, output, neededBytes, freeBytes);
}

}  // namespace ui
