#include "models/judging/sheet.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/face/mat_view.h"
#include "models/judging/picture_scores.h"
#include "models/training/report/png.h"

namespace judging {

namespace fs = std::filesystem;
using base::Image;

static constexpr std::int64_t kAcross = 12;  // crops of a strip
static constexpr int kTextRows = 20, kGap = 8;

static void put(const Image& from, Image& to, int left, int top) {
  for (int y = 0; y < from.height; ++y)
    std::copy_n(from.row(y), from.width * 3, to.row(top + y) + std::ptrdiff_t{3} * left);
}

static void write(const std::string& text, Image& to) {
  cv::Mat view = face::view(to);
  cv::putText(view, text, {2, kTextRows - 6}, cv::FONT_HERSHEY_SIMPLEX, 0.42, {230, 230, 230}, 1,
              cv::LINE_AA);
}

Image strip(const dataset::ClipView& made, const dataset::ClipView& recorded, const std::string& text) {
  const std::vector<Image> above = cropsOf(made), under = cropsOf(recorded);
  Image out(static_cast<int>(kAcross) * kCrop, kTextRows + 2 * kCrop + kGap, 3);
  std::ranges::fill(out.data, std::uint8_t{32});
  write(text, out);
  for (std::int64_t i = 0; i < kAcross; ++i) {
    const auto frame = static_cast<std::size_t>((2 * i + 1) * std::ssize(above) / (2 * kAcross));
    put(above[frame], out, static_cast<int>(i) * kCrop, kTextRows);
    put(under[frame], out, static_cast<int>(i) * kCrop, kTextRows + kCrop);
  }
  return out;
}

struct Pick {
  const char* why;
  const Result* result;
};

// Worst, middle and best, without doubles where there are few.
static std::vector<Pick> picksOf(const std::vector<const Result*>& worstFirst, std::size_t each) {
  std::vector<Pick> picks;
  std::vector<bool> isTaken(worstFirst.size());
  const auto take = [&](const char* why, std::size_t first) {
    for (std::size_t i = first; i < std::min(first + each, worstFirst.size()); ++i)
      if (!isTaken[i]) isTaken[i] = true, picks.push_back({why, worstFirst[i]});
  };
  const std::size_t count = worstFirst.size();
  take("worst", 0);
  take("middle", count > each ? (count - each) / 2 : 0);
  take("best", count > each ? count - each : 0);
  return picks;
}

static std::string captionOf(const Pick& pick, const std::vector<Measure>& shown) {
  std::string text = std::string(pick.why) + ": " + pick.result->clip;
  for (const Measure& measure : shown) {
    const auto score = pick.result->scores.find(measure.key);
    if (score == pick.result->scores.end()) continue;
    char number[64];
    std::snprintf(number, sizeof number, "%.*f", measure.digits, score->second.value() * measure.scale);
    text += ", " + measure.title + ' ' + number;
  }
  if (!pick.result->said.empty()) text += " | said: " + pick.result->said;
  for (const auto& [reader, read] : pick.result->read) text += " | read: " + read;
  return text;
}

// A system's name as a file's.
static std::string fileName(std::string name) {
  for (char& c : name)
    if (c == '/' || c == '\\' || c == ':') c = '_';
  return name;
}

static Image below(const std::vector<Image>& strips) {
  Image sheet(strips.front().width, strips.front().height * static_cast<int>(strips.size()), 3);
  for (std::size_t i = 0; i < strips.size(); ++i)
    put(strips[i], sheet, 0, strips.front().height * static_cast<int>(i));
  return sheet;
}

// nullopt when stopped.
static std::optional<Image> sheetOf(const dataset::Set& set, const Plan& plan, const System& system,
                                    const std::vector<Pick>& picks, const std::vector<std::string>& captions,
                                    const std::stop_token& stop) {
  const auto speeches = speechesOf(set, plan);
  std::vector<Image> strips;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    const auto at = std::ranges::find(plan.clips, picks[i].result->clip,
                                      [&](std::size_t clip) { return set.clips()[clip].name; });
    const Order order = orderOf(set, plan, *at, *speeches[static_cast<std::size_t>(at - plan.clips.begin())]);
    const std::optional<Made> made = system.make(order, stop);
    if (!made) return std::nullopt;
    if (made->missing.empty()) strips.push_back(strip(made->clip.view(), order.wanted, captions[i]));
  }
  return strips.empty() ? Image{} : below(strips);
}

bool writeSheets(const dataset::Set& set, const Plan& plan, const std::vector<Result>& worstFirst,
                 const std::vector<Measure>& shown, std::size_t each, const fs::path& folder,
                 const std::stop_token& stop) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw base::Error(base::Fault::folderNotMade, {}, folder, failure.message());
  for (const System& system : plan.systems) {
    std::vector<const Result*> own;
    for (const Result& r : worstFirst)
      if (r.system == system.name && r.missing.empty()) own.push_back(&r);
    if (system.isReal || own.empty() || each == 0) continue;
    const std::vector<Pick> picks = picksOf(own, each);
    std::vector<std::string> captions;
    std::string list = "Made above, recorded below.\n";
    for (const Pick& pick : picks) {
      captions.push_back(captionOf(pick, shown));
      list += captions.back() + " [" + base::sha256(pick.result->version).substr(0, 8) + "]\n";
    }
    const fs::path text = folder / (fileName(system.name) + ".txt");
    std::error_code ignored;
    if (fs::exists(text, ignored) && base::readFile(text) == list) continue;
    const std::optional<Image> sheet = sheetOf(set, plan, system, picks, captions, stop);
    if (!sheet) return false;
    if (sheet->empty()) continue;
    base::writeFile(folder / (fileName(system.name) + ".png"), training::toPng(*sheet));
    base::writeFile(text, list);
  }
  return true;
}

}  // namespace judging
