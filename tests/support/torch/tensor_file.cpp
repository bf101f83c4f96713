#include "tests/support/torch/tensor_file.h"

#include <ATen/ATen.h>

#include <fstream>
#include <stdexcept>
#include <vector>

namespace test_support {

void writeTensors(const std::map<std::string, std::map<std::string, at::Tensor>>& groups,
                  const std::string& path) {
  std::string header = "{";
  std::vector<at::Tensor> tensors;
  std::size_t at = 0;
  for (const auto& [group, weights] : groups)
    for (const auto& [name, tensor] : weights) {
      tensors.push_back(tensor.detach().to(at::kFloat).contiguous());
      std::string shape;
      for (const std::int64_t size : tensor.sizes())
        shape += (shape.empty() ? "" : ",") + std::to_string(size);
      header += (at ? ",\"" : "\"") + group + "/" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + shape +
                "],\"data_offsets\":[" + std::to_string(at) + "," +
                std::to_string(at + tensors.back().nbytes()) + "]}";
      at += tensors.back().nbytes();
    }
  header += "}";
  const std::uint64_t size = header.size();
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&size), sizeof size) << header;
  for (const at::Tensor& tensor : tensors)
    out.write(static_cast<const char*>(tensor.data_ptr()), static_cast<std::streamsize>(tensor.nbytes()));
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace test_support
