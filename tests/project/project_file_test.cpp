#include "core/project/project_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/project/edit.h"
#include "core/project/project_json.h"
#include "core/project/project_validation.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using base::Code;
using nlohmann::json;
using test_support::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

// Nothing in it has its default value.
dub::Project full(const fs::path& folder) {
  dub::Project p;
  p.video = folder / "clips/talk ü.mp4";
  const int first = dub::addTake(p, folder / "takes/one.wav", 3.25, "2026-11-27 14:03:22");
  const int second = dub::addTake(p, "/elsewhere/two.flac", 1.0 / 3);
  dub::rate(p, second, 4);
  dub::addVoice(p, {2, std::nullopt});
  dub::addVoice(p, {0, dub::FaceChoice::Place{{640.1f, 360.7f}, 1.5}});
  p.voices[1].isMuted = true;
  const int clip = dub::addClip(p, first, 1, 0.1, 0.3, 2.7);
  dub::addAlternative(p, clip, second);
  dub::setGain(p, clip, -3.3);
  dub::setFades(p, clip, 0.01, 0.7);
  dub::addClip(p, second, 2, 7);
  p.markers = {{1.1, "laughs \"here\""}};
  p.inSec = 0.7;
  p.outSec = 9;
  p.settings = {.model = "talklip",
                .lips = {1.1f,
                         dub::Mapping::fitted,
                         dub::Reference::window,
                         false,
                         base::parseDevice("cuda:1"),
                         base::Precision::bf16,
                         {0.9f, 2.1f}},
                .colorMatch = false,
                .silence = dub::Silence::keep,
                .fit = dub::Fit::hold,
                .mix = media::Mix::duck,
                .originalGainDb = -7.7,
                .loudnessLufs = -23.3};
  p.exporting = {"prores", folder / "out.mov", true};
  return p;
}

Code codeOf(const std::string& text) {
  try {
    dub::parseProject(text, "/p");
  } catch (const base::Error& e) {
    EXPECT_EQ(std::string(e.what()).find('\n'), std::string::npos);
    return e.code();
  }
  ADD_FAILURE() << "taken for a project";
  return Code::internal;
}

// Every value of a tree that stands alone: no list, no object.
void leaves(const json& tree, const json::json_pointer& at, std::vector<json::json_pointer>& all) {
  if (!tree.is_structured()) all.push_back(at);
  if (tree.is_object())
    for (const auto& [key, value] : tree.items()) leaves(value, at / key, all);
  if (tree.is_array())
    for (std::size_t i = 0; i < tree.size(); ++i) leaves(tree[i], at / i, all);
}

TEST(ProjectFile, ComesBackAsItWasWritten) {
  for (const fs::path folder : {"/home/me/film", ""}) {
    const dub::Project before = full("/home/me/film");
    ASSERT_TRUE(dub::isValid(before));
    EXPECT_EQ(dub::parseProject(dub::toJson(before, folder), folder), before) << folder;
  }
  EXPECT_EQ(dub::parseProject(dub::toJson({}, "/p"), "/p"), dub::Project());
}

TEST(ProjectFile, NamesMediaInItsFolderRelativeToIt) {
  const json tree = json::parse(dub::toJson(full("/home/me/film"), "/home/me/film"));
  EXPECT_EQ(tree["redub-project"], 1);
  EXPECT_EQ(tree["video"], "clips/talk ü.mp4");
  EXPECT_EQ(tree["takes"][0]["file"], "takes/one.wav");
  EXPECT_EQ(tree["takes"][1]["file"], "/elsewhere/two.flac");
  EXPECT_EQ(tree["export"]["file"], "out.mov");
  EXPECT_EQ(json::parse(dub::toJson(full("/home/me/film2"), "/home/me/film"))["video"],
            "/home/me/film2/clips/talk ü.mp4");
  EXPECT_EQ(json::parse(dub::toJson(full("/home/me/film"), ""))["video"], "/home/me/film/clips/talk ü.mp4");
}

TEST(ProjectFile, AMovedFolderKeepsItsMedia) {
  const TempFolder folder;
  fs::create_directory(folder / "a");
  dub::saveProject(full(folder / "a"), folder / "a/film.redub");
  fs::rename(folder / "a", folder / "b");
  EXPECT_EQ(dub::loadProject(folder / "b/film.redub"), full(folder / "b"));
}

TEST(ProjectFile, RefusesWhatIsNoProject) {
  EXPECT_EQ(codeOf(""), Code::unreadable);
  EXPECT_EQ(codeOf("[]"), Code::unreadable);
  EXPECT_EQ(codeOf("{\"video\": 1}"), Code::unreadable);
  EXPECT_EQ(codeOf("\x1a\x45\xdf\xa3"), Code::unreadable);
  EXPECT_EQ(codeOf("{\"redub-project\": \"one\"}"), Code::unreadable);
  EXPECT_EQ(codeOf("{\"redub-project\": 0}"), Code::unreadable);
  EXPECT_EQ(codeOf("{\"redub-project\": 1}"), Code::unreadable);
  EXPECT_EQ(codeOf("{\"redub-project\": 2}"), Code::unsupported);
  EXPECT_EQ(codeOf("{\"redub-project\": 99999999999999999999}"), Code::unreadable);
  EXPECT_EQ(codeOf(std::string(100000, '[')), Code::unreadable);
}

TEST(ProjectFile, RefusesEveryTruncation) {
  const std::string whole = dub::toJson(full("/p"), "/p");
  for (std::size_t size = 0; size + 2 < whole.size(); ++size)
    ASSERT_EQ(codeOf(whole.substr(0, size)), Code::unreadable) << size;
}

