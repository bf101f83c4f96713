#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "core/base/file.h"
#include "models/catalogue/catalogue.h"

namespace cli {

void addModels(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* models = app.add_subcommand("models", "The lip models that Redub knows");
  models->require_subcommand(1);
  models->footer("\nExamples:\n  redub-cli models list\n  redub-cli models list --json");
  models->add_subcommand("list", "List them, with licences")->callback([&context, &exitCode] {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const catalogue::Entry& e : catalogue::list()) {
      const std::string sha = e.isThere ? base::sha256OfFile(e.file) : "";
      context.console.line(e.name + " (" + e.kind + "): " + e.about +
                           "\n  file:    " + (e.isThere ? e.file.string() : e.file.string() + " MISSING") +
                           "\n  sha256:  " + sha + "\n  licence: " + e.licence);
      all.push_back({{"name", e.name},
                     {"kind", e.kind},
                     {"about", e.about},
                     {"file", e.file.string()},
                     {"isThere", e.isThere},
                     {"sha256", sha},
                     {"licence", e.licence}});
    }
    context.console.json(nlohmann::ordered_json{{"event", "models"}, {"models", all}}.dump());
    exitCode = kDone;
  });
}

}  // namespace cli
