#pragma once
#include <optional>
#include <string>
#include <type_traits>

#include "ui/inspector/setting_row.h"

// Settings from members of the project.
namespace ui {

// Enumerations travel as int, no number as 0.
template <class T>
QVariant toVariant(const T& value) {
  if constexpr (std::is_enum_v<T>)
    return static_cast<int>(value);
  else if constexpr (std::is_same_v<T, std::string>)
    return QString::fromStdString(value);
  else if constexpr (std::is_same_v<T, std::optional<double>>)
    return value.value_or(0.0);
  else if constexpr (std::is_same_v<T, float>)
    return static_cast<double>(value);
  else
    return QVariant::fromValue(value);
}

template <class T>
T fromVariant(const QVariant& variant) {
  if constexpr (std::is_enum_v<T>)
    return static_cast<T>(variant.toInt());
  else if constexpr (std::is_same_v<T, std::string>)
    return variant.toString().toStdString();
  else if constexpr (std::is_same_v<T, std::optional<double>>)
    return variant.toDouble() == 0 ? std::nullopt : std::optional(variant.toDouble());
  else
    return variant.value<T>();
}

// `member` gives the place in a project, const or not: [](auto& p) -> auto& { return p.settings.fit; }
template <class Member>
Setting settingOf(const QString& name, const QString& about, Member member) {
  using T = std::remove_cvref_t<decltype(member(std::declval<dub::Project&>()))>;
  Setting setting{
      name, about, [member](const dub::Project& project) { return toVariant(member(project)); },
      [member](dub::Project& project, const QVariant& value) { member(project) = fromVariant<T>(value); }};
  setting.normal = setting.read(dub::Project{});
  return setting;
}

}  // namespace ui
