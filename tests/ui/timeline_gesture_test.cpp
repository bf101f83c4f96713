// What hands do on the timeline: each gesture is one step of the history, and undoing it brings all back.
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/ui/accessible.h"
#include "tests/ui/timeline_fixture.h"
#include "ui/timeline/words.h"

class TimelineGesture : public TimelineFixture {
 protected:
  // How exact a place can be pointed to.
  double pixelSec() { return 1 / scene().scale.pixelsPerSec; }

  QMenu* menuByKeyboard() {
    const QPoint at(5, 5);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, canvas().mapToGlobal(at));
    QApplication::sendEvent(&canvas(), &event);
    return canvas().findChild<QMenu*>();
  }
};

TEST_F(TimelineGesture, ALineIsDraggedInTimeInOneStep) {
  const dub::Project before = project();
  const QPointF from = on(clip(0));
  drag(from, from + QPointF(80, 0), Qt::ShiftModifier);
  EXPECT_NEAR(clip(0).atSec, 1 + 80 * pixelSec(), 1e-6);
  EXPECT_EQ(clip(0).voice, 0);
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, ALineIsDraggedToAnotherVoice) {
  const dub::Project before = project();
  const QPointF from = on(clip(0));
  drag(from, QPointF(from.x(), voiceY(1)));
  EXPECT_EQ(clip(0).voice, 1);
  EXPECT_NEAR(clip(0).atSec, 1, 1e-6);
  EXPECT_EQ(timeline_.chosen(), std::set<int>{clip(0).id});
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, ALineIsNotDraggedBeforeTheBeginning) {
  const QPointF from = on(clip(0));
  drag(from, from - QPointF(300, 0));
  EXPECT_EQ(clip(0).atSec, 0);
}

TEST_F(TimelineGesture, ChosenLinesMoveTogether) {
  click(on(clip(0)));
  click(on(clip(1)), Qt::ControlModifier);
  ASSERT_EQ(timeline_.chosen().size(), 2U);
  const dub::Project before = project();
  const QPointF from = on(clip(1));
  drag(from, from + QPointF(31, 0), Qt::AltModifier);
  EXPECT_NEAR(clip(0).atSec - before.clips[0].atSec, 31 * pixelSec(), 1e-6);
  EXPECT_NEAR(clip(1).atSec - before.clips[1].atSec, 31 * pixelSec(), 1e-6);
  EXPECT_EQ(timeline_.chosen().size(), 2U);
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, AClickAmongChosenLinesChoosesOne) {
  key(Qt::Key_A, Qt::ControlModifier);
  ASSERT_EQ(timeline_.chosen().size(), 6U);
  click(on(clip(2)));
  EXPECT_EQ(timeline_.chosen(), std::set<int>{clip(2).id});
  click(QPointF(x(4.5), voiceY(0)));
  EXPECT_TRUE(timeline_.chosen().empty());
}

TEST_F(TimelineGesture, ARectangleChoosesWhatItTouches) {
  const dub::Project before = project();
  drag(QPointF(x(4.5), voiceY(0)), QPointF(x(16.5), voiceY(1)));
  EXPECT_EQ(timeline_.chosen(), (std::set<int>{clip(1).id, clip(2).id, clip(3).id}));
  EXPECT_EQ(project(), before);
}

TEST_F(TimelineGesture, AMovedEdgeCatchesOnTheEndOfAnotherLine) {
  const QPointF from = on(clip(2));  // 11 s; another voice's line ends at 8 s
  const double wanted = 8 - 11 + 5 * pixelSec();
  press(from);
  moveTo(from + QPointF(wanted / pixelSec(), 0));
  EXPECT_NEAR(clip(2).atSec, 8, 1e-9);
  ASSERT_TRUE(scene().snapSec);
  EXPECT_NEAR(*scene().snapSec, 8, 1e-9);
  moveTo(from + QPointF(wanted / pixelSec(), 0), Qt::AltModifier);
  EXPECT_NEAR(clip(2).atSec, 8 + 5 * pixelSec(), 1e-6);
  EXPECT_FALSE(scene().snapSec);
  release(from);
}

