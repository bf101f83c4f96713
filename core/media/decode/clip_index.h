#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "core/media/decode/content_hash.h"
#include "core/media/decode/frame_map.h"
#include "core/media/info.h"

namespace media {

// What a file holds and where its pictures are: found by one look at all its packets, then shared by everyone
// who reads the file. Immutable; any thread.
struct ClipIndex {
  explicit ClipIndex(const std::filesystem::path& file);

  std::filesystem::path path;
  std::string identity;  // base::identityOf the file before it was looked at
  ContentHash hash;
  Probe probe;
  FrameMap map;  // empty where there is no picture

  const FrameIndex& index() const { return map.index; }
  // Throws Error(noVideo) where there is none.
  const VideoInfo& video() const;
};

// Looks at a file; null when stopped, also while it waits for a slow disk between two reads. progress(0..1);
// begins again where the pictures must be decoded to be counted. Throws Error: notFound, unreadable
// (directory, empty, truncated), notMedia.
std::shared_ptr<const ClipIndex> indexClip(const std::filesystem::path& path,
                                           const std::stop_token& stop = {},
                                           const std::function<void(double)>& progress = {});

// `known` where it tells of this file as it is now, else indexClip().
std::shared_ptr<const ClipIndex> indexClip(const std::filesystem::path& path,
                                           std::shared_ptr<const ClipIndex> known,
                                           const std::stop_token& stop,
                                           const std::function<void(double)>& progress = {});

}  // namespace media
