#pragma once

namespace ui {

class Document;

// The settings of a project, by the clipboard to another one.
void copySettings(const Document& document);
bool pasteSettings(Document& document);  // false: none were copied. Throws base::Error.

}  // namespace ui
