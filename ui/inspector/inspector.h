#pragma once
#include <QHash>
#include <QIcon>
#include <QImage>
#include <QList>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <memory>
#include <set>

#include "core/face/face.h"

class QGridLayout;
class QLabel;

namespace ui {

class ChoiceEditor;
class Document;
class LineSection;
class SettingRow;
struct Setting;

// The settings of the project, and of the lines that are chosen.
class Inspector : public QWidget {
  Q_OBJECT
 public:
  explicit Inspector(Document& document, QWidget* parent = nullptr);
  // The faces that a voice can move; `portrait` gives a small picture of one, or a null image.
  void setFaces(std::shared_ptr<const face::Analysis> analysis, std::function<QImage(int track)> portrait);
  void setModels(const QStringList& names);  // as the project names them; "builtin" need not be among them
  void setChosen(const std::set<int>& clips);
  void setVoice(int voice);

 Q_SIGNALS:
  void modelsRequested();

 private:
  QWidget* makeForm();
  void addLips(QGridLayout& grid);
  void addSound(QGridLayout& grid);
  Setting faceSetting() const;
  void showFaces();
  void showModels();
  void refresh();

  Document& document_;
  int voice_ = 0;
  QStringList models_;
  std::shared_ptr<const face::Analysis> analysis_;
  QHash<int, QIcon> portraits_;  // by track
  LineSection* lines_ = nullptr;
  QLabel* voiceTitle_ = nullptr;
  ChoiceEditor *faces_ = nullptr, *modelNames_ = nullptr;
  SettingRow *faceRow_ = nullptr, *modelRow_ = nullptr;
};

// A heading across the next row of the inspector's grid.
QLabel* addSectionTitle(QGridLayout& grid, const QString& text);

}  // namespace ui
