// The opcodes are those of CPython's pickletools.
#include "models/checkpoint/unpickler.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "models/checkpoint/globals.h"
#include "models/checkpoint/refusal.h"

namespace checkpoint {
namespace {

// A checkpoint holds some ten thousand objects; one byte of a packed file can ask for many thousand.
constexpr std::size_t kMostValues = std::size_t{4} << 20U, kMostCopied = std::size_t{16} << 20U;
constexpr std::size_t kMostDimensions = 16;

std::int64_t integer(Node node) {
  if (const auto* number = node->as<std::int64_t>()) return *number;
  if (const auto* flag = node->as<bool>()) return *flag ? 1 : 0;
  throw Damaged("has a tensor without whole numbers for its shape");
}

models::Shape integers(Node node) {
  const auto* list = node->as<List>();
  if (list == nullptr || list->items.size() > kMostDimensions) throw Damaged("has a tensor without a shape");
  models::Shape values;
  for (const Node item : list->items) values.push_back(integer(item));
  return values;
}

// Text of code points below 256 as one byte each.
std::string latin1(const std::string& utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x80) {
      bytes += utf8[i];
    } else if ((c & 0xFCU) == 0xC0 && i + 1 < utf8.size()) {
      bytes += static_cast<char>(((c & 3U) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
    } else {
      throw Damaged("has bytes that are no Latin-1 text");
    }
  }
  return bytes;
}

std::string shortened(const std::string& text) {
  return text.size() <= 80 ? text : text.substr(0, 80) + "...";
}

}  // namespace

Value* Unpickler::make(decltype(Value::data) data) {
  if (values_.size() >= kMostValues) throw Damaged("holds more objects than any checkpoint has");
  return &values_.emplace_back(Value{std::move(data)});
}

void Unpickler::spend(std::size_t items) {
  spent_ += items;
  if (spent_ > kMostCopied) throw Damaged("fills and copies its lists more often than any checkpoint does");
}

// One pickle's stack machine.
class Unpickler::Run {
 public:
  Run(Unpickler& owner, std::span<const std::byte> bytes) : owner_(owner), bytes_(bytes) {}
  Node go();
  std::size_t length() const { return place_; }

 private:
  template <class T>
  T take() {
    T value;
    const std::string_view raw = text(sizeof value);
    std::memcpy(&value, raw.data(), sizeof value);
    return value;
  }
  std::string_view text(std::uint64_t size) {
    if (size > bytes_.size() - place_) throw Damaged("is truncated within its list of tensors");
    const std::string_view view(reinterpret_cast<const char*>(bytes_.data()) + place_, size);
    place_ += size;
    return view;
  }
  std::string line() {
    const std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + place_,
                                bytes_.size() - place_);
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) throw Damaged("is truncated within its list of tensors");
    place_ += end + 1;
    return std::string(rest.substr(0, end));
  }

  void push(decltype(Value::data) data) { stack_.push_back(owner_.make(std::move(data))); }
  Value* pop() {
    if (stack_.empty() || (!marks_.empty() && marks_.back() == stack_.size()))
      throw Damaged("is no proper pickle");
    Value* top = stack_.back();
    stack_.pop_back();
    return top;
  }
  Value* top() {
    Value* value = pop();
    stack_.push_back(value);
    return value;
  }
  std::vector<Value*> popToMark() {
    if (marks_.empty()) throw Damaged("is no proper pickle");
    const std::size_t mark = marks_.back();
    marks_.pop_back();
    owner_.spend(stack_.size() - mark);
    std::vector<Value*> items(stack_.begin() + static_cast<std::ptrdiff_t>(mark), stack_.end());
    stack_.resize(mark);
    return items;
  }
  void tuple(std::size_t size) {
    owner_.spend(size);
    List list{std::vector<Node>(size), true};
    for (std::size_t i = size; i-- > 0;) list.items[i] = pop();
    push(std::move(list));
  }
  void append(const std::vector<Value*>& items) {
    List* list = std::get_if<List>(&top()->data);
    if (list == nullptr) {
      if (top()->as<Object>() != nullptr) return;  // of a class that is not run
      throw Damaged("appends to what is no list");
    }
    list->items.insert(list->items.end(), items.begin(), items.end());
  }
  void set(const std::vector<Value*>& items) {
    if (items.size() % 2 != 0) throw Damaged("has a dict with a key too many");
    Dict* dict = std::get_if<Dict>(&top()->data);
    if (dict == nullptr) {
      if (top()->as<Object>() != nullptr) return;
      throw Damaged("sets an entry of what is no dict");
    }
    for (std::size_t i = 0; i < items.size(); i += 2) dict->items.emplace_back(items[i], items[i + 1]);
  }
  void memoGet(std::uint64_t number) {
    const auto found = memo_.find(number);
    if (found == memo_.end()) throw Damaged("refers to an object that is not there");
    stack_.push_back(found->second);
  }
  void global(const std::string& name) {
    if (!knownGlobal(name)) throw Hostile(shortened(name));
    push(Name{name});
  }
  void stackGlobal() {
    const Value* name = pop();
    const Value* module = pop();
    const auto *n = name->as<std::string>(), *m = module->as<std::string>();
    if (n == nullptr || m == nullptr) throw Damaged("names a class without a name");
    global(*m + "." + *n);
  }
  void call(Node function, Node arguments);
  void tensor(const List& arguments);
  void storage(Node id);
  bool step(std::uint8_t opcode);
  bool stepValues(std::uint8_t opcode);
  void number(std::uint64_t size);

  Unpickler& owner_;
  std::span<const std::byte> bytes_;
  std::size_t place_ = 0;
  std::vector<Value*> stack_;
  std::vector<std::size_t> marks_;  // sizes of the stack
  std::unordered_map<std::uint64_t, Value*> memo_;
};

