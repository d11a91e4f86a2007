#include "ui/rates/shipment_form.h"

#include "ui/error_text.h"
#include "ui/node_title.h"
#include "ui/rates/parcel_fields.h"
#include "ui/widgets/reading_order.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr qsizetype mostParcels = 8; // their lines stay on the page
constexpr int allPlaces = 0; // in the choice of places; then the places, then a typed one

QLineEdit *makeEdit(int width, int mostLetters, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setFixedWidth(width);
    edit->setMaxLength(mostLetters);
    return edit;
}

} // namespace

ShipmentForm::ShipmentForm(const Context &context, QAction &ask, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_order(makeEdit(260, 200, this))
    , m_from(new QComboBox(this))
    , m_typedFrom(new QWidget(this))
    , m_fromCountry(makeEdit(48, 2, m_typedFrom))
    , m_fromPostcode(makeEdit(96, 16, m_typedFrom))
    , m_country(makeEdit(48, 2, this))
    , m_postcode(makeEdit(96, 16, this))
    , m_date(makeEdit(104, 10, this))
    , m_residential(new QCheckBox(tr("Home a&ddress"), this))
    , m_parcelColumn(new QVBoxLayout)
    , m_missing(new QLabel(this))
{
    setProperty("card", true);
    m_parcelColumn->setSpacing(8);
    auto *more = new QPushButton(tr("Add a parcel"), this);
    more->setObjectName(u"addParcel"_s);
    connect(more, &QPushButton::clicked, this, qOverload<>(&ShipmentForm::addParcel));
    auto *askNow = new QPushButton(tr("Ask for rates"), this);
    askNow->setObjectName(u"askForRates"_s);
    askNow->setProperty("primary", true);
    askNow->setToolTip(ask.shortcut().toString(QKeySequence::NativeText));
    askNow->setEnabled(ask.isEnabled());
    connect(askNow, &QPushButton::clicked, &ask, &QAction::trigger);
    connect(&ask, &QAction::enabledChanged, askNow, &QWidget::setEnabled);
    m_missing->setProperty("role", u"muted"_s);
    m_missing->setObjectName(u"missing"_s);
    m_missing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(more);
    buttons->addWidget(m_missing, 1);
    buttons->addWidget(askNow);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(makeFromRow());
    column->addLayout(makeToRow());
    column->addLayout(m_parcelColumn);
    column->addLayout(buttons);
    addParcel(ShipmentDraft::Parcel{});
    connect(&context.inventory, &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events)
            if (std::holds_alternative<event::NodeChanged>(event))
                readNodes();
    });
    readNodes();
}

QWidget *ShipmentForm::addField(QLayout &row, const QString &label, QWidget *field)
{
    auto *title = new QLabel(label, field->parentWidget());
    title->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // fields give way, words do not
    title->setBuddy(field);
    row.addWidget(title);
    row.addWidget(field);
    return field;
}

QLayout *ShipmentForm::makeFromRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_order->setObjectName(u"order"_s);
    m_order->setPlaceholderText(tr("channel/number, then Enter"));
    addField(*row, tr("Of &order"), m_order);
    row->addSpacing(16);
    m_from->setObjectName(u"from"_s);
    m_from->setMinimumWidth(150);
    addField(*row, tr("Fro&m"), m_from);
    auto *typed = new QHBoxLayout(m_typedFrom);
    typed->setContentsMargins(0, 0, 0, 0);
    typed->setSpacing(8);
    m_fromCountry->setObjectName(u"fromCountry"_s);
    m_fromPostcode->setObjectName(u"fromPostcode"_s);
    m_fromCountry->setText(u"US"_s);
    addField(*typed, tr("its country"), m_fromCountry);
    addField(*typed, tr("postcode"), m_fromPostcode);
    row->addWidget(m_typedFrom);
    row->addStretch(1);
    m_from->addItems({tr("All places"), tr("Another place")});
    connect(m_order, &QLineEdit::returnPressed, this, [this] {
        const auto order = OrderId::parse(m_order->text().trimmed());
        if (order)
            takeOrder(*order);
        else
            Q_EMIT failed(errorText(order.error()));
    });
    connect(m_from, &QComboBox::currentIndexChanged, this, &ShipmentForm::look);
    connect(m_fromCountry, &QLineEdit::textChanged, this, &ShipmentForm::look);
    connect(m_fromPostcode, &QLineEdit::textChanged, this, &ShipmentForm::look);
    return row;
}

