#pragma once
#include <filesystem>

namespace face_mesh {

// The package's file among the user's models; may not exist. REDUB_FACE_MESH names another. Empty for a user
// without a home.
std::filesystem::path installedFile();
// Whether this is the package's file, whatever its name. Throws Error(unreadable).
bool isPackageFile(const std::filesystem::path& file);
// Copies the package's file among the user's models. Throws Error: notFound, unreadable, modelForeign
// (another file), noModelsFolder, diskFull, io.
std::filesystem::path install(const std::filesystem::path& file);

}  // namespace face_mesh
