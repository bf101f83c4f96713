#include "ui/dialogs/about_dialog.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/catalogue/catalogue.h"
#include "models/resources.h"
#include "ui/jobs/error_words.h"
#include "ui/theme/theme.h"

namespace ui {

struct Library {
  const char* name;
  const char* licence;
  const char* address;
};
static constexpr Library kLibraries[] = {
    {"Qt 6", "LGPL-3.0", "https://www.qt.io"},
    {"FFmpeg", "GPL-2.0+", "https://ffmpeg.org"},
    {"LibTorch", "BSD-3-Clause", "https://pytorch.org"},
    {"oneDNN", "Apache-2.0", "https://github.com/oneapi-src/oneDNN"},
    {"dlib", "BSL-1.0", "http://dlib.net"},
    {"OpenCV", "Apache-2.0", "https://opencv.org"},
    {"PortAudio", "MIT", "https://www.portaudio.com"},
    {"eSpeak NG", "GPL-3.0+", "https://github.com/espeak-ng/espeak-ng"},
    {"libebur128", "MIT", "https://github.com/jiixyj/libebur128"},
    {"OpenSSL", "Apache-2.0", "https://www.openssl.org"},
    {"JSON for Modern C++", "MIT", "https://json.nlohmann.me"},
    {"CLI11", "BSD-3-Clause", "https://github.com/CLIUtils/CLI11"},
    {"spdlog, fmt", "MIT", "https://github.com/gabime/spdlog"},
    {"zlib", "Zlib", "https://zlib.net"},
};

static QWidget* browser(const QString& name, const QString& html) {
  auto* text = new QTextBrowser;
  text->setAccessibleName(name);
  text->setOpenExternalLinks(true);
  text->setHtml(html);
  return text;
}

static QString libraries() {
  QString rows;
  for (const Library& library : kLibraries)
    rows += QStringLiteral("<tr><td style='padding-right: 24px'><a href='%1'>%2</a></td><td>%3</td></tr>")
                .arg(library.address, library.name, library.licence);
  return QStringLiteral("<table cellpadding='3'>%1</table>").arg(rows);
}

// The licences of all models, and the card of the one that comes with the program.
static QString modelNotes() {
  QString text;
  for (const catalogue::Entry& entry : catalogue::list())
    text += QStringLiteral("- **%1**: %2. *%3*\n")
                .arg(QString::fromStdString(entry.name), QString::fromStdString(entry.about),
                     QString::fromStdString(entry.licence));
  try {
    text += "\n" + QString::fromStdString(base::readFile(models::resource("models/speech_mouth.md")));
  } catch (const base::Error& e) {
    text += "\n" + words(e.problem());
  }
  return text;
}

static QWidget* modelPage(const QString& name) {
  auto* text = new QTextBrowser;
  text->setAccessibleName(name);
  text->setMarkdown(modelNotes());
  return text;
}

static QWidget* licencePage(const QString& name) {
  auto* text = new QPlainTextEdit;
  text->setAccessibleName(name);
  text->setReadOnly(true);
  text->setTabChangesFocus(true);
  QFile file(QStringLiteral(":/texts/LICENSE"));
  if (file.open(QIODevice::ReadOnly)) text->setPlainText(QString::fromUtf8(file.readAll()));
  return text;
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Redub"));
  auto* picture = new QLabel;
  picture->setPixmap(theme::icon(QStringLiteral("redub")).pixmap(QSize(64, 64), devicePixelRatioF()));
  auto* title = new QLabel(QStringLiteral("Redub ") + REDUB_VERSION);
  theme::setTone(*title, theme::Tone::title);
  auto* about =
      new QLabel(tr("Dubs video: makes lips say another speech. Free software under the GNU General "
                    "Public License 3; without any warranty."));
  about->setWordWrap(true);
  auto* words = new QVBoxLayout;
  words->addWidget(title);
  words->addWidget(about);
  auto* head = new QHBoxLayout;
  head->setSpacing(theme::kMargin);
  head->addWidget(picture);
  head->addLayout(words, 1);

  auto* tabs = new QTabWidget;
  tabs->addTab(browser(tr("Libraries"), libraries()), tr("&Libraries"));
  tabs->addTab(modelPage(tr("Models")), tr("&Models"));
  tabs->addTab(licencePage(tr("Licence")), tr("L&icence"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  column->setSpacing(theme::kMargin);
  column->addLayout(head);
  column->addWidget(tabs);
  column->addWidget(buttons);
  resize(760, 560);
}

}  // namespace ui
