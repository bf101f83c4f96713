#pragma once

namespace base {

// Cancelled is not an error.
enum class Outcome { done, cancelled };

}  // namespace base
