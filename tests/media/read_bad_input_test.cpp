#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/media/decode/video_reader.h"
#include "tests/media/read_support.h"
#include "tests/support/make_media.h"

namespace {

using base::Code;
using test_support::makeMedia;
using test_support::movingPicture;
using test_support::TempFolder;

const std::string kH264 = " -c:v libx264 -preset veryfast -g 10 -bf 2 -pix_fmt yuv420p";

void write(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

std::string readAll(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The error of the action; its message must be one line that names the file.
template <typename Action>
Code codeOf(const std::filesystem::path& file, Action action) {
  try {
    action();
  } catch (const base::Error& error) {
    const std::string message = error.what();
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    EXPECT_NE(message.find(file.filename().string()), std::string::npos) << message;
    return error.code();
  }
  ADD_FAILURE() << "no error for " << file;
  return Code::internal;
}

Code probed(const std::filesystem::path& file) {
  return codeOf(file, [&] { media::indexClip(file); });
}

TEST(ReadBadInput, SaysWhatIsWrongWithTheFile) {
  const TempFolder folder;
  EXPECT_EQ(probed(folder / "missing.mp4"), Code::notFound);
  EXPECT_EQ(probed(folder / "no folder/missing.mp4"), Code::notFound);
  std::filesystem::create_directory(folder / "folder.mp4");
  EXPECT_EQ(probed(folder / "folder.mp4"), Code::unreadable);
  write(folder / "empty.mp4", "");
  EXPECT_EQ(probed(folder / "empty.mp4"), Code::unreadable);
  EXPECT_EQ(codeOf(folder / "empty.mp4",
                   [&] { media::VideoReader reader(media::indexClip(folder / "empty.mp4")); }),
            Code::unreadable);
  EXPECT_EQ(codeOf(folder / "empty.mp4", [&] { media::AudioReader reader(folder / "empty.mp4"); }),
            Code::unreadable);
}

TEST(ReadBadInput, TextIsNoVideoWhateverItsName) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 400; ++i) text += "All work and no play makes a dull file.\n";
  for (const char* name : {"note.txt", "note.mp4", "note.ans", "note.nfo", "note.diz", "note.mp3", "note.wav",
                           "note.jpg", "note.png", "note", "note.m3u8", "note.yuv", "note.sub"}) {
    write(folder / name, text);
    const Code code = probed(folder / name);
    EXPECT_TRUE(code == Code::notMedia || code == Code::unreadable) << name;
  }
  write(folder / "list.m3u8",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n");
  EXPECT_EQ(probed(folder / "list.m3u8"), Code::notMedia);
  write(folder / "subtitles.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nYou\n\n");
  EXPECT_EQ(probed(folder / "subtitles.srt"), Code::notMedia);
}

TEST(ReadBadInput, AMovieCutBeforeItsIndexIsUnreadable) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "whole.mp4", movingPicture() + kH264));
  const std::string whole = readAll(folder / "whole.mp4");
  write(folder / "cut.mp4", whole.substr(0, whole.size() * 3 / 4));
  EXPECT_EQ(probed(folder / "cut.mp4"), Code::unreadable);
}

TEST(ReadBadInput, TellsMissingPictureAndMissingSoundApart) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "silent.mp4", movingPicture() + kH264));
  ASSERT_TRUE(makeMedia(folder / "sound.wav", "-f lavfi -i sine=duration=1"));
  EXPECT_EQ(codeOf(folder / "silent.mp4", [&] { media::readSpeech(folder / "silent.mp4"); }), Code::noAudio);
  EXPECT_EQ(codeOf(folder / "sound.wav",
                   [&] { media::VideoReader reader(media::indexClip(folder / "sound.wav")); }),
            Code::noVideo);
  EXPECT_FALSE(media::indexClip(folder / "sound.wav")->probe.video.has_value());
  EXPECT_TRUE(media::indexClip(folder / "silent.mp4")->probe.audio.empty());
}

TEST(ReadBadInput, SoundOfNoLengthIsNoSound) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "whole.wav", "-f lavfi -i sine=duration=1:sample_rate=16000"));
  write(folder / "header.wav", readAll(folder / "whole.wav").substr(0, 78));
  EXPECT_EQ(codeOf(folder / "header.wav", [&] { media::readSpeech(folder / "header.wav"); }), Code::noAudio);
}

