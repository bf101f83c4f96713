#pragma once
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace base {

// What kind of thing went wrong, coarsely: exit codes go by it.
enum class Code {
  usage,        // the caller asked for something contradictory or impossible
  notFound,     // no such file, track, model or encoder
  unreadable,   // exists, but is a directory, forbidden, empty, truncated or damaged
  notMedia,     // not an audio, video or picture file
  noVideo,      // media without a picture
  noAudio,      // media without sound, or sound of no length
  noFace,       // no usable face in the picture
  unsupported,  // understood, but not possible with this build or device
  exists,       // would overwrite something that must not be overwritten
  diskFull,
  io,        // any other failure of reading or writing
  internal,  // a defect of Redub
};

// Each different thing that can go wrong, with the names of the facts that say which one it was. Words for it
// are chosen where it is shown: by the command line (app/cli/error_words.h) and the window
// (ui/jobs/error_words.h).
enum class Fault {
  // Files and folders
  fileMissing,
  fileUnreadable,
  fileUnreachable,
  fileIsFolder,
  fileIsSpecial,
  fileEmpty,
  fileTooLarge,
  fileChanged,
  fileExists,
  accessDenied,
  writeFailed,
  diskReadOnly,
  diskFull,
  diskTooSmall,  // neededMb freeMb
  folderNotMade,
  logUnwritable,
  settingsUnwritable,

  // Redub itself
  defect,
  outOfMemory,
  outOfThreads,
  partMissing,           // part
  partOfAnotherVersion,  // part
  resourceMissing,

  // Reading media
  notMedia,
  mediaCutShort,
  mediaDamaged,
  pictureUndecodable,
  noPicture,
  noSound,
  soundEmpty,
  codecUnsupported,   // codec
  pixelsUnsupported,  // pixels
  frameOutside,       // frame frames
  videoEndsEarly,     // frame
  ffmpegLacks,
  ffmpegFailed,

  // Writing media
  outputMissing,
  outputIsSource,  // source
  outputIsFolder,
  outputFolderMissing,
  outputFolderLocked,
  videoEndingUnknown,        // known
  soundEndingUnknown,        // known
  videoCodecUnknown,         // codec known
  videoEncoderMissing,       // codec encoders known
  videoEncoderRefuses,       // codec width height pixels
  hardwareUnavailable,       // codec width height
  pixelsNotEncodable,        // codec
  encoderLostPictures,       // codec pictures
  encoderChangedTimes,       // codec
  pictureSizeImpossible,     // width height
  crfImpossible,             // crf
  encoderPresetUnknown,      // preset known
  codecNotInContainer,       // codec ending possible
  noCodecForContainer,       // codec ending
  soundCodecUnknown,         // codec
  soundEncoderMissing,       // codec
  soundCodecNotInContainer,  // codec ending possible
  soundEncoderRefuses,       // codec rate channels
  mixNumbersImpossible,
  nothingToMix,
  chunksMissing,
  chunkMissing,
  chunkDamaged,
  chunkDiffers,
  chunkOutOfOrder,

  // Sound devices and takes
  soundSystemFailed,
  noMicrophone,
  noPlaybackDevice,
  microphoneMissing,      // device
  playbackDeviceMissing,  // device
  soundDeviceBusy,        // device
  soundDeviceStuck,
  microphoneUnplugged,
  takeRunning,
  takeTooLong,

  // Faces
  landmarksMissing,
  landmarksDamaged,
  faceOutsidePicture,
  noFace,
  noFaceAtPlace,
  faceUnknown,      // face known
  faceTextUnclear,  // text
  faceTwice,        // face
  noFaceToLearn,

  // What is asked for
  choiceUnknown,  // kind text known
  noSpeech,
  speechSilent,
  speechEmpty,
  speechTooLong,     // speechSec roomSec
  rangeOutsideClip,  // durationSec
  rangeNegative,
  rangeEmpty,
  rangeEndsAndFit,
  gainImpossible,

  // Rendering
  renderUnfinished,  // finished chunks
  renderDiffers,
  renderRunning,
  workFolderForeign,
  journalDamaged,

  // Projects and exports
  notAProject,
  projectNewer,
  projectDamaged,
  projectNameNotUtf8,
  mediaMissing,
  voiceSilent,  // voice
  faceTaken,    // voice
  linesSilent,
  noLineInRange,
  noVideoToExport,
  noLineToExport,

  // Synthetic speech and samples
  voiceDataMissing,
  synthesizerVoiceUnknown,  // voice
  sampleLengthImpossible,
  sampleRateImpossible,
  sampleSizeImpossible,  // least most
  sampleSaysNothing,     // voice

  // Models
  modelUnknown,         // model known
  modelMovesNoLips,     // model kind known
  modelNotImported,     // model known
  nothingImported,      // model
  modelNameImpossible,  // model
  modelExists,          // model
  modelNotRemoved,      // model
  noModelsFolder,
  modelForeign,
  modelDamaged,  // model
  modelIncomplete,
  modelWithoutLips,
  modelNotFinite,  // model
  modelConstant,   // model
  trainingDiverged,
  safetensorsDamaged,
  numbersOfAnotherType,  // type
  checkpointHostile,     // asks
  checkpointDamaged,
  checkpointWithoutTensors,
  checkpointIncomplete,  // network
  networkUnknown,        // tensors
  networkUnsupported,
  networkFailed,  // device
  deviceUnknown,  // device
  cardMissing,    // device cards
  fp16NeedsCard,
  bf16Missing,
  speechModelForeign,

  // Measuring and training
  picturesDiffer,
  tooShortForSync,
  noTalkingFaces,
  noTexts,
  corpusDamaged,
  corpusForeign,
  nothingToLearn,
  setForeign,
  setDamaged,
  setEmpty,    // part
  runForeign,  // differs
  runDamaged,
  runBusy,
  lossNotFinite,   // step clips
  divergesAlways,  // step times
  memoryTooSmall,  // clips
  processLost,
  processesUnsupported,
  nothingToJudge,  // system
};

// A number or a name that belongs to a fault, in no language.
struct Fact {
  Fact(std::string n, std::integral auto number)
      : name(std::move(n)), value(static_cast<std::int64_t>(number)) {}
  Fact(std::string n, double number) : name(std::move(n)), value(number) {}
  Fact(std::string n, std::string text) : name(std::move(n)), value(std::move(text)) {}
  bool operator==(const Fact&) const = default;
  std::string name;
  std::variant<std::int64_t, double, std::string> value;
};
using Facts = std::vector<Fact>;

// What went wrong, as a value.
struct Problem {
  Fault fault = Fault::defect;
  Facts facts;
  std::filesystem::path path;  // the file concerned, if any
  std::string detail;          // a library's own message: for the log, and for those who ask for details
  bool operator==(const Problem&) const = default;
  const Fact* fact(std::string_view name) const;  // nullptr when it has none of this name
};

std::span<const Fault> allFaults();
const char* name(Fault fault);  // "fileMissing"
const char* name(Code code);    // "notFound"
Code codeOf(Fault fault);
std::vector<std::string> factsOf(Fault fault);  // the names of the facts that come with it

// One technical line for the log: "faceUnknown (face 3, known '1, 2'): /x/y.mp4 [a library's message]".
std::string line(const Problem& problem);

// `text` with every "{name}" replaced by what `value` gives for the name.
std::string filled(std::string_view text, const std::function<std::string(std::string_view name)>& value);

}  // namespace base
