#include "ui/dialogs/log_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileInfo>
#include <QFontDatabase>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"

namespace ui {

static constexpr qint64 kMostBytes = 256 * 1024;  // read at once: older lines are in the file
static constexpr int kMostLines = 5000;

LogWindow::LogWindow(const std::filesystem::path& file, QWidget* parent)
    : QDialog(parent), file_(QString::fromStdString(file.string())) {
  setWindowTitle(tr("Log"));
  text_.setReadOnly(true);
  text_.setAccessibleName(tr("Log"));
  text_.setTabChangesFocus(true);
  text_.setMaximumBlockCount(kMostLines);
  text_.setLineWrapMode(QPlainTextEdit::NoWrap);
  text_.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  text_.setPlaceholderText(tr("Nothing has been noted yet."));

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* copy = buttons->addButton(tr("&Copy All"), QDialogButtonBox::ActionRole);
  QPushButton* folder = buttons->addButton(tr("Open &Folder"), QDialogButtonBox::ActionRole);
  copy->setIcon(theme::icon(QStringLiteral("copy")));
  folder->setIcon(theme::icon(QStringLiteral("folder")));
  connect(copy, &QPushButton::clicked, this, &LogWindow::copyAll);
  connect(folder, &QPushButton::clicked, this, &LogWindow::openFolder);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  column->addWidget(&text_);
  column->addWidget(buttons);
  resize(820, 480);

  connect(&timer_, &QTimer::timeout, this, &LogWindow::refresh);
  timer_.start(500);
  refresh();
}

void LogWindow::refresh() {
  QFile file(file_);
  if (!file.open(QIODevice::ReadOnly)) return;  // nothing was logged yet
  if (file.size() < read_) {                    // begun anew
    read_ = 0;
    text_.clear();
  }
  read_ = std::max(read_, file.size() - kMostBytes);
  file.seek(read_);
  QByteArray added = file.readAll();
  added.truncate(added.lastIndexOf('\n') + 1);  // the rest of a line comes with its end
  if (added.isEmpty()) return;
  read_ += added.size();
  text_.appendPlainText(QString::fromUtf8(added.chopped(1)));
}

void LogWindow::copyAll() { QApplication::clipboard()->setText(text_.toPlainText()); }

void LogWindow::openFolder() {
  QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file_).absolutePath()));
}

}  // namespace ui
