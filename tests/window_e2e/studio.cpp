#include "tests/window_e2e/studio.h"

#include <signal.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/wait_until.h"

namespace window_e2e {

namespace fs = std::filesystem;
using test_support::quoted;
using test_support::shell;
using test_support::waitUntil;

static constexpr std::chrono::seconds kPatience(120);  // for work, on a busy machine

static void make(const std::string& command) {
  if (const auto made = shell(command); made.exitCode != 0) throw std::runtime_error(made.output);
}

Media makeMedia(const fs::path& folder, int seconds, int height) {
  const Media media{folder / "talk.mp4", folder / "speech.wav"};
  const std::string length = std::to_string(seconds);
  const fs::path real = test_support::realMedia(REDUB_MEDIA_DEFAULT);
  fs::path video = real / "webcam_man_en.mp4", speech = real / "speech/arctic_a0024_16k.wav";
  if (real.empty()) {
    make(quoted(REDUB_CLI) + " sample --seconds " + length + " --out " + quoted(folder / "sample"));
    video = folder / "sample/sample.mp4";
    speech = folder / "sample/sample.wav";
  }
  const std::string ffmpeg = "ffmpeg -v error -nostdin -y -i ";
  make(ffmpeg + quoted(video) + " -t " + length + " -vf scale=-2:" + std::to_string(height) +
       " -c:v libx264 -preset veryfast -pix_fmt yuv420p " + quoted(media.video));
  make(ffmpeg + quoted(speech) + " -t 3 -ac 1 " + quoted(media.speech));
  return media;
}

Studio::Studio() = default;
Studio::~Studio() = default;

void Studio::start(const std::vector<std::string>& arguments, const fs::path& in) {
  std::vector<std::string> command{"env", "--chdir=" + in.string(), REDUB_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  program_ = screen.launch(command);
  screen.waitForWindow("Redub");
}

void Studio::kill() {
  program_->signal(SIGKILL);
  program_->wait();
  program_.reset();
}

void Studio::quit() {
  key("ctrl+q");
  if (!waitUntil([this] { return !program_->isRunning() || screen.window("Unsaved changes"); }, kPatience))
    throw std::runtime_error("the program does not quit\n" + log());
  if (program_->isRunning()) {
    screen.waitForWindow("Unsaved changes");
    key("Tab Return");  // from "Save" to "Discard"
  }
  if (const int code = program_->wait(); code != 0)
    throw std::runtime_error("the program ended with " + std::to_string(code) + "\n" + program_->printed());
  program_.reset();
}

// Small steps, as a hand makes them, until the drag has come so far.
static void moveUntil(const test_support::XSession& screen, const test_support::Process& source,
                      test_support::Point at, const std::string& words) {
  int step = 0;
  const auto isThere = [&] {
    screen.moveTo({at.x + 4 * (step % 8), at.y + 2 * (step % 8)});
    ++step;
    return source.printed().find(words) != std::string::npos;
  };
  if (!waitUntil(isThere)) throw std::runtime_error("the drag got as far as: " + source.printed());
}

void Studio::drop(const std::vector<fs::path>& files) {
  const test_support::Area window = screen.waitForWindow("Redub");
  std::vector<std::string> command{REDUB_DRAG_SOURCE};
  for (const fs::path& file : files) command.push_back(file.string());
  dragSource_ = screen.launch(command);
  const test_support::Process& source = *dragSource_;
  if (!waitUntil([&] { return source.printed().find("ready") != std::string::npos; }))
    throw std::runtime_error("nothing to drag from: " + source.printed());
  screen.moveTo({20, 20});
  screen.press();
  moveUntil(screen, source, {24, 24}, "dragging");
  moveUntil(screen, source, window.centre(), "the target takes it");
  screen.screenshot("hovering");
  screen.release();
  if (!waitUntil([&] { return source.printed().find("dropped") != std::string::npos; }))
    throw std::runtime_error("not dropped: " + source.printed());
}

void Studio::enter(const std::string& text) {
  key("ctrl+a");
  screen.type(text);
  key("Return");
}

void Studio::saveProjectAs(const fs::path& file) {
  key("ctrl+shift+s");
  screen.waitForWindow("Save project");
  enter(file.string());
  waitForLog("project " + file.string());
  screen.waitUntilGone("Save project");
  screen.waitForWindow(file.stem().string() + " - Redub");
}

std::string Studio::log() const {
  std::ostringstream text;
  text << std::ifstream(screen.home() / ".local/share/redub/log/redub.log").rdbuf();
  return text.str();
}

static std::optional<std::string> restOfLine(const std::string& log, const std::string& text, int times) {
  std::size_t at = 0;
  for (int i = 0; i < times; ++i) {
    at = log.find(text, at);
    if (at == std::string::npos) return std::nullopt;
    at += text.size();
  }
  const std::size_t end = log.find('\n', at);
  return end == std::string::npos ? std::nullopt : std::optional(log.substr(at, end - at));
}

std::string Studio::waitForLog(const std::string& text, int times) const {
  std::optional<std::string> rest;
  const auto isThere = [&] { return (rest = restOfLine(log(), text, times)) || !program_->isRunning(); };
  if (waitUntil(isThere, kPatience) && rest) return *rest;
  screen.screenshot("missing in the log");
  throw std::runtime_error("not in the log: " + text +
                           (program_->isRunning() ? "\n" : " (it has ended: " + program_->printed() + ")\n") +
                           log());
}

fs::path Studio::waitForFile(const std::string& place, const std::string& ending) const {
  fs::path found;
  const auto isThere = [&] {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(screen.home() / place, none))
      if (entry.path().extension() == ending) found = entry.path();
    return !found.empty();
  };
  if (!waitUntil(isThere, kPatience))
    throw std::runtime_error("no " + ending + " in " + place + "\n" + log());
  return found;
}

nlohmann::json readJson(const fs::path& file) { return nlohmann::json::parse(std::ifstream(file)); }

}  // namespace window_e2e
