#pragma once
#include <QString>
#include <functional>

class QWidget;

// Does something in each look: light, dark, and light in German; light English comes back at the end.
void inEveryLook(const std::function<void()>& act);

// A picture of a widget as it looks now, into the folder that the environment's REDUB_SCREENSHOTS names (if
// it does): NAME-light.png, NAME-dark.png, NAME-light-de.png and so on, with @2x at double scale. False when
// nothing was drawn or it could not be written.
bool saveScreenshot(QWidget& widget, const QString& name);
