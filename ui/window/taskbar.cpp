#include "ui/window/taskbar.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>
#include <algorithm>

#include "ui/jobs/job.h"
#include "ui/jobs/job_words.h"

namespace ui {

void showTaskbarProgress(std::optional<double> share) {
  if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
    return;  // else a bus would be started for this
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  QDBusMessage update = QDBusMessage::createSignal(QStringLiteral("/com/canonical/unity/launcherentry/redub"),
                                                   QStringLiteral("com.canonical.Unity.LauncherEntry"),
                                                   QStringLiteral("Update"));
  const QVariantMap shown{{QStringLiteral("progress-visible"), share.has_value()},
                          {QStringLiteral("progress"), std::clamp(share.value_or(0), 0.0, 1.0)}};
  update << QStringLiteral("application://redub.desktop") << shown;
  bus.send(update);
}

void followOnTaskbar(Job& job) {
  QObject::connect(&job, &Job::progressed, &job, [&job] {
    const int done = thousandths(job.progress());
    if (done >= 0) showTaskbarProgress(done / 1000.0);
  });
  const auto clear = [] { showTaskbarProgress(std::nullopt); };
  QObject::connect(&job, &Job::finished, &job, clear);
  QObject::connect(&job, &Job::failed, &job, clear);
  QObject::connect(&job, &QObject::destroyed, clear);
}

}  // namespace ui
