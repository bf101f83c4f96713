#include "ui/inspector/inspector.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/document.h"
#include "ui/inspector/dub_settings.h"
#include "ui/inspector/line_section.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr int kPlaceOfVideo = -1;  // a face that was pointed at, in the list of faces
static constexpr int kColumns = 4;

QLabel* addSectionTitle(QGridLayout& grid, const QString& text) {
  auto* title = new QLabel(text, grid.parentWidget());
  QFont font = title->font();
  font.setBold(true);
  title->setFont(font);
  title->setContentsMargins(0, theme::kGap, 0, 0);
  grid.addWidget(title, grid.rowCount(), 0, 1, kColumns);
  return title;
}

Inspector::Inspector(Document& document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(makeForm());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll);
  setMinimumWidth(scroll->widget()->minimumSizeHint().width() +
                  style()->pixelMetric(QStyle::PM_ScrollBarExtent));
  connect(&document_, &Document::changed, this, &Inspector::refresh);
  refresh();
}

QWidget* Inspector::makeForm() {
  auto* form = new QWidget;
  auto* column = new QVBoxLayout(form);
  column->setContentsMargins(theme::kMargin, 0, theme::kMargin, theme::kMargin);
  auto* table = new QWidget(form);
  auto* grid = new QGridLayout(table);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(theme::kGap / 2);
  grid->setVerticalSpacing(theme::kGap / 2);
  grid->setColumnStretch(0, 2);
  grid->setColumnStretch(1, 3);
  lines_ = new LineSection(document_, *grid);
  voiceTitle_ = addSectionTitle(*grid, {});
  addLips(*grid);
  addSound(*grid);
  column->addWidget(table);
  column->addStretch();
  return form;
}

void Inspector::addLips(QGridLayout& grid) {
  faces_ = new ChoiceEditor({});
  faceRow_ = new SettingRow(document_, faceSetting(), faces_, grid);
  addSectionTitle(grid, tr("Lips"));
  modelNames_ = new ChoiceEditor({});
  modelRow_ = new SettingRow(document_, modelSetting(), modelNames_, grid);
  auto* manage = new QPushButton(tr("&Manage models..."), grid.parentWidget());
  manage->setAccessibleName(tr("Manage models"));
  grid.addWidget(manage, grid.rowCount(), 1);
  connect(manage, &QPushButton::clicked, this, &Inspector::modelsRequested);
  for (const auto& [setting, editor] : lipSettings()) new SettingRow(document_, setting, editor, grid);
}

void Inspector::addSound(QGridLayout& grid) {
  addSectionTitle(grid, tr("Sound"));
  for (const auto& [setting, editor] : soundSettings()) new SettingRow(document_, setting, editor, grid);
}

static QVariant faceOf(const dub::Project& project, int voice) {
  if (voice < 0 || voice >= static_cast<int>(project.voices.size())) return 0;
  const dub::FaceChoice& face = project.voices[static_cast<std::size_t>(voice)].face;
  return face.place ? kPlaceOfVideo : face.id;
}

Setting Inspector::faceSetting() const {
  return {.name = tr("Face"),
          .about = tr("Whose lips this voice moves; leave it at the largest face when one person talks."),
          .read = [this](const dub::Project& project) { return faceOf(project, voice_); },
          .write =
              [this](dub::Project& project, const QVariant& value) {
                const auto voice = static_cast<std::size_t>(voice_);
                if (voice < project.voices.size() && value != kPlaceOfVideo)
                  project.voices[voice].face = {.id = value.toInt()};
              },
          .normal = 0};
}

void Inspector::setFaces(std::shared_ptr<const face::Analysis> analysis,
                         std::function<QImage(int track)> portrait) {
  analysis_ = std::move(analysis);
  portraits_.clear();
  if (analysis_ && portrait)
    for (const face::Track& track : analysis_->tracks)
      portraits_[track.id] = QIcon(QPixmap::fromImage(portrait(track.id)));
  refresh();
}

void Inspector::setModels(const QStringList& names) {
  models_ = names;
  refresh();
}

void Inspector::setChosen(const std::set<int>& clips) { lines_->setChosen(clips); }

void Inspector::setVoice(int voice) {
  voice_ = voice;
  refresh();
}

void Inspector::showFaces() {
  QList<Choice> choices{{0, tr("The largest face"), {}}};
  if (analysis_)
    for (const face::Track& track : analysis_->tracks)
      choices << Choice{track.id, tr("Face %1").arg(track.id), portraits_[track.id]};
  const int now = faceOf(document_.project(), voice_).toInt();
  const bool isThere = std::ranges::any_of(choices, [now](const Choice& c) { return c.value == now; });
  if (now == kPlaceOfVideo)
    choices << Choice{now, tr("Where you clicked"), {}};
  else if (!isThere)
    choices << Choice{now, tr("Face %1 (not in this video)").arg(now), {}};
  faces_->setChoices(choices);
  faceRow_->refresh();
}

void Inspector::showModels() {
  const QString builtin = QStringLiteral("builtin");
  const QString now = QString::fromStdString(document_.project().settings.model);
  QList<Choice> choices{{builtin, tr("Built-in"), {}}};
  for (const QString& name : models_)
    if (name != builtin) choices << Choice{name, name, {}};
  if (now != builtin && !models_.contains(now)) choices << Choice{now, tr("%1 (not installed)").arg(now), {}};
  modelNames_->setChoices(choices);
  modelRow_->refresh();
}

void Inspector::refresh() {
  voiceTitle_->setText(tr("Voice %1").arg(voice_ + 1));
  showFaces();
  showModels();
}

}  // namespace ui
