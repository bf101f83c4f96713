#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <system_error>
#include <thread>

#include "app/cli/console.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/platform/process.h"
#include "core/base/thread_policy.h"

namespace {

// Work that looks at its stop token ends in a moment. Libraries do not: one that is being loaded on a busy
// machine may take many times as long.
constexpr std::chrono::seconds kPatience(1);

// Ctrl-C asks the work to stop. What has not `ended` after that ends with the program, and leaves what a
// crash leaves.
std::stop_token stopOnInterrupt(const std::shared_future<void>& ended) {
  std::stop_source stop;
  platform::onInterrupt([stop, ended]() mutable {
    stop.request_stop();
    if (ended.wait_for(kPatience) == std::future_status::ready) return;
    std::fputs("redub-cli: cancelled\n", stderr);
    std::_Exit(cli::kCancelled);
  });
  return stop.get_token();
}

bool isOutOfThreads(const std::exception& e) {
  const auto* failure = dynamic_cast<const std::system_error*>(&e);
  return failure != nullptr && failure->code() == std::errc::resource_unavailable_try_again;
}

int fail(cli::Console& console, const std::string& message, int exitCode) {
  console.endProgress();
  console.json(nlohmann::ordered_json{{"event", "error"}, {"message", message}}.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  std::fprintf(stderr, "redub-cli: %s\n", message.c_str());
  base::logWarning(message);
  return exitCode;
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
    context.stop = stopOnInterrupt(end.get_future().share());
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {  // --help, --version
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    return fail(context.console, std::string(e.what()) + " (--help shows how)", cli::kUsage);
  } catch (const base::Error& e) {
    if (!e.detail().empty()) base::logWarning("detail: " + e.detail());
    return fail(context.console, e.what(), cli::kError);
  } catch (const std::bad_alloc&) {
    return fail(context.console, "out of memory: close other programs, or dub a smaller picture",
                cli::kError);
  } catch (const std::exception& e) {
    if (isOutOfThreads(e))
      return fail(context.console,
                  "the system gives no more threads: close other programs, or raise ulimit -u", cli::kError);
    return fail(context.console, std::string("a defect of Redub: ") + e.what() + " (please report it)",
                cli::kError);
  }
  if (exitCode == cli::kCancelled) context.console.endProgress();
  return exitCode;
}
