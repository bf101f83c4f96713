#include "core/base/platform/folders.h"
#include "core/face/analyser.h"

namespace face {

std::filesystem::path landmarkFile() {
  const std::string named = platform::environment("REDUB_LANDMARKS");
  return named.empty() ? "/usr/share/dlib/shape_predictor_68_face_landmarks.dat" : named;
}

const char* landmarkLicence() {
  return "68-point landmarks of the distribution's libdlib-data: the package calls them free (CC0), but "
         "their authors "
         "trained them on iBUG 300-W, whose licence excludes commercial use";
}

}  // namespace face
