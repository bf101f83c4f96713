#include <cstdio>
#include <future>
#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "app/cli/error_words.h"
#include "app/cli/interrupt.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/thread_policy.h"

namespace {

using Json = nlohmann::ordered_json;

void tell(cli::Console& console, const std::string& message, Json event) {
  console.endProgress();
  console.json(event.dump(-1, ' ', false, Json::error_handler_t::replace));
  std::fprintf(stderr, "redub-cli: %s\n", message.c_str());
}

int failUsage(cli::Console& console, const std::string& message) {
  tell(console, message, {{"event", "error"}, {"message", message}, {"code", name(base::Code::usage)}});
  base::logWarning(message);
  return cli::kUsage;
}

int fail(cli::Console& console, const base::Problem& problem) {
  const base::Code code = codeOf(problem.fault);
  const std::string message = cli::words(problem);
  Json facts = Json::object();
  for (const base::Fact& fact : problem.facts)
    std::visit([&](const auto& value) { facts[fact.name] = value; }, fact.value);
  Json event{{"event", "error"}, {"message", message}, {"code", name(code)}, {"fault", name(problem.fault)}};
  if (!problem.path.empty()) event["path"] = problem.path.string();
  event["facts"] = std::move(facts);
  tell(console, message, std::move(event));
  base::logWarning(line(problem));
  return code == base::Code::usage ? cli::kUsage : cli::kError;
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  std::promise<void> end;  // broken when main is left
  cli::Context context;
  int exitCode = cli::kDone;
  CLI::App app("Redub dubs video: the lips of a real face say another speech.", "redub-cli");
  app.set_version_flag("--version", std::string("redub-cli ") + REDUB_VERSION);
  app.set_help_all_flag("--help-all", "The help of every command");
  app.require_subcommand(1);
  app.fallthrough();
  std::string log;
  app.add_option("--log", log, "Write a log to this file")->type_name("FILE");
  app.add_flag("--json", context.console.isJson, "One JSON object a line on standard output, for programs");
  app.add_flag("-q,--quiet", context.console.isQuiet, "No progress");
  app.parse_complete_callback([&] {
    if (!log.empty()) base::logTo(log);
  });
  for (auto* add : {cli::addDub, cli::addInspect, cli::addVerify, cli::addSample, cli::addModels,
                    cli::addMeasure, cli::addBench})
    add(app, context, exitCode);
  try {
    context.stop = cli::stopOnInterrupt("redub-cli", end.get_future().share());
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {  // --help, --version
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    return failUsage(context.console, std::string(e.what()) + " (--help shows how)");
  } catch (...) {
    return fail(context.console, base::caughtProblem());
  }
  if (exitCode == cli::kCancelled) context.console.endProgress();
  return exitCode;
}
