#pragma once
#include <QList>
#include <QString>
#include <QUrl>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/media/decode/clip_index.h"
#include "core/project/project.h"

// What files that are dropped, pasted or named on the command line are good for.
namespace ui {

struct Dropped {
  enum class Kind { picture, speech, project, model, refused };
  std::filesystem::path file;
  Kind kind = Kind::refused;
  double seconds = 0;                                      // of a speech
  QString reason;                                          // why it is refused, in words
  std::shared_ptr<const media::ClipIndex> clip = nullptr;  // of a picture
};

// Looks into the file; may take a moment: not for the GUI thread. Never throws. Stopped, it tells nothing of
// use.
Dropped lookAt(const std::filesystem::path& file, const std::stop_token& stop = {});
std::vector<std::filesystem::path> filesOf(const QList<QUrl>& urls);

// At most one picture and one project is used: further ones are refused. A project stands alone.
std::vector<Dropped> sorted(std::vector<Dropped> files);
bool isUsable(const std::vector<Dropped>& files);  // at least one is
// What will happen when these are dropped now, one line each.
QString announced(const std::vector<Dropped>& files, const dub::Project& project);

}  // namespace ui
