#include "ui/window/intake.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/jobs/discard_job.h"
#include "ui/jobs/job.h"

namespace ui {

using Kind = Dropped::Kind;

Intake::Intake(Document& document, QObject* parent) : QObject(parent), document_(document) {}

void Intake::look(const std::vector<std::filesystem::path>& files) {
  discardJob(job_, this);
  files_ = files;
  seen_.clear();
  const auto found = std::make_shared<std::vector<Dropped>>();
  job_ = new Job(
      tr("Looking at files"),
      [files, found](const base::OnProgress&, const std::stop_token& stop) {
        for (const auto& file : files) {
          if (stop.stop_requested()) return base::Outcome::cancelled;
          found->push_back(lookAt(file, stop));
        }
        return base::Outcome::done;
      },
      this);
  connect(job_, &Job::finished, this, [this, found] {
    job_->deleteLater();
    job_ = nullptr;
    seen_ = sorted(std::move(*found));
    Q_EMIT looked();
    if (const auto wish = std::exchange(wish_, std::nullopt)) use(*wish);
  });
  job_->start();
}

void Intake::take(const std::vector<std::filesystem::path>& files, std::optional<Place> place, int voice,
                  int chosen) {
  const Wish wish{place, voice, chosen};
  if (files == files_ && !seen_.empty()) return use(wish);
  wish_ = wish;
  if (files != files_ || job_ == nullptr) look(files);
}

void Intake::use(const Wish& wish) {
  const std::vector<Dropped> files = std::exchange(seen_, {});
  files_.clear();
  QStringList reasons;
  for (const Dropped& d : files) {
    if (d.kind == Kind::refused) reasons += d.reason;
    if (d.kind == Kind::picture) Q_EMIT pictureFound(d.clip);
    if (d.kind == Kind::project) Q_EMIT projectFound(QString::fromStdString(d.file.string()));
    if (d.kind == Kind::model) Q_EMIT modelFound(QString::fromStdString(d.file.string()));
  }
  document_.edit(files.size() == 1
                     ? tr("Add %1").arg(QString::fromStdString(files.front().file.filename().string()))
                     : tr("Add files"),
                 [&](dub::Project& project) { addTo(project, files, wish.place, wish.voice, wish.chosen); });
  if (!reasons.isEmpty()) Q_EMIT refused(reasons.join(QLatin1Char('\n')));
  Q_EMIT taken();
}

static int lineOf(const dub::Project& project, int voice, int chosen) {
  if (project.clip(chosen) != nullptr) return chosen;
  const auto at = std::ranges::find(project.clips, voice, &dub::SpeechClip::voice);
  return at != project.clips.end() ? at->id : project.clips.empty() ? 0 : project.clips.front().id;
}

void addTo(dub::Project& project, const std::vector<Dropped>& files, std::optional<Intake::Place> place,
           int voice, int chosen) {
  voice = std::clamp(voice, 0, static_cast<int>(project.voices.size()) - 1);
  for (const Dropped& d : files) {
    if (d.kind == Kind::picture) project.video = d.file;
    if (d.kind != Kind::speech) continue;
    const int take = dub::addTake(project, d.file, d.seconds);
    const int line = lineOf(project, voice, chosen);
    if (place) {
      dub::addClip(project, take, place->voice, place->atSec);
      place->atSec += d.seconds;  // further ones follow
    } else if (line == 0) {
      dub::addClip(project, take, voice, project.inSec.value_or(0));
    } else {
      dub::addAlternative(project, line, take);
      dub::choose(project, line, take);
    }
  }
}

}  // namespace ui
