#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace training {

// How fast a training goes, since it was started.
class Pace {
 public:
  explicit Pace(std::int64_t step) : first_(step) {}
  void step(std::int64_t step, std::int64_t clips);
  double clipsPerSec() const { return clipsPerSec_; }  // of the last steps alone; 0 = not known yet
  double etaSec(std::int64_t steps) const;             // with all that is done beside; 0 = not known
  double secSinceLast();                               // since it was last asked, or since the start

 private:
  using Clock = std::chrono::steady_clock;
  std::int64_t first_, step_ = first_;
  double clipsPerSec_ = 0;
  Clock::time_point start_ = Clock::now(), last_ = start_, asked_ = start_;
};

// What is seen of a training while it runs. On a terminal one line that is written anew in its place;
// elsewhere a line now and then.
struct Moment {
  std::string stage;  // empty: not told
  std::int64_t step = 0, steps = 0;
  std::map<std::string, double> losses;
  double clipsPerSec = 0, etaSec = 0;
};
std::string lineOf(const Moment& moment);

class LiveLine {
 public:
  LiveLine();
  ~LiveLine() { end(); }
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;
  void show(const Moment& moment);
  void tell(const std::string& text);  // a line that stays

 private:
  void end();
  using Clock = std::chrono::steady_clock;
  bool isTerminal_, isOpen_ = false;
  Clock::time_point shown_{};
};

}  // namespace training
