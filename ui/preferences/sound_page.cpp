#include "ui/preferences/sound_page.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

namespace ui {

static constexpr int kUsualChannels = 2;  // offered while a device is not known

// Long device names must not widen the dialog.
static void limitWidth(QComboBox& box) {
  box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box.setMinimumContentsLength(24);
}

// Offers `names`; the chosen one stays, also when it is not plugged in now.
static void offer(QComboBox& box, const QStringList& names, const QString& defaultName, const QString& chosen,
                  const QString& missing) {
  box.clear();
  box.addItem(defaultName, QString());
  for (const QString& name : names) box.addItem(name, name);
  if (box.findData(chosen) < 0) box.addItem(missing, chosen);
  box.setCurrentIndex(box.findData(chosen));
}

SoundPage::SoundPage(const Preferences& preferences)
    : countIn_(tr("Three &beeps before a take")),
      guide_(tr("&Original sound in the headphones while recording")),
      loopRecord_(tr("Record the range &again and again, a take each time")) {
  looking_.setText(tr("Looking for devices..."));
  theme::setTone(looking_, theme::Tone::dim);
  limitWidth(playback_);
  limitWidth(record_);
  offer(playback_, {}, tr("System default"), preferences.playbackDevice, preferences.playbackDevice);
  offer(record_, {}, tr("System default"), preferences.recordDevice, preferences.recordDevice);
  channel_.addItem(QString(), preferences.recordChannel);
  offerChannels();
  connect(&record_, &QComboBox::activated, this, &SoundPage::offerChannels);
  latency_.setRange(-kMaxLatencyMs, kMaxLatencyMs);
  latency_.setDecimals(1);
  latency_.setSuffix(tr(" ms"));
  latency_.setValue(preferences.latencyMs);
  countIn_.setChecked(preferences.countIn);
  guide_.setChecked(preferences.guide);
  loopRecord_.setChecked(preferences.loopRecord);
  layOut();
}

void SoundPage::layOut() {
  auto* measure = new QPushButton(tr("&Measure..."));
  connect(measure, &QPushButton::clicked, this, &SoundPage::measureLatencyRequested);
  auto* latencyRow = new QHBoxLayout;
  latencyRow->addWidget(&latency_, 1);
  latencyRow->addWidget(measure);
  auto* latencyLabel = new QLabel(tr("La&tency:"));
  latencyLabel->setBuddy(&latency_);
  auto* hint = new QLabel(tr("If takes come late, measure this or raise it: they are moved earlier by it."));
  hint->setWordWrap(true);
  hint->setAlignment(Qt::AlignTop);  // a form gives wrapped words more height than they need
  theme::setTone(*hint, theme::Tone::dim);

  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("&Playback:"), &playback_);
  form->addRow(tr("&Recording:"), &record_);
  form->addRow(tr("&Channel:"), &channel_);
  form->addRow(QString(), &looking_);
  form->addRow(latencyLabel, latencyRow);
  form->addRow(QString(), hint);
  form->addRow(QString(), &countIn_);
  form->addRow(QString(), &guide_);
  form->addRow(QString(), &loopRecord_);
}

void SoundPage::read(Preferences& preferences) const {
  preferences.playbackDevice = playback_.currentData().toString();
  preferences.recordDevice = record_.currentData().toString();
  preferences.recordChannel = channel_.currentData().toInt();
  preferences.latencyMs = latency_.value();
  preferences.countIn = countIn_.isChecked();
  preferences.guide = guide_.isChecked();
  preferences.loopRecord = loopRecord_.isChecked();
}

void SoundPage::setDevices(std::vector<audio::Device> devices) {
  devices_ = std::move(devices);
  QStringList players, microphones;
  for (const audio::Device& device : devices_) {
    const QString name = QString::fromStdString(device.name);
    if (device.outputs > 0) players << name;
    if (device.inputs > 0) microphones << name;
  }
  const auto refill = [this](QComboBox& box, const QStringList& names) {
    const QString chosen = box.currentData().toString();
    offer(box, names, tr("System default"), chosen, tr("%1 (not connected)").arg(chosen));
  };
  refill(playback_, players);
  refill(record_, microphones);
  offerChannels();
  looking_.setText(microphones.isEmpty() ? tr("No microphone was found.") : QString());
  looking_.setVisible(microphones.isEmpty());
}

void SoundPage::setProblem(const QString& message) {
  looking_.setText(message);
  theme::setTone(looking_, theme::Tone::bad);
}

void SoundPage::offerChannels() {
  const int chosen = channel_.currentData().toInt();
  const std::string name = record_.currentData().toString().toStdString();
  const auto device = std::ranges::find_if(devices_, [&](const audio::Device& known) {
    return name.empty() ? known.isDefaultInput : known.name == name;
  });
  const int channels = device == devices_.end() ? std::max(kUsualChannels, chosen + 1) : device->inputs;
  channel_.clear();
  channel_.addItem(tr("All, averaged"), -1);
  for (int i = 0; i < channels; ++i) channel_.addItem(QString::number(i + 1), i);
  channel_.setCurrentIndex(std::max(0, channel_.findData(chosen)));
}

}  // namespace ui
