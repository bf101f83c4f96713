#include "models/training/report.h"

#include <cstdio>
#include <memory>

#include "app/cli/console.h"
#include "app/train/commands.h"
#include "models/training/run_folder.h"

namespace train {

void addReport(CLI::App& app, Context&, int& exitCode) {
  const auto run = std::make_shared<std::filesystem::path>();
  CLI::App* sub = app.add_subcommand("report", "Make the report page of a run again");
  sub->add_option("run", *run, "Folder of the run")->required()->check(CLI::ExistingDirectory);
  sub->callback([run, &exitCode] {
    training::writeReport(*run);
    std::printf("%s\n", training::reportPath(*run).c_str());
    exitCode = cli::kDone;
  });
}

}  // namespace train
