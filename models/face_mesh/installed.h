#pragma once
#include <filesystem>

namespace face_mesh {

// The package's file among the user's models; may not exist. REDUB_FACE_MESH names another. Empty for a user
// without a home.
std::filesystem::path installedFile();
}  // namespace face_mesh
