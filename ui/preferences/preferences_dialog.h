#pragma once
#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QStackedWidget>
#include <functional>
#include <vector>

#include "core/audio/device.h"
#include "ui/preferences/preferences.h"

namespace ui {

class GeneralPage;
class SoundPage;
class ProcessingPage;
class ShortcutsPage;

// Pages with everything a user sets once. Saves nothing: whoever opens it does, when applied() comes.
class PreferencesDialog : public QDialog {
  Q_OBJECT
 public:
  // Runs on a thread of its own and may take a second.
  using FindDevices = std::function<std::vector<audio::Device>()>;

  PreferencesDialog(const Preferences& preferences, QWidget* parent);
  PreferencesDialog(const Preferences& preferences, FindDevices findDevices, QWidget* parent);
  Preferences preferences() const;
  void setLatency(double ms);
  enum Page { kGeneral, kSound, kProcessing, kShortcuts };
  void showPage(Page page);

 Q_SIGNALS:
  void applied(const Preferences& preferences);  // also by OK
  void measureLatencyRequested();
  void clearCacheRequested();
  void devicesKnown();

 private:
  void addPage(const QString& title, const QString& icon, QWidget* page);
  void lookForDevices(FindDevices findDevices);
  void setAcceptable(bool isAcceptable);
  void apply();

  const Preferences before_;
  QListWidget titles_;
  QStackedWidget pages_;
  QDialogButtonBox buttons_;
  GeneralPage* general_;
  SoundPage* sound_;
  ProcessingPage* processing_;
  ShortcutsPage* shortcuts_;
};

}  // namespace ui