TEST(ReadBadInput, ReadsFilesOfStrangeNames) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "plain.mp4", movingPicture("64x48", "25", 3) + kH264));
  for (const char* name :
       {"with blank.mp4", "it's \"quoted\".mp4", "-dash.mp4", "percent_%03d_%s.mp4", "größe_名前.mp4",
        "colon:and|pipe.mp4", "http:.mp4", "[b]{c}*.mp4", "no_ending", "UPPER.MP4"}) {
    std::filesystem::copy_file(folder / "plain.mp4", folder / name);
    EXPECT_EQ(media::indexClip(folder / name)->probe.video->frames, 3) << name;
    EXPECT_EQ(read_support::readThrough(folder / name).size(), 3U) << name;
  }
}

TEST(ReadBadInput, SeeksOutsideTheClipAreRefused) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "clip.mp4", movingPicture("64x48", "25", 5) + kH264));
  media::VideoReader reader(media::indexClip(folder / "clip.mp4"));
  EXPECT_THROW(reader.seek(5), base::Error);
  EXPECT_THROW(reader.seek(-1), base::Error);
  EXPECT_EQ(reader.at(4).pts(), reader.index().entries[4].pts);
  EXPECT_THROW(reader.at(5), base::Error) << "where reading through has ended";
}

// Overwrites a part of the picture data, which lies before the index in these files.
void damage(const std::filesystem::path& file, double from, double to) {
  std::string bytes = readAll(file);
  const auto at = [&](double share) {
    return static_cast<std::size_t>(share * static_cast<double>(bytes.size()));
  };
  for (std::size_t i = at(from); i < at(to); ++i) bytes[i] = static_cast<char>(i * 2654435761U >> 13);
  write(file, bytes);
}

TEST(ReadBadInput, DamagedFramesKeepTheirNumbersAndAreTheSameHoweverRead) {
  const TempFolder folder;
  for (const char* name : {"a.mp4", "b.mkv", "c.mov"}) {
    const auto file = folder / name;
    ASSERT_TRUE(makeMedia(file, movingPicture("160x120", "25", 120) + kH264));
    damage(file, 0.4, 0.55);
    const std::vector<read_support::Seen> through = read_support::readThrough(file);
    for (const int threads : {1, 3}) {
      media::VideoReader reader(media::indexClip(file), {threads});
      EXPECT_EQ(reader.info().frames, static_cast<media::FrameNo>(through.size()));
      for (media::FrameNo n = reader.info().frames - 1; n >= 0; n -= 7)
        EXPECT_EQ(read_support::seen(reader.at(n)), through[static_cast<std::size_t>(n)])
            << name << " frame " << n;
    }
    const bool keepsIndexApart = std::string(name) != "b.mkv";
    EXPECT_TRUE(!keepsIndexApart || through.size() == 120U) << name << ' ' << through.size();
  }
}

TEST(ReadBadInput, ATornEndGivesTheFramesBeforeIt) {
  const TempFolder folder;
  for (const char* name : {"a.mkv", "b.ts", "c.avi", "d.mpg"}) {
    const std::string codec = std::string(name) == "d.mpg" ? " -c:v mpeg1video" : kH264;
    ASSERT_TRUE(makeMedia(folder / name, movingPicture("96x64", "25", 80) + codec));
    const std::string whole = readAll(folder / name);
    write(folder / name, whole.substr(0, whole.size() / 2));
    const std::vector<read_support::Seen> through = read_support::readThrough(folder / name);
    EXPECT_GT(through.size(), 20U) << name;
    EXPECT_LT(through.size(), 80U) << name;
    EXPECT_EQ(media::indexClip(folder / name)->probe.video->frames,
              static_cast<media::FrameNo>(through.size()))
        << name;
  }
}

TEST(ReadBadInput, RandomBytesNeverCrashOrHang) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "good.mp4", movingPicture("64x48", "25", 10) + kH264));
  const std::string good = readAll(folder / "good.mp4");
  std::srand(1);
  for (int round = 0; round < 40; ++round) {
    std::string bad = good;
    for (int i = 0; i < 30; ++i)
      bad[static_cast<std::size_t>(std::rand()) % bad.size()] = static_cast<char>(std::rand());
    write(folder / "bad.mp4", bad);
    try {
      media::indexClip(folder / "bad.mp4");
      const auto count = read_support::readThrough(folder / "bad.mp4").size();
      EXPECT_LE(count, 1000U);
    } catch (const base::Error& error) {
      EXPECT_NE(std::string(error.what()), "");
    }
  }
}

}  // namespace
