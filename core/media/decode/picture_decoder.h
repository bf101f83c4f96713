#pragma once
// Private to core/media: pictures of a file as the decoder gives them, one after another.
#include <deque>
#include <filesystem>
#include <stop_token>

#include "core/media/decode/source.h"

namespace media {

class PictureDecoder {
 public:
  // Stopped, the file seems to end.
  PictureDecoder(const std::filesystem::path& path, int threads, std::stop_token stop = {});

  const Source& source() const { return source_; }
  const AVStream& stream() const { return videoStream(source_); }

  // The next picture in presentation order; null at the end. Packets that cannot be decoded are passed over.
  av::FramePtr next();
  // Makes `frame` the next picture again.
  void putBack(av::FramePtr frame) { ahead_.push_front(std::move(frame)); }
  // Starts again from the very first packet.
  void restart();
  // Continues at a key picture near `timestamp`, in the stream's time base; false when the file cannot be
  // positioned. The pictures that come next may be any: the caller looks at their pts.
  bool seekNear(std::int64_t timestamp);
  // What the decoder made up for damaged data depends on its threads and, after a seek, on what it saw
  // before. Damage is known before the pictures that refer to it are given.
  bool sawDamage() const { return sawDamage_; }
  void noteDamage() { sawDamage_ = true; }  // for callers who miss a picture
  // Pictures that come after the one given last, as far as they are decoded already.
  const std::deque<av::FramePtr>& ahead() const { return ahead_; }
  bool usesOneThread() const { return threads_ == 1; }
  void useOneThread();  // restarts
  // Every picture of this codec can be decoded by itself.
  bool isIntraOnly() const;

 private:
  bool feed();
  av::FramePtr decode();
  void forget();

  std::filesystem::path path_;
  int threads_;
  std::stop_token stop_;
  Source source_;
  av::Codec codec_;
  av::Packet packet_;
  std::deque<av::FramePtr> ahead_;  // decoded but not given yet
  bool isDraining_ = false, sawDamage_ = false;
};

// The decoder had to make up a part of the picture.
bool isDamaged(const AVFrame& frame);

}  // namespace media
