#include "ui/pack/label_bench.h"

#include "core/inventory/values/brand.h"
#include "ui/error_text.h"
#include "ui/pack/pack_box.h"
#include "ui/rates/rate_words.h"

#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr Milliseconds deadline{8'000}, patience{350};

/// What was seen to go into the box.
QList<labels::Unit> unitsOf(const PackBox &box)
{
    QList<labels::Unit> units;
    for (const PackBox::Item &item : box.items())
        units.append({item.sku, item.checked});
    return units;
}

} // namespace

LabelBench::LabelBench(const Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &LabelBench::readParts);
    connect(&context.inventory, &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events) {
            const auto *news = std::get_if<event::LabelChanged>(&event);
            if (news && m_label && news->label.label == m_label->label && !m_isBusy)
                setLabel(news->label);
        }
    });
}

template <class Query, class Then>
void LabelBench::read(Question question, const Query &query, Then then)
{
    m_context.inventory.ask(query, this, [this, question, number = this->*question, then](const Result<typename Query::Answer> &answer) {
        if (number != this->*question)
            return;
        if (answer)
            return then(*answer);
        stopAsking();
        Q_EMIT failed(errorText(answer.error()));
    });
}

void LabelBench::stopAsking(const QStringList &missing)
{
    m_isAsking = false;
    m_missing = missing;
    Q_EMIT changed();
}

void LabelBench::forgetPrices()
{
    ++m_priced;
    m_quotes.clear();
    m_silences.clear();
}

void LabelBench::setLabel(const std::optional<labels::Label> &label)
{
    m_label = label;
    Q_EMIT changed();
}