void Unpickler::Run::tensor(const List& arguments) {
  if (arguments.items.size() < 4) throw Damaged("has a tensor that is not described in full");
  const auto storage = owner_.keyOf_.find(arguments.items[0]);
  if (storage == owner_.keyOf_.end()) throw Damaged("has a tensor without a storage");
  Array array{owner_.storages_.at(storage->second).dtype,
              integers(arguments.items[2]),
              integers(arguments.items[3]),
              {}};
  if (array.shape.size() != array.strides.size())
    throw Damaged("has a tensor with " + std::to_string(array.shape.size()) + " sizes but " +
                  std::to_string(array.strides.size()) + " strides");
  Value* value = owner_.make(std::move(array));
  owner_.tensors_.push_back({value, storage->second, integer(arguments.items[1])});
  stack_.push_back(value);
}

void Unpickler::Run::call(Node function, Node arguments) {
  const auto* name = function->as<Name>();
  const auto* list = arguments->as<List>();
  if (name == nullptr || list == nullptr) throw Damaged("makes an object of what is no class");
  const Global known = *knownGlobal(name->text);
  const Node first = list->items.empty() ? nullptr : list->items[0];
  const List* items = first != nullptr ? first->as<List>() : nullptr;
  switch (known.role) {
    case Role::dict: {
      Dict dict;
      if (items != nullptr) owner_.spend(items->items.size());
      for (const Node item : items != nullptr ? items->items : std::vector<Node>{})
        if (const auto* pair = item->as<List>(); pair != nullptr && pair->items.size() == 2)
          dict.items.emplace_back(pair->items[0], pair->items[1]);
      return push(std::move(dict));
    }
    case Role::list:
      if (items != nullptr) owner_.spend(items->items.size());
      return push(items != nullptr ? *items : List{});
    case Role::rebuildTensor:
      return tensor(*list);
    case Role::encode: {
      const auto* text = first != nullptr ? first->as<std::string>() : nullptr;
      if (text == nullptr) throw Damaged("encodes what is no text");
      owner_.spend(text->size());
      return push(Bytes{latin1(*text)});
    }
    case Role::size:
    case Role::rebuildParameter:
      if (first == nullptr) throw Damaged("has an object without its contents");
      stack_.push_back(const_cast<Value*>(first));  // all values are this reader's own
      return;
    case Role::storage:
      throw Damaged("makes a storage outside of its records");
    case Role::inert:
      return push(Object{name->text, arguments, nullptr});
  }
}

