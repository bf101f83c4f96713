// Files that no PyTorch ever wrote.
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

#include "core/base/error.h"
#include "models/checkpoint/checkpoint.h"
#include "tests/support/temp_folder.h"
#include "tests/support/torch_file.h"

namespace {

using checkpoint::Checkpoint;
using test_support::Pickle;
using test_support::TempFolder;
using test_support::zipRecord;

std::string zeros(std::size_t count) { return std::string(count * 4, '\0'); }

// What opening a zip file with this description says; empty when it is taken.
std::string verdict(const std::string& pickle, std::vector<test_support::ZipRecord> more = {}) {
  const TempFolder folder;
  std::vector<test_support::ZipRecord> records{zipRecord("archive/data.pkl", pickle)};
  for (auto& record : more) records.push_back(std::move(record));
  test_support::writeZip(folder / "x.pth", records);
  try {
    const Checkpoint file = Checkpoint::open(folder / "x.pth");
    checkpoint::stateDict(file);
    return {};
  } catch (const base::Error& e) {
    return e.what();
  }
}

std::string dictOf(Pickle tensor) {
  return Pickle().op('}').text("w").raw(tensor.bytes.substr(2)).op('s').end();
}

testing::AssertionResult says(const std::string& verdict, const std::string& words) {
  if (verdict.find(words) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << verdict << "' does not say '" << words << "'";
}

TEST(HostileCheckpoint, AProperOneIsTaken) {
  EXPECT_EQ(verdict(dictOf(Pickle().tensor({.count = 6, .shape = {2, 3}, .stride = {3, 1}})),
                    {zipRecord("archive/data/0", zeros(6))}),
            "");
}

TEST(HostileCheckpoint, EverythingThatCouldRunIsRefusedByName) {
  const std::vector<std::pair<std::string, std::string>> names{
      {"builtins", "eval"},       {"builtins", "exec"},       {"builtins", "getattr"},
      {"builtins", "__import__"}, {"os", "system"},           {"nt", "system"},
      {"subprocess", "Popen"},    {"torch", "load"},          {"torch.hub", "load"},
      {"numpy", "load"},          {"runpy", "run_path"},      {"pickle", "loads"},
      {"torch.nn", "Module"},     {"collections", "Counter"}, {"torch", "FloatTensor"},
      {"functools", "partial"},   {"webbrowser", "open"},     {"importlib", "import_module"}};
  for (const auto& [module, name] : names) {
    EXPECT_TRUE(
        says(verdict(Pickle().global(module, name).op(')').op('R').end()), "'" + module + "." + name + "'"));
    // The other two ways to name it.
    EXPECT_TRUE(
        says(verdict(Pickle().text(module).text(name).op('\x93').end()), "'" + module + "." + name + "'"));
    EXPECT_TRUE(says(verdict(Pickle().op('(').raw("i" + module + "\n" + name + "\n").end()),
                     "'" + module + "." + name + "'"));
  }
  EXPECT_TRUE(says(verdict(Pickle().text("collections").text("OrderedDict.__init__").op('\x93').end()),
                   "checkpointHostile"));
}

TEST(HostileCheckpoint, ALongNameIsNotRepeatedInFull) {
  EXPECT_LT(verdict(Pickle().global(std::string(100000, 'a'), "b").end()).size(), 500U);
}

TEST(HostileCheckpoint, OperationsThatCheckpointsNeverUseAreRefused) {
  EXPECT_TRUE(says(verdict(Pickle().raw("\x82\x01").end()), "no checkpoint has"));  // EXT1
  EXPECT_TRUE(says(verdict(Pickle().op('(').op('o').end()), "no checkpoint has"));  // OBJ
  EXPECT_TRUE(says(verdict(Pickle().raw("Pabc\n").end()), "no checkpoint has"));    // PERSID
  EXPECT_TRUE(says(verdict(Pickle().op('R').end()), "no proper pickle"));
  EXPECT_TRUE(says(verdict(Pickle().raw("h\x05").end()), "not there"));
  EXPECT_TRUE(says(verdict(Pickle().text("posix").op(')').op('R').end()), "no class"));
  EXPECT_TRUE(says(verdict(Pickle().op('(').text("file").text("/etc/passwd").op('t').op('Q').end()),
                   "outside of the file"));
  EXPECT_TRUE(says(verdict("\x80\x02"), "truncated"));
  EXPECT_TRUE(says(verdict(Pickle().raw("X\xff\xff\xff\x7f").end()), "truncated"));
}

TEST(HostileCheckpoint, TensorsStayInTheirStorages) {
  const auto record = zipRecord("archive/data/0", zeros(6));
  using Tensor = Pickle::Tensor;
  const auto with = [&](Tensor t) { return verdict(dictOf(Pickle().tensor(t)), {record}); };
  EXPECT_TRUE(says(with({.count = 6, .offset = 1, .shape = {6}, .stride = {1}}), "beyond its storage"));
  EXPECT_TRUE(says(with({.count = 6, .shape = {2, 3}, .stride = {4, 1}}), "beyond its storage"));
  EXPECT_TRUE(says(with({.count = 7, .shape = {7}, .stride = {1}}), "shorter than its tensors"));
  EXPECT_TRUE(says(with({.count = -1, .shape = {1}, .stride = {1}}), "negative size"));
  EXPECT_TRUE(says(with({.count = 6, .shape = {INT64_MAX, 3}, .stride = {1, 1}}), "impossible size"));
  EXPECT_TRUE(says(with({.count = 6, .shape = {1LL << 40}, .stride = {0}}), "impossible size"));
  EXPECT_TRUE(says(with({.count = 6, .shape = {5}, .stride = {INT64_MAX}}), "impossible size"));
  EXPECT_TRUE(says(with({.storage = "ComplexFloatStorage", .count = 1, .shape = {1}, .stride = {1}}),
                   "checkpointHostile"));
  EXPECT_TRUE(
      says(with({.key = "../../etc/passwd", .count = 1, .shape = {1}, .stride = {1}}), "record is missing"));
  EXPECT_TRUE(says(with({.count = 6,
                         .shape = std::vector<std::int64_t>(100, 1),
                         .stride = std::vector<std::int64_t>(100, 1)}),
                   "without a shape"));
}

TEST(HostileCheckpoint, OneStorageCannotBeTwoThings) {
  const std::string pickle =
      Pickle()
          .op('}')
          .text("a")
          .raw(Pickle().tensor({.count = 6, .shape = {6}, .stride = {1}}).bytes.substr(2))
          .op('s')
          .text("b")
          .raw(Pickle()
                   .tensor({.storage = "DoubleStorage", .count = 6, .shape = {6}, .stride = {1}})
                   .bytes.substr(2))
          .op('s')
          .end();
  EXPECT_TRUE(says(verdict(pickle, {zipRecord("archive/data/0", zeros(12))}), "two ways"));
}

TEST(HostileCheckpoint, DepthAndCirclesCostNothing) {
  std::string nested;
  for (int i = 0; i < 1000000; ++i) nested += "]";
  for (int i = 0; i < 999999; ++i) nested += "a";
  EXPECT_TRUE(says(verdict(Pickle().raw(nested).end()), "checkpointWithoutTensors"));
  // A list that holds itself.
  EXPECT_TRUE(
      says(verdict(Pickle().op(']').raw(std::string("q\0", 2)).raw(std::string("h\0", 2)).op('a').end()),
           "checkpointWithoutTensors"));
}

TEST(HostileCheckpoint, CopyingOneLongListAgainAndAgainIsStopped) {
  Pickle pickle;
  pickle.op(']').raw(std::string("q\0", 2)).op('(');
  for (int i = 0; i < 100000; ++i) pickle.op('N');
  pickle.op('e');
  for (int i = 0; i < 2000; ++i)
    pickle.global("__builtin__", "list").raw(std::string("h\0", 2)).op('\x85').op('R').op('0');
  EXPECT_TRUE(says(verdict(pickle.end()), "copies its lists"));
}

// A zip file of one deflated record.
std::string deflatedZip(const std::string& name, const std::string& content) {
  std::string packed(content.size() / 500 + 1000, '\0');
  z_stream stream = {};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  const auto number = [](std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 255);
    return out;
  };
  const uLong crc = ::crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size());
  const std::string about = number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + number(crc, 4) +
                            number(packed.size(), 4) + number(content.size(), 4) + number(name.size(), 2) +
                            number(0, 2);
  const std::string local = "PK\x03\x04" + about + name + packed;
  const std::string central =
      "PK\x01\x02" + number(20, 2) + about + number(0, 6) + number(0, 4) + number(0, 4) + name;
  return local + central + "PK\x05\x06" + number(0, 4) + number(1, 2) + number(1, 2) +
         number(central.size(), 4) + number(local.size(), 4) + number(0, 2);
}

