#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "core/audio/recorder.h"
#include "core/base/file.h"
#include "core/media/decode/audio_reader.h"
#include "tests/support/fake_input.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait_until.h"

namespace {

using audio::Recorder;
using test_support::FakeInput;
using test_support::FakeMicrophone;
using test_support::TempFolder;
using test_support::waitUntil;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

constexpr std::uintmax_t kHeader = 58;

std::vector<float> ramp(std::size_t count) {
  std::vector<float> samples(count);
  for (std::size_t i = 0; i < count; ++i) samples[i] = static_cast<float>(i % 997) / 1000.0F;
  return samples;
}

std::vector<float> contents(const fs::path& file) { return media::AudioReader(file).read(1 << 22); }

// The number of bytes of sound that the header tells.
std::uint32_t toldBytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::uint32_t bytes = 0;
  in.seekg(kHeader - 4).read(reinterpret_cast<char*>(&bytes), 4);
  return bytes;
}

void tell(const fs::path& file, std::uint32_t bytes) {
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(kHeader - 4).write(reinterpret_cast<const char*>(&bytes), 4);
}

fs::path recordTake(const fs::path& file, std::size_t frames) {
  const auto microphone = std::make_shared<FakeMicrophone>(16000, 1);
  Recorder recorder(std::make_unique<FakeInput>(microphone));
  recorder.start(file);
  microphone->say(ramp(frames));
  recorder.stop();
  return file;
}

// A child of this process that runs `work` and tells its result by the exit code.
template <class Work>
pid_t fork(Work work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    _exit(work());
  } catch (...) {
    _exit(100);
  }
}

int exitCode(pid_t child) {
  int status = 0;
  if (::waitpid(child, &status, 0) != child) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(RecoverTakes, KeepsWhatWasRecordedWhenTheProgramIsKilled) {
  TempFolder folder;
  const auto file = folder / "take.wav";
  const std::vector<float> said = ramp(50000);
  const pid_t child = fork([&]() -> int {
    const auto microphone = std::make_shared<FakeMicrophone>(16000, 1);
    Recorder recorder(std::make_unique<FakeInput>(microphone));
    recorder.start(file);
    microphone->say(std::span(said).first(40000));
    if (!waitUntil([&] { return toldBytes(file) == 40000 * 4; }))
      return 1;  // the header is renewed by itself
    microphone->say(std::span(said).subspan(40000));
    for (;;) ::pause();
  });
  const bool isWritten = waitUntil([&] {
    std::error_code error;
    return fs::file_size(file, error) == kHeader + 50000 * 4 && !error;
  });
  ::kill(child, SIGKILL);
  ASSERT_EQ(exitCode(child), 128 + SIGKILL);
  ASSERT_TRUE(isWritten);

  const std::vector<float> asItIs = contents(file);
  ASSERT_GE(asItIs.size(), 40000U) << "it opens without being repaired";
  EXPECT_TRUE(std::equal(asItIs.begin(), asItIs.end(), said.begin()));
  EXPECT_THAT(audio::recoverTakes(folder.path()), ElementsAre(file));
  EXPECT_EQ(contents(file), said);
  EXPECT_EQ(toldBytes(file), 50000U * 4);
}

TEST(RecoverTakes, RepairsHeadersThatTellTooLittleOrTooMuch) {
  TempFolder folder;
  const auto none = recordTake(folder / "a.wav", 1000), much = recordTake(folder / "b.wav", 1000);
  const auto cut = recordTake(folder / "c.wav", 1000), whole = recordTake(folder / "d.wav", 1000);
  tell(none, 0);
  tell(much, 0xFFFFFFFF);
  fs::resize_file(cut, kHeader + 4 * 600 + 3);
  const std::string untouched = base::readFile(whole);
  EXPECT_THAT(audio::recoverTakes(folder.path()), ElementsAre(none, much, cut, whole));
  for (const auto& file : {none, much, whole}) EXPECT_EQ(contents(file), ramp(1000)) << file;
  EXPECT_EQ(contents(cut), ramp(600));
  EXPECT_EQ(fs::file_size(cut), kHeader + 4 * 600);
  EXPECT_EQ(base::readFile(none), untouched);
  EXPECT_EQ(base::readFile(whole), untouched);
}

TEST(RecoverTakes, LeavesOtherFilesAlone) {
  TempFolder folder;
  recordTake(folder / "empty.wav", 0);
  std::ofstream(folder / "short.wav") << "RIFF";
  std::ofstream(folder / "notes.txt") << std::string(500, 'x');
  fs::create_directory(folder / "folder.wav");
  std::string foreign = base::readFile(recordTake(folder / "foreign.wav", 100));
  foreign[22] = 2;  // stereo
  base::writeFile(folder / "foreign.wav", foreign);
  EXPECT_THAT(audio::recoverTakes(folder.path()), IsEmpty());
  EXPECT_EQ(base::readFile(folder / "foreign.wav"), foreign);
  EXPECT_EQ(base::readFile(folder / "notes.txt"), std::string(500, 'x'));
  EXPECT_THAT(audio::recoverTakes(folder / "nowhere"), IsEmpty());
}

void writeText(const char* file, const std::string& text) { std::ofstream(file) << text; }

// Mounts of this process alone, also for those who are not root.
bool ownMounts() {
  const std::string user = std::to_string(getuid()), group = std::to_string(getgid());
  if (unshare(CLONE_NEWNS) != 0) {
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
    writeText("/proc/self/setgroups", "deny");
    writeText("/proc/self/uid_map", "0 " + user + " 1");
    writeText("/proc/self/gid_map", "0 " + group + " 1");
  }
  return mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

// On a disk with room for 64 kB in `folder`: 0 when all went as it should.
int recordOnASmallDisk(const fs::path& folder) {
  constexpr int kNoDisk = 77;
  if (!ownMounts() || mount("none", folder.c_str(), "tmpfs", 0, "size=64k") != 0) return kNoDisk;
  const auto microphone = std::make_shared<FakeMicrophone>(16000, 1);
  Recorder recorder(std::make_unique<FakeInput>(microphone));
  recorder.start(folder / "take.wav");
  microphone->say(ramp(10000));
  if (!waitUntil([&] { return recorder.seconds() > 0.6; })) return 1;
  microphone->say(ramp(20000));
  if (!waitUntil([&] { return recorder.failure().has_value(); })) return 2;
  if (recorder.failure()->fault != base::Fault::diskFull || recorder.isRecording()) return 3;
  const auto take = recorder.stop();
  if (!take || !take->problem || take->problem->fault != base::Fault::diskFull || take->frames < 14000)
    return 4;
  const std::vector<float> kept = contents(take->file);
  std::vector<float> said = ramp(10000);
  const std::vector<float> more = ramp(20000);
  said.insert(said.end(), more.begin(), more.end());
  if (static_cast<std::int64_t>(kept.size()) != take->frames) return 5;
  return std::equal(kept.begin(), kept.end(), said.begin()) ? 0 : 6;
}

TEST(Recorder, KeepsTheTakeSoFarWhenTheDiskIsFull) {
  TempFolder folder;
  const int result = exitCode(fork([&] { return recordOnASmallDisk(folder.path()); }));
  if (result == 77) GTEST_SKIP() << "this machine does not let a test mount a small disk";
  EXPECT_EQ(result, 0);
}

}  // namespace
