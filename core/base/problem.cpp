#include "core/base/problem.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

namespace base {
namespace {

struct Row {
  Fault fault;
  const char* name;
  Code code;
  const char* facts;  // names, separated by blanks
};

constexpr std::array kRows{std::to_array<Row>({
    {Fault::fileMissing, "fileMissing", Code::notFound, ""},
    {Fault::fileUnreadable, "fileUnreadable", Code::unreadable, ""},
    {Fault::fileUnreachable, "fileUnreachable", Code::unreadable, ""},
    {Fault::fileIsFolder, "fileIsFolder", Code::unreadable, ""},
    {Fault::fileIsSpecial, "fileIsSpecial", Code::unreadable, ""},
    {Fault::fileEmpty, "fileEmpty", Code::unreadable, ""},
    {Fault::fileTooLarge, "fileTooLarge", Code::unreadable, ""},
    {Fault::fileChanged, "fileChanged", Code::unreadable, ""},
    {Fault::fileExists, "fileExists", Code::exists, ""},
    {Fault::accessDenied, "accessDenied", Code::unreadable, ""},
    {Fault::writeFailed, "writeFailed", Code::io, ""},
    {Fault::diskReadOnly, "diskReadOnly", Code::io, ""},
    {Fault::diskFull, "diskFull", Code::diskFull, ""},
    {Fault::diskTooSmall, "diskTooSmall", Code::diskFull, "neededMb freeMb"},
    {Fault::folderNotMade, "folderNotMade", Code::io, ""},
    {Fault::logUnwritable, "logUnwritable", Code::io, ""},
    {Fault::settingsUnwritable, "settingsUnwritable", Code::io, ""},
    {Fault::defect, "defect", Code::internal, ""},
    {Fault::outOfMemory, "outOfMemory", Code::internal, ""},
    {Fault::outOfThreads, "outOfThreads", Code::unsupported, ""},
    {Fault::partMissing, "partMissing", Code::notFound, "part"},
    {Fault::partOfAnotherVersion, "partOfAnotherVersion", Code::internal, "part"},
    {Fault::resourceMissing, "resourceMissing", Code::notFound, ""},
    {Fault::notMedia, "notMedia", Code::notMedia, ""},
    {Fault::mediaCutShort, "mediaCutShort", Code::unreadable, ""},
    {Fault::mediaDamaged, "mediaDamaged", Code::unreadable, ""},
    {Fault::pictureUndecodable, "pictureUndecodable", Code::unreadable, ""},
    {Fault::noPicture, "noPicture", Code::noVideo, ""},
    {Fault::noSound, "noSound", Code::noAudio, ""},
    {Fault::soundEmpty, "soundEmpty", Code::noAudio, ""},
    {Fault::codecUnsupported, "codecUnsupported", Code::unsupported, "codec"},
    {Fault::pixelsUnsupported, "pixelsUnsupported", Code::unsupported, "pixels"},
    {Fault::frameOutside, "frameOutside", Code::usage, "frame frames"},
    {Fault::videoEndsEarly, "videoEndsEarly", Code::unreadable, "frame"},
    {Fault::ffmpegLacks, "ffmpegLacks", Code::unsupported, ""},
    {Fault::ffmpegFailed, "ffmpegFailed", Code::io, ""},
    {Fault::outputMissing, "outputMissing", Code::usage, ""},
    {Fault::outputIsSource, "outputIsSource", Code::exists, "source"},
    {Fault::outputIsFolder, "outputIsFolder", Code::usage, ""},
    {Fault::outputFolderMissing, "outputFolderMissing", Code::notFound, ""},
    {Fault::outputFolderLocked, "outputFolderLocked", Code::io, ""},
    {Fault::videoEndingUnknown, "videoEndingUnknown", Code::unsupported, "known"},
    {Fault::soundEndingUnknown, "soundEndingUnknown", Code::unsupported, "known"},
    {Fault::videoCodecUnknown, "videoCodecUnknown", Code::unsupported, "codec known"},
    {Fault::videoEncoderMissing, "videoEncoderMissing", Code::unsupported, "codec encoders known"},
    {Fault::videoEncoderRefuses, "videoEncoderRefuses", Code::unsupported, "codec width height pixels"},
    {Fault::hardwareUnavailable, "hardwareUnavailable", Code::unsupported, "codec width height"},
    {Fault::pixelsNotEncodable, "pixelsNotEncodable", Code::unsupported, "codec"},
    {Fault::encoderLostPictures, "encoderLostPictures", Code::io, "codec pictures"},
    {Fault::encoderChangedTimes, "encoderChangedTimes", Code::internal, "codec"},
    {Fault::pictureSizeImpossible, "pictureSizeImpossible", Code::usage, "width height"},
    {Fault::crfImpossible, "crfImpossible", Code::usage, "crf"},
    {Fault::encoderPresetUnknown, "encoderPresetUnknown", Code::usage, "preset known"},
    {Fault::codecNotInContainer, "codecNotInContainer", Code::unsupported, "codec ending possible"},
    {Fault::noCodecForContainer, "noCodecForContainer", Code::unsupported, "codec ending"},
    {Fault::soundCodecUnknown, "soundCodecUnknown", Code::unsupported, "codec"},
    {Fault::soundEncoderMissing, "soundEncoderMissing", Code::unsupported, "codec"},
    {Fault::soundCodecNotInContainer, "soundCodecNotInContainer", Code::unsupported, "codec ending possible"},
    {Fault::soundEncoderRefuses, "soundEncoderRefuses", Code::unsupported, "codec rate channels"},
    {Fault::mixNumbersImpossible, "mixNumbersImpossible", Code::usage, ""},
    {Fault::nothingToMix, "nothingToMix", Code::noAudio, ""},
    {Fault::chunksMissing, "chunksMissing", Code::usage, ""},
    {Fault::chunkMissing, "chunkMissing", Code::notFound, ""},
    {Fault::chunkDamaged, "chunkDamaged", Code::unreadable, ""},
    {Fault::chunkDiffers, "chunkDiffers", Code::usage, ""},
    {Fault::chunkOutOfOrder, "chunkOutOfOrder", Code::usage, ""},
    {Fault::soundSystemFailed, "soundSystemFailed", Code::unsupported, ""},
    {Fault::noMicrophone, "noMicrophone", Code::notFound, ""},
    {Fault::noPlaybackDevice, "noPlaybackDevice", Code::notFound, ""},
    {Fault::microphoneMissing, "microphoneMissing", Code::notFound, "device"},
    {Fault::playbackDeviceMissing, "playbackDeviceMissing", Code::notFound, "device"},
    {Fault::soundDeviceBusy, "soundDeviceBusy", Code::unsupported, "device"},
    {Fault::soundDeviceStuck, "soundDeviceStuck", Code::unsupported, ""},
    {Fault::microphoneUnplugged, "microphoneUnplugged", Code::io, ""},
    {Fault::takeRunning, "takeRunning", Code::usage, ""},
    {Fault::takeTooLong, "takeTooLong", Code::io, ""},
    {Fault::landmarksMissing, "landmarksMissing", Code::notFound, ""},
    {Fault::landmarksDamaged, "landmarksDamaged", Code::unreadable, ""},
    {Fault::faceOutsidePicture, "faceOutsidePicture", Code::noFace, ""},
    {Fault::noFace, "noFace", Code::noFace, ""},
    {Fault::noFaceAtPlace, "noFaceAtPlace", Code::noFace, ""},
    {Fault::faceUnknown, "faceUnknown", Code::noFace, "face known"},
    {Fault::faceTextUnclear, "faceTextUnclear", Code::usage, "text"},
    {Fault::faceTwice, "faceTwice", Code::usage, "face"},
    {Fault::noFaceToLearn, "noFaceToLearn", Code::noFace, ""},
    {Fault::choiceUnknown, "choiceUnknown", Code::usage, "kind text known"},
    {Fault::noSpeech, "noSpeech", Code::usage, ""},
    {Fault::speechSilent, "speechSilent", Code::noAudio, ""},
    {Fault::speechEmpty, "speechEmpty", Code::noAudio, ""},
    {Fault::speechTooLong, "speechTooLong", Code::usage, "speechSec roomSec"},
    {Fault::rangeOutsideClip, "rangeOutsideClip", Code::usage, "durationSec"},
    {Fault::rangeNegative, "rangeNegative", Code::usage, ""},
    {Fault::rangeEmpty, "rangeEmpty", Code::usage, ""},
    {Fault::rangeEndsAndFit, "rangeEndsAndFit", Code::usage, ""},
    {Fault::gainImpossible, "gainImpossible", Code::usage, ""},
    {Fault::renderUnfinished, "renderUnfinished", Code::exists, "finished chunks"},
    {Fault::renderDiffers, "renderDiffers", Code::usage, ""},
    {Fault::renderRunning, "renderRunning", Code::exists, ""},
    {Fault::workFolderForeign, "workFolderForeign", Code::exists, ""},
    {Fault::journalDamaged, "journalDamaged", Code::unreadable, ""},
    {Fault::notAProject, "notAProject", Code::unreadable, ""},
    {Fault::projectNewer, "projectNewer", Code::unsupported, ""},
    {Fault::projectDamaged, "projectDamaged", Code::unreadable, ""},
    {Fault::projectNameNotUtf8, "projectNameNotUtf8", Code::unsupported, ""},
    {Fault::mediaMissing, "mediaMissing", Code::notFound, ""},
    {Fault::voiceSilent, "voiceSilent", Code::noAudio, "voice"},
    {Fault::faceTaken, "faceTaken", Code::usage, "voice"},
    {Fault::linesSilent, "linesSilent", Code::noAudio, ""},
    {Fault::noLineInRange, "noLineInRange", Code::usage, ""},
    {Fault::noVideoToExport, "noVideoToExport", Code::usage, ""},
    {Fault::noLineToExport, "noLineToExport", Code::usage, ""},
    {Fault::voiceDataMissing, "voiceDataMissing", Code::notFound, ""},
    {Fault::synthesizerVoiceUnknown, "synthesizerVoiceUnknown", Code::notFound, "voice"},
    {Fault::sampleLengthImpossible, "sampleLengthImpossible", Code::usage, ""},
    {Fault::sampleRateImpossible, "sampleRateImpossible", Code::usage, ""},
    {Fault::sampleSizeImpossible, "sampleSizeImpossible", Code::usage, "least most"},
    {Fault::sampleSaysNothing, "sampleSaysNothing", Code::usage, "voice"},
    {Fault::modelUnknown, "modelUnknown", Code::notFound, "model known"},
    {Fault::modelMovesNoLips, "modelMovesNoLips", Code::usage, "model kind known"},
    {Fault::modelNotImported, "modelNotImported", Code::notFound, "model known"},
    {Fault::nothingImported, "nothingImported", Code::notFound, "model"},
    {Fault::modelNameImpossible, "modelNameImpossible", Code::usage, "model"},
    {Fault::modelExists, "modelExists", Code::exists, "model"},
    {Fault::modelNotRemoved, "modelNotRemoved", Code::io, "model"},
    {Fault::noModelsFolder, "noModelsFolder", Code::io, ""},
    {Fault::modelForeign, "modelForeign", Code::unreadable, ""},
    {Fault::modelDamaged, "modelDamaged", Code::unreadable, "model"},
    {Fault::modelIncomplete, "modelIncomplete", Code::unreadable, ""},
    {Fault::modelWithoutLips, "modelWithoutLips", Code::unreadable, ""},
    {Fault::modelNotFinite, "modelNotFinite", Code::internal, "model"},
    {Fault::modelConstant, "modelConstant", Code::internal, "model"},
    {Fault::trainingDiverged, "trainingDiverged", Code::unreadable, ""},
    {Fault::safetensorsDamaged, "safetensorsDamaged", Code::unreadable, ""},
    {Fault::numbersOfAnotherType, "numbersOfAnotherType", Code::unreadable, "type"},
    {Fault::checkpointHostile, "checkpointHostile", Code::unreadable, "asks"},
    {Fault::checkpointDamaged, "checkpointDamaged", Code::unreadable, ""},
    {Fault::checkpointWithoutTensors, "checkpointWithoutTensors", Code::unreadable, ""},
    {Fault::checkpointIncomplete, "checkpointIncomplete", Code::unsupported, "network"},
    {Fault::networkUnknown, "networkUnknown", Code::unsupported, "tensors"},
    {Fault::networkUnsupported, "networkUnsupported", Code::unsupported, ""},
    {Fault::networkFailed, "networkFailed", Code::unsupported, "device"},
    {Fault::deviceUnknown, "deviceUnknown", Code::usage, "device"},
    {Fault::cardMissing, "cardMissing", Code::unsupported, "device cards"},
    {Fault::fp16NeedsCard, "fp16NeedsCard", Code::unsupported, ""},
    {Fault::bf16Missing, "bf16Missing", Code::unsupported, ""},
    {Fault::speechModelForeign, "speechModelForeign", Code::unreadable, ""},
    {Fault::picturesDiffer, "picturesDiffer", Code::usage, ""},
    {Fault::tooShortForSync, "tooShortForSync", Code::usage, ""},
    {Fault::noTalkingFaces, "noTalkingFaces", Code::notFound, ""},
    {Fault::noTexts, "noTexts", Code::notFound, ""},
    {Fault::corpusDamaged, "corpusDamaged", Code::unreadable, ""},
    {Fault::corpusForeign, "corpusForeign", Code::unreadable, ""},
    {Fault::nothingToLearn, "nothingToLearn", Code::notFound, ""},
    {Fault::setForeign, "setForeign", Code::unreadable, ""},
    {Fault::setDamaged, "setDamaged", Code::unreadable, ""},
    {Fault::setEmpty, "setEmpty", Code::usage, "part"},
    {Fault::runForeign, "runForeign", Code::exists, "differs"},
    {Fault::runDamaged, "runDamaged", Code::unreadable, ""},
    {Fault::runBusy, "runBusy", Code::exists, ""},
    {Fault::lossNotFinite, "lossNotFinite", Code::internal, "step clips"},
    {Fault::divergesAlways, "divergesAlways", Code::internal, "step times"},
    {Fault::memoryTooSmall, "memoryTooSmall", Code::internal, "clips"},
    {Fault::processLost, "processLost", Code::io, ""},
    {Fault::processesUnsupported, "processesUnsupported", Code::unsupported, ""},
    {Fault::nothingToJudge, "nothingToJudge", Code::notFound, "system"},
})};

constexpr bool isInOrder() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (kRows[i].fault != static_cast<Fault>(i)) return false;
  return true;
}
static_assert(isInOrder());
static_assert(kRows.back().fault == Fault::nothingToJudge, "every fault has its row");

constexpr std::array<Fault, kRows.size()> kFaults = [] {
  std::array<Fault, kRows.size()> all{};
  for (std::size_t i = 0; i < kRows.size(); ++i) all[i] = kRows[i].fault;
  return all;
}();

const Row& rowOf(Fault fault) { return kRows[static_cast<std::size_t>(fault)]; }

}  // namespace

