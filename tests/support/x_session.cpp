#include "tests/support/x_session.h"

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/wait_until.h"

namespace test_support {

namespace fs = std::filesystem;

std::optional<std::string> XSession::missing() {
  const ShellResult found = shell(
      "for p in Xvfb openbox xdotool xprop xwininfo; do command -v $p >/dev/null || printf '%s ' $p; done");
  if (found.output.empty()) return std::nullopt;
  return "not installed: " + found.output;
}

XSession::XSession() : home_(folder_ / "home") {
  fs::create_directories(home_);
  server_ =
      std::make_unique<Process>(std::vector<std::string>{"Xvfb", "-displayfd", "1", "-screen", "0",
                                                         "1600x1000x24", "-nolisten", "tcp", "-noreset"},
                                std::map<std::string, std::string>{}, folder_ / "server");
  std::string number;
  const auto hasNumber = [&] {
    number = shell("grep -xE '[0-9]+' " + quoted(folder_ / "server")).output;
    return !number.empty() || !server_->isRunning();
  };
  if (!waitUntil(hasNumber) || number.empty())
    throw std::runtime_error("the screen does not start: " + server_->printed());
  number.pop_back();
  environment_ = {{"DISPLAY", ":" + number},
                  {"HOME", home_},
                  {"XDG_CONFIG_HOME", home_ / ".config"},
                  {"XDG_DATA_HOME", home_ / ".local/share"},
                  {"XDG_CACHE_HOME", home_ / ".cache"},
                  {"XDG_SESSION_TYPE", "x11"},
                  {"LC_ALL", "C.UTF-8"},
                  {"LANGUAGE", ""},
                  {"QT_QPA_PLATFORM", "xcb"},
                  {"QT_QPA_PLATFORMTHEME", ""}};
  windowManager_ = launch({"openbox", "--sm-disable"});
  const auto isManaged = [this] {
    return run("xprop -root _NET_SUPPORTING_WM_CHECK").find("window id") != std::string::npos ||
           !windowManager_->isRunning();
  };
  if (!waitUntil(isManaged) || !windowManager_->isRunning())
    throw std::runtime_error("no window manager: " + windowManager_->printed());
}

XSession::~XSession() = default;

std::unique_ptr<Process> XSession::launch(const std::vector<std::string>& command) const {
  const fs::path output = folder_ / ("printed-" + std::to_string(++launched_));
  return std::make_unique<Process>(command, environment_, output);
}

std::string XSession::run(const std::string& command) const {
  return shell("DISPLAY=" + environment_.at("DISPLAY") + " " + command).output;
}

// xdotool takes titles as patterns.
static std::string literal(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += std::ispunct(static_cast<unsigned char>(c)) ? std::string("[") + c + "]" : std::string(1, c);
  return out;
}

// The number behind `name:` in what xwininfo prints.
static std::optional<int> numberAfter(const std::string& text, const std::string& name) {
  const auto at = text.find(name + ":");
  if (at == std::string::npos) return std::nullopt;
  return std::atoi(text.c_str() + at + name.size() + 1);
}

std::optional<Area> XSession::window(const std::string& title) const {
  std::istringstream ids(
      run("xdotool search --onlyvisible --name " + quoted(literal(title)) + " 2>/dev/null"));
  std::string id;
  if (!(ids >> id)) return std::nullopt;
  const std::string facts = run("xwininfo -id " + id + " 2>/dev/null");
  const auto x = numberAfter(facts, "Absolute upper-left X"), y = numberAfter(facts, "Absolute upper-left Y");
  const auto width = numberAfter(facts, "Width"), height = numberAfter(facts, "Height");
  if (!x || !y || !width || !height) return std::nullopt;  // gone meanwhile
  return Area{*x, *y, *width, *height};
}

Area XSession::waitForWindow(const std::string& title) const {
  std::optional<Area> found;
  const auto hasKeyboard = [&] {
    const std::string active = run("xdotool getactivewindow getwindowname 2>/dev/null");
    return active.find(title) != std::string::npos && (found = window(title));
  };
  if (waitUntil(hasKeyboard)) return *found;
  screenshot("missing window");
  throw std::runtime_error("the window '" + title + "' has not come; windows: " +
                           run("xdotool search --onlyvisible --name '' getwindowname %@ 2>/dev/null"));
}

void XSession::waitUntilGone(const std::string& title) const {
  if (waitUntil([&] { return !window(title); })) return;
  screenshot("window that stays");
  throw std::runtime_error("the window '" + title + "' does not go");
}

void XSession::key(const std::string& keys) const { run("xdotool key " + keys); }

void XSession::type(const std::string& text) const { run("xdotool type --delay 5 -- " + quoted(text)); }

void XSession::moveTo(Point point) const {
  run("xdotool mousemove " + std::to_string(point.x) + " " + std::to_string(point.y));
}

void XSession::press() const { run("xdotool mousedown 1"); }

void XSession::release() const { run("xdotool mouseup 1"); }

void XSession::click(Point point) const {
  moveTo(point);
  run("xdotool click 1");
}

void XSession::screenshot(const std::string& name) const {
  const char* folder = std::getenv("REDUB_SCREENSHOTS");
  if (folder != nullptr) run("import -window root " + quoted((fs::path(folder) / (name + ".png")).string()));
}

}  // namespace test_support
