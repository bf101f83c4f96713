#pragma once
#include <string>

#include "core/base/error.h"

namespace base {

// Tables of {name, value} pairs give the values of an enumeration their words.

template <class Table, class Value>
const char* nameIn(const Table& table, Value value) {
  for (const auto& [text, v] : table)
    if (v == value) return text;
  return "?";
}

// Throws Error(usage) listing the known names.
template <class Table>
auto parseIn(const Table& table, const std::string& text, const char* what) {
  std::string known;
  for (const auto& [candidate, value] : table) {
    if (text == candidate) return value;
    known += (known.empty() ? "" : ", ") + std::string(candidate);
  }
  throw Error(Fault::choiceUnknown, {{"kind", what}, {"text", text}, {"known", known}});
}

}  // namespace base
