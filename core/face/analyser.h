#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/face/face.h"
#include "core/face/landmark_network.h"

namespace face {

// The distribution's 68-point model (package libdlib-data). REDUB_LANDMARKS or --landmarks name another file.
std::filesystem::path landmarkFile();
// SHA-256 of a landmark file, computed once in a process while the file stays as it is (95 MB: 0.1 to 0.3 s).
// nullopt when stopped. Throws as Analyser does where it is missing.
std::optional<std::string> landmarkSum(const std::filesystem::path& landmarks, const std::stop_token& stop);
// One line on the model's licence, for the model list.
const char* landmarkLicence();

// What an analysis says where that model alone found the points.
inline constexpr const char* kCascadeName = "dlib";

// Counts up when the same pictures and landmark file come to another analysis.
inline constexpr int kAnalysisVersion = 3;

// Finds and follows faces through a clip, fed with pictures in order. One thread; deterministic.
class Analyser {
 public:
  struct Options {
    int detectEvery = 10;                // frames between detector runs
    int detectMaxSide = 640;             // the detector sees pictures shrunk to this longer side
    LandmarkNetworkSource network = {};  // finds the points of what is followed
  };
  // Throws Error(notFound) naming the package that brings the landmark file, Error(unreadable) when it is
  // damaged; what the network throws.
  explicit Analyser(const std::filesystem::path& landmarks);
  Analyser(const std::filesystem::path& landmarks, Options options);
  ~Analyser();
  // In full resolution, all of one size.
  void push(const Picture& picture);
  // Joins tracks, fills short gaps, smooths. Call once, after the last push.
  Analysis finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Landmarks of one picture without tracking, largest face first: for stills and for measuring. With a network
// those faces that it sees have its points.
std::vector<Face> detect(const Picture& picture, const std::filesystem::path& landmarks,
                         LandmarkNetwork* network = nullptr);

// Binary cache of an analysis; read returns nullopt when the file is missing, of another version or damaged.
void writeAnalysis(const Analysis& analysis, const std::filesystem::path& path);
std::optional<Analysis> readAnalysis(const std::filesystem::path& path);
// SHA-256 of all that an analysis tells: two that differ anywhere have different sums.
std::string sumOf(const Analysis& analysis);

}  // namespace face
