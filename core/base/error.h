#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>

namespace base {

// What kind of thing went wrong; the command line and the window choose their wording and exit code by it.
enum class Code {
  usage,        // the caller asked for something contradictory or impossible
  notFound,     // no such file, track, model or encoder
  unreadable,   // exists, but is a directory, forbidden, empty, truncated or damaged
  notMedia,     // not an audio, video or picture file
  noVideo,      // media without a picture
  noAudio,      // media without sound, or sound of no length
  noFace,       // no usable face in the picture
  unsupported,  // understood, but not possible with this build or device
  exists,       // would overwrite something that must not be overwritten
  diskFull,
  io,        // any other failure of reading or writing
  internal,  // a defect of Redub
};

// The one exception type. `what()` is one line for the user: what happened and what to do next.
// `detail` is for the log (a library's own message); `path` is the file concerned, if any.
class Error : public std::runtime_error {
 public:
  Error(Code code, const std::string& message, std::filesystem::path path = {}, std::string detail = {})
      : std::runtime_error(message), code_(code), path_(std::move(path)), detail_(std::move(detail)) {}
  Code code() const { return code_; }
  const std::filesystem::path& path() const { return path_; }
  const std::string& detail() const { return detail_; }

 private:
  Code code_;
  std::filesystem::path path_;
  std::string detail_;
};

}  // namespace base
