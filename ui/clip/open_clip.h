#pragma once
#include <QObject>
#include <filesystem>
#include <memory>
#include <utility>

#include "core/base/problem.h"
#include "core/dub/analyse.h"
#include "core/face/face.h"
#include "core/media/decode/clip_index.h"

namespace ui {

class Job;

// The video that is open, as it becomes known: first what kind of file it is and where its pictures are, then
// whose faces are in it. GUI thread; the work is done by jobs.
class OpenClip : public QObject {
  Q_OBJECT
 public:
  explicit OpenClip(dub::AnalyseOptions options, QObject* parent = nullptr);

  // Begins with another video; what was being found out about an earlier one is dropped. Empty = none.
  void open(const std::filesystem::path& video);
  // A file that was looked at already, in case it is the next to be opened.
  void expect(std::shared_ptr<const media::ClipIndex> clip) { expected_ = std::move(clip); }
  void analyseAgain();

  const std::filesystem::path& video() const { return video_; }
  // Null until it is probed.
  std::shared_ptr<const media::ClipIndex> clip() const { return clip_; }
  const media::Probe* probe() const { return clip_ ? &clip_->probe : nullptr; }
  std::shared_ptr<const media::FrameIndex> index() const;
  std::shared_ptr<const face::Analysis> analysis() const { return analysis_; }  // null until it is analysed

 Q_SIGNALS:
  void closed();
  void probed();
  void analysed();
  void failed(const base::Problem& problem);  // the video cannot be used: it is closed
  void analysisFailed(const base::Problem& problem);
  void analysisCancelled();
  void jobStarted(ui::Job* job);

 private:
  void look();
  void analyse();
  void drop();

  dub::AnalyseOptions options_;
  std::filesystem::path video_;
  std::shared_ptr<const media::ClipIndex> expected_, clip_;
  std::shared_ptr<const face::Analysis> analysis_;
  Job* loading_ = nullptr;    // our child
  Job* analysing_ = nullptr;  // our child
};

}  // namespace ui
