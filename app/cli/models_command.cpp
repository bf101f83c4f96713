#include <cinttypes>
#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "core/base/file.h"
#include "models/catalogue/catalogue.h"
#include "models/face_mesh/installed.h"
#include "models/store/import.h"
#include "models/talklip/selftest.h"

namespace cli {

static constexpr const char* kExamples = R"(
Examples:
  redub-cli models list
  redub-cli models import checkpoint_step000060000.pth --name talklip
  redub-cli models import face_mesh_solution_packed_assets.data
  redub-cli models selftest talklip
  redub-cli dub talk.mp4 speech.wav -o out.mp4 --model talklip
Models lie in ~/.local/share/redub/models (or where REDUB_MODELS says), one safetensors file each.)";

namespace {

using nlohmann::ordered_json;

std::string megabytes(std::uint64_t bytes) { return std::to_string((bytes + 500000) / 1000000) + " MB"; }

ordered_json toJson(const store::Model& m) {
  return {{"name", m.name},     {"kind", architecture::name(m.kind)},
          {"size", m.size},     {"file", m.file.string()},
          {"bytes", m.bytes},   {"parameters", m.parameters},
          {"origin", m.origin}, {"originSha256", m.originSha256},
          {"sha256", m.sha256}, {"licence", m.licence}};
}

std::string describe(const store::Model& m) {
  char millions[32];
  std::snprintf(millions, sizeof millions, "%.1f million", static_cast<double>(m.parameters) / 1e6);
  return m.name + ": " + architecture::title(m.kind) + ", " + m.size + "\n  file:      " + m.file.string() +
         " (" + megabytes(m.bytes) + ")\n  numbers:   " + millions + "\n  from:      " + m.origin +
         "\n  sha256:    " + m.originSha256 + " (of that file)\n  licence:   " + m.licence;
}

int list(Context& context) {
  ordered_json all = ordered_json::array();
  for (const catalogue::Entry& e : catalogue::list()) {
    const std::string sha = !e.sha256.empty() ? e.sha256 : e.isThere ? base::sha256OfFile(e.file) : "";
    context.console.line(e.name + " (" + e.kind + "): " + e.about + "\n  file:    " + e.file.string() +
                         (e.isThere ? "" : " MISSING") + "\n  sha256:  " + sha + "\n  licence: " + e.licence);
    all.push_back({{"name", e.name},
                   {"kind", e.kind},
                   {"about", e.about},
                   {"file", e.file.string()},
                   {"isThere", e.isThere},
                   {"sha256", sha},
                   {"licence", e.licence}});
  }
  context.console.json(ordered_json{{"event", "models"}, {"models", all}}.dump());
  return kDone;
}

int importFaceMesh(Context& context, const std::string& file) {
  const std::string kept = face_mesh::install(file).string();
  context.console.line(
      "imported MediaPipe's face mesh (Apache-2.0): lips are found with it from now on\n  file:      " +
      kept);
  context.console.json(
      ordered_json{{"event", "imported"}, {"model", {{"name", "face-mesh"}, {"file", kept}}}}.dump());
  return kDone;
}

int import(Context& context, const std::string& file, const std::string& name) {
  if (face_mesh::isPackageFile(file)) return importFaceMesh(context, file);
  const auto onProgress = [&](const base::Progress& p) { context.console.progress(p); };
  const std::optional<store::Import> imported = store::importModel(file, name, onProgress, context.stop);
  context.console.endProgress();
  if (!imported) return kCancelled;
  const store::Import& result = *imported;
  if (!result.table.empty())
    context.console.line("not as in the authors' checkpoint, which does not matter for dubbing:\n" +
                         result.table);
  context.console.line("imported " + describe(result.model));
  if (architecture::isLipModel(result.model.kind))
    context.console.line("use it with: redub-cli dub VIDEO SPEECH -o OUTPUT --model " + result.model.name);
  context.console.json(
      ordered_json{{"event", "imported"}, {"model", toJson(result.model)}, {"table", result.table}}.dump());
  return kDone;
}

int info(Context& context, const std::string& name) {
  const store::Model model = store::find(name);
  context.console.line(describe(model));
  context.console.json(ordered_json{{"event", "model"}, {"model", toJson(model)}}.dump());
  return kDone;
}

int verify(Context& context, const std::string& name) {
  if (store::verify(store::find(name), context.stop) == base::Outcome::cancelled) return kCancelled;
  context.console.line(name + ": all tensors are there and hold what was imported");
  context.console.json(ordered_json{{"event", "verified"}, {"name", name}}.dump());
  return kDone;
}

int remove(Context& context, const std::string& name) {
  store::remove(name);
  context.console.line("removed " + name);
  context.console.json(ordered_json{{"event", "removed"}, {"name", name}}.dump());
  return kDone;
}

int selftest(Context& context, const std::string& name, const talklip::Choice& choice) {
  const store::Model model = store::find(name);
  const talklip::Selftest result = talklip::selftest(model, choice);
  char numbers[120];
  std::snprintf(numbers, sizeof numbers, "mean %.4f, spread %.4f, checksum %08" PRIx32, result.mean,
                result.spread, result.checksum);
  context.console.line(name + " works: " + result.about + "; " + numbers);
  context.console.json(ordered_json{
      {"event", "selftest"},
      {"name", name},
      {"about", result.about},
      {"mean", result.mean},
      {"spread", result.spread},
      {"checksum", result.checksum},
      {"values",
       result.values}}.dump());
  return kDone;
}

}  // namespace

