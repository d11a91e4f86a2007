#include "ui/rates/parcel_fields.h"

#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int editWidth = 64;
constexpr std::array weightUnits = {rates::WeightUnit::Pound, rates::WeightUnit::Ounce, rates::WeightUnit::Kilogram, rates::WeightUnit::Gram};
constexpr std::array lengthUnits = {rates::LengthUnit::Inch, rates::LengthUnit::Centimetre};

template <class Units>
QStringList namesOf(const Units &units)
{
    QStringList names;
    for (const auto unit : units)
        names.append(rates::nameOf(unit));
    return names;
}

template <class Units, class Unit>
int placeOf(const Units &units, Unit unit)
{
    return static_cast<int>(std::find(units.begin(), units.end(), unit) - units.begin());
}

} // namespace

ParcelFields::ParcelFields(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_remove(new QPushButton(tr("Remove"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_title->setMinimumWidth(56);
    row->addWidget(m_title);
    m_weight = addEdit(tr("Weight"));
    m_weight->setObjectName(u"weight"_s);
    m_unit = addUnits(namesOf(weightUnits), tr("Unit of the weight"));
    row->addSpacing(8);
    m_length = addEdit(tr("Length"));
    m_width = addEdit(tr("Width"));
    m_height = addEdit(tr("Height"));
    m_lengthUnit = addUnits(namesOf(lengthUnits), tr("Unit of the sides"));
    m_remove->setProperty("quiet", true);
    row->addWidget(m_remove);
    row->addStretch(1);
    connect(m_remove, &QPushButton::clicked, this, &ParcelFields::removeRequested);
}

QLineEdit *ParcelFields::addEdit(const QString &label)
{
    auto *title = new QLabel(label, this);
    auto *edit = new QLineEdit(this);
    title->setBuddy(edit);
    title->setProperty("role", u"muted"_s);
    edit->setFixedWidth(editWidth);
    edit->setFont(Theme::numberFont(13));
    edit->setMaxLength(12);
    layout()->addWidget(title);
    layout()->addWidget(edit);
    connect(edit, &QLineEdit::textChanged, this, &ParcelFields::changed);
    return edit;
}

QComboBox *ParcelFields::addUnits(const QStringList &names, const QString &what)
{
    auto *units = new QComboBox(this);
    units->addItems(names);
    units->setAccessibleDescription(what);
    layout()->addWidget(units);
    connect(units, &QComboBox::currentIndexChanged, this, &ParcelFields::changed);
    return units;
}

void ParcelFields::setNumber(int number, int of)
{
    m_title->setText(of == 1 ? tr("Parcel") : tr("Parcel %1").arg(number));
    m_remove->setVisible(of > 1);
    m_remove->setAccessibleName(tr("Remove parcel %1").arg(number));
}

ShipmentDraft::Parcel ParcelFields::draft() const
{
    return {.weight = m_weight->text(), .length = m_length->text(), .width = m_width->text(), .height = m_height->text(),
            .unit = weightUnits.at(static_cast<size_t>(m_unit->currentIndex())),
            .lengthUnit = lengthUnits.at(static_cast<size_t>(m_lengthUnit->currentIndex()))};
}

void ParcelFields::setDraft(const ShipmentDraft::Parcel &parcel)
{
    m_weight->setText(parcel.weight);
    m_length->setText(parcel.length);
    m_width->setText(parcel.width);
    m_height->setText(parcel.height);
    m_unit->setCurrentIndex(placeOf(weightUnits, parcel.unit));
    m_lengthUnit->setCurrentIndex(placeOf(lengthUnits, parcel.lengthUnit));
}

void ParcelFields::focusWeight()
{
    m_weight->setFocus();
    m_weight->selectAll();
}

} // namespace crossdock::ui
