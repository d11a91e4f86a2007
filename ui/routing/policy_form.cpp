#include "ui/routing/policy_form.h"

#include "core/inventory/values/money.h"
#include "ui/node_title.h"
#include "ui/routing/routing_words.h"
#include "ui/routing/value_slider.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/role_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::WaveNode;
using fulfilment::WavePolicy;
using fulfilment::WaveView;

constexpr double mostFuelPercent = 50;
constexpr int mostCapacity = 2'000;

/// Sets, or takes off where nothing is wanted.
template <class Map, class Value>
void put(Map &map, const NodeId &node, const std::optional<Value> &value)
{
    if (value)
        map[node] = *value;
    else
        map.remove(node);
}

} // namespace

PolicyForm::PolicyForm(QWidget *parent)
    : QWidget(parent)
    , m_place(new QComboBox(this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 12, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->addRow(roleLabel(u"section"_s, this, tr("If one place were different")));
    m_place->setObjectName(u"place"_s);
    form->addRow(tr("Place"), m_place);
    m_isClosed = addSwitch(*form, u"closed"_s, tr("It is closed"));
    m_capacity = addSlider(*form, u"capacity"_s, tr("Its parcels, at most"));
    m_pickFee = addSlider(*form, u"pickFee"_s, tr("Its pick fee"));
    m_fuel = addSlider(*form, u"fuel"_s, tr("Fuel on its freight"));
    form->addRow(roleLabel(u"section"_s, this, tr("If other things counted")));
    m_lateCost = addSlider(*form, u"lateCost"_s, tr("A late order costs"));
    m_carbonPrice = addSlider(*form, u"carbonPrice"_s, tr("A kilogram of CO₂e costs"));
    m_waitCost = addSlider(*form, u"waitCost"_s, tr("A line that waits costs"));
    m_parcelFee = addSlider(*form, u"parcelFee"_s, tr("Every parcel costs besides"));
    m_changeCost = addSlider(*form, u"changeCost"_s, tr("A change of plan costs"));
    m_maxParcels = addSlider(*form, u"maxParcels"_s, tr("Parcels of an order, at most"));
    m_keepsCapacity = addSwitch(*form, u"keepsCapacity"_s, tr("The capacity of places counts"));
    m_protects = addSwitch(*form, u"protects"_s, tr("Last units are kept for later orders"));
    m_isGreedy = addSwitch(*form, u"greedy"_s, tr("Order by order, each what is best for itself"));
    m_isNearest = addSwitch(*form, u"nearest"_s, tr("Order by order, each from the nearest place that has all of it"));
    connect(m_isNearest, &QCheckBox::toggled, m_isGreedy, &QWidget::setDisabled); // one way or the other
    centreLabels(*form);
    connect(m_place, &QComboBox::currentIndexChanged, this, &PolicyForm::showPlace);
}

ValueSlider *PolicyForm::addSlider(QFormLayout &form, const QString &name, const QString &label)
{
    auto *slider = new ValueSlider(label, this);
    slider->setObjectName(name);
    slider->field()->setObjectName(name + u"Field"_s);
    form.addRow(label, slider);
    qobject_cast<QLabel *>(form.labelForField(slider))->setBuddy(slider->field());
    connect(slider, &ValueSlider::changed, this, &PolicyForm::readPolicy);
    return slider;
}

QCheckBox *PolicyForm::addSwitch(QFormLayout &form, const QString &name, const QString &label)
{
    auto *box = new QCheckBox(label, this);
    box->setObjectName(name);
    form.addRow(box);
    connect(box, &QCheckBox::toggled, this, &PolicyForm::readPolicy);
    return box;
}

double PolicyForm::unit() const
{
    return std::pow(10.0, minorDigits(m_currency));
}

qint64 PolicyForm::minor(const ValueSlider &slider) const
{
    return std::llround(slider.value().value_or(0) * unit());
}

NodeId PolicyForm::place() const
{
    return NodeId::parse(m_place->currentData().toString()).value_or(NodeId());
}

void PolicyForm::setRanges()
{
    const QString suffix = QChar(QChar::Nbsp) + m_currency;
    const int digits = minorDigits(m_currency);
    const double cent = 1 / unit(), scale = digits == 0 ? 100 : 1; // of a currency without minor units, one is about as much as a cent
    const auto amount = [&](double most, double step, const QString &unset = {}) { return ValueSlider::Range{0, most * scale, std::max(cent, step * scale), digits, suffix, unset}; };
    m_lateCost->setRange(amount(50, 0.25));
    m_carbonPrice->setRange(amount(5, 0.01));
    m_waitCost->setRange(amount(500, 5));
    m_parcelFee->setRange(amount(20, 0.1));
    m_changeCost->setRange(amount(10, 0.1));
    m_maxParcels->setRange({1, 10, 1, 0, {}, tr("any number")});
    m_pickFee->setRange(amount(10, 0.05, tr("as it is")));
    m_capacity->setRange({0, mostCapacity, 1, 0, {}, tr("as it is")});
    m_fuel->setRange({0, mostFuelPercent, 0.5, 1, tr(" %", "after a number"), tr("as it is")});
}

void PolicyForm::setWave(const WaveView &wave)
{
    QList<QPair<QString, QString>> places;
    for (const WaveNode &node : wave.nodes)
        places.append({node.node.text(), nodeTitle(node)});
    if (places == m_places && wave.currency == m_currency)
        return; // somebody may be in the middle of it
    const QString chosen = m_place->currentData().toString();
    {
        const QSignalBlocker quiet(m_place);
        m_place->clear();
        for (const auto &[node, title] : std::as_const(places))
            m_place->addItem(title, node);
        m_place->setCurrentIndex(std::max(0, m_place->findData(chosen)));
    }
    m_places = places;
    m_currency = wave.currency;
    setRanges();
    showPolicy();
}

void PolicyForm::setPolicy(const WavePolicy &policy)
{
    m_policy = policy;
    showPolicy();
}

void PolicyForm::showPolicy()
{
    m_isShowing = true;
    m_lateCost->setValue(static_cast<double>(m_policy.lateCost) / unit());
    m_carbonPrice->setValue(static_cast<double>(m_policy.carbonPrice) / unit());
    m_waitCost->setValue(static_cast<double>(m_policy.waitCost) / unit());
    m_parcelFee->setValue(static_cast<double>(m_policy.parcelFee) / unit());
    m_changeCost->setValue(static_cast<double>(m_policy.changeCost) / unit());
    m_maxParcels->setValue(m_policy.maxParcels ? std::optional<double>(*m_policy.maxParcels) : std::nullopt);
    m_keepsCapacity->setChecked(m_policy.keepsCapacity);
    m_protects->setChecked(m_policy.protectsLastUnits);
    m_isGreedy->setChecked(m_policy.isGreedy);
    m_isNearest->setChecked(m_policy.isNearest);
    m_isShowing = false;
    showPlace();
}

void PolicyForm::showPlace()
{
    m_isShowing = true;
    const NodeId node = place();
    const auto known = [&node](const auto &map, double scale) { return map.contains(node) ? std::optional<double>(static_cast<double>(map.value(node)) / scale) : std::nullopt; };
    m_isClosed->setChecked(m_policy.closed.contains(node));
    m_capacity->setValue(known(m_policy.capacity, 1));
    m_pickFee->setValue(known(m_policy.pickFee, unit()));
    m_fuel->setValue(known(m_policy.fuel, 100));
    m_isShowing = false;
}

void PolicyForm::readPlace()
{
    const NodeId node = place();
    if (node == NodeId())
        return;
    m_policy.closed.removeAll(node);
    if (m_isClosed->isChecked())
        m_policy.closed.append(node);
    const auto capacity = m_capacity->value(), fuel = m_fuel->value();
    put(m_policy.capacity, node, capacity ? std::optional<qint64>(std::llround(*capacity)) : std::nullopt);
    put(m_policy.pickFee, node, m_pickFee->value() ? std::optional<qint64>(minor(*m_pickFee)) : std::nullopt);
    put(m_policy.fuel, node, fuel ? std::optional<int>(static_cast<int>(std::lround(*fuel * 100))) : std::nullopt);
}

void PolicyForm::readPolicy()
{
    if (m_isShowing)
        return;
    const auto maxParcels = m_maxParcels->value();
    m_policy.maxParcels = maxParcels ? std::optional<int>(static_cast<int>(std::lround(*maxParcels))) : std::nullopt;
    m_policy.parcelFee = minor(*m_parcelFee);
    m_policy.lateCost = minor(*m_lateCost);
    m_policy.carbonPrice = minor(*m_carbonPrice);
    m_policy.waitCost = minor(*m_waitCost);
    m_policy.changeCost = minor(*m_changeCost);
    m_policy.keepsCapacity = m_keepsCapacity->isChecked();
    m_policy.protectsLastUnits = m_protects->isChecked();
    m_policy.isGreedy = m_isGreedy->isChecked();
    m_policy.isNearest = m_isNearest->isChecked();
    readPlace();
    Q_EMIT changed();
}

QStringList PolicyForm::differences(const WaveView &wave, const WavePolicy &policy, const WavePolicy &now)
{
    QStringList texts;
    const auto amount = [&wave](qint64 cost) { return money({cost, wave.currency}); };
    for (const NodeId &node : policy.closed)
        texts.append(tr("%1 is closed").arg(nodeText(wave, node)));
    for (auto one = policy.capacity.cbegin(); one != policy.capacity.cend(); ++one)
        texts.append(tr("%1 takes %Ln parcel(s)", nullptr, static_cast<int>(one.value())).arg(nodeText(wave, one.key())));
    for (auto one = policy.pickFee.cbegin(); one != policy.pickFee.cend(); ++one)
        texts.append(tr("a pick at %1 costs %2").arg(nodeText(wave, one.key()), amount(one.value())));
    for (auto one = policy.fuel.cbegin(); one != policy.fuel.cend(); ++one)
        texts.append(tr("%1 on the freight from %2", "per cent, place").arg(percentText(one.value() / 100.0), nodeText(wave, one.key())));
    if (policy.lateCost != now.lateCost)
        texts.append(tr("a late order costs %1").arg(amount(policy.lateCost)));
    if (policy.waitCost != now.waitCost)
        texts.append(tr("a line that waits costs %1").arg(amount(policy.waitCost)));
    if (policy.carbonPrice != now.carbonPrice)
        texts.append(tr("a kilogram of CO₂e costs %1").arg(amount(policy.carbonPrice)));
    if (policy.parcelFee != now.parcelFee)
        texts.append(tr("every parcel costs %1 besides").arg(amount(policy.parcelFee)));
    if (policy.changeCost != now.changeCost)
        texts.append(tr("a change of plan costs %1").arg(amount(policy.changeCost)));
    if (policy.maxParcels && policy.maxParcels != now.maxParcels)
        texts.append(tr("at most %Ln parcel(s) an order", nullptr, *policy.maxParcels));
    if (!policy.keepsCapacity && now.keepsCapacity)
        texts.append(tr("capacity does not count"));
    if (!policy.protectsLastUnits && now.protectsLastUnits)
        texts.append(tr("last units are not kept"));
    if (policy.keepsCapacity && !now.keepsCapacity)
        texts.append(tr("capacity counts"));
    if (policy.protectsLastUnits && !now.protectsLastUnits)
        texts.append(tr("last units are kept"));
    if (!policy.maxParcels && now.maxParcels)
        texts.append(tr("any number of parcels an order"));
    const auto isTogether = [](const WavePolicy &one) { return !one.isGreedy && !one.isNearest; };
    if (isTogether(policy) && !isTogether(now))
        texts.append(tr("all orders together"));
    if (policy.isNearest && !now.isNearest)
        texts.append(tr("from the nearest place"));
    if (policy.isGreedy && !policy.isNearest && (!now.isGreedy || now.isNearest))
        texts.append(tr("order by order"));
    return texts;
}

} // namespace crossdock::ui
