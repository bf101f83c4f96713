#pragma once
#include "core/base/image.h"

// How near a picture is to another: both of one size, BGR or grey, at least 11x11.
namespace metrics {

// Structural similarity as scikit-image computes it with Gaussian weights (sigma 1.5, 11x11, population
// covariance, K1 0.01, K2 0.03, range 255), mean over channels, 5 pixels at the border left out. 1 = equal.
double ssim(const base::Image& a, const base::Image& b);

// Peak signal to noise ratio in dB; 100 for equal pictures.
double psnr(const base::Image& a, const base::Image& b);

// As TalkLip's evaluation script computes it: differences and squares wrap around in 8 bits, which hides
// large errors. Only for comparison with published numbers.
double psnrWrapped(const base::Image& a, const base::Image& b);

}  // namespace metrics