// ('storage', class, key, location, count[, view]): the location (cuda:0, ...) does not matter.
void Unpickler::Run::storage(Node id) {
  const auto* list = id->as<List>();
  if (list == nullptr || list->items.size() < 5) throw Damaged("refers to something outside of the file");
  const auto *kind = list->items[0]->as<std::string>(), *key = list->items[2]->as<std::string>();
  const auto* type = list->items[1]->as<Name>();
  if (kind == nullptr || *kind != "storage" || key == nullptr || type == nullptr)
    throw Damaged("refers to something outside of the file");
  const Global known = *knownGlobal(type->text);
  const std::int64_t count = integer(list->items[4]);
  if (!known.dtype) throw Damaged("has a storage of an unknown type: " + type->text);
  if (count < 0) throw Damaged("has a storage of a negative size");
  if (list->items.size() > 5 && list->items[5]->as<None>() == nullptr)
    throw Damaged(
        "shares storages in the way of very old versions of PyTorch: load and save it with a newer one");
  const auto [at, isNew] = owner_.storages_.try_emplace(
      *key, Storage{*key, *known.dtype, static_cast<std::uint64_t>(count), {}, false});
  if (!isNew && (at->second.dtype != *known.dtype || at->second.count != static_cast<std::uint64_t>(count)))
    throw Damaged("describes one storage in two ways: " + shortened(*key));
  push(Name{type->text});
  owner_.keyOf_[stack_.back()] = *key;
}

void Unpickler::Run::number(std::uint64_t size) {
  const std::string_view raw = text(size);
  if (raw.size() > 8) return push(BigInteger{std::string(raw)});
  std::uint64_t bits = !raw.empty() && (static_cast<unsigned char>(raw.back()) & 0x80U) != 0 ? ~0ULL : 0;
  for (std::size_t i = raw.size(); i-- > 0;) bits = (bits << 8U) | static_cast<unsigned char>(raw[i]);
  push(static_cast<std::int64_t>(bits));
}

// Opcodes that push a value. False for other opcodes.
bool Unpickler::Run::stepValues(std::uint8_t opcode) {
  switch (opcode) {
    case 'N':
      push(None{});
      return true;
    case 0x88:
      push(true);
      return true;
    case 0x89:
      push(false);
      return true;
    case 'J':
      push(static_cast<std::int64_t>(take<std::int32_t>()));
      return true;
    case 'K':
      push(static_cast<std::int64_t>(take<std::uint8_t>()));
      return true;
    case 'M':
      push(static_cast<std::int64_t>(take<std::uint16_t>()));
      return true;
    case 0x8a:
      number(take<std::uint8_t>());
      return true;
    case 0x8b:
      number(take<std::uint32_t>());
      return true;
    case 'G': {
      auto bits = take<std::uint64_t>();  // big endian
      std::uint64_t turned = 0;
      for (int i = 0; i < 8; ++i, bits >>= 8U) turned = (turned << 8U) | (bits & 0xFFU);
      push(std::bit_cast<double>(turned));
      return true;
    }
    case 'X':
      push(std::string(text(take<std::uint32_t>())));
      return true;
    case 0x8c:
      push(std::string(text(take<std::uint8_t>())));
      return true;
    case 0x8d:
      push(std::string(text(take<std::uint64_t>())));
      return true;
    case 'U':
      push(std::string(text(take<std::uint8_t>())));
      return true;
    case 'T':
      push(std::string(text(take<std::uint32_t>())));
      return true;
    case 'B':
      push(Bytes{std::string(text(take<std::uint32_t>()))});
      return true;
    case 'C':
      push(Bytes{std::string(text(take<std::uint8_t>()))});
      return true;
    case 0x8e:
    case 0x96:
      push(Bytes{std::string(text(take<std::uint64_t>()))});
      return true;
    case '}':
      push(Dict{});
      return true;
    case ']':
    case 0x8f:
      push(List{});
      return true;
    case ')':
      tuple(0);
      return true;
    case 0x85:
      tuple(1);
      return true;
    case 0x86:
      tuple(2);
      return true;
    case 0x87:
      tuple(3);
      return true;
    default:
      return false;
  }
}

