#include "ui/preferences/general_page.h"

#include <QFormLayout>

namespace ui {

GeneralPage::GeneralPage(const Preferences& preferences) {
  language_.addItem(tr("As the system"), QString());
  language_.addItem(QStringLiteral("English"), QStringLiteral("en"));
  language_.addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
  language_.setCurrentIndex(std::max(0, language_.findData(preferences.language)));
  scheme_.addItem(tr("As the system"), int(theme::Scheme::system));
  scheme_.addItem(tr("Light"), int(theme::Scheme::light));
  scheme_.addItem(tr("Dark"), int(theme::Scheme::dark));
  scheme_.setCurrentIndex(scheme_.findData(int(preferences.scheme)));

  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("&Language:"), &language_);
  form->addRow(QString(), &later_);
  form->addRow(tr("&Theme:"), &scheme_);

  later_.setText(tr("The language changes when Redub is started again."));
  later_.hide();
  theme::setTone(later_, theme::Tone::dim);
  connect(&language_, &QComboBox::activated, &later_, &QLabel::show);
}

void GeneralPage::read(Preferences& preferences) const {
  preferences.language = language_.currentData().toString();
  preferences.scheme = theme::Scheme(scheme_.currentData().toInt());
}

}  // namespace ui
