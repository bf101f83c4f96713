#include "ui/timeline/menus.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QMenu>
#include <algorithm>
#include <cmath>

#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/theme/theme.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/commands.h"
#include "ui/timeline/words.h"

namespace ui {

struct Number {
  QString name, unit;
  double value = 0, least = 0, most = 0, step = 0;
};

// Asks for numbers; accepted(values in the same order).
static void ask(QWidget* parent, const QString& title, const std::vector<Number>& numbers,
                const std::function<void(const std::vector<double>&)>& accepted) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  auto* form = new QFormLayout(dialog);
  std::vector<QDoubleSpinBox*> boxes;
  for (const Number& number : numbers) {
    auto* box = new QDoubleSpinBox(dialog);
    box->setRange(number.least, number.most);
    box->setSingleStep(number.step);
    box->setSuffix(QLatin1Char(' ') + number.unit);
    box->setValue(number.value);
    box->setAccessibleName(number.name);
    form->addRow(number.name, box);
    boxes.push_back(box);
  }
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
  form->addRow(buttons);
  QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  QObject::connect(dialog, &QDialog::accepted, dialog, [boxes, accepted] {
    std::vector<double> values;
    for (const QDoubleSpinBox* box : boxes) values.push_back(box->value());
    accepted(values);
  });
  dialog->open();
}

static void askGain(Document& document, const std::set<int>& clips, QWidget* parent) {
  const dub::SpeechClip* first = document.project().clip(*clips.begin());
  if (first == nullptr) return;
  ask(parent, Timeline::tr("Gain"), {{Timeline::tr("Gain"), Timeline::tr("dB"), first->gainDb, -40, 24, 0.5}},
      [&document, clips](const std::vector<double>& values) {
        document.edit(Timeline::tr("Change gain"), [&](dub::Project& project) {
          for (const int id : clips) dub::setGain(project, id, values[0]);
        });
      });
}

static void askFades(Document& document, const std::set<int>& clips, QWidget* parent) {
  const dub::SpeechClip* first = document.project().clip(*clips.begin());
  if (first == nullptr) return;
  const double most = first->seconds();
  ask(parent, Timeline::tr("Fades"),
      {{Timeline::tr("Fade in"), Timeline::tr("s"), first->fadeInSec, 0, most, 0.1},
       {Timeline::tr("Fade out"), Timeline::tr("s"), first->fadeOutSec, 0, most, 0.1}},
      [&document, clips](const std::vector<double>& values) {
        document.edit(Timeline::tr("Change fades"), [&](dub::Project& project) {
          for (const int id : clips) dub::setFades(project, id, values[0], values[1]);
        });
      });
}

