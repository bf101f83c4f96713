#pragma once
#include <filesystem>

namespace training {

// Makes FOLDER/report.html from what the run has left there: one page that needs no other file and no
// network. Throws Error: notFound, runDamaged, diskFull, io.
void writeReport(const std::filesystem::path& run);

}  // namespace training
