#include "models/checkpoint/globals.h"

#include <map>
#include <set>

namespace checkpoint {

using models::Dtype;

static std::optional<Dtype> storageType(const std::string& name) {
  static const std::map<std::string, Dtype> kTypes{
      {"DoubleStorage", Dtype::f64},    {"FloatStorage", Dtype::f32}, {"HalfStorage", Dtype::f16},
      {"BFloat16Storage", Dtype::bf16}, {"LongStorage", Dtype::i64},  {"IntStorage", Dtype::i32},
      {"ShortStorage", Dtype::i16},     {"CharStorage", Dtype::i8},   {"ByteStorage", Dtype::u8},
      {"BoolStorage", Dtype::boolean},  {"UntypedStorage", Dtype::u8}};
  for (const std::string prefix : {"torch.cuda.", "torch.storage.", "torch."}) {
    if (name.rfind(prefix, 0) != 0) continue;
    const auto found = kTypes.find(name.substr(prefix.size()));
    if (found != kTypes.end()) return found->second;
  }
  return std::nullopt;
}

std::optional<Global> knownGlobal(const std::string& name) {
  static const std::map<std::string, Role> kRoles{
      {"collections.OrderedDict", Role::dict},
      {"collections.defaultdict", Role::dict},
      {"builtins.dict", Role::dict},
      {"__builtin__.dict", Role::dict},
      {"builtins.list", Role::list},
      {"__builtin__.list", Role::list},
      {"builtins.set", Role::list},
      {"__builtin__.set", Role::list},
      {"builtins.frozenset", Role::list},
      {"__builtin__.frozenset", Role::list},
      {"builtins.tuple", Role::list},
      {"__builtin__.tuple", Role::list},
      {"torch.Size", Role::size},
      {"torch._utils._rebuild_tensor", Role::rebuildTensor},
      {"torch._utils._rebuild_tensor_v2", Role::rebuildTensor},
      {"torch._utils._rebuild_parameter", Role::rebuildParameter},
      {"torch._utils._rebuild_parameter_with_state", Role::rebuildParameter},
      {"_codecs.encode", Role::encode}};
  static const std::set<std::string> kInert{"builtins.int",
                                            "builtins.float",
                                            "builtins.str",
                                            "builtins.bool",
                                            "builtins.bytes",
                                            "builtins.complex",
                                            "__builtin__.int",
                                            "__builtin__.long",
                                            "__builtin__.float",
                                            "__builtin__.str",
                                            "__builtin__.bool",
                                            "__builtin__.unicode",
                                            "__builtin__.complex",
                                            "torch.device",
                                            "torch.float16",
                                            "torch.float32",
                                            "torch.float64",
                                            "torch.bfloat16",
                                            "torch.int8",
                                            "torch.int16",
                                            "torch.int32",
                                            "torch.int64",
                                            "torch.uint8",
                                            "torch.bool",
                                            "torch.complex64",
                                            "torch.complex128",
                                            "argparse.Namespace",
                                            "fairseq.data.dictionary.Dictionary",
                                            "fairseq.data.encoders.sentencepiece_bpe.SentencepieceBPE",
                                            "sentencepiece.SentencePieceProcessor",
                                            "omegaconf.dictconfig.DictConfig",
                                            "omegaconf.listconfig.ListConfig",
                                            "omegaconf.base.ContainerMetadata",
                                            "omegaconf.base.Metadata",
                                            "omegaconf.nodes.AnyNode",
                                            "omegaconf.nodes.BooleanNode",
                                            "omegaconf.nodes.EnumNode",
                                            "omegaconf.nodes.FloatNode",
                                            "omegaconf.nodes.IntegerNode",
                                            "omegaconf.nodes.StringNode",
                                            "typing.Any",
                                            "numpy.dtype",
                                            "numpy.ndarray",
                                            "numpy.core.multiarray.scalar",
                                            "numpy.core.multiarray._reconstruct",
                                            "numpy._core.multiarray.scalar",
                                            "numpy._core.multiarray._reconstruct"};
  if (const auto role = kRoles.find(name); role != kRoles.end()) return Global{role->second, {}};
  if (kInert.count(name) == 1) return Global{};
  if (const std::optional<Dtype> dtype = storageType(name)) return Global{Role::storage, dtype};
  return std::nullopt;
}

}  // namespace checkpoint
