#include <ATen/ATen.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "models/speech_mouth/front_end.h"
#include "models/speech_mouth/training/synthesis.h"
#include "models/speech_mouth/training/transform.h"

namespace speech_mouth::training {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMagic = 0x12534301;  // this layout of the file

template <class Number>
void putRaw(base::AtomicFile& out, const Number& value) {
  out.write({reinterpret_cast<const char*>(&value), sizeof value});
}
void put(base::AtomicFile& out, std::uint64_t value) { putRaw(out, value); }
void put(base::AtomicFile& out, const std::string& text) {
  put(out, text.size());
  out.write(text);
}
std::uint64_t number(std::ifstream& in) {
  std::uint64_t value = 0;
  in.read(reinterpret_cast<char*>(&value), sizeof value);
  constexpr std::uint64_t kAbsurd = 1U << 30U;
  if (!in || value > kAbsurd) throw base::Error(base::Fault::corpusDamaged);
  return value;
}
std::string text(std::ifstream& in) {
  std::string out(number(in), ' ');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  return out;
}

void report(const std::vector<Spoken>& corpus) {
  std::map<std::string, std::pair<int, double>> voices;
  for (const Spoken& spoken : corpus) {
    auto& [count, seconds] = voices[spoken.synthesiser + (spoken.isHeldOut ? " (held out)" : "")];
    ++count;
    seconds += static_cast<double>(spoken.samples.size()) / 16000;
  }
  for (const auto& [voice, sum] : voices)
    std::printf("%-24s %5d utterances %6.2f h\n", voice.c_str(), sum.first, sum.second / 3600);
  std::fflush(stdout);
}

}  // namespace

std::vector<std::int16_t> resampled(const std::vector<std::int16_t>& samples, int fromRate, int toRate) {
  if (fromRate == toRate) return samples;
  const at::Tensor out = (stretched(toTensor(samples), static_cast<double>(toRate) / fromRate) * 32768)
                             .round()
                             .clamp(-32768, 32767);
  std::vector<std::int16_t> result(static_cast<std::size_t>(out.numel()));
  std::transform(out.data_ptr<float>(), out.data_ptr<float>() + out.numel(), result.begin(),
                 [](float v) { return static_cast<std::int16_t>(v); });
  return result;
}

std::vector<Spoken> synthesise(const CorpusPlan& plan, const fs::path& work) {
  Random random(plan.seed);
  const Texts texts;
  fs::create_directories(work);
  std::printf("texts in");
  for (const std::string& language : texts.languages()) std::printf(" %s", language.c_str());
  std::printf("\n");
  std::vector<Spoken> corpus = espeakCorpus(plan.espeak, texts, random);
  std::vector<Spoken> flite = fliteCorpus(plan.flite, texts, random, work);
  std::move(flite.begin(), flite.end(), std::back_inserter(corpus));
  std::vector<Spoken> festival = festivalCorpus(plan.festivalPerVoice, texts, random, work);
  std::move(festival.begin(), festival.end(), std::back_inserter(corpus));
  report(corpus);
  return corpus;
}

void writeCorpus(const std::vector<Spoken>& corpus, const fs::path& path) {
  base::AtomicFile out(path);
  put(out, kMagic);
  put(out, corpus.size());
  for (const Spoken& spoken : corpus) {
    put(out, spoken.synthesiser);
    put(out, spoken.voice);
    put(out, std::uint64_t{spoken.isHeldOut});
    put(out, static_cast<std::uint64_t>(spoken.set));
    put(out, spoken.samples.size());
    out.write(
        {reinterpret_cast<const char*>(spoken.samples.data()), spoken.samples.size() * sizeof(std::int16_t)});
    put(out, spoken.phones.size());
    for (const speech::Phone& phone : spoken.phones) {
      putRaw(out, phone.startSec);
      putRaw(out, phone.endSec);
      put(out, phone.phone);
    }
  }
  out.commit();
}

std::vector<Spoken> readCorpus(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (number(in) != kMagic) throw base::Error(base::Fault::corpusForeign, {}, path);
  std::vector<Spoken> corpus(number(in));
  for (Spoken& spoken : corpus) {
    spoken.synthesiser = text(in);
    spoken.voice = text(in);
    spoken.isHeldOut = number(in) != 0;
    spoken.set = static_cast<speech::PhoneSet>(number(in));
    spoken.samples.resize(number(in));
    in.read(reinterpret_cast<char*>(spoken.samples.data()),
            static_cast<std::streamsize>(spoken.samples.size() * sizeof(std::int16_t)));
    spoken.phones.resize(number(in));
    for (speech::Phone& phone : spoken.phones) {
      in.read(reinterpret_cast<char*>(&phone.startSec), sizeof phone.startSec);
      in.read(reinterpret_cast<char*>(&phone.endSec), sizeof phone.endSec);
      phone.phone = text(in);
    }
  }
  report(corpus);
  return corpus;
}

}  // namespace speech_mouth::training
