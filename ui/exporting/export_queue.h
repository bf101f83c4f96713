#pragma once
#include <QList>
#include <QWidget>

#include "ui/exporting/export_row.h"

class QLabel;
class QVBoxLayout;

namespace ui {

// The exports of this session, one at a time, newest on top. Deleting it cancels what runs.
class ExportQueue : public QWidget {
  Q_OBJECT
 public:
  explicit ExportQueue(QWidget* parent = nullptr, ExportWork work = dub::exportProject);
  void add(const dub::Project& project, const dub::ExportPreset& preset, const std::filesystem::path& output,
           const dub::RenderOptions& options);
  int jobs() const;  // waiting or running
  void cancelAll();

 Q_SIGNALS:
  void started(ui::Job* job);  // for the status bar
  void finished(const QString& path, bool isGood);
  void failed(const QString& path, const base::Problem& problem);
  void jobsChanged(int jobs);

 private:
  void connectRow(ExportRow* row);
  void next();
  void remove(ExportRow* row);

  const ExportWork work_;
  QList<ExportRow*> rows_;  // oldest first
  QVBoxLayout* list_;
  QLabel* empty_;
};

}  // namespace ui
