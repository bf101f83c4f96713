#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace test_support {

// A program that runs beside the test. It ends with this object, if it has not before.
class Process {
 public:
  // The environment is this process's own with these variables set. What the program prints goes into
  // `output`. Throws std::runtime_error when it cannot be started.
  Process(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
          std::filesystem::path output);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool isRunning();
  void signal(int number);
  // Its exit code, 128 + signal when it was killed. Waits for its end.
  int wait();
  std::string printed() const;  // so far

 private:
  std::filesystem::path output_;
  pid_t id_ = 0;
  int status_ = 0;
  bool isOver_ = false;
};

}  // namespace test_support
