#pragma once
#include <QString>

#include "core/base/progress.h"

// What a running job does, in words.
namespace ui {

QString stageName(base::Stage stage);  // "Painting and encoding"; empty while nothing was told
QString timeLeft(double seconds);      // "about 2 min left"
// "38 pictures/s, about 2 min left": what of it is known; may be empty.
QString paceOf(const base::Progress& progress);
// 0..1000 for a progress bar; -1 = not known.
int thousandths(const base::Progress& progress);

}  // namespace ui
