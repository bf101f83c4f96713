// The house rules that a compiler does not check.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "core/base/problem.h"

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = REDUB_SOURCE_DIR;

template <class Visit>
void eachSource(Visit visit) {
  for (const char* top : {"core", "models", "app", "ui", "tests"})
    if (fs::exists(kRoot / top))
      for (const auto& entry : fs::recursive_directory_iterator(kRoot / top))
        if (const auto e = entry.path().extension(); e == ".cpp" || e == ".h") visit(entry.path());
}

std::set<std::string> includes(const fs::path& file) {
  static const std::regex kInclude("^\\s*#include\\s*[<\"]([^>\"]+)[>\"]");
  std::set<std::string> found;
  std::ifstream in(file);
  std::smatch match;
  for (std::string line; std::getline(in, line);)
    if (std::regex_search(line, match, kInclude)) found.insert(match[1]);
  return found;
}

bool startsWith(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

TEST(House, DependenciesRunOneWay) {
  // app -> ui -> models -> core; inside core export -> render -> dub <- project <- live,
  // dub -> face -> speech -> media (encode -> decode -> picture) -> base; inside models catalogue ->
  // own_mouth (-> speech_mouth) and talklip, which do not know each other -> person; dataset needs no
  // network.
  const std::map<std::string, std::vector<std::string>> allowed{
      {"core/base", {"core/base"}},
      {"core/base/platform", {"core/base/platform"}},
      {"core/media", {"core/base", "core/media"}},
      {"core/media/picture", {"core/base", "core/media/av.h", "core/media/picture"}},
      {"core/media/decode",
       {"core/base", "core/media/av.h", "core/media/info.h", "core/media/picture", "core/media/decode"}},
      {"core/audio", {"core/base", "core/media", "core/audio"}},
      {"core/play", {"core/base", "core/media", "core/audio", "core/play"}},
      {"core/speech", {"core/base", "core/media", "core/speech"}},
      {"core/face", {"core/base", "core/media", "core/face"}},
      {"core/dub", {"core/base", "core/media", "core/audio", "core/speech", "core/face", "core/dub"}},
      {"core/project", {"core/base", "core/media", "core/audio", "core/face", "core/dub", "core/project"}},
      {"core/live",
       {"core/base", "core/media", "core/audio", "core/speech", "core/face", "core/dub", "core/project",
        "core/live"}},
      {"core/export",
       {"core/base", "core/media", "core/audio", "core/dub", "core/project", "core/render", "core/export"}},
      {"core/render",
       {"core/base", "core/media", "core/audio", "core/speech", "core/face", "core/dub", "core/render"}},
      {"core/sample", {"core/base", "core/media", "core/speech", "core/face", "core/sample"}},
      {"models", {"core/", "models/"}},
      {"models/architecture", {"core/base", "models/tensor.h", "models/architecture"}},
      {"models/checkpoint",
       {"core/base", "models/half.h", "models/mapped_file.h", "models/tensor.h", "models/checkpoint"}},
      {"models/metrics", {"core/base", "models/metrics"}},
      {"models/dataset", {"core/", "models/mapped_file.h", "models/talklip/crop.h", "models/dataset"}},
      {"models/networks", {"core/base", "models/tensor.h", "models/architecture", "models/networks"}},
      {"models/face_mesh", {"core/base", "core/face", "models/half.h", "models/store", "models/face_mesh"}},
      {"models/onednn", {"core/base", "models/onednn"}},
      {"models/store",
       {"core/base", "models/safetensors.h", "models/architecture", "models/checkpoint", "models/store"}},
      {"models/person", {"core/", "models/person"}},
      {"models/speech_mouth",
       {"core/", "models/network_library.h", "models/plugin/network_api.h", "models/resources.h",
        "models/safetensors.h", "models/tensor.h", "models/speech_mouth"}},
      {"models/own_mouth", {"core/", "models/person", "models/speech_mouth", "models/own_mouth"}},
      {"models/talklip",
       {"core/", "models/network_library.h", "models/plugin/network_api.h", "models/safetensors.h",
        "models/architecture", "models/networks", "models/onednn", "models/person", "models/store",
        "models/talklip"}},
      {"models/word_reader",
       {"core/", "models/metrics", "models/networks", "models/safetensors.h", "models/dataset",
        "models/training", "models/word_reader"}},
      {"models/expert",
       {"core/", "models/architecture", "models/metrics", "models/networks", "models/dataset",
        "models/training", "models/expert"}},
      {"models/talklip/training",
       {"core/", "models/architecture", "models/metrics", "models/networks", "models/dataset",
        "models/expert", "models/training", "models/talklip/training"}},
      {"models/judging",
       {"core/", "models/safetensors.h", "models/catalogue", "models/dataset", "models/expert",
        "models/face_mesh", "models/metrics", "models/networks", "models/talklip/training", "models/training",
        "models/word_reader", "models/judging"}},
      {"models/training",
       {"core/base", "models/mapped_file.h", "models/safetensors.h", "models/tensor.h", "models/architecture",
        "models/networks", "models/training"}},
      {"ui", {"core/", "models/", "ui/"}},
      {"app", {"core/", "models/", "ui/", "app/"}}};
  eachSource([&](const fs::path& file) {
    const std::string name = fs::relative(file, kRoot).string();
    for (const auto& [folder, mayUse] : allowed) {
      if (!startsWith(name, folder + "/")) continue;
      // What trains a network stands beside it, but is a floor of its own.
      if (startsWith(name, folder + "/training/") && allowed.contains(folder + "/training")) continue;
      for (const std::string& include : includes(file)) {
        const bool isOurs = startsWith(include, "core/") || startsWith(include, "models/") ||
                            startsWith(include, "ui/") || startsWith(include, "app/") ||
                            startsWith(include, "tests/");
        const bool isAllowed =
            std::ranges::any_of(mayUse, [&](const std::string& p) { return startsWith(include, p); });
        EXPECT_TRUE(!isOurs || isAllowed) << name << " includes " << include;
      }
    }
  });
}

// Users of the window and of redub-cli carry nothing of what trains and judges.
TEST(House, TrainingIsInItsToolAlone) {
  static const std::vector<std::string> kTraining{"models/dataset", "models/training", "models/word_reader",
                                                  "models/expert", "models/judging"};
  const auto isTraining = [](const std::string& name) {
    return name.find("/training/") != std::string::npos ||
           std::ranges::any_of(kTraining, [&](const std::string& p) { return startsWith(name, p + "/"); });
  };
  eachSource([&](const fs::path& file) {
    const std::string name = fs::relative(file, kRoot).string();
    if (isTraining(name) || startsWith(name, "app/train/") || startsWith(name, "tests/")) return;
    for (const std::string& include : includes(file))
      EXPECT_FALSE(isTraining(include)) << name << " includes " << include;
  });
}

TEST(House, ThirdPartyHeadersStayInTheirFolders) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> homes{
      {"libav", {"core/media/", "core/speech/", "tests/fuzz/"}},
      {"libsw", {"core/media/", "core/speech/"}},
      {"dlib/", {"core/face/", "tests/face/"}},
      {"opencv2/", {"core/base/thread_policy", "core/face/", "core/sample/", "models/", "tests/"}},
      {"torch/", {"models/", "tests/training/"}},
      {"ATen/",
       {"models/", "tests/benchmarks/", "tests/golden/", "tests/gpu/", "tests/judging/",
        "tests/support/torch/", "tests/talklip/", "tests/teaching/", "tests/training/"}},
      {"oneapi/", {"models/onednn/", "models/face_mesh/onednn/"}},
      {"flatbuffers/", {"models/face_mesh/"}},
      {"Q", {"ui/", "app/", "tests/ui/", "tests/window_e2e/", "tests/benchmarks/"}},
      {"portaudio", {"core/audio/"}},
      {"espeak-ng/", {"core/speech/"}},
      {"unistd.h", {"core/base/platform/", "tests/"}},
      {"sys/", {"core/base/platform/", "tests/"}},
      {"fcntl.h", {"core/base/platform/", "tests/"}},
      {"netdb.h", {"core/base/platform/"}},
      {"dlfcn.h", {"core/base/platform/", "tests/"}},
      {"poll.h", {"core/base/platform/", "tests/"}},
      {"signal.h", {"core/base/platform/", "tests/"}},
      {"csignal", {"core/base/platform/", "tests/"}},
      {"pthread.h", {"core/base/platform/", "tests/"}},
      {"sched.h", {"core/base/platform/", "tests/"}}};
  eachSource([&](const fs::path& file) {
    const std::string name = fs::relative(file, kRoot).string();
    for (const std::string& include : includes(file))
      for (const auto& [prefix, folders] : homes) {
        if (!startsWith(include, prefix)) continue;
        const bool isHome =
            std::ranges::any_of(folders, [&](const std::string& f) { return startsWith(name, f); });
        EXPECT_TRUE(isHome) << name << " includes " << include;
        const bool isTorch = prefix == "torch/" || prefix == "ATen/";
        EXPECT_FALSE(isTorch && file.extension() == ".h" && include != "ATen/core/Tensor.h")
            << name << " shows torch in a header";
      }
  });
}