TEST_F(TimelineGesture, NothingCatchesWhenSnappingIsOff) {
  timeline_.toggleSnapping(false);
  const QPointF from = on(clip(2));
  const double pixels = (8 - 11) / pixelSec() + 5;
  drag(from, from + QPointF(pixels, 0));
  EXPECT_NEAR(clip(2).atSec, 8 + 5 * pixelSec(), 1e-6);
}

TEST_F(TimelineGesture, BothEdgesTrim) {
  const dub::Project before = project();
  const QPointF start(x(clip(0).atSec) + 2, voiceY(0));
  drag(start, start + QPointF(8, 0), Qt::ShiftModifier);
  EXPECT_NEAR(clip(0).atSec, 1 + 8 * pixelSec(), 1e-6);
  EXPECT_NEAR(clip(0).endSec(), 3, 1e-6);
  expectOneStepSince(before);

  document_.history().undo();
  document_.history().clear();
  const QPointF end(x(clip(0).endSec()) - 2, voiceY(0));
  drag(end, end + QPointF(20, 0), Qt::ShiftModifier);
  EXPECT_NEAR(clip(0).atSec, 1, 1e-6);
  EXPECT_NEAR(clip(0).endSec(), 3 + 20 * pixelSec(), 1e-6);
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, FadesAreDrawnOutOfTheCorners) {
  document_.edit("range", [](dub::Project& project) { project.inSec = 0, project.outSec = 10; });
  timeline_.zoomToRange();
  document_.history().clear();
  const dub::Project before = project();
  const double top = scene().rectOf(clip(0)).top() + 4;
  drag(QPointF(x(1) + 3, top), QPointF(x(1.5) + 3, top));
  EXPECT_NEAR(clip(0).fadeInSec, 0.5, 1e-6);
  expectOneStepSince(before);
  drag(QPointF(x(3) - 3, top), QPointF(x(2.6) - 3, top));
  EXPECT_NEAR(clip(0).fadeOutSec, 0.4, 1e-6);
  EXPECT_NEAR(clip(0).fadeInSec, 0.5, 1e-6);
}

TEST_F(TimelineGesture, EscapeTakesADragBack) {
  const dub::Project before = project();
  const QPointF from = on(clip(0));
  press(from);
  moveTo(from + QPointF(40, 0));
  ASSERT_NE(project(), before);
  key(Qt::Key_Escape);
  moveTo(from + QPointF(90, 0));
  release(from + QPointF(90, 0));
  EXPECT_EQ(project(), before);
  EXPECT_EQ(document_.history().count(), 0);
}

