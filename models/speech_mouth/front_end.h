#pragma once
#include <cstdint>
#include <span>

namespace at {
class Tensor;
}

namespace speech_mouth {

inline constexpr int kFilters = 26;
inline constexpr int kRowsPerStep = 4;  // a row every 10 ms
inline constexpr int kInput = kFilters * kRowsPerStep;

// Mel filter energies (not yet logarithms) of 25 ms Hamming windows every 10 ms: [rows, 26].
// `samples`: float [n] at 16 kHz, any scale. `warp` moves the spectrum as another vocal
// tract length would (Jaitly and Hinton 2013); 1 = none.
at::Tensor filterEnergies(const at::Tensor& samples, double warp = 1.0);

// Level-free network input from the energies of ONE whole speech: logarithms with a floor `floorDb` below the
// loudest rows, mean of the speech rows removed per filter, common scale, the last row repeated to fill a
// step: [rows, 26] -> [steps, 104].
at::Tensor networkInput(const at::Tensor& energies, double floorDb = 70.0);

// Float [n] in -1..1.
at::Tensor toTensor(std::span<const std::int16_t> samples);

}  // namespace speech_mouth
