#include "app/train/lip_readers.h"

#include "app/train/named_file.h"
#include "models/resources.h"

namespace train {

std::filesystem::path ownReader() { return models::resource("training/word_reader.safetensors"); }

std::vector<judging::LipReader> openReaders(const std::vector<std::string>& texts) {
  std::vector<judging::LipReader> readers;
  for (const Named& reader : parseNamed(texts))
    readers.push_back(judging::openReader(reader.name, reader.what));
  return readers;
}

}  // namespace train
