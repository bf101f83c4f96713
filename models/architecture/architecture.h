#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/tensor.h"

// What the networks that Redub knows consist of: names and shapes, as the authors' checkpoints have them.
// Sources: TalkLip (models/talklip.py), AV-HuBERT (hubert.py, resnet.py, decoder.py) with fairseq, Wav2Lip
// (models/wav2lip.py), syncnet_python (SyncNetModel.py).
namespace architecture {

enum class Kind { talkLip, wav2Lip, discriminator, expert, avHubert, syncNet };

struct TensorSpec {
  std::string name;
  models::Shape shape;   // -1 = any size (a dictionary's)
  bool isNeeded = true;  // false: part of the checkpoint, but not used for what Redub does with the network
};

// A network of a kind in one size, as read off a file's tensors.
struct Architecture {
  Kind kind = Kind::talkLip;
  std::string size;    // "base", "large", or "48 wide"
  std::string prefix;  // what the file puts before the names, e.g. "w2v_model."; not part of the specs' names
  std::vector<TensorSpec> tensors;
};

const char* name(Kind kind);   // "talklip", "wav2lip", ... as in the metadata of a stored model
const char* title(Kind kind);  // "TalkLip", "Wav2Lip-shaped generator", ...
bool isLipModel(Kind kind);    // can be given to `dub --model`
std::optional<Kind> kindNamed(const std::string& name);

using Shapes = std::map<std::string, models::Shape>;

// The network that these tensors belong to, told by a few of their names; nullopt when it is none of ours.
std::optional<Architecture> recognise(const Shapes& found);

struct Misshaped {
  std::string name;
  models::Shape expected, found;
};
struct Comparison {
  std::vector<std::string> missing, unexpected;
  std::vector<Misshaped> misshaped;
  // Everything that Redub needs is there in the right shape.
  bool isComplete = true;
};
Comparison compare(const Architecture& architecture, const Shapes& found);
// A short table, at most `rows` names of each sort, empty when all is as expected.
std::string table(const Comparison& comparison, std::size_t rows = 5);

}  // namespace architecture
