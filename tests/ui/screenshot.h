#pragma once
#include <QString>

class QWidget;

// A picture of a widget as it looks now, into the folder that the environment's REDUB_SCREENSHOTS names (if
// it does): NAME-light.png or NAME-dark.png. False when nothing was drawn or it could not be written.
bool saveScreenshot(QWidget& widget, const QString& name);
