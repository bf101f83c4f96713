#include "ui/dialogs/model_details.h"

#include <QFormLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/dialogs/model_terms.h"
#include "ui/theme/theme.h"

namespace ui {

bool ModelRow::isUsable() const {
  return isLipModel() && entry.isThere && (!imported || areTermsAccepted(*imported));
}

QString ModelRow::title() const {
  if (entry.name == "builtin") return ModelDetails::tr("Built-in");
  if (entry.name == "landmarks") return ModelDetails::tr("Landmarks");
  if (entry.name == "face-mesh") return ModelDetails::tr("Face mesh");
  return name();
}

std::vector<ModelRow> modelRows() {
  const std::vector<store::Model> models = store::list();
  std::vector<ModelRow> rows;
  for (catalogue::Entry& entry : catalogue::list()) {
    const auto model = std::ranges::find(models, entry.name, &store::Model::name);
    rows.push_back({std::move(entry), model == models.end() ? std::nullopt : std::optional(*model)});
  }
  return rows;
}

ModelDetails::ModelDetails() : accept_(tr("I &accept these terms")) {
  theme::setTone(title_, theme::Tone::title);
  about_.setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(&title_);
  column->addWidget(&about_);
  column->addSpacing(theme::kGap);
  form_ = new QFormLayout;
  column->addLayout(form_);
  numbers_ = addRow(tr("Size:"));
  origin_ = addRow(tr("Imported from:"));
  originSum_ = addRow(tr("Its SHA-256:"));
  file_ = addRow(tr("Kept in:"));
  terms_ = addRow(tr("Terms:"));
  form_->addRow(QString(), &accept_);
  column->addStretch(1);
  connect(&accept_, &QCheckBox::clicked, this, &ModelDetails::termsAccepted);
}

QLabel* ModelDetails::addRow(const QString& title) {
  auto* value = new QLabel;
  value->setWordWrap(true);
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* label = new QLabel(title);
  label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  theme::setTone(*label, theme::Tone::dim);
  form_->addRow(label, value);
  return value;
}

// Long words may be broken anywhere.
static QString breakable(const std::string& text) {
  QString broken = QString::fromStdString(text);
  if (broken.size() == 64) broken.insert(32, QLatin1Char(' '));  // a sum, in two lines
  return broken.replace(QLatin1Char('/'), QStringLiteral("/\u200b"));
}

static QString aboutOf(const ModelRow& row) {
  if (row.entry.name == "builtin")
    return ModelDetails::tr(
        "The person's own mouth: every picture takes the nearest mouth of the same clip and "
        "warps it at the picture's full resolution.");
  if (row.entry.name == "landmarks")
    return ModelDetails::tr("Finds 68 points of a face; every lip model needs them.");
  if (row.entry.name == "face-mesh")
    return ModelDetails::tr("Finds the lips where the landmarks fail: dark skin, beards, closed mouths.");
  if (!row.imported) return QString::fromStdString(row.entry.about);
  return QStringLiteral("%1 (%2)").arg(QLatin1String(architecture::title(row.imported->kind)),
                                       QString::fromStdString(row.imported->size));
}

static QString termsOf(const ModelRow& row) {
  if (row.entry.name == "builtin") return ModelDetails::tr("Part of Redub; trained on synthetic speech only");
  return QString::fromStdString(row.entry.licence);
}

static QString sizeOf(const store::Model& model) {
  return ModelDetails::tr("%1 million parameters, %2")
      .arg(QLocale().toString(double(model.parameters) / 1e6, 'f', 1),
           QLocale().formattedDataSize(qint64(model.bytes), 1, QLocale::DataSizeSIFormat));
}

void ModelDetails::show(const ModelRow& row) {
  const auto setValue = [this](QLabel* value, const QString& text) {
    value->setText(text);
    value->setVisible(!text.isEmpty());
    form_->labelForField(value)->setVisible(!text.isEmpty());
  };
  const bool isImported = row.imported.has_value();
  const bool isAccepted = isImported && areTermsAccepted(*row.imported);
  title_.setText(row.title());
  about_.setText(row.entry.isThere ? aboutOf(row) : tr("The file is missing."));
  setValue(numbers_, isImported ? sizeOf(*row.imported) : QString());
  setValue(origin_, isImported ? QString::fromStdString(row.imported->origin) : QString());
  setValue(originSum_, isImported ? breakable(row.imported->originSha256) : QString());
  setValue(file_, breakable(row.entry.file.string()));
  setValue(terms_, termsOf(row));
  accept_.setVisible(isImported);
  accept_.setChecked(isAccepted);
  accept_.setEnabled(!isAccepted);
}

}  // namespace ui
