#pragma once

class QWidget;

// Every control in `widget` (shown or not) has a name for those who cannot see it, and can be reached by Tab
// or a shortcut. What is missing is told as a failure of the running test.
void expectAccessible(QWidget& widget);
