#include "ui/preferences/preferences.h"

#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

#include "core/base/detached.h"
#include "core/base/error.h"

namespace ui {

namespace fs = std::filesystem;

static constexpr std::pair<theme::Scheme, const char*> kSchemes[] = {
    {theme::Scheme::system, "system"}, {theme::Scheme::light, "light"}, {theme::Scheme::dark, "dark"}};

static const char* nameOf(theme::Scheme scheme) {
  return std::ranges::find(kSchemes, scheme, &std::pair<theme::Scheme, const char*>::first)->second;
}

static theme::Scheme schemeOf(const QString& name) {
  for (const auto& [scheme, known] : kSchemes)
    if (name == QLatin1String(known)) return scheme;
  return theme::Scheme::system;
}

static QHash<QString, QList<QKeySequence>> loadKeys(QSettings& file) {
  QHash<QString, QList<QKeySequence>> keys;
  file.beginGroup(QStringLiteral("keys"));
  for (const QString& id : file.childKeys()) {
    QList<QKeySequence> sequences;
    for (const QString& key : file.value(id).toStringList())
      if (!key.isEmpty()) sequences << QKeySequence(key, QKeySequence::PortableText);
    keys.insert(id, sequences);
  }
  file.endGroup();
  return keys;
}

static void saveKeys(const QHash<QString, QList<QKeySequence>>& keys, QSettings& file) {
  file.remove(QStringLiteral("keys"));
  file.beginGroup(QStringLiteral("keys"));
  for (auto row = keys.cbegin(); row != keys.cend(); ++row) {
    QStringList names;
    for (const QKeySequence& key : row.value()) names << key.toString(QKeySequence::PortableText);
    file.setValue(row.key(), names.isEmpty() ? QStringList{QString()} : names);
  }
  file.endGroup();
}

Preferences loadPreferences() {
  QSettings file(settingsFile(), QSettings::IniFormat);
  Preferences p;
  p.language = file.value("language", p.language).toString();
  p.scheme = schemeOf(file.value("theme").toString());
  p.playbackDevice = file.value("sound/playback", p.playbackDevice).toString();
  p.recordDevice = file.value("sound/record", p.recordDevice).toString();
  p.recordChannel = std::max(-1, file.value("sound/channel", p.recordChannel).toInt());
  p.latencyMs =
      std::clamp(file.value("sound/latencyMs", p.latencyMs).toDouble(), -kMaxLatencyMs, kMaxLatencyMs);
  p.countIn = file.value("sound/countIn", p.countIn).toBool();
  p.guide = file.value("sound/guide", p.guide).toBool();
  p.loopRecord = file.value("sound/loopRecord", p.loopRecord).toBool();
  p.processingDevice =
      base::deviceNamed(file.value("processing/device").toString().toStdString()).value_or(base::Device{});
  p.threads = std::clamp(file.value("processing/threads", p.threads).toInt(), 0, kMaxThreads);
  p.cacheMb = std::clamp(file.value("processing/cacheMb", p.cacheMb).toInt(), kMinCacheMb, kMaxCacheMb);
  p.keys = loadKeys(file);
  return p;
}

void savePreferences(const Preferences& p) {
  QSettings file(settingsFile(), QSettings::IniFormat);
  file.setValue("language", p.language);
  file.setValue("theme", nameOf(p.scheme));
  file.setValue("sound/playback", p.playbackDevice);
  file.setValue("sound/record", p.recordDevice);
  file.setValue("sound/channel", p.recordChannel);
  file.setValue("sound/latencyMs", p.latencyMs);
  file.setValue("sound/countIn", p.countIn);
  file.setValue("sound/guide", p.guide);
  file.setValue("sound/loopRecord", p.loopRecord);
  file.setValue("processing/device", QString::fromStdString(name(p.processingDevice)));
  file.setValue("processing/threads", p.threads);
  file.setValue("processing/cacheMb", p.cacheMb);
  saveKeys(p.keys, file);
  file.sync();
  if (file.status() != QSettings::NoError)
    throw base::Error(base::Fault::settingsUnwritable, {}, settingsFile().toStdString());
}

static fs::path below(QStandardPaths::StandardLocation location, const char* name) {
  return fs::path(QStandardPaths::writableLocation(location).toStdString()) / "redub" / name;
}

// Whoever writes there reports a folder that could not be made.
static fs::path made(const fs::path& folder) {
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  return folder;
}

QString settingsFile() {
  return QString::fromStdString(below(QStandardPaths::GenericConfigLocation, "redub.ini").string());
}
// Without a thread of its own nothing but its end writes it.
std::shared_ptr<QSettings> changedSettings() {
  auto settings = std::make_unique<QSettings>(settingsFile(), QSettings::IniFormat);
  settings->moveToThread(nullptr);
  return base::endingDetached(std::move(settings), base::Worth::keep);
}

fs::path cacheFolder() { return made(below(QStandardPaths::GenericCacheLocation, "dub")); }
fs::path takesFolder() { return made(below(QStandardPaths::GenericDataLocation, "takes")); }
fs::path recoveryFolder() { return made(below(QStandardPaths::GenericDataLocation, "recovery")); }
fs::path logFile() { return made(below(QStandardPaths::GenericDataLocation, "log")) / "redub.log"; }

}  // namespace ui
