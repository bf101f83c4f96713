#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "models/dataset/clip.h"

namespace dataset {

// A prepared set, seen as memory: its shards are mapped, so a training touches only the pictures that it
// draws, they need no decoding, and the system keeps in memory what is used. (A database would copy whole
// values; compressed pictures would cost more than reading them.) Immutable; any thread.
class Set {
 public:
  // Throws Error: notFound, unreadable (damaged, truncated, not a set).
  explicit Set(const std::filesystem::path& folder);
  ~Set();
  Set(Set&&) noexcept;

  const std::vector<ClipInfo>& clips() const;         // by name
  std::vector<std::size_t> clipsOf(Part part) const;  // numbers of clips()
  ClipView clip(std::size_t number) const;            // lives as long as the set
  std::int64_t edge() const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace dataset
