#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/image.h"
#include "core/face/face.h"

namespace face {

// The distribution's 68-point model (package libdlib-data). REDUB_LANDMARKS or --landmarks name another file.
std::filesystem::path landmarkFile();
// SHA-256 of a landmark file, computed once in a process while the file stays as it is (95 MB: 0.1 to 0.3 s).
// nullopt when stopped. Throws as Analyser does where it is missing.
std::optional<std::string> landmarkSum(const std::filesystem::path& landmarks, const std::stop_token& stop);
// One line on the model's licence, for the model list.
const char* landmarkLicence();

// Counts up when the same pictures and landmark file come to another analysis.
inline constexpr int kAnalysisVersion = 1;

// Finds and follows faces through a clip, fed with grey pictures in order. One thread; deterministic.
class Analyser {
 public:
  struct Options {
    int detectEvery = 10;     // frames between detector runs
    int detectMaxSide = 640;  // the detector sees pictures shrunk to this longer side
  };
  // Throws Error(notFound) naming the package that brings the landmark file, Error(unreadable) when it is
  // damaged.
  explicit Analyser(const std::filesystem::path& landmarks);
  Analyser(const std::filesystem::path& landmarks, Options options);
  ~Analyser();
  // `grey`: full resolution luma, 1 channel.
  void push(const base::Image& grey);
  // Joins tracks, fills short gaps, smooths. Call once, after the last push.
  Analysis finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Landmarks of one picture without tracking, largest face first: for stills and for measuring.
std::vector<Face> detect(const base::Image& grey, const std::filesystem::path& landmarks);

// Binary cache of an analysis; read returns nullopt when the file is missing, of another version or damaged.
void writeAnalysis(const Analysis& analysis, const std::filesystem::path& path);
std::optional<Analysis> readAnalysis(const std::filesystem::path& path);
// SHA-256 of all that an analysis tells: two that differ anywhere have different sums.
std::string sumOf(const Analysis& analysis);

}  // namespace face