void addModels(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* models = app.add_subcommand("models", "The lip models that Redub knows, and your own");
  models->require_subcommand(1);
  models->footer(kExamples);
  struct Arguments {
    std::string file, name, device = "auto", precision = "auto";
  };
  const auto a = std::make_shared<Arguments>();
  const auto add = [&](const char* word, const char* help, auto run) {
    CLI::App* command = models->add_subcommand(word, help);
    command->callback([run, a, &context, &exitCode] { exitCode = run(context, *a); });
    return command;
  };
  const auto addNamed = [&](const char* word, const char* help, auto run) {
    CLI::App* command = add(word, help, run);
    command->add_option("NAME", a->name, "The model's name ('redub-cli models list')")->required();
    return command;
  };
  add("list", "List them, with licences", [](Context& c, const Arguments&) { return list(c); });
  CLI::App* importing = add(
      "import",
      "Take in a checkpoint: TalkLip, Wav2Lip-shaped, AV-HuBERT, lip-reading expert, SyncNet; or the face "
      "mesh",
      [](Context& c, const Arguments& x) { return import(c, x.file, x.name); });
  importing
      ->add_option("FILE", a->file,
                   "A PyTorch file (.pth, .pt), a safetensors file, or MediaPipe's "
                   "face_mesh_solution_packed_assets.data; it is not changed")
      ->required();
  importing->add_option("--name", a->name, "Its name in Redub (default: what it is)");
  addNamed("info", "Tell what a model is and where it is from",
           [](Context& c, const Arguments& x) { return info(c, x.name); });
  addNamed("verify", "Check every number of a model against its import",
           [](Context& c, const Arguments& x) { return verify(c, x.name); });
  addNamed("remove", "Delete an imported model",
           [](Context& c, const Arguments& x) { return remove(c, x.name); });
  CLI::App* testing = addNamed("selftest", "Run a model once on a made picture and speech, print a checksum",
                               [](Context& c, const Arguments& x) {
                                 return selftest(c, x.name,
                                                 {.device = base::parseDevice(x.device),
                                                  .precision = base::parsePrecision(x.precision)});
                               });
  testing->add_option("--device", a->device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  testing->add_option("--precision", a->precision, "auto, fp32, bf16 or fp16")
      ->check(CLI::IsMember({"auto", "fp32", "bf16", "fp16"}))
      ->capture_default_str();
}

}  // namespace cli
