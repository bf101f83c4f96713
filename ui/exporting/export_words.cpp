#include "ui/exporting/export_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

class ExportWords {
  Q_DECLARE_TR_FUNCTIONS(ExportWords)
 public:
  struct Preset {
    const char *id, *name, *about;
  };
  static constexpr Preset kPresets[] = {
      {"source", QT_TR_NOOP("Same as the video"),
       QT_TR_NOOP("The kind of file that the video has; the best choice when nothing else is asked for.")},
      {"h264-high", QT_TR_NOOP("H.264, high quality"),
       QT_TR_NOOP("Plays everywhere and looks like the original; larger than usual.")},
      {"h264-small", QT_TR_NOOP("H.264, small file"),
       QT_TR_NOOP("Plays everywhere; for mail and messages, with slightly softer pictures.")},
      {"prores", QT_TR_NOOP("ProRes"), QT_TR_NOOP("For going on in a video editor; very large files.")},
      {"ffv1", QT_TR_NOOP("FFV1, lossless"),
       QT_TR_NOOP("Keeps every picture exactly, for archives; very large files that few players show.")},
      {"audio", QT_TR_NOOP("Sound only"), QT_TR_NOOP("Writes the finished sound without any picture.")},
  };
  struct Finding {
    const char *what, *name;
  };
  static constexpr Finding kFindings[] = {
      {"frames", QT_TR_NOOP("Number of pictures")},
      {"timestamps", QT_TR_NOOP("Times of the pictures")},
      {"sound", QT_TR_NOOP("Sound together with the picture")},
      {"picture outside the mask", QT_TR_NOOP("Everything around the mouth untouched")},
      {"picture size", QT_TR_NOOP("Picture size")},
  };
  static const Preset* preset(const std::string& id) {
    const auto* found = std::ranges::find(kPresets, id, &Preset::id);
    return found == std::end(kPresets) ? nullptr : found;
  }
  static QString nameOf(const std::string& id) {
    return preset(id) == nullptr ? QString::fromStdString(id) : tr(preset(id)->name);
  }
  static QString aboutOf(const std::string& id) {
    return preset(id) == nullptr ? QString() : tr(preset(id)->about);
  }
  static QString finding(const std::string& what) {
    const auto* found = std::ranges::find(kFindings, what, &Finding::what);
    return found == std::end(kFindings) ? QString::fromStdString(what) : tr(found->name);
  }
  static QString time(double seconds);
  static QString verdict(const dub::Verdict& verdict);
  static QString measure(const dub::Report& report);
};

QString ExportWords::time(double seconds) {
  if (seconds < 60) return tr("less than a minute");
  const auto minutes = std::lround(seconds / 60);
  if (minutes < 60) return tr("about %1 min").arg(minutes);
  return tr("about %1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString ExportWords::verdict(const dub::Verdict& verdict) {
  if (verdict.findings.empty()) return tr("The finished file was not checked.");
  if (verdict.isGood()) return tr("The finished file was checked: everything is as it should be.");
  return tr("The finished file was checked: not everything is as it should be.");
}

QString ExportWords::measure(const dub::Report& report) {
  const QString length = tr("%L1 s").arg(report.outputSec, 0, 'f', 1);
  if (report.framesOut == 0) return length;
  return tr("%1, %2 pictures, %3 of them dubbed").arg(length).arg(report.framesOut).arg(report.framesDubbed);
}

}  // namespace

QString presetName(const std::string& id) { return ExportWords::nameOf(id); }
QString presetAbout(const std::string& id) { return ExportWords::aboutOf(id); }
QString dataSize(std::uint64_t bytes) {
  return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}
QString workTime(double seconds) { return ExportWords::time(seconds); }
QString findingName(const std::string& what) { return ExportWords::finding(what); }
QString verdictLine(const dub::Verdict& verdict) { return ExportWords::verdict(verdict); }
QString measureLine(const dub::Report& report) { return ExportWords::measure(report); }

}  // namespace ui
