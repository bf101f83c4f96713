#pragma once
#include <stdexcept>

#include "core/base/problem.h"

namespace base {

// The one exception type: a problem on its way to whoever tells it. what() is a line for the log and is never
// shown as it is.
class Error : public std::runtime_error {
 public:
  explicit Error(Problem problem);
  explicit Error(Fault fault, Facts facts = {}, std::filesystem::path path = {}, std::string detail = {});
  const Problem& problem() const { return problem_; }
  Fault fault() const { return problem_.fault; }
  Code code() const { return codeOf(problem_.fault); }
  const std::filesystem::path& path() const { return problem_.path; }
  const std::string& detail() const { return problem_.detail; }

 private:
  Problem problem_;
};

// In a catch block: what the exception means, whoever threw it.
Problem caughtProblem();

}  // namespace base
