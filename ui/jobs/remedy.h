#pragma once
#include <QString>

#include "core/base/problem.h"

namespace ui {

// The action of the window that mends it ("models", see ui/actions/table.cpp); empty = none does.
QString remedyFor(base::Fault fault);

}  // namespace ui
