#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "core/sample/sample.h"

namespace cli {

static constexpr const char* kExamples = R"(
Examples:
  redub-cli sample --out demo
  redub-cli sample --out demo --seconds 30 --fps 29.97 --size 1280x720 --voice de --text "Guten Tag." --seed 7)";

static void parseSize(const std::string& text, sample::SampleSettings& settings) {
  int used = 0;
  const int found = std::sscanf(text.c_str(), "%dx%d%n", &settings.width, &settings.height, &used);
  const bool isValid = found == 2 && static_cast<std::size_t>(used) == text.size();
  if (!isValid || settings.width < 64 || settings.height < 64 || settings.width > 7680 ||
      settings.height > 7680)
    throw CLI::ValidationError("'" + text + "' is no size: write WIDTHxHEIGHT, 64x64 to 7680x7680");
}

void addSample(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* command =
      app.add_subcommand("sample", "Make a talking sample: video, speech, and the truth about its mouth");
  command->footer(kExamples);
  const auto settings = std::make_shared<sample::SampleSettings>();
  const auto size = std::make_shared<std::string>("640x480");
  const auto folder = std::make_shared<std::string>();
  command
      ->add_option("--out", *folder, "Folder for sample.mp4, sample.wav and sample.json (made when missing)")
      ->required();
  command->add_option("--seconds", settings->seconds, "Length")
      ->check(CLI::Range(0.2, 7200.0))
      ->capture_default_str();
  command->add_option("--fps", settings->fps, "Frames a second")
      ->check(CLI::Range(1.0, 240.0))
      ->capture_default_str();
  command->add_option("--size", *size, "WIDTHxHEIGHT")->capture_default_str();
  command->add_option("--voice", settings->voice, "espeak-ng voice ('espeak-ng --voices')")
      ->capture_default_str();
  command->add_option("--text", settings->text, "What is said (default: a built-in passage)");
  command->add_option("--seed", settings->seed, "Looks and head motion")->capture_default_str();
  command->callback([=, &context, &exitCode] {
    parseSize(*size, *settings);
    const sample::SampleFiles files = sample::makeSample(*settings, *folder);
    context.console.line("video:  " + files.video.string() + "\nspeech: " + files.speech.string() +
                         "\ntruth:  " + files.truth.string());
    context.console.json(nlohmann::ordered_json{{"event", "sample"},
                                                {"video", files.video.string()},
                                                {"speech", files.speech.string()},
                                                {"truth", files.truth.string()}}
                             .dump());
    exitCode = kDone;
  });
}

}  // namespace cli
