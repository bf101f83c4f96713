#include <CLI/CLI.hpp>
#include <cstdio>
#include <future>

#include "app/cli/console.h"
#include "app/cli/error_words.h"
#include "app/cli/interrupt.h"
#include "app/train/commands.h"
#include "core/base/error.h"
#include "core/base/thread_policy.h"

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  std::promise<void> end;  // broken when main is left
  train::Context context;
  int exitCode = cli::kDone;
  CLI::App app("Trains and measures Redub's networks", "redub-train");
  app.require_subcommand(1);
  for (auto* add : {train::addEvaluate, train::addExpert, train::addPrepare, train::addRead, train::addReader,
                    train::addReport, train::addSpeech, train::addTalkLip})
    add(app, context, exitCode);
  try {
    context.stop = cli::stopOnInterrupt("redub-train", end.get_future().share());
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kDone : cli::kUsage;
  } catch (...) {
    const base::Problem problem = base::caughtProblem();
    std::fprintf(stderr, "redub-train: %s\n", cli::words(problem).c_str());
    return codeOf(problem.fault) == base::Code::usage ? cli::kUsage : cli::kError;
  }
  return exitCode;
}
