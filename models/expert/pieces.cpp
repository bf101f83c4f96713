#include "models/expert/pieces.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/file.h"

namespace expert {
namespace {

const std::string kBlank = "\xE2\x96\x81";  // U+2581
constexpr std::size_t kSpecials = 4;

[[noreturn]] void foreign() { throw base::Error(base::Fault::modelForeign, {}, {}, "sentencepiece model"); }

// Protocol Buffers' wire format, as far as the model needs it.
struct Reader {
  std::string_view bytes;
  bool isDone() const { return bytes.empty(); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes.empty()) foreign();
      const auto byte = static_cast<std::uint8_t>(bytes.front());
      bytes.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 127U) << shift;
      if (byte < 128) return value;
    }
    foreign();
  }
  std::string_view take(std::uint64_t size) {
    if (size > bytes.size()) foreign();
    const std::string_view part = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return part;
  }
  // The bytes of the next field; its number in `field`.
  std::string_view next(std::uint64_t& field) {
    const std::uint64_t key = number();
    field = key >> 3U;
    switch (key & 7U) {
      case 0: {
        const std::string_view rest = bytes;
        number();
        return rest.substr(0, rest.size() - bytes.size());
      }
      case 1:
        return take(8);
      case 2:
        return take(number());
      case 5:
        return take(4);
      default:
        foreign();
    }
  }
};

Piece pieceOf(std::string_view message) {
  Piece piece;
  for (Reader reader{message}; !reader.isDone();) {
    std::uint64_t field = 0;
    const std::string_view value = reader.next(field);
    if (field == 1) piece.text = value;
    if (field == 2 && value.size() == sizeof piece.logProb)
      std::memcpy(&piece.logProb, value.data(), sizeof piece.logProb);
  }
  return piece;
}

// A new folder among the system's temporary files.
std::filesystem::path newFolder() {
  std::random_device random;
  for (;;) {
    const auto folder = std::filesystem::temp_directory_path() / ("redub-pieces-" + std::to_string(random()));
    if (std::filesystem::create_directory(folder)) return folder;
  }
}

std::size_t lengthOfCharacter(const std::string& text, std::size_t at) {
  std::size_t length = 1;
  while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U)
    ++length;
  return length;
}

std::string withMarkedBlanks(const std::string& text) {
  std::string marked;
  std::istringstream in(text);
  for (std::string word; in >> word;) marked += kBlank + word;
  return marked;
}

}  // namespace

std::vector<Piece> piecesOf(std::string_view model) {
  std::vector<Piece> pieces;
  for (Reader reader{model}; !reader.isDone();) {
    std::uint64_t field = 0;
    const std::string_view value = reader.next(field);
    if (field == 1) pieces.push_back(pieceOf(value));
  }
  if (pieces.empty()) foreign();
  return pieces;
}

std::vector<Piece> learntPieces(const std::vector<std::string>& texts, std::size_t count) {
  const std::filesystem::path folder = newFolder();
  {
    std::ofstream out(folder / "texts");
    for (const std::string& text : texts) out << text << "\n";
  }
  const std::string command =
      "cd '" + folder.string() +
      "' && spm_train --input=texts --model_prefix=pieces --model_type=unigram --vocab_size=" +
      std::to_string(count + kSpecials) +
      " --hard_vocab_limit=false --character_coverage=1 --bos_id=0 --pad_id=1 --eos_id=2 --unk_id=3 "
      "--num_threads=1 >log 2>&1";
  const bool hasFailed = std::system(command.c_str()) != 0;
  std::vector<Piece> pieces;
  if (!hasFailed) pieces = piecesOf(base::readFile(folder / "pieces.model"));
  std::filesystem::remove_all(folder);
  if (pieces.size() <= kSpecials)
    throw base::Error(base::Fault::partMissing, {{"part", std::string("spm_train (sentencepiece)")}});
  pieces.erase(pieces.begin(), pieces.begin() + kSpecials);
  return pieces;
}

std::vector<std::string> divided(const std::string& text, const std::vector<Piece>& pieces) {
  const std::string marked = withMarkedBlanks(text);
  std::unordered_map<std::string, float> known;
  std::size_t longest = 1;
  float rarest = 0;
  for (const Piece& piece : pieces) {
    known.emplace(piece.text, piece.logProb);
    longest = std::max(longest, piece.text.size());
    rarest = std::min(rarest, piece.logProb);
  }
  constexpr float kNever = -std::numeric_limits<float>::infinity(), kUnknown = 10;
  std::vector<float> best(marked.size() + 1, kNever);
  std::vector<std::size_t> from(marked.size() + 1, 0);
  best[0] = 0;
  const auto reach = [&](std::size_t at, std::size_t end, float score) {
    if (score > best[end]) best[end] = score, from[end] = at;
  };
  for (std::size_t at = 0; at < marked.size(); ++at) {
    if (best[at] == kNever) continue;
    reach(at, at + lengthOfCharacter(marked, at), best[at] + rarest - kUnknown);
    for (std::size_t length = 1; length <= std::min(longest, marked.size() - at); ++length)
      if (const auto piece = known.find(marked.substr(at, length)); piece != known.end())
        reach(at, at + length, best[at] + piece->second);
  }
  std::vector<std::string> parts;
  for (std::size_t end = marked.size(); end > 0; end = from[end])
    parts.push_back(marked.substr(from[end], end - from[end]));
  std::ranges::reverse(parts);
  return parts;
}

}  // namespace expert
