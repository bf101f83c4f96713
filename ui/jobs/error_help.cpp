#include "ui/jobs/error_help.h"

#include <QCoreApplication>

namespace ui {

namespace {
class ErrorHelp {
  Q_DECLARE_TR_FUNCTIONS(ErrorHelp)
 public:
  static QString of(base::Code code);
};
}  // namespace

QString ErrorHelp::of(base::Code code) {
  switch (code) {
    case base::Code::usage:
      return tr("Change the choices that contradict each other and try again.");
    case base::Code::notFound:
      return tr("Check that the file is still where it was and that its drive is connected.");
    case base::Code::unreadable:
      return tr("Check that the file opens in another program and that you are allowed to read it.");
    case base::Code::notMedia:
      return tr("Choose a video, sound or picture file.");
    case base::Code::noVideo:
      return tr("Choose a file that has a picture, such as MP4, MOV or MKV.");
    case base::Code::noAudio:
      return tr("Choose a file that has sound in it, or record a line.");
    case base::Code::noFace:
      return tr("Choose a part of the video where a face looks towards the camera and is not too small.");
    case base::Code::unsupported:
      return tr("Choose another format, model or device in the settings.");
    case base::Code::exists:
      return tr("Choose another name, or move the existing file away.");
    case base::Code::diskFull:
      return tr("Free some space, or choose a folder on another drive.");
    case base::Code::io:
      return tr("Check that the drive is connected and that you are allowed to write there.");
    case base::Code::internal:
      return tr("This is a defect of Redub: your project is safe; please report it with the details.");
  }
  return {};
}

QString errorHelp(base::Code code) { return ErrorHelp::of(code); }

}  // namespace ui
