#pragma once
#include <QDialog>
#include <filesystem>

#include "core/export/export_job.h"
#include "core/media/info.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Document;

// Where the finished file goes, and how. The choices are the project's; accepted, they can be done.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  ExportDialog(Document& document, const media::Probe& probe, QWidget* parent = nullptr);
  std::filesystem::path output() const;
  const dub::ExportPreset& preset() const;
  void accept() override;  // asks before a file is replaced

 private:
  void addFileRow(QGridLayout& grid);
  void addSettings(QGridLayout& grid);
  void addOutlook(QGridLayout& grid);
  void addButtons(QGridLayout& grid);
  void browse();
  void followPreset();
  void refresh();
  void growToFit();
  bool mayReplace();

  Document& document_;
  const media::Probe probe_;
  std::string shownPreset_;
  QLineEdit* file_ = nullptr;
  QLabel *about_ = nullptr, *outlook_ = nullptr, *problem_ = nullptr;
  QPushButton* export_ = nullptr;
};

}  // namespace ui
