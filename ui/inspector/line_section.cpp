#include "ui/inspector/line_section.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/inspector/editors.h"
#include "ui/inspector/fields.h"
#include "ui/inspector/inspector.h"
#include "ui/theme/theme.h"

namespace ui {

static const NumberRange kGainDb{dub::kLeastGainDb, dub::kMostGainDb, 1, 1, QStringLiteral("dB")};
static const NumberRange kTimeSec{0, dub::kLatestSec, 0.04, 3, QStringLiteral("s")};
static const NumberRange kFadeSec{0, dub::kLatestSec, 0.05, 3, QStringLiteral("s")};

LineSection::LineSection(Document& document, QGridLayout& grid)
    : QObject(grid.parentWidget()),
      document_(document),
      title_(addSectionTitle(grid, {})),
      takes_(new ChoiceEditor({})) {
  addRows(grid);
  addTakeButtons(grid);
  connect(&document_, &Document::changed, this, &LineSection::refresh);
  refresh();
}

void LineSection::addRows(QGridLayout& grid) {
  add(grid, name(), new TextEditor);
  add(grid, start(), new NumberEditor(kTimeSec));
  add(grid, length(), new NumberEditor(kTimeSec));
  add(grid, gain(), new NumberEditor(kGainDb));
  add(grid, fadeIn(), new NumberEditor(kFadeSec));
  add(grid, fadeOut(), new NumberEditor(kFadeSec));
  add(grid, chosenTake(), takes_);
  add(grid, rating(), new StarEditor);
}

void LineSection::add(QGridLayout& grid, const Setting& setting, Editor* editor) {
  rows_.push_back(new SettingRow(document_, setting, editor, grid));
}

void LineSection::addTakeButtons(QGridLayout& grid) {
  before_ =
      new QPushButton(theme::icon(QStringLiteral("step-back")), tr("Previous take"), grid.parentWidget());
  after_ = new QPushButton(theme::icon(QStringLiteral("step-forward")), tr("Next take"), grid.parentWidget());
  auto* row = new QHBoxLayout;
  for (QPushButton* button : {before_, after_}) {
    button->setAccessibleName(button->text());
    row->addWidget(button);
  }
  grid.addLayout(row, grid.rowCount(), 0, 1, grid.columnCount());
  connect(before_, &QPushButton::clicked, this, [this] { chooseBeside(-1); });
  connect(after_, &QPushButton::clicked, this, [this] { chooseBeside(1); });
}

const dub::SpeechClip* LineSection::line(const dub::Project& project) const {
  const auto found = std::ranges::find_if(
      project.clips, [this](const dub::SpeechClip& c) { return chosen_.contains(c.id); });
  return found == project.clips.end() ? nullptr : &*found;
}

const dub::Take* LineSection::take(const dub::Project& project) const {
  const dub::SpeechClip* clip = line(project);
  return clip == nullptr ? nullptr : project.take(clip->take);
}

QString LineSection::onlyOne() const {
  return chosen_.size() > 1 ? tr("Choose a single line to change this.") : QString();
}

Setting LineSection::name() const {
  return {.name = tr("Name"),
          .about = tr("What the take is called here; its file keeps its own name."),
          .read =
              [this](const dub::Project& p) {
                const dub::Take* t = take(p);
                return t == nullptr ? QString() : QString::fromStdString(t->name);
              },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                const dub::Take* named = take(p);
                for (dub::Take& t : p.takes)
                  if (&t == named) t.name = value.toString().toStdString();
              },
          .idleReason = [this](const dub::Project&) { return onlyOne(); }};
}

Setting LineSection::start() const {
  return {.name = tr("Starts at"),
          .about = tr("The time of the video at which the line begins."),
          .read = [this](const dub::Project& p) { return line(p) == nullptr ? 0.0 : line(p)->atSec; },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                if (const dub::SpeechClip* c = line(p)) dub::moveClip(p, c->id, value.toDouble(), c->voice);
              },
          .idleReason = [this](const dub::Project&) { return onlyOne(); }};
}

Setting LineSection::length() const {
  return {.name = tr("Length"),
          .about = tr("How much of the take is said, from its beginning; never more than the take has."),
          .read = [this](const dub::Project& p) { return line(p) == nullptr ? 0.0 : line(p)->seconds(); },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                if (const dub::SpeechClip* c = line(p)) dub::trimEnd(p, c->id, c->atSec + value.toDouble());
              },
          .idleReason = [this](const dub::Project&) { return onlyOne(); }};
}

