#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"
#include "tests/support/x_session.h"

namespace window_e2e {

// A short clip with a talking face, and a speech for it: a real face where there are real clips, else the
// sample.
struct Media {
  std::filesystem::path video, speech;
};
Media makeMedia(const std::filesystem::path& folder, int seconds = 5, int height = 360);

// The program on a screen, used with mouse and keyboard; what it does is seen in its windows' titles, its
// files and its log. Every wait throws std::runtime_error, with the log, when it waits in vain.
class Studio {
 public:
  Studio();
  ~Studio();

  // Waits for the window. Relative file names are those of `in`.
  void start(const std::vector<std::string>& arguments = {}, const std::filesystem::path& in = "/");
  void kill();  // at once, as a crash would
  void quit();  // by key, without saving; waits for its end

  // Drags files from another program onto the middle of the window.
  void drop(const std::vector<std::filesystem::path>& files);
  void key(const std::string& keys) { screen.key(keys); }
  // Replaces the text of the field that has the keyboard, and confirms.
  void enter(const std::string& text);
  void saveProjectAs(const std::filesystem::path& file);

  std::string log() const;
  // Waits until the log of this start holds `text` `times` times. Returns the rest of the last such line.
  std::string waitForLog(const std::string& text, int times = 1) const;
  // Waits for a file of this ending in a folder below the home folder. Returns it.
  std::filesystem::path waitForFile(const std::string& place, const std::string& ending) const;

  test_support::TempFolder folder;  // the user's own files
  test_support::XSession screen;

 private:
  std::unique_ptr<test_support::Process> program_, dragSource_;
};

nlohmann::json readJson(const std::filesystem::path& file);

// A test with a screen; skipped where the programs for that are missing.
class WindowTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto missing = test_support::XSession::missing()) GTEST_SKIP() << *missing;
  }
};

}  // namespace window_e2e
