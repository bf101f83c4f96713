#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace test_support {

struct Point {
  int x = 0, y = 0;
};
struct Area {
  int x = 0, y = 0, width = 0, height = 0;
  Point centre() const { return {x + width / 2, y + height / 2}; }
};

// A screen of its own (Xvfb, without hardware) with a window manager, a mouse, a keyboard, and a home folder:
// programs run in it as they do on a user's desktop.
class XSession {
 public:
  // The programs that it needs and that are not installed; tests then skip with these words.
  static std::optional<std::string> missing();
  // Throws std::runtime_error when the screen does not start.
  XSession();
  ~XSession();

  // Environment variables for programs that are to appear on the screen.
  const std::map<std::string, std::string>& environment() const { return environment_; }
  const std::filesystem::path& home() const { return home_; }
  std::unique_ptr<Process> launch(const std::vector<std::string>& command) const;

  // Where the visible window is whose title holds `title`; nullopt when there is none now.
  std::optional<Area> window(const std::string& title) const;
  // Waits for such a window and until it has the keyboard. Throws std::runtime_error when it does not come.
  Area waitForWindow(const std::string& title) const;
  void waitUntilGone(const std::string& title) const;

  void key(const std::string& keys) const;   // "ctrl+d", as xdotool names them, several with blanks between
  void type(const std::string& text) const;  // US keyboard
  void moveTo(Point point) const;
  void press() const;  // the left button
  void release() const;
  void click(Point point) const;

  // A picture of the screen, NAME.png, into the folder in REDUB_SCREENSHOTS; without that, none.
  void screenshot(const std::string& name) const;

 private:
  std::string run(const std::string& command) const;

  TempFolder folder_;
  std::filesystem::path home_;
  std::map<std::string, std::string> environment_;
  std::unique_ptr<Process> server_, windowManager_;
  mutable int launched_ = 0;
};

}  // namespace test_support
