#pragma once
#include <vector>

#include "models/speech_mouth/encoder.h"
#include "tests/person/fixtures.h"

namespace own_mouth_fixtures {

using namespace person_fixtures;

// Sound whose opening is given, step by step.
inline speech_mouth::SpeechEncoding encodingOf(const std::vector<float>& openings) {
  speech_mouth::SpeechEncoding encoding;
  for (float o : openings) {
    speech::Articulation a;
    a.opening = o;
    encoding.articulation.push_back(a);
    encoding.visemes.push_back({});
    encoding.hidden.push_back({});
    encoding.hidden.back()[0] = o;
  }
  return encoding;
}

}  // namespace own_mouth_fixtures
