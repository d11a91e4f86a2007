#include "core/inventory/rules/engine/past_facts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

void PastFacts::before(const Entry &entry)
{
    const QJsonArray offers = entry.body[u"offers"_s].toArray();
    for (const QJsonValue &one : offers)
        m_offered.insert({one[u"sku"_s].toString(), one[u"channel"_s].toString()}, one[u"old"_s].toDouble());
    const qint64 number = entry.body[u"label"_s].toInteger();
    if (entry.what != u"label.track" || m_parcels.contains(number))
        return;
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    for (const QJsonValue &one : changes) {
        if (one[u"what"_s].toString() != u"progress")
            continue;
        labels::Label &parcel = m_parcels[number]; // bought before this history begins
        parcel.state = labels::Label::State::Used;
        parcel.progress = labels::progressFrom(one[u"old"_s].toString());
    }
}

void PastFacts::apply(const Entry &entry)
{
    const QJsonArray movements = entry.body[u"movements"_s].toArray();
    for (const QJsonValue &one : movements) {
        const auto stock = m_stock.find(one[u"sku"_s].toString());
        if (stock == m_stock.end())
            continue; // nobody looked at it: read from the start once somebody does
        move(*stock, one[u"from"_s].toString(), -one[u"quantity"_s].toDouble());
        move(*stock, one[u"to"_s].toString(), one[u"quantity"_s].toDouble());
    }
    const QJsonArray offers = entry.body[u"offers"_s].toArray();
    for (const QJsonValue &one : offers)
        m_offered.insert({one[u"sku"_s].toString(), one[u"channel"_s].toString()}, one[u"new"_s].toDouble());
    m_first = entry.number + 1; // what is read from now on begins behind it
    if (entry.what.startsWith(u"label."_s))
        applyToParcel(entry);
    if (!entry.what.startsWith(u"order."_s))
        return;
    const QString order = entry.body[u"about"_s][u"order"_s][0].toString();
    const auto tell = [&](auto change) {
        Standing standing = m_standings.value(order, {u"open"_s, false, 0});
        change(standing);
        m_standings.insert(order, standing);
    };
    if (entry.what == u"order.record")
        tell([](Standing &) {});
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    for (const QJsonValue &one : changes) {
        if (one[u"what"_s].toString() == u"state")
            tell([&](Standing &standing) { standing.state = one[u"new"_s].toString(); });
    }
    if (entry.what == u"order.hold")
        tell([&](Standing &standing) { standing = {standing.state, true, double(toMs(entry.at))}; });
    else if (entry.what == u"order.release")
        tell([](Standing &standing) { standing = {standing.state, false, 0}; });
}

/// As it is today until an entry tells it otherwise.
StoreFacts::Standing PastFacts::standing(const Subject &subject, const Standing &today)
{
    const auto known = m_standings.constFind(subject.order.text());
    return known == m_standings.cend() ? today : *known;
}

/// What its entries say of a parcel, from its purchase on, or from the first step that is on record here.
void PastFacts::applyToParcel(const Entry &entry)
{
    static const QStringList beginnings{u"label.buy"_s, u"label.decide"_s};
    const qint64 number = entry.body[u"label"_s].toInteger();
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    if (!beginnings.contains(entry.what) && !m_parcels.contains(number))
        return; // as it is today
    labels::Label &parcel = m_parcels[number];
    parcel.state = entry.what == u"label.void" ? labels::Label::State::RefundAsked : parcel.state == labels::Label::State::Wanted ? labels::Label::State::Bought : parcel.state;
    if (entry.body.contains(u"told_at"_s))
        parcel.progressAt = parseTime(entry.body[u"told_at"_s].toString()).value_or(entry.at);
    for (const QJsonValue &one : changes) {
        const QString what = one[u"what"_s].toString();
        const auto moment = [&] { return parseTime(one[u"new"_s].toString()).map([](Time at) { return std::optional(at); }).value_or(std::nullopt); };
        if (what == u"progress")
            parcel.progress = labels::progressFrom(one[u"new"_s].toString());
        else if (what == u"promised_by")
            parcel.promisedBy = moment();
        else if (what == u"expected_by")
            parcel.expectedBy = moment();
        else if (what == u"tries")
            parcel.tries = one[u"new"_s].toInt();
        else if (what == u"state")
            parcel.state = labels::labelStateFrom(one[u"new"_s].toString());
    }
}

labels::Label PastFacts::parcelThen(const labels::Label &today)
{
    const auto known = m_parcels.constFind(today.label);
    if (known == m_parcels.cend())
        return today;
    labels::Label then = today;
    then.state = known->state;
    then.progress = known->progress;
    then.progressAt = known->progressAt;
    then.expectedBy = known->expectedBy;
    then.tries = known->tries;
    if (known->promisedBy) // else it was quoted, and has been so from the start
        then.promisedBy = known->promisedBy;
    return then;
}

bool PastFacts::isOver(const Subject &order) const
{
    const QString state = m_standings.value(order.order.text()).state;
    return state == u"shipped" || state == u"cancelled";
}

void PastFacts::move(ByNode &stock, const QString &end, double quantity)
{
    const qsizetype at = end.indexOf(u'@');
    if (at < 0 || at + 1 == end.size())
        return; // the outside
    const QStringView account = QStringView(end).left(at);
    Units &units = stock[end.mid(at + 1)];
    if (account == u"free")
        units.free += quantity;
    else if (account == u"reserved" || account == u"picked")
        units.reserved += quantity;
    else if (account == u"in_transit")
        units.incoming += quantity;
}

PastFacts::ByNode &PastFacts::stockOf(const Subject &subject)
{
    const auto known = m_stock.find(subject.code);
    if (known != m_stock.end())
        return *known;
    ByNode &stock = m_stock[subject.code];
    const auto read = database().each(
        u"SELECT m.from_account, COALESCE(f.name, ''), m.to_account, COALESCE(t.name, ''), SUM(m.quantity) FROM movement m LEFT JOIN node f ON f.id = m.from_node "
        "LEFT JOIN node t ON t.id = m.to_node WHERE m.sku_id = ? AND m.entry < ? GROUP BY m.from_account, f.name, m.to_account, t.name"_s,
        {subject.sku, m_first}, [&](const store::Row &row) {
            move(stock, row.text(0) + u'@' + row.text(1), -double(row.number(4)));
            move(stock, row.text(2) + u'@' + row.text(3), double(row.number(4)));
        });
    if (!read)
        stock.clear();
    return stock;
}

std::optional<StoreFacts::Units> PastFacts::units(const Subject &subject, const QStringList &nodes, Time)
{
    Units sum;
    const ByNode &stock = stockOf(subject);
    for (auto node = stock.cbegin(); node != stock.cend(); ++node) {
        if (!nodes.isEmpty() && !nodes.contains(node.key(), Qt::CaseInsensitive))
            continue;
        sum.free += node->free;
        sum.reserved += node->reserved;
        sum.incoming += node->incoming;
    }
    return sum;
}

/// Nothing until an entry tells it: what a channel showed before is not on record.
std::optional<double> PastFacts::offered(const Subject &subject, const QString &channel, Time)
{
    const auto known = m_offered.constFind({subject.code, channel});
    return known == m_offered.cend() ? std::nullopt : std::optional(*known);
}

} // namespace crossdock::rules
