#include "ui/dialogs/model_work.h"

#include <algorithm>

namespace ui {

static constexpr std::size_t kLongestStem = 56;  // the store takes 64, and a number may follow

// Thrown out of a progress report: the store has no other way to be stopped, and cleans up.
struct Stopped {};

static bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string freeName(const std::filesystem::path& file) {
  std::string stem = file.stem().string().substr(0, kLongestStem);
  std::ranges::replace_if(
      stem, [](char c) { return !isPlain(c); }, '-');
  if (stem.empty() || stem == "builtin" || stem == "landmarks") stem += "-model";
  std::string name = stem;
  for (int number = 2; store::has(name); ++number) name = stem + "-" + std::to_string(number);
  return name;
}

static store::Import importUnderSomeName(const std::filesystem::path& file,
                                         const base::OnProgress& onProgress) {
  try {
    return store::importModel(file, "", onProgress);
  } catch (const base::Error& e) {
    if (e.code() != base::Code::exists) throw;
  }
  return store::importModel(file, freeName(file), onProgress);
}

Job::Work importWork(const std::filesystem::path& file, std::shared_ptr<store::Import> result) {
  return [file, result = std::move(result)](const base::OnProgress& onProgress, std::stop_token stop) {
    const auto report = [&](const base::Progress& progress) {
      if (stop.stop_requested()) throw Stopped{};
      onProgress(progress);
    };
    try {
      *result = importUnderSomeName(file, report);
    } catch (const Stopped&) {
      return base::Outcome::cancelled;
    }
    return base::Outcome::done;
  };
}

Job::Work testWork(const store::Model& model, std::shared_ptr<talklip::Selftest> result) {
  return [model, result = std::move(result)](const base::OnProgress&, std::stop_token) {
    store::verify(model);
    *result = talklip::selftest(model, {});
    return base::Outcome::done;
  };
}

}  // namespace ui
