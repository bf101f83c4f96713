#include "core/base/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include "core/base/error.h"

namespace base {

static constexpr const char* kLogger = "redub";

void logTo(const std::filesystem::path& file) {
  try {
    spdlog::drop(kLogger);
    spdlog::basic_logger_mt(kLogger, file.string(), true)->flush_on(spdlog::level::info);
  } catch (const spdlog::spdlog_ex& e) {
    throw Error(Fault::logUnwritable, {}, file, e.what());
  }
}

void logInfo(const std::string& message) {
  if (const auto logger = spdlog::get(kLogger)) logger->info(message);
}

void logWarning(const std::string& message) {
  if (const auto logger = spdlog::get(kLogger)) logger->warn(message);
}

}  // namespace base
