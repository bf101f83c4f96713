#pragma once
#include <filesystem>

namespace face_mesh {

// The package's file among the user's models; may not exist. REDUB_FACE_MESH names another. Empty for a user
// without a home.
std::filesystem::path installedFile();
// Whether this is the package's file, by its sum. Throws Error: notFound, unreadable.
bool isAssets(const std::filesystem::path& file);
// Copies it there. Throws Error: modelForeign where it is another file, io.
void install(const std::filesystem::path& file);
// One line on the right to use it, for the model list.
const char* licence();

}  // namespace face_mesh
