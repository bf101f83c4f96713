#pragma once
#include <string>

#include "core/speech/synthesizer.h"

namespace sample {

// The words when none are given: ours, with every sound of English that lips show.
const char* builtInPassage();

// `text` spoken over and over for exactly `seconds`, with silence at both ends and short pauses between
// repetitions; a sentence that does not fit is cut with a fade. Phone times are those of the whole. Throws
// Error(usage) for text without any word, Error(notFound) for an unknown voice.
speech::Utterance monologue(const std::string& text, const std::string& voice, double seconds);

}  // namespace sample
