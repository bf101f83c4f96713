#pragma once
#include <QObject>
#include <memory>
#include <vector>

#include "core/live/dub_plan.h"
#include "core/render/render.h"
#include "ui/base/document.h"
#include "ui/clip/film_strip.h"
#include "ui/clip/open_clip.h"
#include "ui/clip/transport.h"
#include "ui/clip/waveform_cache.h"
#include "ui/dubbing/dub_session.h"
#include "ui/preferences/preferences.h"
#include "ui/workspace/playback_sounds.h"

namespace ui {

class Job;

// Everything behind one window, without a widget: the document, its clip, playback and dubbed pictures, each
// following the others. GUI thread.
class Workspace : public QObject {
  Q_OBJECT
 public:
  struct Options {
    Preferences preferences;
    dub::MakeModel makeModel;
    dub::AnalyseOptions analyse = {};
    bool isSilent = false;  // no sound device (tests)
  };
  explicit Workspace(const Options& options, QObject* parent = nullptr);

  Document& document() { return document_; }
  OpenClip& clip() { return clip_; }
  WaveformCache& waveforms() { return waveforms_; }
  FilmStrip& film() { return film_; }
  Transport& transport() { return transport_; }
  DubSession& dubbing() { return dubbing_; }

  Listen listening() const { return listening_; }
  void listen(Listen listen);
  void setLooping(bool isLooping);
  // While recording: these sounds, and the original when the guide is on; nullopt = as usual again.
  void setMonitor(std::optional<std::vector<audio::Sound>> extra, bool guideOn);
  void apply(const Preferences& preferences);
  // How a render of this project is asked for.
  dub::RenderOptions renderOptions() const;
  // The face that a voice moves in the open clip; 0 = none, or not known yet.
  int trackOfVoice(int voice) const;
  // The frames of the in/out range, or of the whole clip.
  std::pair<media::FrameNo, media::FrameNo> range() const;

 private:
  void followVideo();
  void showClip();
  void followSounds();
  void followRange();

  struct Device;
  std::shared_ptr<Device> device_;  // shared with jobs that make models
  dub::MakeModel makeModel_;
  dub::AnalyseOptions analyse_;
  int threads_ = 0;
  Document document_;
  OpenClip clip_;
  WaveformCache waveforms_;
  FilmStrip film_;
  Transport transport_;
  DubSession dubbing_;
  Listen listening_ = Listen::dub;
  bool isLooping_ = false;
  struct Monitor {
    std::vector<audio::Sound> extra;
    bool guideOn = false;
  };
  std::optional<Monitor> monitor_;
  std::vector<audio::Sound> sounds_;  // as the player has them
};

}  // namespace ui
