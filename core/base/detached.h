#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <system_error>

namespace base {

// What the end of the program means for detached work: it is waited for, or left behind.
enum class Worth { keep, throwAway };

// Runs `work` on a thread that nobody joins: for what may take long to end although nobody wants it any more,
// and for what has to be done whoever asked for it. `work` owns all that it uses, which ends on that thread,
// too, and throws nothing. Throws std::system_error when there can be no more threads.
void runDetached(std::function<void()> work, Worth worth = Worth::throwAway);

// Waits until no detached work of this worth runs, for `most` at the longest. False: some does. A program
// with such threads ends by std::_Exit(): they use what exit() would destroy.
bool waitForDetached(Worth worth, std::chrono::milliseconds most);

// A value whose end may take long, such as a device that closes or a thread that is joined: when nobody holds
// it any more it ends on a detached thread.
template <typename T>
std::shared_ptr<T> endingDetached(std::unique_ptr<T> value, Worth worth = Worth::throwAway) {
  return {value.release(), [worth](T* last) {
            try {
              runDetached([alone = std::shared_ptr<T>(last)] {}, worth);
            } catch (const std::system_error&) {  // no more threads: it ends here
            }
          }};
}

// Work that is done on a detached thread, one after the other in the order in which it was given, and kept:
// also when the queue has gone. One thread gives.
class DetachedQueue {
 public:
  DetachedQueue();
  void add(std::function<void()> work);  // as for runDetached

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace base
