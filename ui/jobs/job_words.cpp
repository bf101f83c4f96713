#include "ui/jobs/job_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

class JobWords {
  Q_DECLARE_TR_FUNCTIONS(JobWords)
 public:
  struct Stage {
    const char* id;
    const char* name;
    bool countsPictures;
  };
  static constexpr Stage kStages[] = {
      {"analyse", QT_TR_NOOP("Finding faces"), true},
      {"study", QT_TR_NOOP("Learning the face"), false},
      {"listen", QT_TR_NOOP("Listening to the speech"), false},
      {"dub", QT_TR_NOOP("Dubbing"), true},
      {"render", QT_TR_NOOP("Painting and encoding"), true},
      {"write", QT_TR_NOOP("Writing the file"), false},
      {"verify", QT_TR_NOOP("Checking the result"), true},
  };
  static const Stage* find(const std::string& id) {
    const auto* found = std::ranges::find(kStages, id, &Stage::id);
    return found == std::end(kStages) ? nullptr : found;
  }
  static QString name(const Stage& stage) { return tr(stage.name); }
  static QString left(double seconds);
  static QString rate(double framesPerSec) {
    return tr("%L1 pictures/s").arg(framesPerSec, 0, 'f', framesPerSec < 10 ? 1 : 0);
  }
};

QString JobWords::left(double seconds) {
  if (seconds < 10) return tr("a few seconds left");
  if (seconds < 55) return tr("about %1 s left").arg(std::lround(seconds / 10) * 10);
  const auto minutes = std::lround(seconds / 60);
  if (minutes < 60) return tr("about %1 min left").arg(minutes);
  return tr("about %1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

}  // namespace

QString stageName(const std::string& stage) {
  const JobWords::Stage* known = JobWords::find(stage);
  return known == nullptr ? QString::fromStdString(stage) : JobWords::name(*known);
}

QString timeLeft(double seconds) { return JobWords::left(seconds); }

QString paceOf(const base::Progress& progress) {
  const JobWords::Stage* stage = JobWords::find(progress.stage);
  QStringList parts;
  if (progress.framesPerSec > 0 && stage != nullptr && stage->countsPictures)
    parts << JobWords::rate(progress.framesPerSec);
  if (progress.etaSec) parts << timeLeft(*progress.etaSec);
  return parts.join(QStringLiteral(", "));
}

int thousandths(const base::Progress& progress) {
  if (progress.total <= 0) return -1;
  return static_cast<int>(std::clamp<std::int64_t>(progress.done * 1000 / progress.total, 0, 1000));
}

}  // namespace ui
