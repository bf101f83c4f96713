#include "tests/support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/wait_until.h"

namespace test_support {

static constexpr std::chrono::seconds kPatience(5);  // for a program that is asked to end

static std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

static std::vector<std::string> merged(const std::map<std::string, std::string>& environment) {
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    if (!environment.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : environment) all.push_back(name + "=" + value);
  return all;
}

Process::Process(const std::vector<std::string>& command,
                 const std::map<std::string, std::string>& environment, std::filesystem::path output)
    : output_(std::move(output)) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                   0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  const std::vector<std::string> variables = merged(environment);
  const int error = posix_spawnp(&id_, command.front().c_str(), &actions, nullptr, pointers(command).data(),
                                 pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error(command.front() + " cannot be started");
}

Process::~Process() {
  signal(SIGTERM);
  if (!waitUntil([this] { return !isRunning(); }, kPatience)) signal(SIGKILL);
  wait();
}

bool Process::isRunning() {
  if (!isOver_) isOver_ = waitpid(id_, &status_, WNOHANG) == id_;
  return !isOver_;
}

void Process::signal(int number) {
  if (isRunning()) ::kill(id_, number);
}

int Process::wait() {
  if (!isOver_) isOver_ = waitpid(id_, &status_, 0) == id_;
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
}

std::string Process::printed() const {
  std::ostringstream text;
  text << std::ifstream(output_).rdbuf();
  return text.str();
}

}  // namespace test_support