// False after the last opcode.
bool Unpickler::Run::step(std::uint8_t opcode) {
  if (stepValues(opcode)) return true;
  switch (opcode) {
    case '.':
      return false;
    case 0x80: {
      const auto protocol = take<std::uint8_t>();
      if (protocol < 2 || protocol > 5) throw Damaged("is a pickle of an unknown protocol");
      return true;
    }
    case 0x95:
      take<std::uint64_t>();
      return true;  // frame
    case '(':
      marks_.push_back(stack_.size());
      return true;
    case '0':
      pop();
      return true;
    case '1':
      popToMark();
      return true;
    case '2':
      stack_.push_back(top());
      return true;
    case 't':
    case 'l':
    case 0x91: {
      const std::vector<Value*> items = popToMark();
      push(List{{items.begin(), items.end()}, opcode == 't'});
      return true;
    }
    case 'd': {
      const std::vector<Value*> items = popToMark();
      push(Dict{});
      set(items);
      return true;
    }
    case 's': {
      Value *value = pop(), *key = pop();
      owner_.spend(2);
      set({key, value});
      return true;
    }
    case 'u': {
      const std::vector<Value*> items = popToMark();
      set(items);
      return true;
    }
    case 'a': {
      Value* item = pop();
      owner_.spend(1);
      append({item});
      return true;
    }
    case 'e':
    case 0x90: {
      const std::vector<Value*> items = popToMark();
      append(items);
      return true;
    }
    case 'q':
      memo_[take<std::uint8_t>()] = top();
      return true;
    case 'r':
      memo_[take<std::uint32_t>()] = top();
      return true;
    case 0x94:
      memo_[memo_.size()] = top();
      return true;
    case 'h':
      memoGet(take<std::uint8_t>());
      return true;
    case 'j':
      memoGet(take<std::uint32_t>());
      return true;
    case 'c': {
      const std::string module = line(), name = line();
      global(module + "." + name);
      return true;
    }
    case 0x93:
      stackGlobal();
      return true;
    case 'Q':
      storage(pop());
      return true;
    case 'R':
    case 0x81: {
      const Node arguments = pop(), function = pop();
      call(function, arguments);
      return true;
    }
    case 0x92: {
      pop();  // named arguments
      const Node arguments = pop(), type = pop();
      call(type, arguments);
      return true;
    }
    case 'b': {
      const Node state = pop();
      if (Object* object = std::get_if<Object>(&top()->data)) object->state = state;
      return true;  // a dict's attributes (_metadata) are left out
    }
    case 'i': {  // INST: a class called in the old way
      const std::string module = line(), name = line();
      global(module + "." + name);
      throw Damaged("makes objects in a way that PyTorch never uses");
    }
    default:
      throw Damaged("has an operation that no checkpoint has (pickle opcode " + std::to_string(opcode) + ")");
  }
}

Node Unpickler::Run::go() {
  while (step(take<std::uint8_t>()))
    if (std::max({stack_.size(), marks_.size(), memo_.size()}) > kMostValues)
      throw Damaged("refers to more objects than any checkpoint has");
  return pop();
}

Node Unpickler::read(std::span<const std::byte>& bytes) {
  Run run(*this, bytes);
  const Node value = run.go();
  bytes = bytes.subspan(run.length());
  return value;
}

namespace {

// Elements that a tensor reaches over in its storage, 0 for an empty one. Throws Damaged.
std::uint64_t reach(const Array& array) {
  std::uint64_t last = 0, count = 1;
  bool isEmpty = false;
  for (std::size_t i = 0; i < array.shape.size(); ++i) {
    if (array.shape[i] < 0) throw Damaged("has a tensor of a negative size");
    if (array.strides[i] < 0) throw Damaged("has a tensor with a negative stride");
    if (array.shape[i] == 0) isEmpty = true;
  }
  if (isEmpty) return 0;
  constexpr std::uint64_t kMost = std::uint64_t{1} << 34U;  // elements of one tensor
  for (std::size_t i = 0; i < array.shape.size(); ++i) {
    const auto edge = static_cast<std::uint64_t>(array.shape[i]),
               stride = static_cast<std::uint64_t>(array.strides[i]);
    std::uint64_t step = 0;
    if (__builtin_mul_overflow(edge - 1, stride, &step) || __builtin_add_overflow(last, step, &last) ||
        __builtin_mul_overflow(count, edge, &count) || count > kMost)
      throw Damaged("has a tensor of an impossible size");
  }
  return last + 1;
}

}  // namespace

void Unpickler::placeTensors() {
  for (const Tensor& tensor : tensors_) {
    const Storage& storage = storages_.at(tensor.storage);
    Array& array = std::get<Array>(tensor.value->data);
    const std::size_t size = models::bytesOf(storage.dtype);
    if (tensor.offset < 0) throw Damaged("has a tensor with a negative offset");
    const std::uint64_t elements = reach(array), offset = static_cast<std::uint64_t>(tensor.offset);
    if (offset > storage.count || elements > storage.count - offset)
      throw Damaged("has a tensor that reaches beyond its storage (" + models::toText(array.shape) + " in " +
                    std::to_string(storage.count) + " numbers)");
    if (elements == 0) continue;
    if (!storage.isThere) throw Damaged("has a tensor whose record is missing: " + shortened(storage.key));
    if (storage.bytes.size() / size < storage.count)
      throw Damaged("has a record that is shorter than its tensors: " + shortened(storage.key));
    array.bytes = storage.bytes.subspan(offset * size);
  }
}

}  // namespace checkpoint
