#include "ui/routing/value_slider.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

namespace crossdock::ui {

ValueSlider::ValueSlider(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_field(new QDoubleSpinBox(this))
{
    m_slider->setAccessibleName(accessibleName);
    m_slider->setFocusPolicy(Qt::NoFocus); // one stop of Tab: the field takes the same keys
    m_slider->setMinimumWidth(72);
    m_field->setAccessibleName(accessibleName);
    m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_field->setFixedWidth(104);
    m_field->setKeyboardTracking(false); // the figure, not what it is on the way to it
    setFocusProxy(m_field);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_slider, 1);
    row->addWidget(m_field);
    connect(m_slider, &QSlider::valueChanged, this, [this](int mark) { m_field->setValue(floor() + mark * m_range.step); });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(markOf(value));
        Q_EMIT changed();
    });
}

double ValueSlider::floor() const
{
    return m_range.unset.isEmpty() ? m_range.least : m_range.least - m_range.step;
}

int ValueSlider::markOf(double value) const
{
    return static_cast<int>(std::lround((value - floor()) / m_range.step));
}

void ValueSlider::setRange(const Range &range)
{
    const auto kept = value();
    m_range = range;
    const QSignalBlocker quietSlider(m_slider), quietField(m_field);
    m_field->setDecimals(range.digits);
    m_field->setRange(floor(), range.most);
    m_field->setSingleStep(range.step);
    m_field->setSuffix(range.suffix);
    m_field->setSpecialValueText(range.unset);
    m_slider->setRange(0, markOf(range.most));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 10));
    setValue(kept);
}

std::optional<double> ValueSlider::value() const
{
    if (!m_range.unset.isEmpty() && m_field->value() <= m_field->minimum())
        return {};
    return m_field->value();
}

void ValueSlider::setValue(std::optional<double> value)
{
    const QSignalBlocker quietSlider(m_slider), quietField(m_field);
    m_field->setValue(value.value_or(floor()));
    m_slider->setValue(markOf(m_field->value()));
}

} // namespace crossdock::ui
