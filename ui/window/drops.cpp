#include "ui/window/drops.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/base/error.h"
#include "ui/jobs/error_words.h"

namespace ui {

namespace fs = std::filesystem;
using Kind = Dropped::Kind;

namespace {
struct Drops {
  Q_DECLARE_TR_FUNCTIONS(Drops)
};
}  // namespace

static QString nameOf(const fs::path& file) { return QString::fromStdString(file.filename().string()); }

static bool endsWithAny(const fs::path& file, std::initializer_list<const char*> endings) {
  const QString ending = QString::fromStdString(file.extension().string()).toLower();
  return std::ranges::any_of(endings, [&](const char* e) { return ending == QLatin1String(e); });
}

static Dropped asMedia(const fs::path& file, const std::stop_token& stop) {
  const auto clip = media::indexClip(file, stop);
  if (!clip) return {file, Kind::refused, 0, {}};
  const media::Probe& probe = clip->probe;
  if (probe.video) return {file, Kind::picture, probe.durationSec, {}, clip};
  if (!probe.audio.empty()) return {file, Kind::speech, probe.audio.front().durationSec, {}};
  return {file, Kind::refused, 0, Drops::tr("%1 holds neither picture nor sound").arg(nameOf(file))};
}

Dropped lookAt(const fs::path& file, const std::stop_token& stop) {
  std::error_code failed;
  if (!fs::exists(file, failed))
    return {file, Kind::refused, 0, Drops::tr("%1 is not there").arg(nameOf(file))};
  if (fs::is_directory(file, failed))
    return {file, Kind::refused, 0,
            Drops::tr("%1 is a folder: drop the files that are in it").arg(nameOf(file))};
  if (endsWithAny(file, {".redub"})) return {file, Kind::project, 0, {}};
  if (endsWithAny(file, {".pth", ".pt", ".ckpt", ".safetensors"})) return {file, Kind::model, 0, {}};
  try {
    return asMedia(file, stop);
  } catch (...) {
    return {file, Kind::refused, 0, words(base::caughtProblem())};
  }
}

std::vector<fs::path> filesOf(const QList<QUrl>& urls) {
  std::vector<fs::path> files;
  for (const QUrl& url : urls)
    files.emplace_back(url.isLocalFile() ? url.toLocalFile().toStdString() : url.toString().toStdString());
  return files;
}

std::vector<Dropped> sorted(std::vector<Dropped> files) {
  std::ranges::stable_sort(files, {}, &Dropped::kind);
  const bool hasProject =
      std::ranges::any_of(files, [](const Dropped& d) { return d.kind == Kind::project; });
  bool isFirst = true;
  for (Dropped& d : files) {
    const bool isSingle = d.kind == (hasProject ? Kind::project : Kind::picture);
    if (d.kind == Kind::refused) continue;
    if (isSingle && std::exchange(isFirst, false)) continue;
    if (hasProject) {
      d = {d.file, Kind::refused, 0,
           Drops::tr("%1 is left out: a project is opened by itself").arg(nameOf(d.file))};
    } else if (isSingle) {
      d = {d.file, Kind::refused, 0,
           Drops::tr("%1 is left out: there is one picture at a time").arg(nameOf(d.file))};
    }
  }
  std::ranges::stable_sort(files, {}, &Dropped::kind);
  return files;
}

bool isUsable(const std::vector<Dropped>& files) {
  return std::ranges::any_of(files, [](const Dropped& d) { return d.kind != Kind::refused; });
}

QString announced(const std::vector<Dropped>& files, const dub::Project& project) {
  QStringList lines;
  bool hasLine = !project.clips.empty();
  for (const Dropped& d : files) {
    const QString name = nameOf(d.file);
    switch (d.kind) {
      case Kind::picture:
        lines += (project.video.empty() ? Drops::tr("%1 becomes the picture")
                                        : Drops::tr("%1 replaces the picture"))
                     .arg(name);
        break;
      case Kind::speech:
        lines += (hasLine ? Drops::tr("%1 becomes another take; dropped on a lane, another line")
                          : Drops::tr("%1 becomes the speech"))
                     .arg(name);
        hasLine = true;
        break;
      case Kind::project:
        lines += Drops::tr("%1: the project is opened").arg(name);
        break;
      case Kind::model:
        lines += Drops::tr("%1: offered for import as a lip model").arg(name);
        break;
      case Kind::refused:
        lines += d.reason;
        break;
    }
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace ui
