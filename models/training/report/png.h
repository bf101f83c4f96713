#pragma once
#include <string>

#include "core/base/image.h"

namespace training {

// A grey (1 channel) or colour (BGR) picture as a PNG file.
std::string toPng(const base::Image& image);

}  // namespace training
