#pragma once
#include <QString>

#include "core/base/error.h"

namespace ui {

// What to do about this kind of failure: one sentence, shown below the error's own line.
QString errorHelp(base::Code code);

}  // namespace ui
