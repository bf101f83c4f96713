#include "ui/window/autosave.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLockFile>
#include <QUuid>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/project/project_file.h"
#include "core/project/project_json.h"
#include "ui/base/document.h"
#include "ui/jobs/error_words.h"

namespace ui {

namespace fs = std::filesystem;

static constexpr int kDelayMs = 5000;
static const char* const kEnding = ".recover";

static QString lockOf(const fs::path& file) { return QString::fromStdString(file.string() + ".lock"); }

// The project with absolute paths, and where it belongs.
static std::string recoveryText(const dub::Project& project, const fs::path& file) {
  const nlohmann::ordered_json text{{"redubRecovery", 1},
                                    {"project", file.string()},
                                    {"content", nlohmann::ordered_json::parse(dub::toJson(project, {}))}};
  return text.dump(1);
}

static std::optional<Recoverable> parse(const fs::path& file) {
  try {
    const auto text = nlohmann::json::parse(base::readFile(file));
    Recoverable left{file, fs::path(text.at("project").get<std::string>()), {}, {}};
    dub::parseProject(text.at("content").dump(), {});
    const QString path = QString::fromStdString(left.project.string());
    left.name = path.isEmpty() ? QCoreApplication::translate("Autosave", "a project that was never saved")
                               : QFileInfo(path).fileName();
    left.saved = QFileInfo(QString::fromStdString(file.string())).lastModified();
    return left;
  } catch (const std::exception&) {
    return std::nullopt;  // damaged: nothing can be offered
  }
}

std::vector<Recoverable> recoverable(const fs::path& folder) {
  std::vector<Recoverable> all;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() != kEnding) continue;
    QLockFile lock(lockOf(entry.path()));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0)) continue;  // its program is running
    if (auto left = parse(entry.path())) all.push_back(std::move(*left));
  }
  std::ranges::sort(all, std::ranges::greater(), &Recoverable::saved);
  return all;
}

dub::Project recoveredProject(const Recoverable& left) {
  return dub::parseProject(nlohmann::json::parse(base::readFile(left.file)).at("content").dump(), {});
}

void discard(const Recoverable& left) {
  std::error_code ignored;
  fs::remove(left.file, ignored);
  fs::remove(lockOf(left.file).toStdString(), ignored);
}

struct Autosave::Copy {
  fs::path folder, file;
  QLockFile lock;  // held as long as the program runs
  bool hasFailed = false;

  explicit Copy(const fs::path& in)
      : folder(in),
        file(in / (QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString() + kEnding)),
        lock(lockOf(file)) {
    lock.setStaleLockTime(0);
  }
};

Autosave::Autosave(Document& document, const fs::path& folder, QObject* parent)
    : QObject(parent), document_(document), copy_(std::make_shared<Copy>(folder)) {
  disk_.add([copy = copy_] {
    std::error_code ignored;
    fs::create_directories(copy->folder, ignored);
    copy->lock.tryLock(0);
  });
  timer_.setSingleShot(true);
  timer_.setInterval(kDelayMs);
  connect(&timer_, &QTimer::timeout, this, &Autosave::saveNow);
  connect(&document_, &Document::changed, this, &Autosave::changed);
  connect(&document_, &Document::fileChanged, this, &Autosave::forget);
}

Autosave::~Autosave() { forget(); }

void Autosave::changed() {
  if (!timer_.isActive()) timer_.start();  // the first edit is told before the document counts as modified
}

void Autosave::saveNow() {
  if (!document_.isModified()) return forget();
  disk_.add(
      [this, copy = copy_, project = document_.project(), file = document_.file(), post = postbox_.post()] {
        try {
          base::writeFile(copy->file, recoveryText(project, file));
          copy->hasFailed = false;
        } catch (...) {
          const base::Problem problem = base::caughtProblem();
          if (std::exchange(copy->hasFailed, true)) return;
          post([this, problem] {
            Q_EMIT failed(tr("The project cannot be kept for a crash: %1").arg(words(problem)));
          });
        }
      });
}

void Autosave::forget() {
  timer_.stop();
  disk_.add([copy = copy_] {
    std::error_code ignored;
    fs::remove(copy->file, ignored);
  });
}

}  // namespace ui
