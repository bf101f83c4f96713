#include "ui/window/settings_clipboard.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QMimeData>

#include "core/project/project_json.h"
#include "ui/base/document.h"

namespace ui {

static const QString kMime = QStringLiteral("application/x-redub-settings");

// They travel as a project without media.
void copySettings(const Document& document) {
  dub::Project carrier;
  carrier.settings = document.project().settings;
  auto* copied = new QMimeData;
  copied->setData(kMime, QByteArray::fromStdString(dub::toJson(carrier, {})));
  QApplication::clipboard()->setMimeData(copied);
}

bool pasteSettings(Document& document) {
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  if (copied == nullptr || !copied->hasFormat(kMime)) return false;
  const dub::Project carrier = dub::parseProject(copied->data(kMime).toStdString(), {});
  document.edit(QCoreApplication::translate("SettingsClipboard", "Paste settings"),
                [&](dub::Project& project) { project.settings = carrier.settings; });
  return true;
}

}  // namespace ui
