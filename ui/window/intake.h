#pragma once
#include <QObject>
#include <filesystem>
#include <optional>
#include <vector>

#include "ui/window/drops.h"

namespace ui {

class Document;
class Job;

// Takes files in: dropped, pasted, opened, or named on the command line. Looks into them on a thread, then
// edits the document. GUI thread.
class Intake : public QObject {
  Q_OBJECT
 public:
  // Where a speech becomes a line of its own.
  struct Place {
    int voice = 0;
    double atSec = 0;
  };
  explicit Intake(Document& document, QObject* parent = nullptr);

  // For a drag: looks into the files, looked() tells when. Nothing is changed.
  void look(const std::vector<std::filesystem::path>& files);
  const std::vector<Dropped>& seen() const { return seen_; }  // of the last look; empty while it looks
  bool isLooking() const { return job_ != nullptr; }
  // Looks where that was not done yet, and uses them. Without a place a speech becomes the first line, or
  // another take of the line `chosen` (0: the first line of that voice).
  void take(const std::vector<std::filesystem::path>& files, std::optional<Place> place, int voice,
            int chosen);

 Q_SIGNALS:
  void looked();
  void pictureFound(std::shared_ptr<const media::ClipIndex> clip);  // before the document has it
  void projectFound(const QString& file);
  void modelFound(const QString& file);
  void refused(const QString& reasons);
  void taken();  // the document has what could be used

 private:
  struct Wish {
    std::optional<Place> place;
    int voice = 0, chosen = 0;
  };
  void use(const Wish& wish);
  Document& document_;
  std::vector<std::filesystem::path> files_;
  std::vector<Dropped> seen_;
  std::optional<Wish> wish_;
  Job* job_ = nullptr;
};

// The edit itself: pictures and speeches of `files` become part of the project.
void addTo(dub::Project& project, const std::vector<Dropped>& files, std::optional<Intake::Place> place,
           int voice, int chosen);

}  // namespace ui
