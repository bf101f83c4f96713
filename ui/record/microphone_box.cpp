#include "ui/record/microphone_box.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "ui/jobs/error_words.h"
#include "ui/jobs/job.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr int kMostChannels = 32;  // sound servers offer more than anyone looks through

static QLabel* labelFor(QWidget* control, const QString& text) {
  auto* label = new QLabel(text);
  label->setBuddy(control);
  return label;
}

// Long device names must not widen the dock.
static QComboBox* narrowBox(const QString& name) {
  auto* box = new QComboBox;
  box->setAccessibleName(name);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(12);
  return box;
}

MicrophoneBox::MicrophoneBox(Devices devices, QWidget* parent)
    : QWidget(parent),
      list_(std::move(devices)),
      device_(narrowBox(tr("Microphone"))),
      channel_(narrowBox(tr("Channel"))),
      refresh_(new QToolButton) {
  refresh_->setIcon(theme::icon(QStringLiteral("reset")));
  refresh_->setFocusPolicy(Qt::StrongFocus);
  refresh_->setAccessibleName(tr("Refresh"));
  refresh_->setToolTip(tr("Refresh: look again for what is plugged in"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(theme::kGap);
  grid->addWidget(labelFor(device_, tr("&Microphone:")), 0, 0);
  grid->addWidget(device_, 0, 1);
  grid->addWidget(refresh_, 0, 2);
  grid->addWidget(labelFor(channel_, tr("C&hannel:")), 1, 0);
  grid->addWidget(channel_, 1, 1, 1, 2);
  grid->setColumnStretch(1, 1);
  offerDevices({});
  offerChannels(-1);
  connect(refresh_, &QToolButton::clicked, this, [this] {
    refresh();
    Q_EMIT chosen();
  });
  connect(device_, &QComboBox::activated, this, [this] {
    offerChannels(channel());
    Q_EMIT chosen();
  });
  connect(channel_, &QComboBox::activated, this, &MicrophoneBox::chosen);
}

QString MicrophoneBox::device() const { return device_->currentData().toString(); }
int MicrophoneBox::channel() const { return channel_->currentData().toInt(); }

void MicrophoneBox::choose(const QString& device, int channel) {
  offerDevices(device);
  offerChannels(channel);
}

void MicrophoneBox::refresh() {
  if (looking_ != nullptr) return;
  const auto list = std::make_shared<std::vector<audio::Device>>();
  looking_ = new Job(
      tr("Looking for microphones"),
      [devices = list_, list](const base::OnProgress&, const std::stop_token&) {
        *list = devices();
        return base::Outcome::done;
      },
      this);
  refresh_->setEnabled(false);
  problem_.clear();
  connect(looking_, &Job::finished, this, [this, list] { found(std::move(*list)); });
  connect(looking_, &Job::failed, this, [this](const base::Problem& problem) {
    problem_ = words(problem);
    found({});
  });
  offerDevices(device());
  looking_->start();
}

void MicrophoneBox::found(std::vector<audio::Device> devices) {
  std::exchange(looking_, nullptr)->deleteLater();
  std::erase_if(devices, [](const audio::Device& device) { return device.inputs == 0; });
  microphones_ = std::move(devices);
  isKnown_ = true;
  refresh_->setEnabled(true);
  offerDevices(device());
  offerChannels(channel());
  Q_EMIT looked();
}

// The wanted one stays, also while it is not plugged in.
void MicrophoneBox::offerDevices(const QString& wanted) {
  device_->clear();
  device_->addItem(looking_ != nullptr                ? tr("Searching...")
                   : isKnown_ && microphones_.empty() ? tr("None")
                                                      : tr("System default"),
                   QString());
  for (const audio::Device& microphone : microphones_) {
    const QString name = QString::fromStdString(microphone.name);
    device_->addItem(name, name);
  }
  if (device_->findData(wanted) < 0)
    device_->addItem(isKnown_ ? tr("%1 (not connected)").arg(wanted) : wanted, wanted);
  device_->setCurrentIndex(device_->findData(wanted));
  device_->setToolTip(device_->currentText());
}

void MicrophoneBox::offerChannels(int wanted) {
  const audio::Device* microphone = current();
  const int channels = microphone != nullptr ? std::min(microphone->inputs, kMostChannels) : wanted + 1;
  channel_->clear();
  channel_->addItem(tr("All, averaged"), -1);
  for (int i = 0; i < channels; ++i) channel_->addItem(QString::number(i + 1), i);
  channel_->setCurrentIndex(std::max(0, channel_->findData(wanted)));
  channel_->setEnabled(channels > 1 || wanted >= 0);
}

const audio::Device* MicrophoneBox::current() const {
  const std::string name = device().toStdString();
  const auto at = std::ranges::find_if(microphones_, [&](const audio::Device& microphone) {
    return name.empty() ? microphone.isDefaultInput : microphone.name == name;
  });
  return at == microphones_.end() ? nullptr : &*at;
}

QString MicrophoneBox::obstacle() const {
  if (isLooking() || !isKnown_) return tr("Searching...");
  if (!problem_.isEmpty()) return problem_;
  if (microphones_.empty()) return tr("No microphone was found: plug one in and press Refresh.");
  if (current() != nullptr) return {};
  if (device().isEmpty()) return tr("The system has no default microphone: choose one.");
  return tr("%1 is not connected: plug it in and press Refresh, or choose another one.").arg(device());
}

}  // namespace ui
