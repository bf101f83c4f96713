#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/face/composite.h"

namespace dub {

// Painted mouths, kept by what they depend on: the source picture, the speech around it (kReachSec each
// side), the settings of the lips, the model and the face. (Colour matching comes after, in composed().) In
// memory up to `memoryBytes`, beyond that in files below `folder` up to `diskBytes`, oldest out first. Any
// thread.
class PatchCache {
 public:
  struct Painted {
    face::Patch patch;
    face::Landmarks points{};
    float strength = 1;
  };
  PatchCache(std::filesystem::path folder, std::size_t memoryBytes, std::uint64_t diskBytes);
  ~PatchCache();
  void put(const std::string& key, Painted painted);
  std::optional<Painted> find(const std::string& key) const;
  bool has(const std::string& key) const;
  void clear();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dub
