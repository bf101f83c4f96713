#pragma once
#include <QString>
#include <cstdint>
#include <string>

#include "core/render/report.h"

// Exports in words.
namespace ui {

QString presetName(const std::string& id);   // "H.264, high quality"; an unknown id: as it is
QString presetAbout(const std::string& id);  // what it is good for
QString dataSize(std::uint64_t bytes);       // "9.5 MB"
QString workTime(double seconds);            // "about 3 min"
QString findingName(const std::string& what);

// "The finished file was checked: everything is as it should be."
QString verdictLine(const dub::Verdict& verdict);
// "10.0 s, 250 pictures, 240 of them dubbed"
QString measureLine(const dub::Report& report);

}  // namespace ui
