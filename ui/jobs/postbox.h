#pragma once
#include <QObject>
#include <functional>
#include <memory>

namespace ui {

// How threads speak to a QObject that may be gone before they are: a member of it. What they post runs on its
// thread later; what comes after its end is dropped.
class Postbox {
 public:
  using Post = std::function<void(std::function<void()>)>;
  explicit Postbox(QObject* receiver);
  ~Postbox();
  Postbox(const Postbox&) = delete;
  Postbox& operator=(const Postbox&) = delete;
  Post post() const;  // any thread may call it, for as long as it likes

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace ui
