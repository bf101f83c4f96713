#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

// The three operations of the attention network that are not TFLite's own.
namespace face_mesh {

using Matrix = std::array<float, 16>;  // row-major 4x4

inline constexpr std::int64_t kRegion = 16;  // cells of a region's edge

// Points x y z -> the matrix that takes a cell's corner of the 16x16 region to the points' plane. The region
// is the box of the points `chosen`, turned so that the line from -> to lies level, enlarged by 1.5.
Matrix regionMatrix(std::span<const float> points, std::span<const std::size_t> chosen, std::size_t from,
                    std::size_t to);

// map [rows, columns, channels] -> region [16, 16, channels], bilinear; cells beyond the map are zero.
void sampleRegion(const float* map, std::int64_t rows, std::int64_t columns, std::int64_t channels,
                  const Matrix& matrix, float* region);

// Points of `dimensions` numbers; what follows x and y is passed on.
void transformPoints(std::span<const float> points, std::size_t dimensions, const Matrix& matrix,
                     std::span<float> out);

}  // namespace face_mesh
