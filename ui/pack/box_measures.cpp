#include "ui/pack/box_measures.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int heaviestG = 1'000'000, longestCm = 400;

} // namespace

BoxMeasures::BoxMeasures(QFormLayout &form, QWidget *parent)
    : QObject(parent)
    , m_weight(new QSpinBox(parent))
    , m_length(new QSpinBox(parent))
    , m_width(new QSpinBox(parent))
    , m_height(new QSpinBox(parent))
{
    m_weight->setObjectName(u"weight"_s);
    m_weight->setRange(0, heaviestG);
    m_weight->setSuffix(tr(" g"));
    m_weight->setSpecialValueText(tr("not weighed"));
    connect(m_weight, &QSpinBox::valueChanged, this, &BoxMeasures::changed);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(8);
    for (const auto &[side, name, title] : {std::tuple(m_length, u"length"_s, tr("Length of the box")), {m_width, u"width"_s, tr("Width of the box")}, {m_height, u"height"_s, tr("Height of the box")}}) {
        side->setObjectName(name);
        side->setAccessibleName(title);
        side->setToolTip(title);
        side->setRange(0, longestCm);
        side->setSuffix(tr(" cm"));
        side->setSpecialValueText(tr("– cm", "a side that is not measured"));
        sides->addWidget(side);
        connect(side, &QSpinBox::valueChanged, this, &BoxMeasures::changed);
    }
    form.addRow(tr("&Weight of the box"), m_weight);
    auto *name = new QLabel(tr("Si&des of the box"), parent); // a row of several fields has no buddy of its own
    name->setBuddy(m_length);
    form.addRow(name, sides);
}

int BoxMeasures::weightG() const
{
    return m_weight->value();
}

rates::Weight BoxMeasures::weight() const
{
    return rates::Weight::of(m_weight->value(), rates::WeightUnit::Gram);
}

std::optional<rates::Dimensions> BoxMeasures::dimensions() const
{
    const auto side = [](const QSpinBox &box) { return rates::Length::of(box.value(), rates::LengthUnit::Centimetre); };
    if (m_length->value() == 0 || m_width->value() == 0 || m_height->value() == 0)
        return std::nullopt;
    return rates::Dimensions{side(*m_length), side(*m_width), side(*m_height)};
}

void BoxMeasures::start(std::optional<qint64> weightG)
{
    {
        const QSignalBlocker quiet(this);
        m_weight->setValue(static_cast<int>(std::min<qint64>(heaviestG, weightG.value_or(0))));
        for (QSpinBox *side : {m_length, m_width, m_height})
            side->setValue(0);
    }
    Q_EMIT changed();
}

} // namespace crossdock::ui
