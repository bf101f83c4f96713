#include "core/base/error.h"

#include <new>
#include <system_error>

namespace base {

Error::Error(Problem problem) : std::runtime_error(line(problem)), problem_(std::move(problem)) {}

Error::Error(Fault fault, Facts facts, std::filesystem::path path, std::string detail)
    : Error(Problem{fault, std::move(facts), std::move(path), std::move(detail)}) {}

Problem caughtProblem() {
  try {
    throw;
  } catch (const Error& error) {
    return error.problem();
  } catch (const std::bad_alloc&) {
    return {.fault = Fault::outOfMemory};
  } catch (const std::system_error& error) {
    const bool isOutOfThreads = error.code() == std::errc::resource_unavailable_try_again;
    return {.fault = isOutOfThreads ? Fault::outOfThreads : Fault::defect, .detail = error.what()};
  } catch (const std::exception& error) {
    return {.fault = Fault::defect, .detail = error.what()};
  } catch (...) {
    return {.fault = Fault::defect, .detail = "an exception of unknown type"};
  }
}

}  // namespace base