std::string textOf(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// What is thrown is worded where it is shown: the engine knows no command line, and the window's words none.
TEST(House, OnlyTheCommandLineNamesItsOptions) {
  // The recipe in a model's card, the commands of other programs, the option of one that lists its voices.
  const std::set<std::string> exceptions{"models/expert/pieces.cpp", "models/speech_mouth/training/card.cpp",
                                         "models/speech_mouth/training/flite.cpp"};
  static const std::regex kLiteral(R"re("(?:[^"\\\n]|\\.)*")re");
  static const std::regex kOption(R"re(["' (]--[a-z]|redub-cli)re");
  eachSource([&](const fs::path& file) {
    const std::string name = fs::relative(file, kRoot).string(), text = textOf(file);
    const bool isSilent = startsWith(name, "core/") || startsWith(name, "models/") || startsWith(name, "ui/");
    if (!isSilent || startsWith(name, "models/alone/") || exceptions.contains(name)) return;
    for (std::sregex_iterator at(text.begin(), text.end(), kLiteral), end; at != end; ++at)
      EXPECT_FALSE(std::regex_search(at->str(), kOption)) << name << ": " << at->str();
  });
}

// From the brace at `begin` to the one that closes it.
std::string braces(const std::string& text, std::size_t begin) {
  int depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth == 0) return text.substr(begin, i + 1 - begin);
  }
  return {};
}

std::vector<std::string> factsIn(const std::string& list) {
  static const std::regex kFact(R"re(\{\s*"(\w+)"\s*,)re");
  std::vector<std::string> names;
  for (std::sregex_iterator at(list.begin(), list.end(), kFact), end; at != end; ++at)
    names.push_back((*at)[1]);
  return names;
}

// So that no sentence waits for a fact that nobody gives.
TEST(House, EveryFaultIsThrownWithItsFacts) {
  static const std::regex kThrown(R"re((?:Error\(|\{)\s*(?:base::)?Fault::(\w+)(,\s*\{)?)re");
  static const std::regex kNamed(R"re(Fault::(\w+))re");
  std::map<std::string, std::vector<std::string>> facts;
  for (const base::Fault fault : base::allFaults()) facts[name(fault)] = factsOf(fault);
  std::set<std::string> used;
  eachSource([&](const fs::path& file) {
    const std::string name = fs::relative(file, kRoot).string(), text = textOf(file);
    const bool isTable = startsWith(name, "core/base/problem") || startsWith(name, "app/") ||
                         startsWith(name, "ui/jobs/") || startsWith(name, "tests/");
    if (isTable) return;
    for (std::sregex_iterator at(text.begin(), text.end(), kNamed), end; at != end; ++at)
      used.insert((*at)[1]);
    for (std::sregex_iterator at(text.begin(), text.end(), kThrown), end; at != end; ++at) {
      const auto brace = static_cast<std::size_t>(at->position() + at->length()) - 1;
      const std::string list = (*at)[2].matched ? braces(text, brace) : "";
      EXPECT_EQ(factsIn(list), facts.at((*at)[1])) << name << ": " << (*at)[1];
    }
  });
  for (const auto& [fault, names] : facts)
    EXPECT_TRUE(used.contains(fault) || fault == "outOfMemory") << fault << " is never told";
}

// As the headers above: a port to another system touches one folder.
TEST(House, OnlyThePlatformKnowsTheSystem) {
  static const std::regex kSystem("\\b(getenv|setenv|unsetenv|exec[lv]p?e?|fork) ?\\(|\"/proc/");
  eachSource([&](const fs::path& file) {
    const std::string name = fs::relative(file, kRoot).string();
    if (startsWith(name, "core/base/platform/") || startsWith(name, "tests/")) return;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
      EXPECT_FALSE(std::regex_search(line, kSystem)) << name << ": " << line;
  });
}

TEST(House, TheTopLevelHoldsNothingElse) {
  const std::set<std::string> known{
      "CMakeLists.txt", "app",          "ui",    "core",      "models",
      "resources",      "installer",    "tests", "README.md", "CMakePresets.json",
      "LICENSE",        "CHANGELOG.md", "build", "out"};
  for (const auto& entry : fs::directory_iterator(kRoot)) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(name[0] == '.' || known.count(name) == 1) << name;
  }
}

}  // namespace