QLayout *ShipmentForm::makeToRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_country->setObjectName(u"country"_s);
    m_country->setText(u"US"_s);
    m_postcode->setObjectName(u"postcode"_s);
    m_date->setObjectName(u"shipDate"_s);
    m_date->setText(toDateTime(m_context.clock.now()).toLocalTime().date().toString(Qt::ISODate)); // as price lists have it
    m_date->setToolTip(tr("A day as 2026-01-05"));
    m_residential->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    addField(*row, tr("To countr&y"), m_country);
    addField(*row, tr("&Postcode"), m_postcode);
    row->addWidget(m_residential);
    row->addSpacing(16);
    addField(*row, tr("S&hips on"), m_date);
    row->addStretch(1);
    connect(m_country, &QLineEdit::textChanged, this, &ShipmentForm::look);
    connect(m_postcode, &QLineEdit::textChanged, this, &ShipmentForm::look);
    connect(m_residential, &QCheckBox::toggled, this, &ShipmentForm::look);
    connect(m_date, &QLineEdit::textChanged, this, &ShipmentForm::look);
    return row;
}

void ShipmentForm::readNodes()
{
    m_context.inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
        if (!nodes) {
            Q_EMIT failed(errorText(nodes.error()));
            return;
        }
        const int chosen = m_from->currentIndex();
        const bool wasTyped = chosen > m_nodes.size();
        const QSignalBlocker quiet(m_from);
        m_nodes = *nodes;
        m_from->clear();
        m_from->addItem(tr("All places"));
        for (const NodeRow &node : *nodes)
            m_from->addItem(nodeTitle(node));
        m_from->addItem(tr("Another place"));
        const bool hasPlace = std::any_of(nodes->cbegin(), nodes->cend(), [](const NodeRow &node) { return placeOf(node).has_value(); });
        const int typed = m_from->count() - 1;
        m_from->setCurrentIndex(wasTyped || !hasPlace ? typed : std::min(chosen, typed - 1));
        look();
    });
}

void ShipmentForm::takeOrder(const OrderId &order)
{
    m_order->setText(order.text());
    const qint64 request = ++m_request;
    m_context.inventory.ask(query::Order{order}, this, [this, request](const Result<OrderDetail> &detail) {
        if (request != m_request)
            return;
        if (!detail) {
            Q_EMIT failed(errorText(detail.error()));
            return;
        }
        QList<Sku> skus;
        for (const OrderDetail::Line &line : detail->lines)
            if (line.sku != Sku() && !skus.contains(line.sku))
                skus.append(line.sku);
        if (skus.isEmpty()) {
            setDraft(ShipmentDraft::of(*detail, {}, draft().shipDate));
            return;
        }
        m_context.inventory.ask(query::StockOf{.skus = skus}, this, [this, request, order = *detail](const Result<query::StockOf::Answer> &items) {
            if (request == m_request)
                setDraft(ShipmentDraft::of(order, items.value_or(query::StockOf::Answer{}), draft().shipDate));
        });
    });
}

void ShipmentForm::setDraft(const ShipmentDraft &draft)
{
    m_country->setText(draft.country);
    m_postcode->setText(draft.postcode);
    m_city = draft.city;
    m_region = draft.region;
    m_residential->setChecked(draft.isResidential);
    while (!m_parcels.isEmpty())
        delete m_parcels.takeLast();
    for (const ShipmentDraft::Parcel &parcel : draft.parcels)
        addParcel(parcel);
    Q_EMIT taken(draft.country.isEmpty() || draft.postcode.isEmpty() ? tr("It is not known where the order goes: write country and postcode.")
                 : draft.parcels.first().weight.isEmpty()            ? tr("Not every item of the order has a weight: write that of the parcel.")
                 : draft.parcels.first().length.isEmpty()            ? tr("The order is in the fields, as one parcel without sides.")
                                                                     : tr("The order is in the fields."));
}