std::span<const Fault> allFaults() { return kFaults; }

const char* name(Fault fault) { return rowOf(fault).name; }

Code codeOf(Fault fault) { return rowOf(fault).code; }

const char* name(Code code) {
  constexpr std::array kNames{"usage",  "notFound",    "unreadable", "notMedia", "noVideo", "noAudio",
                              "noFace", "unsupported", "exists",     "diskFull", "io",      "internal"};
  return kNames[static_cast<std::size_t>(code)];
}

std::vector<std::string> factsOf(Fault fault) {
  std::istringstream names(rowOf(fault).facts);
  std::vector<std::string> all;
  for (std::string name; names >> name;) all.push_back(name);
  return all;
}

const Fact* Problem::fact(std::string_view wanted) const {
  const auto found = std::ranges::find(facts, wanted, &Fact::name);
  return found == facts.end() ? nullptr : &*found;
}

std::string line(const Problem& problem) {
  std::ostringstream out;
  out << name(problem.fault);
  const char* before = " (";
  for (const Fact& fact : problem.facts) {
    out << std::exchange(before, ", ") << fact.name << ' ';
    if (const auto* text = std::get_if<std::string>(&fact.value))
      out << '\'' << *text << '\'';
    else
      std::visit([&](const auto& value) { out << value; }, fact.value);
  }
  if (!problem.facts.empty()) out << ')';
  if (!problem.path.empty()) out << ": " << problem.path.string();
  if (!problem.detail.empty()) out << " [" << problem.detail << ']';
  return out.str();
}

std::string filled(std::string_view text, const std::function<std::string(std::string_view name)>& value) {
  std::string out;
  while (true) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return out.append(text);
    out.append(text.substr(0, open)).append(value(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
}

}  // namespace base
