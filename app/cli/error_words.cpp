#include "app/cli/error_words.h"

#include <cstdio>

namespace cli {

using base::Fault;

static const char* sentence(Fault fault) {
  switch (fault) {
    case Fault::fileMissing:
      return "there is no file {path}; check the name";
    case Fault::fileUnreadable:
      return "{path} may not be read; check its permissions";
    case Fault::fileUnreachable:
      return "{path} cannot be reached; check the permissions of its folder";
    case Fault::fileIsFolder:
      return "{path} is a folder; name a file in it";
    case Fault::fileIsSpecial:
      return "{path} is not an ordinary file; copy the media to one";
    case Fault::fileEmpty:
      return "{path} is empty (0 bytes); use another copy of the file";
    case Fault::fileTooLarge:
      return "{path} is too large to be what it should be; choose another file";
    case Fault::fileChanged:
      return "{path} was changed after it was opened; open it again";
    case Fault::fileExists:
      return "there is a file {path} already; choose another name";
    case Fault::accessDenied:
      return "access to {path} is not permitted; check the file's permissions";
    case Fault::writeFailed:
      return "could not write {path}: {detail}; choose another folder";
    case Fault::diskReadOnly:
      return "the disk of {path} is read-only; choose another folder";
    case Fault::diskFull:
      return "the disk is full: cannot write {path}; free some space and try again (a render goes on with "
             "--resume)";
    case Fault::diskTooSmall:
      return "the disk is full: {path} needs {neededMb} MB and {freeMb} MB are free; free some space and try "
             "again (a render goes on with --resume)";
    case Fault::folderNotMade:
      return "the folder {path} cannot be made: {detail}; choose another one";
    case Fault::logUnwritable:
      return "cannot write the log file {path}: {detail}";
    case Fault::settingsUnwritable:
      return "the preferences cannot be written to {path}; check its permissions";
    case Fault::defect:
      return "a defect of Redub: {detail} (please report it)";
    case Fault::outOfMemory:
      return "out of memory: close other programs, or dub a smaller picture";
    case Fault::outOfThreads:
      return "the system gives no more threads: close other programs, or raise ulimit -u";
    case Fault::partMissing:
      return "a part of Redub is missing: {part} (reinstall Redub)";
    case Fault::partOfAnotherVersion:
      return "{part} is of another version (reinstall Redub)";
    case Fault::resourceMissing:
      return "a file of Redub is missing: {path} (reinstall Redub, or name its resources folder in "
             "REDUB_RESOURCES)";
    case Fault::notMedia:
      return "{path} is not a video, sound or picture file; choose another file";
    case Fault::mediaCutShort:
      return "{path} is cut short or damaged (its index, the moov part, is missing); copy or record it again";
    case Fault::mediaDamaged:
      return "the data of {path} are damaged or cut short ({detail}); use another copy of the file";
    case Fault::pictureUndecodable:
      return "not one picture of {path} can be decoded; the file is damaged or cut short, use another copy";
    case Fault::noPicture:
      return "{path} has no picture; choose a file with a video track";
    case Fault::noSound:
      return "{path} has no sound; choose a file with an audio track";
    case Fault::soundEmpty:
      return "the sound of {path} is empty or cannot be decoded; use another recording";
    case Fault::codecUnsupported:
      return "{path} is coded as {codec}, which this FFmpeg cannot decode; convert the file first";
    case Fault::pixelsUnsupported:
      return "pictures of the layout {pixels} cannot be converted by this FFmpeg; convert the file first";
    case Fault::frameOutside:
      return "there is no picture {frame}; the clip has {frames}, counted from 0";
    case Fault::videoEndsEarly:
      return "the video ends before picture {frame}; open it again";
    case Fault::ffmpegLacks:
      return "this FFmpeg cannot do it ({detail}); choose another format";
    case Fault::ffmpegFailed:
      return "FFmpeg failed on {path} ({detail})";
    case Fault::outputMissing:
      return "no output file: add -o FILE";
    case Fault::outputIsSource:
      return "the output would overwrite its own source {source}: choose another name";
    case Fault::outputIsFolder:
      return "{path} is a folder: name a file in it, such as dubbed.mp4";
    case Fault::outputFolderMissing:
      return "the output folder does not exist: {path}";
    case Fault::outputFolderLocked:
      return "the output folder cannot be written to: {path}";
    case Fault::videoEndingUnknown:
      return "{path} does not end like a video file; use {known}";
    case Fault::soundEndingUnknown:
      return "{path} does not end like a sound file; use {known}";
    case Fault::videoCodecUnknown:
      return "unknown video codec '{codec}'; choose one of: {known}, or the name of an FFmpeg video encoder";
    case Fault::videoEncoderMissing:
      return "this FFmpeg has no encoder for {codec} ({encoders}); choose another of: {known}";
    case Fault::videoEncoderRefuses:
      return "{codec} cannot encode {width}x{height} {pixels} pictures with these settings; check crf and "
             "preset or choose another codec";
    case Fault::hardwareUnavailable:
      return "{codec} could not be opened on this machine for {width}x{height} pictures; use h264 or another "
             "software codec";
    case Fault::pixelsNotEncodable:
      return "pictures of this pixel format cannot be converted for {codec}; choose another codec, e.g. ffv1";
    case Fault::encoderLostPictures:
      return "{codec} lost {pictures} pictures; choose another codec";
    case Fault::encoderChangedTimes:
      return "{codec} changed the time of a picture; choose another codec";
    case Fault::pictureSizeImpossible:
      return "a picture of {width}x{height} cannot be encoded; check the video";
    case Fault::crfImpossible:
      return "crf {crf} is not possible; choose 0 (best) to 51 (63 for vp9 and av1)";
    case Fault::encoderPresetUnknown:
      return "unknown preset '{preset}'; choose one of: {known}";
    case Fault::codecNotInContainer:
      return "{codec} pictures cannot be in a {ending} file; use .mkv, or one of these codecs: {possible}";
    case Fault::noCodecForContainer:
      return "{codec} pictures cannot be in a {ending} file; use .mkv";
    case Fault::soundCodecUnknown:
      return "unknown sound codec '{codec}'; choose aac, opus, flac or pcm";
    case Fault::soundEncoderMissing:
      return "this FFmpeg has no encoder for {codec} sound; choose another codec";
    case Fault::soundCodecNotInContainer:
      return "{codec} sound cannot be in a {ending} file; choose {possible}";
    case Fault::soundEncoderRefuses:
      return "{codec} cannot encode sound of {rate} Hz, {channels} channels; choose another sound codec or "
             "bitrate";
    case Fault::mixNumbersImpossible:
      return "the sound cannot be mixed with these numbers; times and gains must be finite, the length more "
             "than 0 and the loudness between -70 and 0 LUFS";
    case Fault::nothingToMix:
      return "there is no sound to mix; name a speech or a video with sound";
    case Fault::chunksMissing:
      return "there is no picture to write: no finished part of the video was given";
    case Fault::chunkMissing:
      return "a finished part of the picture is missing: {path}; render again without --resume";
    case Fault::chunkDamaged:
      return "a finished part of the picture is damaged: {path} ({detail}); remove it and run again with "
             "--resume";
    case Fault::chunkDiffers:
      return "the finished parts of the picture were made with different settings: {path} does not continue "
             "the first one; render again without --resume";
    case Fault::chunkOutOfOrder:
      return "the finished parts of the picture are out of order at {path}; render again without --resume";
    case Fault::soundSystemFailed:
      return "the sound system cannot be used: {detail}";
    case Fault::noMicrophone:
      return "there is no microphone; plug one in and try again";
    case Fault::noPlaybackDevice:
      return "there is no playback device; plug one in and try again";
    case Fault::microphoneMissing:
      return "the microphone \"{device}\" is not there; plug it in or choose another one";
    case Fault::playbackDeviceMissing:
      return "the playback device \"{device}\" is not there; plug it in or choose another one";
    case Fault::soundDeviceBusy:
      return "\"{device}\" cannot be opened: {detail}; is another program using it?";
    case Fault::soundDeviceStuck:
      return "the sound device cannot be started: {detail}; is another program using it?";
    case Fault::microphoneUnplugged:
      return "the microphone was unplugged; plug it in and choose it again";
    case Fault::takeRunning:
      return "a take is being recorded already; stop it first";
    case Fault::takeTooLong:
      return "a take cannot be longer than 4 GB; go on with a new one";
    case Fault::landmarksMissing:
      return "The landmark file {path} is missing: install the package libdlib-data, or name the file with "
             "--landmarks.";
    case Fault::landmarksDamaged:
      return "{path} is damaged or not a 68-point landmark file: install the package libdlib-data again, or "
             "name another file with --landmarks.";
    case Fault::faceOutsidePicture:
      return "The face box lies outside the picture: choose another face or time range.";
    case Fault::noFace:
      return "no usable face was found in the picture: choose a clip that shows a face of 60 pixels or more "
             "from the front, or add --allow-no-face to change only the sound";
    case Fault::noFaceAtPlace:
      return "no face is at that place at that time: 'redub-cli inspect FILE --faces' lists the faces";
    case Fault::faceUnknown:
      return "there is no face {face}: found {known}";
    case Fault::faceTextUnclear:
      return "'{text}' names no face: write a number (2), or a place and a time in seconds (640,360@1.5)";
    case Fault::faceTwice:
      return "face {face} was given two speeches: give each face one";
    case Fault::noFaceToLearn:
      return "no usable face to learn the mouth from: choose another face or clip";
    case Fault::choiceUnknown:
      return "unknown {kind} '{text}': choose one of {known}";
    case Fault::noSpeech:
      return "no speech: name a speech file, or --face N=FILE";
    case Fault::speechSilent:
      return "the speech is silent: {path} holds no voice to dub with";
    case Fault::speechEmpty:
      return "the speech has no sound";
    case Fault::speechTooLong:
      return "the speech ({speechSec} s) is longer than the picture to dub ({roomSec} s): add --fit cut (cut "
             "the speech), hold, loop or pingpong (lengthen the picture), or speech (take the speech's "
             "length)";
    case Fault::rangeOutsideClip:
      return "--in lies beyond the end of the picture ({durationSec} s)";
    case Fault::rangeNegative:
      return "the range must be given in seconds from the start, 0 or more";
    case Fault::rangeEmpty:
      return "the range is empty: --out must be later than --in";
    case Fault::rangeEndsAndFit:
      return "--out ends the dubbed range, so --fit can only be picture or cut with it";
    case Fault::gainImpossible:
      return "gains and loudness must lie between -100 and 100";
    case Fault::renderUnfinished:
      return "an unfinished render is there ({finished} of {chunks} chunks in {path}): add --resume to go on "
             "with it, or --restart to begin again";
    case Fault::renderDiffers:
      return "the unfinished render in {path} was started with other files or settings: repeat it with the "
             "same ones, or add --restart";
    case Fault::renderRunning:
      return "another Redub is rendering {path}: wait for it, or choose another name";
    case Fault::workFolderForeign:
      return "{path} is not of a render: move it away, or choose another name for the output";
    case Fault::journalDamaged:
      return "the journal of the unfinished render is damaged ({detail}): add --restart";
    case Fault::notAProject:
      return "{path}: this is not a Redub project: choose a file that Redub has saved";
    case Fault::projectNewer:
      return "{path}: this project was saved by a newer Redub: update Redub to open it";
    case Fault::projectDamaged:
      return "{path}: this project is damaged: open an earlier copy of it";
    case Fault::projectNameNotUtf8:
      return "the project cannot be saved: the name of one of its files is not UTF-8; rename the file";
    case Fault::mediaMissing:
      return "{path} is not there any more: say where it is now, and export again";
    case Fault::voiceSilent:
      return "the lines of voice {voice} are silent: mute it, or give it other lines";
    case Fault::faceTaken:
      return "its face already says what voice {voice} says; give it another one";
    case Fault::linesSilent:
      return "its lines are silent: mute the voice, or give it other lines";
    case Fault::noLineInRange:
      return "no line lies within what is exported: move one there, or export the whole clip";
    case Fault::noVideoToExport:
      return "there is no video to export: open one first";
    case Fault::noLineToExport:
      return "there is no line to export: record one, or drop a speech onto the timeline";
    case Fault::voiceDataMissing:
      return "the speech synthesiser's data are missing: install the package espeak-ng-data";
    case Fault::synthesizerVoiceUnknown:
      return "unknown voice '{voice}': espeak-ng --voices lists them (if that list is empty, install the "
             "package espeak-ng-data)";
    case Fault::sampleLengthImpossible:
      return "--seconds must be above 0 and at most a day";
    case Fault::sampleRateImpossible:
      return "--fps must be 1 to 240";
    case Fault::sampleSizeImpossible:
      return "--size must be {least}x{least} to {most}x{most}";
    case Fault::sampleSaysNothing:
      return "The sample's text has no word that the voice \"{voice}\" can say: give another --text or "
             "--voice";
    case Fault::modelUnknown:
      return "there is no model '{model}': known are {known} ('redub-cli models list' tells more)";
    case Fault::modelMovesNoLips:
      return "'{model}' is a {kind}: it moves no lips; give --model one of {known}";
    case Fault::modelNotImported:
      return "there is no imported model '{model}': imported are {known}";
    case Fault::nothingImported:
      return "there is no imported model '{model}': none is imported";
    case Fault::modelNameImpossible:
      return "'{model}' is no name for a model: use letters, digits, '-', '_' and '.'";
    case Fault::modelExists:
      return "a model named '{model}' is there already: give this one another name (--name), or remove that "
             "one first";
    case Fault::modelNotRemoved:
      return "the model '{model}' cannot be removed: {detail}";
    case Fault::noModelsFolder:
      return "there is no home folder to keep models in: set HOME, or REDUB_MODELS";
    case Fault::modelForeign:
      return "{path} is not a model that Redub imported: import it again";
    case Fault::modelDamaged:
      return "the model '{model}' is damaged: remove it and import it again";
    case Fault::modelIncomplete:
      return "the model is incomplete ({detail}): import its checkpoint again";
    case Fault::modelWithoutLips:
      return "{path} holds no lip model";
    case Fault::modelNotFinite:
      return "the model '{model}' gives numbers that are not finite: import it again, or try --precision "
             "fp32";
    case Fault::modelConstant:
      return "the model '{model}' gives the same for everything";
    case Fault::trainingDiverged:
      return "{path} holds numbers that are infinite or no numbers: its training failed";
    case Fault::safetensorsDamaged:
      return "{path} is damaged or not a safetensors file: copy it again or reinstall Redub";
    case Fault::numbersOfAnotherType:
      return "numbers of type {type} where F32 or F16 was expected";
    case Fault::checkpointHostile:
      return "{path} is refused: it asks for '{asks}', which no file of weights needs. Nothing of it was "
             "run. Do not open it with other programs; get the file from a source that you trust";
    case Fault::checkpointDamaged:
      return "{path} {detail}. Copy or download it again";
    case Fault::checkpointWithoutTensors:
      return "{path} holds no tensors of a network (no state_dict)";
    case Fault::checkpointIncomplete:
      return "{path} is no complete {network} checkpoint:\n{detail}";
    case Fault::networkUnknown:
      return "{path} holds no network that Redub knows (TalkLip, Wav2Lip, AV-HuBERT, a lip-reading expert, "
             "SyncNet): its tensors begin with {tensors}";
    case Fault::networkUnsupported:
      return "oneDNN cannot run this model's image network ({detail}): try --device cpu";
    case Fault::networkFailed:
      return "the network failed on {device}: try --device cpu or another --precision";
    case Fault::deviceUnknown:
      return "'{device}' is no device: use auto, cpu, cuda or cuda:N";
    case Fault::cardMissing:
      return "{device} is not there: LibTorch sees {cards} graphics cards here; use --device cpu or auto";
    case Fault::fp16NeedsCard:
      return "fp16 needs a graphics card: use --precision auto, fp32 or bf16";
    case Fault::bf16Missing:
      return "this processor has no bf16 arithmetic: use --precision auto or fp32";
    case Fault::speechModelForeign:
      return "{path} is not a speech-to-mouth model of this version";
    case Fault::picturesDiffer:
      return "pictures can only be compared when they have one size of at least 11x11";
    case Fault::tooShortForSync:
      return "too short to measure lip synchrony: it takes at least six pictures";
    case Fault::noTalkingFaces:
      return "no talking face with sound in {path}";
    case Fault::noTexts:
      return "no text to speak: install the packages fortunes and wamerican";
    case Fault::corpusDamaged:
      return "the stored corpus is damaged: delete it and run again";
    case Fault::corpusForeign:
      return "not a corpus of this version: delete {path}";
    case Fault::nothingToLearn:
      return "no talking video that is long enough is found in {path}";
    case Fault::setForeign:
      return "{path} is no prepared set: make one with 'redub-train prepare'";
    case Fault::setDamaged:
      return "{path} is damaged: prepare the set again";
    case Fault::setEmpty:
      return "the set {path} holds no clip to {part}: prepare it with another split";
    case Fault::runForeign:
      return "{path} was begun with other settings ({differs}): take another folder, or the same settings";
    case Fault::runDamaged:
      return "no checkpoint in {path} is whole: take another folder";
    case Fault::runBusy:
      return "another process works in {path}";
    case Fault::lossNotFinite:
      return "step {step}: a loss is no number; the batch held {clips}";
    case Fault::divergesAlways:
      return "the training diverges at step {step} after {times} returns to a good checkpoint: lower its "
             "rate, or its adversarial weight";
    case Fault::memoryTooSmall:
      return "the memory does not do for {clips} clips at once: take a smaller preset or shorter clips";
    case Fault::processLost:
      return "another process of this training has ended: start all of them again, they go on from the last "
             "checkpoint";
    case Fault::processesUnsupported:
      return "this LibTorch cannot train with several processes ({detail})";
    case Fault::nothingToJudge:
      return "{system} has no picture for any clip of the set: look at its folder, or leave it out";
  }
  return "";
}

static std::string text(const base::Fact& fact) {
  if (const auto* number = std::get_if<std::int64_t>(&fact.value)) return std::to_string(*number);
  if (const auto* words = std::get_if<std::string>(&fact.value)) return *words;
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.2f", std::get<double>(fact.value));
  return digits;
}

std::string words(const base::Problem& problem) {
  return base::filled(sentence(problem.fault), [&](std::string_view name) {
    if (name == "path") return problem.path.empty() ? "the file" : '\'' + problem.path.string() + '\'';
    if (name == "detail") return problem.detail;
    const base::Fact* fact = problem.fact(name);
    return fact == nullptr ? '{' + std::string(name) + '}' : text(*fact);
  });
}

}  // namespace cli
