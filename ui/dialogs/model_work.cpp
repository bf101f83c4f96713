#include "ui/dialogs/model_work.h"

#include <algorithm>

#include "core/base/error.h"

namespace ui {

static constexpr std::size_t kLongestStem = 56;  // the store takes 64, and a number may follow

static bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string freeName(const std::filesystem::path& file) {
  std::string stem = file.stem().string().substr(0, kLongestStem);
  std::ranges::replace_if(
      stem, [](char c) { return !isPlain(c); }, '-');
  if (stem.empty() || store::isReserved(stem)) stem += "-model";
  std::string name = stem;
  for (int number = 2; store::has(name); ++number) name = stem + "-" + std::to_string(number);
  return name;
}

static std::optional<store::Import> importUnderSomeName(const std::filesystem::path& file,
                                                        const base::OnProgress& onProgress,
                                                        const std::stop_token& stop) {
  try {
    return store::importModel(file, "", onProgress, stop);
  } catch (const base::Error& e) {
    if (e.fault() != base::Fault::modelExists) throw;
  }
  return store::importModel(file, freeName(file), onProgress, stop);
}

Job::Work importWork(const std::filesystem::path& file, std::shared_ptr<store::Import> result) {
  return [file, result = std::move(result)](const base::OnProgress& onProgress, std::stop_token stop) {
    std::optional<store::Import> imported = importUnderSomeName(file, onProgress, stop);
    if (!imported) return base::Outcome::cancelled;
    *result = std::move(*imported);
    return base::Outcome::done;
  };
}

Job::Work testWork(const store::Model& model, std::shared_ptr<talklip::Selftest> result) {
  return [model, result = std::move(result)](const base::OnProgress&, std::stop_token stop) {
    if (store::verify(model, stop) == base::Outcome::cancelled) return base::Outcome::cancelled;
    *result = talklip::selftest(model, {});
    return base::Outcome::done;
  };
}

}  // namespace ui