/// The next try is not the last one again.
void LabelBench::beAnotherPurchase()
{
    m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void LabelBench::clear()
{
    ++m_asked;
    m_patience.stop();
    m_order = {};
    m_shipment = {};
    m_box = {};
    forgetPrices();
    m_missing.clear();
    m_undescribed.clear();
    m_isAsking = m_isBusy = false;
    setLabel({});
}

void LabelBench::setBox(const PackBox &box, rates::Weight weight, const std::optional<rates::Dimensions> &dimensions)
{
    if (!box.isOpen())
        return clear();
    const bool isAnother = box.order().row.id != m_order.row.id;
    if (isAnother) {
        clear();
        beAnotherPurchase();
        m_order = box.order();
        readBench();
    }
    const labels::Box now{{}, 1, weight, dimensions, unitsOf(box)};
    const bool isSame = now.weight == m_box.weight && now.dimensions == m_box.dimensions && now.units == m_box.units;
    if (isSame || hasLabel())
        return;
    m_box = now;
    forgetPrices();
    m_isAsking = box.isComplete() && weight > rates::Weight() && m_hasSellers;
    if (box.isComplete() && weight > rates::Weight())
        m_patience.start();
    else
        m_patience.stop();
    Q_EMIT changed();
}

/// What does not depend on the box: accounts, printers, and whether it has a label already.
void LabelBench::readBench()
{
    read(&LabelBench::m_asked, query::Carriers{}, [this](const QList<CarrierDetails> &carriers) {
        m_hasSellers = std::any_of(carriers.begin(), carriers.end(), [](const CarrierDetails &one) { return one.kind != u"contract"; });
        Q_EMIT changed();
    });
    read(&LabelBench::m_asked, query::Printers{}, [this](const QList<labels::Printer> &printers) {
        m_printers = printers;
        Q_EMIT changed();
    });
    read(&LabelBench::m_asked, query::Labels{.order = m_order.row.id}, [this](const QList<labels::Label> &known) {
        const auto live = std::find_if(known.begin(), known.end(), [](const labels::Label &one) { return one.isLive() && one.state != labels::Label::State::Used; });
        if (live != known.end())
            setLabel(*live);
    });
}

void LabelBench::readParts()
{
    forgetPrices();
    const QList<NodeId> nodes = nodesToPack(m_order); // several: it is sent from several
    if (!m_hasSellers || hasLabel() || nodes.isEmpty())
        return stopAsking();
    if (nodes.size() > 1)
        return stopAsking({tr("the units lie at several places: each needs a box and a label of its own")});
    m_isAsking = true;
    Q_EMIT changed();
    QList<Sku> skus;
    for (const labels::Unit &unit : std::as_const(m_box.units))
        skus.append(unit.sku);
    constexpr Question box = &LabelBench::m_priced;
    read(box, query::Nodes{}, [this, name = nodes.first(), skus](const QList<NodeRow> &rows) {
        const auto node = std::find_if(rows.begin(), rows.end(), [&](const NodeRow &row) { return row.node == name; });
        if (node == rows.end())
            return stopAsking({tr("%1, where the units lie, is not among the places any more").arg(name.text())});
        m_node = *node;
        read(box, query::StockOf{skus, {}}, [this, skus](const QList<query::StockOf::Item> &items) {
            read(box, query::Goods{skus}, [this, items](const QList<labels::Goods> &goods) {
                read(box, query::Labels{.order = m_order.row.id}, [this, items, goods](const QList<labels::Label> &known) {
                    m_box.node = m_node->node;
                    m_box.number = labels::nextBox(known, m_box.node);
                    const labels::Sending sending(m_order, *m_node, m_box, items, goods);
                    m_missing = sending.missing();
                    m_undescribed = sending.undescribed();
                    m_shipment = sending.shipment(toDateTime(m_context.clock.now()).toLocalTime().date());
                    ask();
                });
            });
        });
    });
}

void LabelBench::ask()
{
    m_isAsking = m_missing.isEmpty();
    Q_EMIT changed();
    if (!m_isAsking)
        return;
    m_context.desk.quoteLive({m_shipment}, deadline, this, [this, priced = m_priced](qsizetype, const QString &, const rates::Rated &rated) {
        if (priced == m_priced)
            hear(rated);
    }, [this, priced = m_priced](const Result<QList<rates::Rated>> &all) {
        if (priced != m_priced)
            return;
        stopAsking();
        if (!all)
            Q_EMIT failed(errorText(all.error()));
    });
}

void LabelBench::hear(const rates::Rated &rated)
{
    rates::Rated all;
    all.quotes = m_quotes + rated.quotes;
    m_quotes = labels::byWish(labels::buyable(all, currency()), wish(), m_shipment.shipDate);
    for (const rates::Refusal &one : rated.refused)
        m_silences.append(brandOf(one.carrier) + u": "_s + one.reason);
    for (const rates::Silence &one : rated.silent)
        m_silences.append(brandOf(one.carrier) + u": "_s + one.reason);
    Q_EMIT changed();
}

QString LabelBench::currency() const
{
    return m_node ? labels::payingCurrency(m_order, *m_node) : QString();
}

bool LabelBench::isWishMet() const
{
    return !m_quotes.isEmpty() && wish().takes(m_quotes.first().carrier, m_quotes.first().service);
}

bool LabelBench::isChoiceClear() const
{
    const auto meant = labels::unnamedChoice(m_quotes, wish(), currency());
    return meant && *meant == m_quotes.first();
}

Request LabelBench::request(Command command, const QString &why) const
{
    return {{}, m_context.actor(), why, 0, std::move(command)};
}

void LabelBench::take(const Result<labels::Label> &label, void (LabelBench::*news)())
{
    m_isBusy = false;
    if (!label) {
        Q_EMIT changed();
        Q_EMIT failed(errorText(label.error()));
        return;
    }
    if (label->state == labels::Label::State::Refused)
        beAnotherPurchase();
    setLabel(*label);
    if (news)
        Q_EMIT (this->*news)();
}

std::optional<QDate> LabelBench::promisedBy() const
{
    std::optional<QDate> soonest;
    for (const fulfilment::Parcel &parcel : m_order.parcels)
        if (parcel.isOpen() && parcel.plan.promisedBy && (!soonest || *parcel.plan.promisedBy < *soonest))
            soonest = parcel.plan.promisedBy;
    return soonest;
}

void LabelBench::buy(const rates::Quote &quote, labels::Format format)
{
    if (m_isBusy || hasLabel())
        return;
    m_isBusy = true;
    Request want = request(command::WantLabel{m_order.row.id, m_box, quote, m_shipment.shipDate, format, m_shipment.options}, {});
    want.key = m_key;
    m_context.desk.buyLabel(want, m_shipment, this, [this, asked = m_asked](const Result<labels::Label> &label) {
        if (asked != m_asked)
            return;
        const bool isBought = label && label->state == labels::Label::State::Bought;
        take(label, isBought ? &LabelBench::bought : nullptr);
    });
    Q_EMIT changed();
}

void LabelBench::print(const labels::Printer &printer, const QString &why)
{
    if (m_isBusy || !m_label)
        return;
    m_isBusy = true;
    m_context.desk.printLabel(request(command::PrintLabel{m_label->label, printer}, why), this, [this, asked = m_asked](const Result<labels::Label> &label) {
        if (asked != m_asked)
            return;
        if (!label && m_label)
            ++m_label->prints; // nobody knows what came out: the next one needs a reason
        take(label, &LabelBench::printed);
    });
    Q_EMIT changed();
}

void LabelBench::takeBack(const QString &why)
{
    if (m_isBusy || !m_label)
        return;
    m_isBusy = true;
    m_context.desk.voidLabel(request(command::VoidLabel{m_label->label}, why), this, [this, asked = m_asked](const Result<labels::Label> &label) {
        if (asked != m_asked)
            return;
        if (label)
            beAnotherPurchase();
        take(label, nullptr);
        if (label)
            m_patience.start(); // prices for another one
    });
    Q_EMIT changed();
}

void LabelBench::settle(bool isBought, const QString &tracking)
{
    if (m_isBusy || !m_label)
        return;
    m_isBusy = true;
    m_context.inventory.perform(request(command::DecideLabel{m_label->label, isBought, tracking}, {}), this, [this, asked = m_asked](const Result<Entry> &entry) {
        if (asked != m_asked)
            return;
        m_isBusy = false;
        if (!entry) {
            Q_EMIT changed();
            Q_EMIT failed(errorText(entry.error()));
            return; // the question stands
        }
        beAnotherPurchase();
        setLabel({});
        readBench();
        m_patience.start();
    });
    Q_EMIT changed();
}

void LabelBench::askAgain()
{
    m_patience.start();
}

} // namespace crossdock::ui