TEST_F(TimelineGesture, TheLineUnderThePlayheadIsSplitInOneStep) {
  const dub::Project before = project();
  timeline_.setPlayhead(2, false);
  timeline_.splitAtPlayhead();
  ASSERT_EQ(project().clips.size(), 7U);
  EXPECT_NEAR(clip(0).endSec(), 2, 1e-9);
  EXPECT_NEAR(clip(1).atSec, 2, 1e-9);
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, ChosenLinesAreDeletedInOneStep) {
  const dub::Project before = project();
  click(on(clip(0)));
  click(on(clip(3)), Qt::ControlModifier);
  key(Qt::Key_Delete);
  EXPECT_EQ(project().clips.size(), 4U);
  EXPECT_TRUE(timeline_.chosen().empty());
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, AltArrowsMoveTheChosenLines) {
  const dub::Project before = project();
  click(on(clip(1)));
  key(Qt::Key_Right, Qt::AltModifier);
  EXPECT_NEAR(clip(1).atSec, before.clips[1].atSec + 1 / kRate, 1e-9);
  expectOneStepSince(before);
  key(Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(clip(1).voice, 0);
}

TEST_F(TimelineGesture, CtrlArrowsChooseTheNextLineOfTheVoice) {
  key(Qt::Key_Right, Qt::ControlModifier);
  EXPECT_EQ(timeline_.chosen(), std::set<int>{clip(0).id});
  key(Qt::Key_Right, Qt::ControlModifier);
  EXPECT_EQ(timeline_.chosen(), std::set<int>{clip(2).id});
  key(Qt::Key_Down, Qt::ControlModifier);
  EXPECT_EQ(timeline_.currentVoice(), 1);
}

TEST_F(TimelineGesture, ADoubleClickMakesTheLineTheRange) {
  const dub::Project before = project();
  doubleClick(on(clip(1)));
  EXPECT_EQ(project().inSec, clip(1).atSec);
  EXPECT_EQ(project().outSec, clip(1).endSec());
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, MarkersAreDraggedToPictures) {
  document_.edit("marker", [](dub::Project& project) { project.markers.push_back({30, "here"}); });
  document_.history().clear();
  const dub::Project before = project();
  drag(QPointF(x(30), stripY()), QPointF(x(35.013), stripY()), Qt::ShiftModifier);
  EXPECT_NEAR(project().markers[0].seconds * kRate, std::round(project().markers[0].seconds * kRate), 1e-6);
  EXPECT_NEAR(project().markers[0].seconds, 35.0, 1 / kRate);
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, AMarkerIsRenamedInPlace) {
  document_.edit("marker", [](dub::Project& project) { project.markers.push_back({30, "here"}); });
  doubleClick(QPointF(x(30), stripY()));
  auto* edit = canvas().findChild<QLineEdit*>();
  ASSERT_NE(edit, nullptr);
  edit->setText("there");
  QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
  QApplication::sendEvent(edit, &enter);
  EXPECT_EQ(project().markers[0].name, "there");
  EXPECT_EQ(project().markers[0].seconds, 30);
}

TEST_F(TimelineGesture, EscapeLeavesTheMarkersName) {
  document_.edit("marker", [](dub::Project& project) { project.markers.push_back({30, "here"}); });
  doubleClick(QPointF(x(30), stripY()));
  auto* edit = canvas().findChild<QLineEdit*>();
  ASSERT_NE(edit, nullptr);
  edit->setText("there");
  QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
  QApplication::sendEvent(edit, &escape);
  QApplication::sendPostedEvents(edit, QEvent::DeferredDelete);
  EXPECT_EQ(canvas().findChild<QLineEdit*>(), nullptr);
  EXPECT_EQ(project().markers[0].name, "here");
}

TEST_F(TimelineGesture, TheRangeIsDraggedByItsEndsAndNeverTurnsOver) {
  document_.edit("range", [](dub::Project& project) { project.inSec = 10, project.outSec = 20; });
  document_.history().clear();
  const dub::Project before = project();
  drag(QPointF(x(10), stripY()), QPointF(x(15.1), stripY()), Qt::ShiftModifier);
  EXPECT_NEAR(*project().inSec, 15.1, 1.5 / kRate);
  expectOneStepSince(before);
  drag(QPointF(x(20), stripY()), QPointF(x(2), stripY()), Qt::ShiftModifier);
  EXPECT_NEAR(*project().outSec, *project().inSec + 1 / kRate, 1e-9);
}

TEST_F(TimelineGesture, ScrubbingSeeksAllTheWay) {
  const dub::Project before = project();
  QSignalSpy seeks(&timeline_, &ui::Timeline::seekRequested),
      scrubs(&timeline_, &ui::Timeline::scrubbingChanged);
  drag(QPointF(x(10), ticksY()), QPointF(x(20), ticksY()));
  ASSERT_EQ(seeks.count(), 6);
  EXPECT_NEAR(seeks.first()[0].toDouble(), 10, 1 / kRate);
  EXPECT_NEAR(seeks.last()[0].toDouble(), 20, 1 / kRate);
  ASSERT_EQ(scrubs.count(), 2);
  EXPECT_TRUE(scrubs[0][0].toBool());
  EXPECT_FALSE(scrubs[1][0].toBool());
  EXPECT_EQ(project(), before);
}

TEST_F(TimelineGesture, ThePlayerDoesNotPullThePlayheadFromTheMouse) {
  press(QPointF(x(10), ticksY()));
  timeline_.setPlayhead(3, false);
  EXPECT_NEAR(timeline_.playhead(), 10, 1 / kRate);
  release(QPointF(x(10), ticksY()));
  timeline_.setPlayhead(3, false);
  EXPECT_EQ(timeline_.playhead(), 3);
}

TEST_F(TimelineGesture, CtrlAndWheelKeepTheTimeUnderTheMouse) {
  const double at = 400, sec = scene().scale.sec(at), before = scene().scale.pixelsPerSec;
  for (int i = 0; i < 8; ++i) wheel(QPointF(at, voiceY(0)), 120, Qt::ControlModifier);
  EXPECT_GT(scene().scale.pixelsPerSec, 3 * before);
  EXPECT_NEAR(scene().scale.sec(at), sec, 1e-9);
}

TEST_F(TimelineGesture, TheWheelAndTheMiddleButtonPan) {
  wheel(QPointF(500, 200), 1200, Qt::ControlModifier);
  const double start = scene().scale.startSec;
  wheel(QPointF(500, 200), -120);
  EXPECT_GT(scene().scale.startSec, start);
  const double under = scene().scale.sec(500);
  mouse(QEvent::MouseButtonPress, {500, 200}, {}, Qt::MiddleButton);
  mouse(QEvent::MouseMove, {450, 200}, {}, Qt::MiddleButton);
  mouse(QEvent::MouseButtonRelease, {450, 200}, {}, Qt::MiddleButton);
  EXPECT_NEAR(scene().scale.sec(450), under, 1e-9);
}

TEST_F(TimelineGesture, AClickOnAProblemJumpsToItsBeginning) {
  ui::TimelineContent content = contentOf(60);
  content.analysis = analysisOf(60);
  timeline_.setContent(content);
  QSignalSpy seeks(&timeline_, &ui::Timeline::seekRequested);
  click(QPointF(x(10.5), laneY(ui::LaneKind::faces)));
  ASSERT_EQ(seeks.count(), 1);
  EXPECT_NEAR(seeks[0][0].toDouble(), 10, 1e-9);
  timeline_.setPlayhead(0, false);
  timeline_.toNextProblem();
  EXPECT_NEAR(seeks.last()[0].toDouble(), 10, 1e-9);
}

TEST_F(TimelineGesture, EdgesAreReachedOneByOne) {
  QSignalSpy seeks(&timeline_, &ui::Timeline::seekRequested);
  timeline_.setPlayhead(0, false);
  for (const double edge : {1.0, 3.0, 6.0}) {
    timeline_.toNextEdge();
    EXPECT_NEAR(seeks.last()[0].toDouble(), edge, 1e-9);
    timeline_.setPlayhead(edge, false);
  }
  timeline_.toPreviousEdge();
  EXPECT_NEAR(seeks.last()[0].toDouble(), 3, 1e-9);
}

TEST_F(TimelineGesture, PlaybackTurnsThePages) {
  document_.edit("range", [](dub::Project& project) { project.inSec = 0, project.outSec = 10; });
  timeline_.zoomToRange();
  const double end = scene().scale.endSec();
  timeline_.setPlayhead(end - 0.1, true);
  EXPECT_NEAR(scene().scale.endSec(), end, 1e-9);
  timeline_.setPlayhead(end + 0.1, true);
  EXPECT_GT(scene().scale.startSec, end - 0.5);
  EXPECT_LE(scene().scale.startSec, end);
}

static QAction* actionNamed(const QMenu& menu, const QString& text) {
  for (QAction* action : menu.actions())
    if (action->text().remove(QLatin1Char('&')) == text) return action;
  return nullptr;
}

TEST_F(TimelineGesture, TheKeyboardOpensTheMenuOfTheChosenLine) {
  dub::Project withTakes = project();
  const int other = dub::addTake(withTakes, "other.wav", 60);
  dub::addAlternative(withTakes, withTakes.clips[0].id, other);
  document_.reset(withTakes, {});
  timeline_.choose({clip(0).id});
  QMenu* menu = menuByKeyboard();
  ASSERT_NE(menu, nullptr);
  ASSERT_NE(actionNamed(*menu, "Takes"), nullptr);
  const QList<QAction*> takes = actionNamed(*menu, "Takes")->menu()->actions();
  ASSERT_EQ(takes.size(), 2);
  EXPECT_TRUE(takes[0]->isChecked());
  takes[1]->trigger();
  EXPECT_EQ(clip(0).take, other);
  actionNamed(*menu, "Set Range to Line")->trigger();
  EXPECT_EQ(project().inSec, 1);
  menu->close();
}

TEST_F(TimelineGesture, HeadsMuteAddAndAskForAFace) {
  QSignalSpy faces(&timeline_, &ui::Timeline::faceMenuRequested),
      voices(&timeline_, &ui::Timeline::voiceChanged);
  timeline_.findChild<QToolButton*>("mute1")->click();
  EXPECT_TRUE(project().voices[1].isMuted);
  timeline_.findChild<QToolButton*>("face1")->click();
  ASSERT_EQ(faces.count(), 1);
  EXPECT_EQ(faces[0][0].toInt(), 1);
  EXPECT_EQ(voices.last()[0].toInt(), 1);
  timeline_.findChild<QToolButton*>("addVoice")->click();
  ASSERT_EQ(project().voices.size(), 3U);
  EXPECT_EQ(project().voices[2].face.id, 3);
  ASSERT_NE(timeline_.findChild<QToolButton*>("face2"), nullptr);
  document_.history().undo();
  document_.history().undo();
  EXPECT_FALSE(project().voices[1].isMuted);
  EXPECT_FALSE(timeline_.findChild<QToolButton*>("mute1")->isChecked());
}

TEST_F(TimelineGesture, ScreenReadersHearThePositionAndTheChoice) {
  timeline_.choose({clip(1).id});
  timeline_.setPlayhead(2, false);
  EXPECT_TRUE(canvas().accessibleDescription().contains("00:00:02:00"))
      << canvas().accessibleDescription().toStdString();
  EXPECT_TRUE(canvas().accessibleDescription().contains("take, 00:00:06:00 to 00:00:08:00, voice 2"));
  expectAccessible(timeline_);
}

TEST_F(TimelineGesture, AnEditByOthersEndsADrag) {
  const QPointF from = on(clip(0));
  press(from);
  moveTo(from + QPointF(40, 0));
  document_.edit("other", [](dub::Project& project) { project.markers.push_back({5, "m"}); });
  moveTo(from + QPointF(80, 0));
  release(from + QPointF(80, 0));
  EXPECT_EQ(project().markers.size(), 1U);
}

TEST_F(TimelineGesture, TheGainOfAllChosenLinesIsAskedFor) {
  const dub::Project before = project();
  timeline_.choose({clip(0).id, clip(1).id});
  QMenu* menu = menuByKeyboard();
  actionNamed(*menu, "Gain...")->trigger();
  menu->close();
  auto* dialog = canvas().findChild<QDialog*>();
  ASSERT_NE(dialog, nullptr);
  expectAccessible(*dialog);
  dialog->findChild<QDoubleSpinBox*>()->setValue(-6);
  dialog->accept();
  EXPECT_EQ(clip(0).gainDb, -6);
  EXPECT_EQ(clip(1).gainDb, -6);
  EXPECT_EQ(clip(2).gainDb, 0);
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, TheMarkerUnderThePlayheadIsDeletedByTheKeyboard) {
  document_.edit("marker", [](dub::Project& project) { project.markers = {{20, "a"}, {30, "b"}}; });
  document_.history().clear();
  const dub::Project before = project();
  timeline_.setPlayhead(30, false);
  QMenu* menu = menuByKeyboard();
  ASSERT_NE(actionNamed(*menu, "Delete Marker"), nullptr);
  actionNamed(*menu, "Delete Marker")->trigger();
  menu->close();
  ASSERT_EQ(project().markers.size(), 1U);
  EXPECT_EQ(project().markers[0].name, "a");
  expectOneStepSince(before);
}

TEST_F(TimelineGesture, TipsTellWhatIsWrongAndWhatPatternsMean) {
  ui::TimelineContent content = contentOf(60);
  content.analysis = analysisOf(60);
  content.states.assign(1500, dub::FrameState::stale);
  timeline_.setContent(content);
  const double faces = laneY(ui::LaneKind::faces);
  EXPECT_TRUE(ui::tipAt(scene(), {x(10.5), faces}).startsWith("No face is seen"));
  EXPECT_TRUE(ui::tipAt(scene(), {x(20), faces}).startsWith("Face 2 is smaller than 80 pixels"));
  EXPECT_TRUE(ui::tipAt(scene(), {x(4), faces}).startsWith("Another shot begins here (00:00:04:00)."));
  const QString dubbed = ui::tipAt(scene(), {x(5), laneY(ui::LaneKind::dubbed)});
  EXPECT_TRUE(dubbed.startsWith("Dubbed before the last changes."));
  EXPECT_TRUE(dubbed.contains("Hatched"));
}
