#pragma once
#include <filesystem>
#include <memory>

#include "models/store/import.h"
#include "models/talklip/selftest.h"
#include "ui/jobs/job.h"

namespace ui {

// Takes a checkpoint in under its kind's name, or under the file's where that is taken. The result is there
// when the job has finished.
Job::Work importWork(const std::filesystem::path& file, std::shared_ptr<store::Import> result);

// Runs a model once.
Job::Work testWork(const store::Model& model, std::shared_ptr<talklip::Selftest> result);

// A name for the store made of the file's: other signs become '-', and a number is added until it is free.
std::string freeName(const std::filesystem::path& file);

}  // namespace ui
