#include "ui/jobs/error_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

using base::Fault;

namespace {
class ErrorWords {
  Q_DECLARE_TR_FUNCTIONS(ErrorWords)
 public:
  static QString sentence(Fault fault);
  static QString of(const std::filesystem::path& path, bool isShort) {
    if (path.empty()) return tr("The file");
    return QString::fromStdString((isShort ? path.filename() : path).string());
  }
};
}  // namespace

QString ErrorWords::sentence(Fault fault) {
  switch (fault) {
    case Fault::fileMissing:
      return tr("There is no file {path}. Check that it is still there and that its drive is connected.");
    case Fault::fileUnreadable:
      return tr("{path} cannot be read. Check that you are allowed to read it.");
    case Fault::fileUnreachable:
      return tr("{path} cannot be reached. Check that you are allowed to open its folder.");
    case Fault::fileIsFolder:
      return tr("{path} is a folder. Choose a file in it.");
    case Fault::fileIsSpecial:
      return tr("{path} is not an ordinary file. Copy its contents to one and choose that.");
    case Fault::fileEmpty:
      return tr("{path} is empty. Use another copy of the file.");
    case Fault::fileTooLarge:
      return tr("{path} is too large. Choose another file.");
    case Fault::fileChanged:
      return tr("{file} was changed after it was opened. Open it again.");
    case Fault::fileExists:
      return tr("There is a file {path} already. Choose another name.");
    case Fault::accessDenied:
      return tr("You are not allowed to use {path}. Check the permissions of the file.");
    case Fault::writeFailed:
      return tr("{path} cannot be written. Choose another folder, or check that its drive is connected.");
    case Fault::diskReadOnly:
      return tr("The drive of {path} is read-only. Choose another folder.");
    case Fault::diskFull:
      return tr("The disk is full. Free some space, or choose a folder on another drive.");
    case Fault::diskTooSmall:
      return tr(
          "Too little free space for {file}: {neededMb} MB are needed, {freeMb} MB are free. Free some "
          "space, or choose a folder on another drive.");
    case Fault::folderNotMade:
      return tr(
          "The folder {path} cannot be made. Choose another one, or check that you are allowed to write "
          "there.");
    case Fault::logUnwritable:
      return tr("The log file {path} cannot be written.");
    case Fault::settingsUnwritable:
      return tr("The preferences could not be saved. Check that you are allowed to write to {path}.");
    case Fault::defect:
      return tr(
          "Something went wrong inside Redub. Your project is safe: please report it with the details.");
    case Fault::outOfMemory:
      return tr("There is not enough memory for this. Close other programs and try again.");
    case Fault::outOfThreads:
      return tr("The system gives no more threads. Close other programs and try again.");
    case Fault::partMissing:
      return tr("A part of Redub is missing: {part}. Install Redub again.");
    case Fault::partOfAnotherVersion:
      return tr("{part} is of another version than Redub. Install Redub again.");
    case Fault::resourceMissing:
      return tr("A file of Redub is missing: {path}. Install Redub again.");
    case Fault::notMedia:
      return tr("{file} is not a video, sound or picture file. Choose another file.");
    case Fault::mediaCutShort:
      return tr("{file} is cut short: its index is missing. Copy or record it again.");
    case Fault::mediaDamaged:
      return tr("{file} is damaged or cut short. Use another copy of the file.");
    case Fault::pictureUndecodable:
      return tr("No picture of {file} can be decoded: the file is damaged or cut short. Use another copy.");
    case Fault::noPicture:
      return tr("{file} has no picture. Choose a video such as MP4, MOV or MKV, or a photo.");
    case Fault::noSound:
      return tr("{file} has no sound. Choose a file that has sound in it, or record a line.");
    case Fault::soundEmpty:
      return tr("The sound of {file} is empty or cannot be decoded. Use another recording.");
    case Fault::codecUnsupported:
      return tr("{file} is coded as {codec}, which cannot be decoded here. Convert the file first.");
    case Fault::pixelsUnsupported:
      return tr("Pictures of the layout {pixels} cannot be converted here. Convert the file first.");
    case Fault::frameOutside:
      return tr("There is no picture {frame}: the clip has {frames}.");
    case Fault::videoEndsEarly:
      return tr("The video ends before picture {frame}. Open it again.");
    case Fault::ffmpegLacks:
      return tr("This FFmpeg cannot do that. Choose another format.");
    case Fault::ffmpegFailed:
      return tr("{file} could not be processed. Check the drive, or use another copy or format.");
    case Fault::outputMissing:
      return tr("There is no name for the exported file. Choose one.");
    case Fault::outputIsSource:
      return tr("The export would overwrite {source}, which it is made from. Choose another name.");
    case Fault::outputIsFolder:
      return tr("{path} is a folder. Choose a name for the file.");
    case Fault::outputFolderMissing:
      return tr("There is no folder {path}. Choose another one.");
    case Fault::outputFolderLocked:
      return tr("You are not allowed to write to the folder {path}. Choose another one.");
    case Fault::videoEndingUnknown:
      return tr("{file} does not end like a video file. Use {known}.");
    case Fault::soundEndingUnknown:
      return tr("{file} does not end like a sound file. Use {known}.");
    case Fault::videoCodecUnknown:
      return tr("There is no video codec {codec}. Choose one of these: {known}.");
    case Fault::videoEncoderMissing:
      return tr("This FFmpeg has no encoder for {codec} ({encoders}). Choose one of these: {known}.");
    case Fault::videoEncoderRefuses:
      return tr("{codec} cannot encode {width}x{height} pictures ({pixels}). Choose another export format.");
    case Fault::hardwareUnavailable:
      return tr(
          "{codec} cannot encode {width}x{height} pictures on this machine. Choose an export format without "
          "hardware.");
    case Fault::pixelsNotEncodable:
      return tr("The pictures cannot be converted for {codec}. Choose another export format.");
    case Fault::encoderLostPictures:
      return tr("{codec} lost pictures ({pictures}). Choose another export format.");
    case Fault::encoderChangedTimes:
      return tr("{codec} changed the time of a picture. Choose another export format.");
    case Fault::pictureSizeImpossible:
      return tr("A picture of {width}x{height} cannot be encoded. Check the video.");
    case Fault::crfImpossible:
      return tr("The quality {crf} is not possible. Choose 0 (best) to 51.");
    case Fault::encoderPresetUnknown:
      return tr("There is no encoder preset {preset}. Choose one of these: {known}.");
    case Fault::codecNotInContainer:
      return tr(
          "{codec} pictures cannot be in a {ending} file. Use .mkv, or one of these codecs: {possible}.");
    case Fault::noCodecForContainer:
      return tr("{codec} pictures cannot be in a {ending} file. Use .mkv.");
    case Fault::soundCodecUnknown:
      return tr("There is no sound codec {codec}. Choose aac, opus, flac or pcm.");
    case Fault::soundEncoderMissing:
      return tr("This FFmpeg has no encoder for {codec} sound. Choose another export format.");
    case Fault::soundCodecNotInContainer:
      return tr("{codec} sound cannot be in a {ending} file. Choose one of these: {possible}.");
    case Fault::soundEncoderRefuses:
      return tr(
          "{codec} cannot encode sound of {rate} Hz with {channels} channels. Choose another export format.");
    case Fault::mixNumbersImpossible:
      return tr("The sound cannot be mixed with these numbers. Change gains and loudness.");
    case Fault::nothingToMix:
      return tr("There is no sound to mix. Add a line, or open a video with sound.");
    case Fault::chunksMissing:
      return tr("There is no picture to write.");
    case Fault::chunkMissing:
      return tr("A finished part of the export is missing. Export again.");
    case Fault::chunkDamaged:
      return tr("A finished part of the export is damaged: {path}. Remove it and export again.");
    case Fault::chunkDiffers:
      return tr("The finished parts of the export were made with different settings. Export again.");
    case Fault::chunkOutOfOrder:
      return tr("The finished parts of the export are out of order. Export again.");
    case Fault::soundSystemFailed:
      return tr("The sound system cannot be used. Check the sound settings of the computer.");
    case Fault::noMicrophone:
      return tr("There is no microphone: plug one in and choose it.");
    case Fault::noPlaybackDevice:
      return tr("There is no playback device. Plug one in and try again.");
    case Fault::microphoneMissing:
      return tr("The microphone {device} is not there. Plug it in, or choose another one.");
    case Fault::playbackDeviceMissing:
      return tr("The playback device {device} is not there. Plug it in, or choose another one.");
    case Fault::soundDeviceBusy:
      return tr(
          "The sound device {device} cannot be opened. Close the programs that use it, or choose another "
          "one.");
    case Fault::soundDeviceStuck:
      return tr("The sound device cannot be started. Close the programs that use it, or choose another one.");
    case Fault::microphoneUnplugged:
      return tr("The microphone was unplugged. Plug it in again, or choose another one.");
    case Fault::takeRunning:
      return tr("A take is being recorded already. Stop it first.");
    case Fault::takeTooLong:
      return tr("A take cannot be longer than 4 GB. Go on with a new one.");
    case Fault::landmarksMissing:
      return tr(
          "The landmark file {path} is missing: without it no face is found. Install the package "
          "libdlib-data and look again.");
    case Fault::landmarksDamaged:
      return tr(
          "{path} is damaged, or no landmark file with 68 points. Install the package libdlib-data again.");
    case Fault::faceOutsidePicture:
      return tr("The face lies outside the picture. Choose another face or another part of the video.");
    case Fault::noFace:
      return tr(
          "No usable face was found in the picture. Choose a clip that shows a face of 60 pixels or more "
          "from the front.");
    case Fault::noFaceAtPlace:
      return tr("No face is at that place at that time. Choose another face.");
    case Fault::faceUnknown:
      return tr("There is no face {face}. Choose one of these: {known}.");
    case Fault::faceTextUnclear:
      return tr("{text} names no face.");
    case Fault::faceTwice:
      return tr("Face {face} says the lines of two voices. Give each voice a face of its own.");
    case Fault::noFaceToLearn:
      return tr("There is no usable face to learn the mouth from. Choose another face or clip.");
    case Fault::choiceUnknown:
      return tr("{text} is no known {kind}. Choose one of these: {known}.");
    case Fault::noSpeech:
      return tr("There is no line to dub. Record one, or drop a sound file onto the timeline.");
    case Fault::speechSilent:
      return tr("{file} is silent: there is no voice to dub with. Choose another recording.");
    case Fault::speechEmpty:
      return tr("The speech has no sound. Choose another recording.");
    case Fault::speechTooLong:
      return tr(
          "The speech ({speechSec} s) is longer than the picture to dub ({roomSec} s). Move or shorten the "
          "lines, or choose in the settings what happens with longer speech.");
    case Fault::rangeOutsideClip:
      return tr("The range begins beyond the end of the picture ({durationSec} s). Move its in point.");
    case Fault::rangeNegative:
      return tr("The range cannot begin before the video.");
    case Fault::rangeEmpty:
      return tr("The range is empty. Move its out point behind its in point.");
    case Fault::rangeEndsAndFit:
      return tr("With an out point the picture cannot be lengthened. Clear the range, or cut the speech.");
    case Fault::gainImpossible:
      return tr("Gains and loudness must lie between -100 and 100.");
    case Fault::renderUnfinished:
      return tr("An unfinished export is there already ({finished} of {chunks} parts). Choose another name.");
    case Fault::renderDiffers:
      return tr(
          "An unfinished export in {path} was started with other files or settings. Choose another name.");
    case Fault::renderRunning:
      return tr("Another Redub is writing {file}. Wait for it, or choose another name.");
    case Fault::workFolderForeign:
      return tr("{path} is in the way, and not from an export. Move it away, or choose another name.");
    case Fault::journalDamaged:
      return tr("The notes of the unfinished export are damaged. Export under another name.");
    case Fault::notAProject:
      return tr("{file} is not a Redub project. Choose a file that Redub has saved.");
    case Fault::projectNewer:
      return tr("{file} was saved by a newer Redub. Update Redub to open it.");
    case Fault::projectDamaged:
      return tr("{file} is damaged. Open an earlier copy of the project.");
    case Fault::projectNameNotUtf8:
      return tr(
          "The project cannot be saved: the name of one of its files is not valid text (UTF-8). Rename that "
          "file.");
    case Fault::mediaMissing:
      return tr("{file} is not there any more. Say where it is now, and export again.");
    case Fault::voiceSilent:
      return tr("The lines of voice {voice} are silent. Mute it, or give it other lines.");
    case Fault::faceTaken:
      return tr("Its face already says what voice {voice} says. Give it another one.");
    case Fault::linesSilent:
      return tr("Its lines are silent. Mute the voice, or give it other lines.");
    case Fault::noLineInRange:
      return tr("No line lies within what is exported. Move one there, or export the whole clip.");
    case Fault::noVideoToExport:
      return tr("There is no video to export. Open one first.");
    case Fault::noLineToExport:
      return tr("There is no line to export. Record one, or drop a sound file onto the timeline.");
    case Fault::voiceDataMissing:
      return tr("The data of the speech synthesiser are missing. Install the package espeak-ng-data.");
    case Fault::synthesizerVoiceUnknown:
      return tr("The speech synthesiser has no voice {voice}. Install the package espeak-ng-data.");
    case Fault::sampleLengthImpossible:
      return tr("A sample lasts more than 0 seconds and at most a day.");
    case Fault::sampleRateImpossible:
      return tr("A sample has 1 to 240 pictures a second.");
    case Fault::sampleSizeImpossible:
      return tr("A sample measures {least}x{least} to {most}x{most} pixels.");
    case Fault::sampleSaysNothing:
      return tr("The text of the sample has no word that the voice {voice} can say.");
    case Fault::modelUnknown:
      return tr("There is no model {model}. Choose one of these: {known}.");
    case Fault::modelMovesNoLips:
      return tr("The model {model} ({kind}) moves no lips. Choose one of these: {known}.");
    case Fault::modelNotImported:
      return tr("There is no imported model {model}. Imported are: {known}.");
    case Fault::nothingImported:
      return tr("There is no imported model {model}: none is imported.");
    case Fault::modelNameImpossible:
      return tr("{model} is no name for a model. Use letters, digits, '-', '_' and '.'.");
    case Fault::modelExists:
      return tr("A model named {model} is there already. Remove it first, or rename the file.");
    case Fault::modelNotRemoved:
      return tr("The model {model} cannot be removed. Check that you are allowed to delete {path}.");
    case Fault::noModelsFolder:
      return tr("There is no home folder to keep models in.");
    case Fault::modelForeign:
      return tr("{file} is not a model that Redub imported. Import it again.");
    case Fault::modelDamaged:
      return tr("The model {model} is damaged. Remove it and import it again.");
    case Fault::modelIncomplete:
      return tr("The model is incomplete. Import it again.");
    case Fault::modelWithoutLips:
      return tr("{file} holds no lip model. Choose another one.");
    case Fault::modelNotFinite:
      return tr("The model {model} gives impossible numbers. Import it again.");
    case Fault::modelConstant:
      return tr("The model {model} gives the same for everything. Import it again.");
    case Fault::trainingDiverged:
      return tr("{file} holds impossible numbers: its training failed. Get the file from another source.");
    case Fault::safetensorsDamaged:
      return tr("{file} is damaged, or no safetensors file. Copy it again, or install Redub again.");
    case Fault::numbersOfAnotherType:
      return tr("The model has numbers of the type {type}, which Redub does not expect. Import it again.");
    case Fault::checkpointHostile:
      return tr(
          "{file} is refused: it asks for {asks}, which no file of weights needs. Nothing of it was run. Do "
          "not open it with other programs, and get the file from a source that you trust.");
    case Fault::checkpointDamaged:
      return tr("{file} is damaged, or no checkpoint. Copy or download it again.");
    case Fault::checkpointWithoutTensors:
      return tr("{file} holds no weights of a network.");
    case Fault::checkpointIncomplete:
      return tr("{file} is no complete checkpoint of {network}.");
    case Fault::networkUnknown:
      return tr(
          "{file} holds no network that Redub knows (TalkLip, Wav2Lip, AV-HuBERT, SyncNet). Its tensors "
          "begin with {tensors}.");
    case Fault::networkUnsupported:
      return tr("This model cannot run on this machine. Choose another model.");
    case Fault::networkFailed:
      return tr("The model failed on {device}. Choose another device or precision in the preferences.");
    case Fault::deviceUnknown:
      return tr("There is no device {device}. Choose another one in the preferences.");
    case Fault::cardMissing:
      return tr(
          "The graphics card {device} is not there (seen: {cards}). Choose another device in the "
          "preferences.");
    case Fault::fp16NeedsCard:
      return tr("The precision fp16 needs a graphics card. Choose another precision in the preferences.");
    case Fault::bf16Missing:
      return tr("This processor has no bf16 arithmetic. Choose another precision in the preferences.");
    case Fault::speechModelForeign:
      return tr("{file} is not a speech-to-mouth model of this version. Install Redub again.");
    case Fault::picturesDiffer:
      return tr("Pictures can only be compared when they have one size of at least 11x11.");
    case Fault::tooShortForSync:
      return tr("The video is too short to measure lip synchrony: it takes at least six pictures.");
    case Fault::noTalkingFaces:
      return tr("There is no talking face with sound in {path}.");
    case Fault::noTexts:
      return tr("There is no text to speak. Install the packages fortunes and wamerican.");
    case Fault::corpusDamaged:
      return tr("The stored corpus is damaged. Delete it and run again.");
    case Fault::corpusForeign:
      return tr("{path} is no corpus of this version. Delete it.");
    case Fault::nothingToLearn:
      return tr("There is no talking video in {path}.");
    case Fault::setForeign:
      return tr("{path} is no prepared set.");
    case Fault::setDamaged:
      return tr("{path} is damaged. Prepare the set again.");
    case Fault::setEmpty:
      return tr("The set {path} holds no clip to {part}.");
    case Fault::runForeign:
      return tr("{path} holds a training with other settings: {differs}.");
    case Fault::runDamaged:
      return tr("No checkpoint in {path} is whole.");
    case Fault::runBusy:
      return tr("Another process trains in {path}.");
    case Fault::lossNotFinite:
      return tr("At step {step} a loss is no number. The batch held {clips}.");
    case Fault::divergesAlways:
      return tr("The training diverges at step {step}, also after {times} returns to a good checkpoint.");
    case Fault::memoryTooSmall:
      return tr("The memory is too small even for few clips: {clips}.");
    case Fault::processLost:
      return tr("Another process of this training has ended. Start all of them again.");
    case Fault::processesUnsupported:
      return tr("This LibTorch cannot train with several processes.");
    case Fault::nothingToJudge:
      return tr("{system} has no picture for any clip of the set.");
  }
  return {};
}

static QString text(const base::Fact& fact) {
  if (const auto* number = std::get_if<std::int64_t>(&fact.value)) return QString::number(*number);
  if (const auto* number = std::get_if<double>(&fact.value)) return QLocale().toString(*number, 'f', 1);
  return QString::fromStdString(std::get<std::string>(fact.value));
}

QString words(const base::Problem& problem) {
  const auto value = [&](std::string_view name) {
    if (name == "path" || name == "file") return ErrorWords::of(problem.path, name == "file").toStdString();
    const base::Fact* fact = problem.fact(name);
    return fact == nullptr ? '{' + std::string(name) + '}' : text(*fact).toStdString();
  };
  return QString::fromStdString(base::filled(ErrorWords::sentence(problem.fault).toStdString(), value));
}

}  // namespace ui
