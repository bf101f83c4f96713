#pragma once
#include <QString>

#include "core/base/problem.h"

namespace ui {

// What happened and what to do next: sentences in the language of the window.
QString words(const base::Problem& problem);

}  // namespace ui
