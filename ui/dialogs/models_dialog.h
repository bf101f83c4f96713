#pragma once
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStringList>
#include <vector>

#include "models/store/import.h"
#include "ui/dialogs/model_details.h"
#include "ui/theme/theme.h"

namespace ui {

class Job;

// Lists, imports, tests, removes and chooses lip models. Import and test run on a thread.
class ModelsDialog : public QDialog {
  Q_OBJECT
 public:
  ModelsDialog(const QString& current, QWidget* parent);
  ~ModelsDialog() override;
  void importFile(const QString& path);  // after the one that is being imported
  static bool canImport(const QString& path);

 Q_SIGNALS:
  void chosen(const QString& name);
  void listChanged();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void layOut();
  void fill(const QString& chosen);
  void showRow();
  void askForFile();
  void importNext();
  void test();
  void askToRemove();
  void remove(const QString& name);
  void use();
  void accept(const store::Model& model);
  void showImported(const store::Import& result);
  void begin(Job* job);
  void end();
  void tell(const QString& words, theme::Tone tone);
  const ModelRow* row() const;

  QString current_;
  std::vector<ModelRow> rows_;
  QStringList waiting_;  // files to import
  Job* job_ = nullptr;
  QListWidget list_;
  ModelDetails details_;
  QLabel status_;
  QProgressBar progress_;
  QPushButton use_, test_, remove_, import_, cancel_;
};

}  // namespace ui
