#pragma once
#include <vector>

#include "models/networks/lip_reader.h"

namespace networks {

// The expert's decoder, token by token: keys and values of what was written are kept. `part`: decoder; it
// and the weights behind it must outlive this.
class LipDecoder {
 public:
  // lips [B or 1, T, D].
  LipDecoder(const Part& part, const at::Tensor& lips, const at::Tensor& lipsPadding = {});
  // The next tokens [B, L] of every text -> log-probabilities of those that follow each [B, L, symbols].
  at::Tensor step(const at::Tensor& tokens);
  // Text i goes on where text rows[i] was.
  void reorder(const at::Tensor& rows);

 private:
  struct Memory {
    at::Tensor lipKeys, lipValues;  // [B or 1, T, D]
    at::Tensor keys, values;        // [B, written, D]
  };
  at::Tensor layer(std::size_t number, const at::Tensor& x, const at::Tensor& mask);

  Part part_;
  at::Tensor lipsMask_;
  std::vector<Memory> memory_;  // of every layer
  std::int64_t done_ = 0;       // tokens written
};

}  // namespace networks
