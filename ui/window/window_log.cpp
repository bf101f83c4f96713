#include "ui/window/window_log.h"

#include "core/base/log.h"
#include "ui/exporting/export_queue.h"
#include "ui/record/record_session.h"
#include "ui/workspace/workspace.h"

namespace ui {

void logCourse(Workspace& workspace, const RecordSession& recording, const ExportQueue& exports) {
  const Document& document = workspace.document();
  const OpenClip& clip = workspace.clip();
  QObject::connect(&document, &Document::fileChanged, &document, [&document] {
    if (!document.file().empty()) base::logInfo("project " + document.file().string());
  });
  QObject::connect(&clip, &OpenClip::probed, &clip,
                   [&clip] { base::logInfo("opened " + clip.video().string()); });
  QObject::connect(&clip, &OpenClip::analysed, &clip, [&clip] {
    base::logInfo("looked for faces: " + std::to_string(clip.analysis()->tracks.size()) + " found, " +
                  dub::landmarkNote(*clip.analysis()));
  });
  QObject::connect(&workspace.dubbing(), &DubSession::finished, &workspace, [] { base::logInfo("dubbed"); });
  QObject::connect(&recording, &RecordSession::stateChanged, &recording, [](RecordState state) {
    if (state == RecordState::recording) base::logInfo("recording");
  });
  QObject::connect(&recording, &RecordSession::takeRecorded, &document, [&document](int id) {
    const dub::SpeechClip* line = document.project().clip(id);
    if (line != nullptr) base::logInfo("recorded " + document.project().take(line->take)->file.string());
  });
  QObject::connect(&exports, &ExportQueue::finished, &exports,
                   [](const QString& path) { base::logInfo("exported " + path.toStdString()); });
}

}  // namespace ui
