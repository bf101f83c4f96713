// redub-make-checkpoint KEYS OUT [--xor HEX] [--holder NAME] [--prefix TEXT] [--gain G] [--legacy]
// Writes a checkpoint in PyTorch's layout with formula weights for a key list.
#include <CLI/CLI.hpp>

#include "tests/support/torch_file.h"

int main(int argc, char** argv) {
  CLI::App app("Writes a checkpoint with formula weights", "redub-make-checkpoint");
  std::string keys, out, constant = "0";
  double gain = 1;
  test_support::CheckpointFile content;
  app.add_option("KEYS", keys, "List of name, type, shape")->required();
  app.add_option("OUT", out)->required();
  app.add_option("--xor", constant, "The formula's constant, hexadecimal");
  app.add_option("--holder", content.holder, "Key of the dict that holds the tensors");
  app.add_option("--prefix", content.prefix, "Put before all names");
  app.add_option("--gain", gain, "The formula's gain");
  app.add_flag("--legacy", content.isLegacy, "As before PyTorch 1.6");
  CLI11_PARSE(app, argc, argv);
  content.keys = test_support::readKeys(keys);
  const auto x = static_cast<std::uint32_t>(std::stoul(constant, nullptr, 16));
  content.values = [&](const test_support::Key& key) {
    return test_support::formulaValues(key.name, key.shape, x, gain);
  };
  test_support::writeCheckpoint(out, content);
}
