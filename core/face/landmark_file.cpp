#include <cstdlib>

#include "core/face/analyser.h"

namespace face {

std::filesystem::path landmarkFile() {
  const char* named = std::getenv("REDUB_LANDMARKS");
  return named != nullptr ? named : "/usr/share/dlib/shape_predictor_68_face_landmarks.dat";
}

const char* landmarkLicence() {
  return "68-point landmarks of the distribution's libdlib-data: the package calls them free (CC0), but their authors "
         "trained them on iBUG 300-W, whose licence excludes commercial use";
}

}  // namespace face
