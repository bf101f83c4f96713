#include "app/train/named_file.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "models/store/store.h"

namespace train {

static Named parse(const std::string& text) {
  const std::size_t equals = text.find('=');
  std::error_code ignored;
  if (equals != std::string::npos && equals > 0 && !std::filesystem::exists(text, ignored))
    return {text.substr(0, equals), text.substr(equals + 1)};
  std::filesystem::path path(text);
  if (!path.has_filename()) path = path.parent_path();
  return {path.extension() == ".safetensors" ? path.stem().string() : path.filename().string(), text};
}

std::vector<Named> parseNamed(const std::vector<std::string>& texts) {
  std::vector<Named> all;
  for (const std::string& text : texts) {
    const Named named = parse(text);
    if (std::ranges::find(all, named.name, &Named::name) != all.end())
      throw CLI::ValidationError("two are called '" + named.name + "': write NAME=" + named.what);
    all.push_back(named);
  }
  return all;
}

std::filesystem::path modelFile(const std::string& from) {
  std::error_code ignored;
  return std::filesystem::exists(from, ignored) ? std::filesystem::path(from) : store::find(from).file;
}

}  // namespace train
