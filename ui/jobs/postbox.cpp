#include "ui/jobs/postbox.h"

#include <QMetaObject>
#include <mutex>
#include <utility>

namespace ui {

struct Postbox::State {
  std::mutex mutex;  // guards receiver
  QObject* receiver;
  explicit State(QObject* object) : receiver(object) {}
};

Postbox::Postbox(QObject* receiver) : state_(std::make_shared<State>(receiver)) {}

Postbox::~Postbox() {
  const std::lock_guard lock(state_->mutex);
  state_->receiver = nullptr;
}

Postbox::Post Postbox::post() const {
  return [state = state_](std::function<void()> call) {
    const std::lock_guard lock(state->mutex);
    if (state->receiver != nullptr)
      QMetaObject::invokeMethod(state->receiver, std::move(call), Qt::QueuedConnection);
  };
}

}  // namespace ui
