#include "ui/jobs/remedy.h"

namespace ui {

using base::Fault;

QString remedyFor(Fault fault) {
  switch (fault) {
    case Fault::modelUnknown:
    case Fault::modelMovesNoLips:
    case Fault::modelNotImported:
    case Fault::nothingImported:
    case Fault::modelForeign:
    case Fault::modelDamaged:
    case Fault::modelIncomplete:
    case Fault::modelWithoutLips:
    case Fault::modelNotFinite:
    case Fault::modelConstant:
    case Fault::numbersOfAnotherType:
    case Fault::networkUnsupported:
      return QStringLiteral("models");
    case Fault::networkFailed:
    case Fault::deviceUnknown:
    case Fault::cardMissing:
    case Fault::fp16NeedsCard:
    case Fault::bf16Missing:
    case Fault::soundSystemFailed:
    case Fault::noMicrophone:
    case Fault::noPlaybackDevice:
    case Fault::microphoneMissing:
    case Fault::playbackDeviceMissing:
    case Fault::soundDeviceBusy:
    case Fault::soundDeviceStuck:
    case Fault::microphoneUnplugged:
      return QStringLiteral("preferences");
    case Fault::mediaMissing:
      return QStringLiteral("find-missing");
    case Fault::noVideoToExport:
    case Fault::noLineToExport:
      return QStringLiteral("open");
    default:
      return {};
  }
}

}  // namespace ui
