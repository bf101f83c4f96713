#include "tests/e2e/cli.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <sstream>
#include <stdexcept>

#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace e2e {

namespace fs = std::filesystem;

nlohmann::json Ran::event(const std::string& name) const {
  nlohmann::json last;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (object.is_object() && object.value("event", "") == name) last = object;
  }
  return last;
}

static void exec(const std::vector<std::string>& arguments, int out, int err) {
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  std::vector<char*> argv{const_cast<char*>(REDUB_CLI)};
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  execv(REDUB_CLI, argv.data());
  _exit(127);
}

Ran run(const std::vector<std::string>& arguments, int signal, int afterLines) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) exec(arguments, out[1], err[1]);
  close(out[1]);
  close(err[1]);
  Ran ran;
  std::array<pollfd, 2> waits{{{out[0], POLLIN, 0}, {err[0], POLLIN, 0}}};
  while (waits[0].fd >= 0 || waits[1].fd >= 0) {
    poll(waits.data(), waits.size(), -1);
    for (std::size_t i = 0; i < 2; ++i) {
      if (waits[i].fd < 0 || waits[i].revents == 0) continue;
      std::array<char, 4096> buffer;
      const ssize_t n = read(waits[i].fd, buffer.data(), buffer.size());
      if (n <= 0) waits[i].fd = -1;
      if (n > 0) (i == 0 ? ran.out : ran.err).append(buffer.data(), static_cast<std::size_t>(n));
    }
    if (signal != 0 && std::count(ran.out.begin(), ran.out.end(), '\n') >= afterLines) {
      kill(child, signal);
      signal = 0;
    }
  }
  close(out[0]);
  close(err[0]);
  int status = 0;
  waitpid(child, &status, 0);
  ran.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

static constexpr const char* kOtherWords =
    "My brother bought five small maps of the harbour. Who would have thought that we would ever need them?";

Sample sample(double seconds, const std::string& voice, double fps, const std::string& size) {
  const auto built = fs::last_write_time(REDUB_CLI).time_since_epoch().count();
  std::ostringstream key;
  key << "sample-" << built << "-" << seconds << "-" << voice << "-" << fps << "-" << size << "-"
      << std::hash<std::string>{}(kOtherWords);
  const fs::path root = fs::path(REDUB_CLI).parent_path() / "test-media";
  fs::create_directories(root);
  const fs::path folder = root / key.str();
  const int lock = open((root / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  flock(lock, LOCK_EX);  // tests run side by side
  if (!fs::exists(folder / "complete")) {
    std::vector<std::string> arguments{
        "sample",  "--out", folder.string(), "--seconds",         std::to_string(seconds),
        "--voice", voice,   "--fps",         std::to_string(fps), "--size",
        size};
    if (voice != "en-gb") arguments.insert(arguments.end(), {"--text", kOtherWords});
    const Ran ran = run(arguments);
    if (ran.exitCode != 0) throw std::runtime_error("cannot make a sample: " + ran.err);
    base::writeFile(folder / "complete", "");
  }
  close(lock);
  return {folder / "sample.mp4", folder / "sample.wav", folder / "sample.json"};
}

std::string pictureHashes(const fs::path& file) {
  const auto result =
      test_support::shell("ffmpeg -v error -nostdin -i " + test_support::quoted(file.string()) +
                          " -map 0:v:0 -f framemd5 - | grep -v '^#' | sed 's/^.*, *//'");
  if (result.exitCode != 0) throw std::runtime_error(result.output);
  return result.output;
}

}  // namespace e2e
