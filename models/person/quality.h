#pragma once
#include <vector>

#include "models/person/bank.h"

namespace person {

// Which of the landmarks are steady: lips that jump against both neighbours much more than usual are
// mistrusted. `unit`: consecutive pictures' landmarks, `frames` their numbers (neighbours are n - 1 and n +
// 1).
std::vector<bool> steadyLandmarks(const std::vector<face::Landmarks>& unit,
                                  const std::vector<face::FrameNo>& frames);

struct PixelVerdict {
  std::vector<bool> isSharp;     // mouth region not blurred against the clip's usual
  std::vector<bool> isUsual;     // chin and cheeks look as they usually do: nothing in front of them
  std::vector<bool> isBelieved;  // mouths that look alike are open alike: the landmarks of this one agree
};
PixelVerdict judgePixels(const std::vector<BankFrame>& frames);

}  // namespace person
