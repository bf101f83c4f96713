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
  static QString name(base::Stage stage);
  static QString left(double seconds);
  static QString rate(double framesPerSec) {
    return tr("%L1 pictures/s").arg(framesPerSec, 0, 'f', framesPerSec < 10 ? 1 : 0);
  }
};

QString JobWords::name(base::Stage stage) {
  switch (stage) {
    case base::Stage::none:
      return {};
    case base::Stage::analyse:
      return tr("Finding faces");
    case base::Stage::learnFace:
      return tr("Learning the face");
    case base::Stage::setSpeech:
      return tr("Listening to the speech");
    case base::Stage::dub:
      return tr("Dubbing");
    case base::Stage::render:
      return tr("Painting and encoding");
    case base::Stage::write:
      return tr("Writing the file");
    case base::Stage::verify:
      return tr("Checking the result");
    case base::Stage::importModel:
      return tr("Importing the model");
  }
  return {};
}

QString JobWords::left(double seconds) {
  if (seconds < 10) return tr("a few seconds left");
  if (seconds < 55) return tr("about %1 s left").arg(std::lround(seconds / 10) * 10);
  const auto minutes = std::lround(seconds / 60);
  if (minutes < 60) return tr("about %1 min left").arg(minutes);
  return tr("about %1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

}  // namespace

QString stageName(base::Stage stage) { return JobWords::name(stage); }

QString timeLeft(double seconds) { return JobWords::left(seconds); }

QString paceOf(const base::Progress& progress) {
  QStringList parts;
  if (progress.framesPerSec > 0 && base::countsFrames(progress.stage))
    parts << JobWords::rate(progress.framesPerSec);
  if (progress.etaSec) parts << timeLeft(*progress.etaSec);
  return parts.join(QStringLiteral(", "));
}

int thousandths(const base::Progress& progress) {
  if (progress.total <= 0) return -1;
  return static_cast<int>(std::clamp<std::int64_t>(progress.done * 1000 / progress.total, 0, 1000));
}

}  // namespace ui