static QString takeText(const dub::Take& take) {
  QString text = QString::fromStdString(take.name);
  if (take.rating > 0) text += QLatin1Char(' ') + QString(take.rating, QChar(0x2605));
  return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

static void addTakes(QMenu* menu, Document& document, const dub::SpeechClip& clip) {
  QMenu* takes = menu->addMenu(theme::icon(QStringLiteral("take")), Timeline::tr("Ta&kes"));
  takes->setEnabled(clip.takes.size() > 1);
  for (const int id : clip.takes) {
    const dub::Take* take = document.project().take(id);
    if (take == nullptr) continue;
    QAction* action = takes->addAction(takeText(*take), takes, [&document, clip = clip.id, id] {
      document.edit(Timeline::tr("Choose take"),
                    [&](dub::Project& project) { dub::choose(project, clip, id); });
    });
    action->setCheckable(true);
    action->setChecked(id == clip.take);
  }
}

static void addVoices(QMenu* menu, Document& document, const Scene& scene, const dub::SpeechClip& clip) {
  QMenu* voices = menu->addMenu(theme::icon(QStringLiteral("face")), Timeline::tr("&Voice"));
  const int count = static_cast<int>(document.project().voices.size());
  voices->setEnabled(count > 1);
  for (int voice = 0; voice < count; ++voice) {
    const QString name = Timeline::tr("Voice %1: %2").arg(voice + 1).arg(voiceName(scene, voice));
    QAction* action = voices->addAction(
        name, voices,
        [&document, chosen = scene.chosen, by = voice - clip.voice] { shiftClips(document, chosen, 0, by); });
    action->setCheckable(true);
    action->setChecked(voice == clip.voice);
  }
}

QMenu* clipMenu(Document& document, const Scene& scene, QWidget* parent) {
  auto* menu = new QMenu(parent);
  const std::set<int> chosen = scene.chosen;
  const double sec = scene.playheadSec;
  const dub::SpeechClip* first = chosen.empty() ? nullptr : document.project().clip(*chosen.begin());
  if (first == nullptr) return menu;
  const auto add = [&](const char* icon, const QString& text, std::function<void()> act) {
    return menu->addAction(icon[0] == 0 ? QIcon() : theme::icon(QLatin1String(icon)), text, menu,
                           std::move(act));
  };
  const bool isUnder = first->atSec < sec && sec < first->endSec();
  add("split", Timeline::tr("&Split at Playhead"), [&document, chosen, sec] {
    splitAt(document, chosen, sec);
  })->setEnabled(isUnder);
  add("", Timeline::tr("Trim &Start to Playhead"),
      [&document, chosen, sec] { trimTo(document, chosen, sec, true); });
  add("", Timeline::tr("Trim &End to Playhead"),
      [&document, chosen, sec] { trimTo(document, chosen, sec, false); });
  menu->addSeparator();
  add("volume", Timeline::tr("&Gain..."), [&document, chosen, parent] { askGain(document, chosen, parent); });
  add("", Timeline::tr("&Fades..."), [&document, chosen, parent] { askFades(document, chosen, parent); });
  addTakes(menu, document, *first);
  addVoices(menu, document, scene, *first);
  add("in-point", Timeline::tr("Set &Range to Line"), [&document, chosen] { rangeOver(document, chosen); });
  menu->addSeparator();
  add("delete", Timeline::tr("&Delete"), [&document, chosen] { removeClips(document, chosen); });
  return menu;
}

// The marker at a time, for the keyboard; -1 = none.
static int markerAt(const dub::Project& project, double sec, double withinSec) {
  for (std::size_t i = 0; i < project.markers.size(); ++i)
    if (std::abs(project.markers[i].seconds - sec) <= withinSec) return static_cast<int>(i);
  return -1;
}

static void addMarkerActions(QMenu* menu, Document& document, TimelineCanvas& canvas, int marker) {
  menu->addAction(Timeline::tr("&Rename Marker"), menu, [&canvas, marker] { canvas.renameMarker(marker); });
  menu->addAction(theme::icon(QStringLiteral("delete")), Timeline::tr("&Delete Marker"), menu,
                  [&document, marker] {
                    document.edit(Timeline::tr("Delete marker"), [marker](dub::Project& project) {
                      if (static_cast<std::size_t>(marker) < project.markers.size())
                        project.markers.erase(project.markers.begin() + marker);
                    });
                  });
}

QMenu* placeMenu(Document& document, TimelineCanvas& canvas, int marker, double sec) {
  auto* menu = new QMenu(&canvas);
  if (marker < 0) marker = markerAt(document.project(), sec, 0.5 / canvas.scene().times.rate());
  if (marker >= 0) {
    addMarkerActions(menu, document, canvas, marker);
  } else {
    menu->addAction(
        theme::icon(QStringLiteral("marker")), Timeline::tr("Add &Marker Here"), menu, [&document, sec] {
          document.edit(Timeline::tr("Add marker"), [sec](dub::Project& project) {
            const std::string name = Timeline::tr("Marker %1").arg(project.markers.size() + 1).toStdString();
            project.markers.push_back({sec, name});
          });
        });
  }
  menu->addSeparator();
  const auto setRange = [&document](std::optional<double> in, std::optional<double> out) {
    document.edit(Timeline::tr("Change range"), [&](dub::Project& project) {
      if (in && out && *in >= *out) return;
      project.inSec = in;
      project.outSec = out;
    });
  };
  const std::optional<double> in = document.project().inSec, out = document.project().outSec;
  menu->addAction(theme::icon(QStringLiteral("in-point")), Timeline::tr("Set &In Point Here"), menu,
                  [=] { setRange(sec, out && *out > sec ? out : std::nullopt); });
  menu->addAction(theme::icon(QStringLiteral("out-point")), Timeline::tr("Set &Out Point Here"), menu,
                  [=] { setRange(in && *in < sec ? in : std::nullopt, sec); })
      ->setEnabled(sec > 0);
  menu->addAction(Timeline::tr("&Clear Range"), menu, [=] { setRange({}, {}); })->setEnabled(in || out);
  return menu;
}

}  // namespace ui
