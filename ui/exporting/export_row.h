#pragma once
#include <QFrame>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/export/export_job.h"
#include "ui/jobs/job.h"

class QGridLayout;
class QLabel;
class QProgressBar;
class QToolButton;

namespace ui {

// What an export is made from.
struct ExportOrder {
  dub::Project project;
  dub::ExportPreset preset;
  std::filesystem::path output;
  dub::RenderOptions options;
};

// As dub::exportProject.
using ExportWork = std::function<std::optional<dub::Report>(
    const dub::Project&, const dub::ExportPreset&, const std::filesystem::path& output,
    const std::filesystem::path& workFolder, const dub::RenderOptions&, const base::OnProgress&,
    std::stop_token)>;

// One export in the queue: waits, runs once, and tells how it ended.
class ExportRow : public QFrame {
  Q_OBJECT
 public:
  enum class State { waiting, running, done, failed, cancelled };
  ExportRow(ExportOrder order, const ExportWork& work, QWidget* parent);
  void start();
  void cancel();
  State state() const { return state_; }
  bool isOver() const { return state_ != State::waiting && state_ != State::running; }
  const std::filesystem::path& output() const { return output_; }
  Job& job() { return *job_; }

 Q_SIGNALS:
  void done(bool isGood);
  void failed(const base::Problem& problem);
  void over();              // done, failed or cancelled
  void removalRequested();  // from the list

 private:
  void addHead(QGridLayout& grid);
  void addFileButtons();
  void become(State state, const QString& words);
  void showProgress();
  void end(base::Outcome outcome);
  void fail(const base::Problem& problem);
  void cancelOrRemove();

  const std::filesystem::path output_;
  std::shared_ptr<std::optional<dub::Report>> report_;  // written by the job's thread before its end signal
  State state_ = State::waiting;
  QLabel *name_ = nullptr, *words_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QToolButton* cancel_ = nullptr;
  Job* job_;
};

}  // namespace ui