ShipmentDraft ShipmentForm::draft() const
{
    ShipmentDraft draft{.shipDate = QDate::fromString(m_date->text().trimmed(), Qt::ISODate), .country = m_country->text(), .postcode = m_postcode->text(), .city = m_city, .region = m_region,
                        .isResidential = m_residential->isChecked(), .parcels = {}};
    for (const ParcelFields *parcel : m_parcels)
        draft.parcels.append(parcel->draft());
    return draft;
}

void ShipmentForm::addParcel()
{
    if (m_parcels.size() >= mostParcels)
        return;
    addParcel(ShipmentDraft::Parcel{.weight = {}, .length = {}, .width = {}, .height = {}, .unit = m_parcels.last()->draft().unit,
                                    .lengthUnit = m_parcels.last()->draft().lengthUnit});
    m_parcels.last()->focusWeight();
}

void ShipmentForm::addParcel(const ShipmentDraft::Parcel &parcel)
{
    auto *fields = new ParcelFields(this);
    fields->setDraft(parcel);
    m_parcels.append(fields);
    m_parcelColumn->addWidget(fields);
    connect(fields, &ParcelFields::changed, this, &ShipmentForm::look);
    connect(fields, &ParcelFields::removeRequested, this, [this, fields] {
        const qsizetype place = m_parcels.indexOf(fields);
        m_parcels.removeAll(fields);
        fields->hide();
        fields->deleteLater(); // its own click led here
        numberParcels();
        m_parcels.at(std::min(place, m_parcels.size() - 1))->focusWeight();
    });
    numberParcels();
}

void ShipmentForm::numberParcels()
{
    for (qsizetype i = 0; i < m_parcels.size(); ++i)
        m_parcels.at(i)->setNumber(static_cast<int>(i + 1), static_cast<int>(m_parcels.size()));
    tabInReadingOrder(*this);
    look();
}

bool ShipmentForm::isReady() const
{
    return !ways().isEmpty();
}

QList<Way> ShipmentForm::ways() const
{
    const auto shipment = draft().read();
    if (!shipment)
        return {};
    const int chosen = m_from->currentIndex();
    QList<Way> ways;
    if (chosen == m_from->count() - 1) {
        Way way{.from = m_fromPostcode->text().trimmed(), .shipment = *shipment, .problem = {}};
        way.shipment.from = {.country = m_fromCountry->text().trimmed().toUpper(), .postcode = way.from, .name = {}, .street = {}, .city = {}, .region = {}};
        return way.from.isEmpty() || way.shipment.from.country.size() != 2 ? QList<Way>{} : QList<Way>{way};
    }
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        if (chosen != allPlaces && chosen != i + 1)
            continue;
        Way way{.from = nodeTitle(m_nodes.at(i)), .shipment = *shipment, .problem = {}};
        if (const auto place = placeOf(m_nodes.at(i)))
            way.shipment.from = *place;
        else
            way.problem = tr("Its country and postcode are not known.");
        ways.append(way);
    }
    return ways;
}

QString ShipmentForm::orderText() const
{
    return m_order->text().trimmed();
}

void ShipmentForm::focusOrder()
{
    m_order->setFocus(Qt::ShortcutFocusReason);
    m_order->selectAll();
}

void ShipmentForm::look()
{
    m_typedFrom->setVisible(m_from->currentIndex() == m_from->count() - 1);
    const auto shipment = draft().read();
    m_missing->setText(!shipment     ? shipment.error().detail
                       : ways().isEmpty() ? tr("Write country and postcode of the place it leaves from.")
                                          : QString());
    Q_EMIT changed();
}

} // namespace crossdock::ui
