#include "tests/teaching/made_set.h"

#include <algorithm>
#include <cmath>

#include "models/dataset/set_writer.h"

namespace teaching {
namespace {

constexpr int kWordFrames = 8, kSilence = 4, kSamples = 640;

struct Mouth {
  double width = 10, height = 1;  // half axes in pixels of a 96-pixel picture
};
// The mouth of a word, opening and closing with its half sine.
Mouth mouthOf(int word, double phase) {
  const double swing = std::sin(M_PI * phase);
  return {10 + swing * (word % 3 == 0 ? 4 : word % 3 == 1 ? -5 : 1), 1 + swing * (2 + word)};
}

void drawFace(std::uint8_t* bgr, std::int64_t edge, const Mouth& mouth, int shade) {
  const double scale = static_cast<double>(edge) / 96;
  for (std::int64_t y = 0; y < edge; ++y)
    for (std::int64_t x = 0; x < edge; ++x) {
      const double u = (static_cast<double>(x) + 0.5) / scale - 48,
                   v = (static_cast<double>(y) + 0.5) / scale - 48;
      const bool isFace = u * u / (26 * 26) + v * v / (32 * 32) < 1;
      const double m =
          u * u / (mouth.width * mouth.width) + (v - 14) * (v - 14) / (mouth.height * mouth.height);
      const bool isEye = std::abs(std::abs(u) - 10) < 3 && std::abs(v + 10) < 2;
      std::uint8_t* p = bgr + 3 * (y * edge + x);
      const int value = m < 1 ? 30 : isEye ? 20 : isFace ? 170 - shade - static_cast<int>(v) : 90;
      p[0] = static_cast<std::uint8_t>(value * 4 / 5), p[1] = static_cast<std::uint8_t>(value * 9 / 10),
      p[2] = static_cast<std::uint8_t>(value);
    }
}

// 68 points of the drawn face: eyes, nose and mouth where they are drawn, the jaw on the face's edge.
std::vector<float> pointsOf(std::int64_t edge, const Mouth& mouth) {
  const double scale = static_cast<double>(edge) / 96;
  std::vector<float> points(136);
  const auto set = [&](int i, double u, double v) {
    points[static_cast<std::size_t>(2 * i)] = static_cast<float>((u + 48) * scale);
    points[static_cast<std::size_t>(2 * i + 1)] = static_cast<float>((v + 48) * scale);
  };
  for (int i = 0; i < 17; ++i) set(i, -26 * std::cos(M_PI * i / 16), 32 * std::sin(M_PI * i / 16));
  for (int i = 17; i < 27; ++i) set(i, -16 + 32.0 / 9 * (i - 17), -16);
  for (int i = 27; i < 31; ++i) set(i, 0, -8 + 3 * (i - 27));
  for (int i = 31; i < 36; ++i) set(i, -4 + 2 * (i - 31), 4);
  constexpr double kEye[6][2] = {{-4, 0}, {-1.5, -2}, {1.5, -2}, {4, 0}, {1.5, 2}, {-1.5, 2}};
  for (int i = 0; i < 6; ++i) {
    set(36 + i, -10 + kEye[i][0], -10 + kEye[i][1]);
    set(42 + i, 10 + kEye[i][0], -10 + kEye[i][1]);
  }
  for (int i = 0; i < 12; ++i)
    set(48 + i, -mouth.width * std::cos(M_PI * i / 6), 14 - mouth.height * std::sin(M_PI * i / 6));
  for (int i = 0; i < 8; ++i)
    set(60 + i, -0.8 * mouth.width * std::cos(M_PI * i / 4),
        14 - 0.8 * mouth.height * std::sin(M_PI * i / 4));
  return points;
}

}  // namespace

dataset::Clip madeClip(const std::string& name, const std::vector<int>& words, dataset::Part part, int shade,
                       std::int64_t edge) {
  dataset::Clip clip;
  clip.info = {.name = name,
               .speaker = "drawn" + std::to_string(shade),
               .part = part,
               .text = {},
               .words = {},
               .frames = 0};
  clip.edge = edge;
  clip.info.frames = 2 * kSilence + kWordFrames * std::ssize(words);
  clip.pictures.resize(static_cast<std::size_t>(clip.info.frames * edge * edge * 3));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const double begin = kSilence + kWordFrames * static_cast<double>(i);
    const std::string& text = kWords[static_cast<std::size_t>(words[i])];
    clip.info.words.push_back({text, begin, begin + kWordFrames});
    clip.info.text += (i ? " " : "") + text;
  }
  for (std::int64_t t = 0; t < clip.info.frames; ++t) {
    const std::int64_t at = t - kSilence, number = at < 0 ? -1 : at / kWordFrames;
    const bool isSpoken = number >= 0 && number < std::ssize(words);
    const int word = isSpoken ? words[static_cast<std::size_t>(number)] : 0;
    const Mouth mouth =
        isSpoken ? mouthOf(word, (static_cast<double>(at % kWordFrames) + 0.5) / kWordFrames) : Mouth{};
    drawFace(clip.pictures.data() + t * edge * edge * 3, edge, mouth, shade);
    const std::vector<float> points = pointsOf(edge, mouth);
    clip.landmarks.insert(clip.landmarks.end(), points.begin(), points.end());
    const double scale = static_cast<double>(edge) / 96;
    for (const double side : {20.0, 10.0, 76.0, 82.0})
      clip.boxes.push_back(static_cast<std::int16_t>(side * scale));
    for (int s = 0; s < kSamples; ++s) {
      const double time = static_cast<double>(t * kSamples + s) / 16000;
      clip.sound.push_back(
          isSpoken ? static_cast<std::int16_t>(6000 * std::sin(2 * M_PI * (300 + 350 * word) * time))
                   : std::int16_t{0});
    }
  }
  return clip;
}

void writeSet(const std::filesystem::path& folder, const std::vector<dataset::Clip>& clips) {
  dataset::SetWriter writer(folder, clips.front().edge, "drawn");
  std::vector<dataset::ClipInfo> infos;
  for (const dataset::Clip& clip : clips) writer.add(clip.view(), clip.info.name), infos.push_back(clip.info);
  std::ranges::sort(infos, {}, &dataset::ClipInfo::name);
  writer.finish(infos);
}

}  // namespace teaching
