#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace e2e {

struct Ran {
  int exitCode = 0;  // 128 + signal when killed
  std::string out, err;
  // The last JSON object on standard output whose "event" is this.
  nlohmann::json event(const std::string& name) const;
};

// Runs redub-cli. With `signal` != 0, sends it as soon as `afterLines` lines of standard output have come.
Ran run(const std::vector<std::string>& arguments, int signal = 0, int afterLines = 0);

// A talking sample of this length at 320x240, made once by the program under test and kept in the build
// folder.
struct Sample {
  std::filesystem::path video, speech, truth;
};
Sample sample(double seconds, const std::string& voice = "en-gb", double fps = 25,
              const std::string& size = "320x240");

// MD5 of every decoded picture ("stream, dts, pts, duration, size, hash" lines of ffmpeg's framemd5),
// pictures only.
std::string pictureHashes(const std::filesystem::path& file);

}  // namespace e2e