TEST(ProjectFile, HostileValuesAreRefusedOrFitInAndNeverCrash) {
  const json good = json::parse(dub::toJson(full("/p"), "/p"));
  std::vector<json::json_pointer> places;
  leaves(good, json::json_pointer(), places);
  ASSERT_GT(places.size(), 60U);
  const json values[] = {1e308,
                         -1e308,
                         "NaN",
                         -1,
                         -7.5,
                         1e18,
                         18446744073709551615U,
                         nullptr,
                         json::array(),
                         json::object(),
                         true,
                         std::string("\0x", 2),
                         ""};
  int refused = 0;
  for (const auto& place : places)
    for (const json& value : values) {
      json tree = good;
      tree[place] = value;
      try {
        EXPECT_TRUE(dub::isValid(dub::parseProject(tree.dump(), "/p"))) << place << value;
      } catch (const base::Error&) {
        ++refused;
      }
    }
  EXPECT_GT(refused, 500);
}

TEST(ProjectFile, RefusesNumbersThatDoNotFit) {
  const json good = json::parse(dub::toJson(full("/p"), "/p"));
  for (const auto& [place, value] : {std::pair<const char*, json>("/clips/0/at", 1e308),
                                     {"/clips/0/out", "NaN"},
                                     {"/clips/0/id", -4},
                                     {"/clips/0/take", 77},
                                     {"/clips/0/voice", 3},
                                     {"/nextId", 1},
                                     {"/takes/0/seconds", -1},
                                     {"/takes/0/id", 4294967297},
                                     {"/settings/silence", "never"},
                                     {"/settings/mapping", "design W"},
                                     {"/settings/reference", 2},
                                     {"/settings/device", "toaster"},
                                     {"/settings/precision", "fp64"},
                                     {"/settings/strength", 1e39},
                                     {"/markers/0/seconds", 1e9},
                                     {"/out", 0.1}}) {
    json tree = good;
    tree[json::json_pointer(place)] = value;
    EXPECT_EQ(codeOf(tree.dump()), Code::unreadable) << place;
  }
}

TEST(ProjectFile, RefusesMissingEntries) {
  const json good = json::parse(dub::toJson(full("/p"), "/p"));
  for (const auto& [key, value] : good.items()) {
    json tree = good;
    tree.erase(key);
    EXPECT_EQ(codeOf(tree.dump()), Code::unreadable) << key;
  }
}

TEST(ProjectFile, AFailureNamesTheFile) {
  const TempFolder folder;
  base::writeFile(folder / "bad.redub", "{");
  try {
    dub::loadProject(folder / "bad.redub");
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_THAT(e.what(), HasSubstr("bad.redub"));
    EXPECT_EQ(e.path(), folder / "bad.redub");
  }
  EXPECT_THROW(dub::loadProject(folder / "none.redub"), base::Error);
  EXPECT_THROW(dub::loadProject(folder.path()), base::Error);
}

TEST(ProjectFile, OnlyAnOrdinaryFileIsAProject) {
  const TempFolder folder;
  fs::create_symlink("/dev/zero", folder / "zeros.redub");
  ASSERT_EQ(::mkfifo((folder / "pipe.redub").c_str(), 0600), 0);
  std::ofstream(folder / "huge.redub").close();
  fs::resize_file(folder / "huge.redub", std::uintmax_t{1} << 40);
  for (const std::string& name : {std::string("zeros.redub"), std::string("pipe.redub"),
                                  std::string("huge.redub"), std::string(300, 'n')})
    try {
      dub::loadProject(folder / name);
      FAIL() << name;
    } catch (const base::Error& e) {
      EXPECT_EQ(e.code(), Code::unreadable) << name;
    }
}

TEST(ProjectFile, SavingWhatIsNotWholeLeavesTheOldFile) {
  const TempFolder folder;
  const fs::path file = folder / "film.redub";
  dub::saveProject(full(folder.path()), file);
  dub::Project broken = full(folder.path());
  broken.nextId = 0;
  EXPECT_THROW(dub::saveProject(broken, file), base::Error);
  EXPECT_EQ(dub::loadProject(file), full(folder.path()));
}

TEST(ProjectFile, FindsMissingMediaOnceAndItsSiblingsWithIt) {
  const TempFolder folder;
  dub::Project project;
  const auto make = [&](const fs::path& file) {
    fs::create_directories((folder / file).parent_path());
    std::ofstream(folder / file) << "x";
    return folder / file;
  };
  project.video = folder / "old/talk.mp4";
  dub::addTake(project, folder / "old/takes/one.wav", 1);
  dub::addTake(project, folder / "old/talk.mp4", 1);
  dub::addTake(project, folder / "lost.wav", 1);
  dub::addTake(project, make("there.wav"), 1);
  EXPECT_THAT(dub::missingMedia(project),
              ElementsAre(folder / "old/talk.mp4", folder / "old/takes/one.wav", folder / "lost.wav"));

  EXPECT_EQ(dub::relink(project, folder / "old/talk.mp4", folder / "new/nothing.mp4"), 0);
  const fs::path talk = make("new/renamed.mp4"), one = make("new/takes/one.wav");
  EXPECT_EQ(dub::relink(project, folder / "old/talk.mp4", talk), 2);
  EXPECT_EQ(project.video, talk);
  EXPECT_EQ(project.takes[0].file, one);
  EXPECT_EQ(project.takes[1].file, talk);
  EXPECT_THAT(dub::missingMedia(project), ElementsAre(folder / "lost.wav"));
}

}  // namespace