// One object, and then 64 million times the same request: 64 kB that asked for gigabytes.
std::string bomb(const std::string& before, char repeated) {
  const std::string file = deflatedZip(
      "a/data.pkl", Pickle().raw(before).raw(std::string(std::size_t{64} << 20U, repeated)).end());
  EXPECT_LT(file.size(), 200000U);
  try {
    Checkpoint::ofBytes(std::as_bytes(std::span(file)), "bomb");
    return {};
  } catch (const base::Error& e) {
    return e.what();
  }
}

TEST(HostileCheckpoint, ASmallFileThatAsksForMuchMemoryIsStopped) {
  EXPECT_TRUE(says(bomb("N", '\x94'), "refers to more objects"));  // MEMOIZE
  EXPECT_TRUE(says(bomb("N", '2'), "refers to more objects"));     // DUP
  EXPECT_TRUE(says(bomb("", '('), "refers to more objects"));      // MARK
  EXPECT_TRUE(says(bomb("", 'N'), "more objects than"));
}

TEST(HostileCheckpoint, FillingListsAgainAndAgainIsStopped) {
  Pickle pickle;
  pickle.op(']').raw(std::string("q\0", 2));
  for (int i = 0; i < 40; ++i)
    pickle.op('(').raw(std::string("h\0", 2)).raw(std::string(1000000, '2')).op('e');
  EXPECT_TRUE(says(verdict(pickle.end()), "fills and copies its lists"));
}

