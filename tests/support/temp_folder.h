#pragma once
#include <filesystem>
#include <string>

namespace test_support {

// A folder of its own for one test, removed at the end of the scope.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// Runs a shell command; returns its exit code and what it printed (stdout and stderr).
struct ShellResult {
  int exitCode = 0;
  std::string output;
};
ShellResult shell(const std::string& command);
// `text` in single quotes for the shell, whatever it holds.
std::string quoted(const std::string& text);

// The folder of real clips, or empty when it is not there.
std::filesystem::path realMedia(const char* defaultFolder);

}  // namespace test_support