Setting LineSection::gain() const {
  return {.name = tr("Volume"),
          .about = tr("Makes the line louder (+) or quieter (-); 6 dB quieter is half as strong."),
          .read = [this](const dub::Project& p) { return line(p) == nullptr ? 0.0 : line(p)->gainDb; },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                for (const int id : chosen_) dub::setGain(p, id, value.toDouble());
              },
          .normal = 0.0};
}

Setting LineSection::fadeIn() const {
  return {.name = tr("Fade in"),
          .about = tr("How long the line takes to come up from silence."),
          .read = [this](const dub::Project& p) { return line(p) == nullptr ? 0.0 : line(p)->fadeInSec; },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                for (const int id : chosen_)
                  if (const dub::SpeechClip* c = p.clip(id))
                    dub::setFades(p, id, value.toDouble(), c->fadeOutSec);
              },
          .normal = 0.0};
}

Setting LineSection::fadeOut() const {
  return {.name = tr("Fade out"),
          .about = tr("How long the line takes to go down to silence."),
          .read = [this](const dub::Project& p) { return line(p) == nullptr ? 0.0 : line(p)->fadeOutSec; },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                for (const int id : chosen_)
                  if (const dub::SpeechClip* c = p.clip(id))
                    dub::setFades(p, id, c->fadeInSec, value.toDouble());
              },
          .normal = 0.0};
}

Setting LineSection::chosenTake() const {
  return {.name = tr("Take"),
          .about = tr("Which of the recordings of this line is heard; the others are kept."),
          .read = [this](const dub::Project& p) { return line(p) == nullptr ? 0 : line(p)->take; },
          .write =
              [this](dub::Project& p, const QVariant& value) {
                if (const dub::SpeechClip* c = line(p)) dub::choose(p, c->id, value.toInt());
              },
          .idleReason = [this](const dub::Project&) { return onlyOne(); }};
}

Setting LineSection::rating() const {
  return {
      .name = tr("Rating"),
      .about = tr("How good this take is, to find the best one again; click the last star to take it back."),
      .read = [this](const dub::Project& p) { return take(p) == nullptr ? 0 : take(p)->rating; },
      .write =
          [this](dub::Project& p, const QVariant& value) {
            if (const dub::Take* t = take(p)) dub::rate(p, t->id, value.toInt());
          },
      .idleReason = [this](const dub::Project&) { return onlyOne(); }};
}

void LineSection::setChosen(const std::set<int>& clips) {
  chosen_ = clips;
  refresh();
}

void LineSection::chooseBeside(int step) {
  const dub::SpeechClip* clip = line(document_.project());
  if (clip == nullptr) return;
  const auto count = static_cast<int>(clip->takes.size());
  const auto at = static_cast<int>(std::ranges::find(clip->takes, clip->take) - clip->takes.begin());
  const int next = clip->takes[static_cast<std::size_t>((at + step + count) % count)];
  document_.edit(tr("Choose take"), [&](dub::Project& project) { dub::choose(project, clip->id, next); });
}

static QList<Choice> takeChoices(const dub::Project& project, const dub::SpeechClip& clip) {
  QList<Choice> choices;
  for (const int id : clip.takes)
    if (const dub::Take* take = project.take(id)) {
      const QString name = QString::fromStdString(take->name);
      choices << Choice{
          id, take->rating == 0 ? name : LineSection::tr("%1 (%2 of 5)").arg(name).arg(take->rating), {}};
    }
  return choices;
}

void LineSection::refresh() {
  const dub::SpeechClip* clip = line(document_.project());
  const auto count = static_cast<int>(chosen_.size());
  title_->setVisible(clip != nullptr);
  title_->setText(count > 1 ? tr("%n lines", nullptr, count) : tr("Line"));
  takes_->setChoices(clip == nullptr ? QList<Choice>{} : takeChoices(document_.project(), *clip));
  for (SettingRow* row : rows_) row->setVisible(clip != nullptr);
  const bool hasSeveral = clip != nullptr && count == 1 && clip->takes.size() > 1;
  before_->setVisible(hasSeveral);
  after_->setVisible(hasSeveral);
}

}  // namespace ui