TEST(HostileCheckpoint, ZipRecordsMustNotLieOverEachOtherOrShareAName) {
  EXPECT_TRUE(says(verdict(Pickle().op('}').end(),
                           {zipRecord("archive/data/0", zeros(1)), zipRecord("archive/data/0", zeros(1))}),
                   "two zip records of one name"));
  const TempFolder folder;
  test_support::writeZip(folder / "x.pth",
                         {zipRecord("a/data.pkl", Pickle().op('}').end()), zipRecord("a/data/0", zeros(100)),
                          zipRecord("a/data/1", zeros(100))});
  std::ifstream in(folder / "x.pth", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  // The last entry's header offset is made that of the one before.
  const auto last = bytes.rfind("PK\x01\x02"), before = bytes.rfind("PK\x01\x02", last - 1);
  bytes.replace(last + 42, 4, bytes.substr(before + 42, 4));
  std::ofstream(folder / "y.pth", std::ios::binary) << bytes;
  try {
    Checkpoint::open(folder / "y.pth");
    FAIL() << "taken";
  } catch (const base::Error& e) {
    EXPECT_TRUE(says(e.what(), "over each other"));
  }
}

TEST(HostileCheckpoint, CutAnywhereItIsRefusedOrWhole) {
  const TempFolder folder;
  for (const bool isLegacy : {false, true}) {
    const auto file = folder / "whole.pth";
    test_support::writeCheckpoint(file, {.keys = {{"a.weight", "float32", {2, 3}}, {"n", "int64", {}}},
                                         .values = [](const auto&) { return std::vector<float>(6, 1.5F); },
                                         .isLegacy = isLegacy});
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(checkpoint::stateDict(Checkpoint::open(file)).size(), 2U);
    for (std::size_t size = 1; size < bytes.size(); size += 3) {
      const std::span<const char> part(bytes.data(), size);
      EXPECT_THROW(Checkpoint::ofBytes(std::as_bytes(part), "part"), base::Error) << size;
    }
  }
}

TEST(Checkpoint, NamesLoseTheirWrappersAndWeightNormIsTheOldOne) {
  const TempFolder folder;
  const auto values = [](const test_support::Key& key) {
    return std::vector<float>(static_cast<std::size_t>(key.shape[0]), 2.0F);
  };
  const std::vector<test_support::Key> keys{{"pos_conv.0.parametrizations.weight.original0", "float32", {3}},
                                            {"pos_conv.0.parametrizations.weight.original1", "float32", {4}}};
  for (const char* holder : {"state_dict", "model", ""}) {
    test_support::writeCheckpoint(folder / "x.pth",
                                  {.keys = keys, .values = values, .prefix = "module.", .holder = holder});
    const Checkpoint file = Checkpoint::open(folder / "x.pth");
    const std::vector<checkpoint::Named> tensors = checkpoint::stateDict(file);
    ASSERT_EQ(tensors.size(), 2U);
    EXPECT_EQ(tensors[0].name, "pos_conv.0.weight_g");
    EXPECT_EQ(tensors[1].name, "pos_conv.0.weight_v");
    EXPECT_EQ(checkpoint::floats(tensors[1].array), std::vector<float>(4, 2.0F));
  }
}

}  // namespace
