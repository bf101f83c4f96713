#include "models/onednn/program.h"

#include <algorithm>
#include <numeric>

namespace onednn {
namespace {

constexpr std::size_t kAlign = 4096;

struct Life {
  std::size_t first = SIZE_MAX, last = 0;  // steps
  bool meets(const Life& other) const { return first <= other.last && other.first <= last; }
};

std::vector<Life> livesOf(const Program& program) {
  std::vector<Life> lives(program.bufferBytes.size());
  for (std::size_t i = 0; i < program.steps.size(); ++i)
    for (const Argument& argument : program.steps[i].arguments)
      if (argument.buffer >= kFirstOwn) {
        Life& life = lives[static_cast<std::size_t>(argument.buffer)];
        life.first = std::min(life.first, i);
        life.last = std::max(life.last, i);
      }
  return lives;
}

}  // namespace

void place(Program& program) {
  const std::vector<Life> lives = livesOf(program);
  const std::vector<std::size_t>& bytes = program.bufferBytes;
  std::vector<std::size_t> order(bytes.size() - kFirstOwn);
  std::iota(order.begin(), order.end(), std::size_t{kFirstOwn});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return bytes[a] > bytes[b]; });

  program.bufferOffset.assign(bytes.size(), 0);
  std::vector<std::size_t> placed;  // by offset
  for (const std::size_t buffer : order) {
    std::size_t at = 0;
    for (const std::size_t other : placed) {
      if (!lives[buffer].meets(lives[other])) continue;
      if (program.bufferOffset[other] >= at + bytes[buffer]) break;
      at = std::max(at, program.bufferOffset[other] + bytes[other]);
    }
    at = (at + kAlign - 1) / kAlign * kAlign;
    program.bufferOffset[buffer] = at;
    placed.insert(
        std::ranges::upper_bound(placed, at, {}, [&](std::size_t i) { return program.bufferOffset[i]; }),
        buffer);
    program.arenaBytes = std::max(program.arenaBytes, at + bytes[buffer]);
  }
  program.arenaBytes = (program.arenaBytes + kAlign - 1) / kAlign * kAlign;
}

}  // namespace onednn
