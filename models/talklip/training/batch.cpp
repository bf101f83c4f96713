#include "models/talklip/training/batch.h"

#include <ATen/ATen.h>

namespace talklip::training {

Batch onDevice(Batch batch, const at::Device& device) {
  for (at::Tensor* tensor :
       {&batch.faces, &batch.real, &batch.sound, &batch.mel, &batch.padding, &batch.written, &batch.wanted})
    if (tensor->defined()) *tensor = tensor->to(device);
  for (at::Tensor& pictures : batch.pictures) pictures = pictures.to(device);
  return batch;
}

Batch part(const Batch& batch, std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> rows;
  Batch out;
  out.lips = batch.lips;
  for (std::size_t i = 0; i < batch.places.size(); ++i) {
    Place place = batch.places[i];
    if (place.clip < first || place.clip >= last) continue;
    rows.push_back(static_cast<std::int64_t>(i));
    place.clip -= first;
    out.places.push_back(place);
  }
  const at::Tensor some = at::tensor(rows, at::kLong).to(batch.faces.device());
  out.faces = batch.faces.index_select(0, some), out.real = batch.real.index_select(0, some);
  if (batch.mel.defined()) out.mel = batch.mel.index_select(0, some);
  out.sound = batch.sound.slice(0, first, last), out.padding = batch.padding.slice(0, first, last);
  out.written = batch.written.slice(0, first, last), out.wanted = batch.wanted.slice(0, first, last);
  out.pictures.assign(batch.pictures.begin() + first, batch.pictures.begin() + last);
  out.clips.assign(batch.clips.begin() + first, batch.clips.begin() + last);
  return out;
}

}  // namespace talklip::training
