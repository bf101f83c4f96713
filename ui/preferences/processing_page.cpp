#include "ui/preferences/processing_page.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ui {

ProcessingPage::ProcessingPage(const Preferences& preferences) {
  device_.addItem(tr("Automatic"), QStringLiteral("auto"));
  device_.addItem(tr("Processor"), QStringLiteral("cpu"));
  device_.addItem(tr("Graphics card (CUDA)"), QStringLiteral("cuda"));
  const QString device = QString::fromStdString(name(preferences.processingDevice));
  if (device_.findData(device) < 0) device_.addItem(device, device);
  device_.setCurrentIndex(device_.findData(device));
  threads_.setRange(0, kMaxThreads);
  threads_.setSpecialValueText(tr("One per core"));
  threads_.setValue(preferences.threads);
  cache_.setRange(kMinCacheMb, kMaxCacheMb);
  cache_.setSingleStep(512);
  cache_.setSuffix(tr(" MB"));
  cache_.setValue(preferences.cacheMb);

  auto* clear = new QPushButton(tr("C&lear Cache"));
  clear->setToolTip(tr("Deletes new lips and waveforms; they are made again when needed."));
  connect(clear, &QPushButton::clicked, this, &ProcessingPage::clearCacheRequested);
  auto* cacheRow = new QHBoxLayout;
  cacheRow->addWidget(&cache_, 1);
  cacheRow->addWidget(clear);
  auto* cacheLabel = new QLabel(tr("&Cache:"));
  cacheLabel->setBuddy(&cache_);
  auto* folder = new QLabel(QString::fromStdString(cacheFolder().string()));
  folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
  folder->setWordWrap(true);
  folder->setAlignment(Qt::AlignTop);  // a form gives wrapped words more height than they need
  theme::setTone(*folder, theme::Tone::dim);

  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("Lip models run &on:"), &device_);
  form->addRow(tr("Processor &threads:"), &threads_);
  form->addRow(cacheLabel, cacheRow);
  form->addRow(QString(), folder);
}

void ProcessingPage::read(Preferences& preferences) const {
  preferences.processingDevice = base::parseDevice(device_.currentData().toString().toStdString());
  preferences.threads = threads_.value();
  preferences.cacheMb = cache_.value();
}

}  // namespace ui
