#include "tests/support/make_media.h"

namespace test_support {
namespace {

std::string filled(std::string text, const std::string& value) {
  const std::string mark = "{in}";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
  return text;
}

std::string fileArgument(const std::filesystem::path& file) { return quoted("file:" + file.string()); }

}  // namespace

bool makeMedia(const std::filesystem::path& file, const std::string& arguments,
               const std::filesystem::path& in) {
  const std::string command =
      "ffmpeg -nostdin -v error -y " + filled(arguments, fileArgument(in)) + " " + fileArgument(file);
  std::error_code failed;
  return shell(command).exitCode == 0 && std::filesystem::file_size(file, failed) > 0 && !failed;
}

std::string movingPicture(const std::string& size, const std::string& rate, int frames) {
  return "-f lavfi -i testsrc2=size=" + size + ":rate=" + rate +
         ",noise=alls=12:allf=t:all_seed=7 -frames:v " + std::to_string(frames);
}

std::string ffprobe(const std::filesystem::path& file, const std::string& arguments) {
  std::string out = shell("ffprobe -v quiet -of csv=p=0 " + arguments + " " + fileArgument(file)).output;
  while (!out.empty() && (out.back() == '\n' || out.back() == ',')) out.pop_back();
  return out;
}

}  // namespace test_support
