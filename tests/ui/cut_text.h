#pragma once

class QWidget;

// Every text that is visible in `widget` has the room it needs: labels, buttons, tabs, chosen entries and
// headings. What is cut is told as a failure of the running test.
void expectNoCutText(QWidget& widget);
