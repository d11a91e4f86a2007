#include "core/inventory/rules/engine/happenings.h"

#include "core/inventory/channels/told_facts.h"
#include "core/inventory/purchases/purchase_rows.h"
#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// What something went over to; empty: it stayed.
QString newValue(const Entry &entry, QStringView of)
{
    return changeOf(entry, of)[u"new"_s].toString();
}

QString oldValue(const Entry &entry, QStringView of)
{
    return changeOf(entry, of)[u"old"_s].toString();
}

/// How its payment stands by the channel's word, if the entry tells it anew; empty: it does not.
QString newPayment(const Entry &entry)
{
    return entry.what == u"order.record" ? entry.body[u"facts"_s][u"payment"_s].toString() : newValue(entry, u"payment");
}

bool wasAwaiting(const Entry &entry)
{
    return oldValue(entry, u"state") == u"awaiting";
}

/// By the channel's word, else by the order's going on. One of which the channel had never spoken before was paid when it went on.
bool isPaid(const Entry &entry)
{
    const bool isNew = entry.what == u"order.record";
    const QString told = isNew ? newPayment(entry) : entry.body[u"payment"_s].toString(), state = newValue(entry, u"state");
    const bool goesOn = isNew ? state != u"awaiting" : wasAwaiting(entry);
    if (state == u"cancelled" || (!told.isEmpty() && told != u"paid"))
        return false;
    const bool isFirstWord = told.isEmpty() || (!isNew && oldValue(entry, u"payment").isEmpty() && !newPayment(entry).isEmpty());
    return isFirstWord ? goesOn : isNew || !newPayment(entry).isEmpty();
}

/// A tag, a note or the like that a rule put on an order.
bool isMarkOfRule(const Entry &entry)
{
    static const QStringList marks{u"order.tag"_s, u"order.untag"_s, u"order.note"_s, u"order.flag"_s, u"order.priority"_s, u"order.assign"_s, u"order.archive"_s,
                                   u"order.unflag"_s, u"order.unarchive"_s, u"order.wish"_s, u"order.refund"_s, u"order.capture"_s, u"order.ask_review"_s};
    return entry.actor.kind == Actor::Kind::Rule && marks.contains(entry.what);
}

} // namespace

Observer::Moved Observer::movedIn(const QJsonArray &movements)
{
    Moved moved;
    QString node;
    bool isOne = true;
    for (const QJsonValue &one : movements) {
        const QJsonObject movement = one.toObject();
        if (const QString code = movement[u"sku"_s].toString(); !moved.codes.contains(code))
            moved.codes.append(code);
        for (const auto &end : {u"from"_s, u"to"_s}) {
            const QString place = movement[end].toString(); // "free@main"; the outside has no node
            const qsizetype at = place.indexOf(u'@');
            if (at < 0 || at + 1 == place.size())
                continue;
            const QStringView name = QStringView(place).sliced(at + 1);
            isOne = isOne && (node.isEmpty() || node == name);
            if (node.isEmpty())
                node = name.toString();
        }
    }
    if (isOne)
        moved.node = node;
    return moved;
}

std::vector<Happening> Observer::happeningsOf(const Entry &entry)
{
    m_found.clear();
    m_entry = &entry;
    m_moved = movedIn(entry.body[u"movements"_s].toArray());
    const QString &what = entry.what;
    if (what.startsWith(u"order."_s))
        addOrder(entry);
    else if (what == u"customer.tag" || what == u"customer.untag")
        addCustomer(entry);
    else if (what == u"stock.receive")
        addProducts(u"stock.received"_s, m_moved.codes, m_moved.node, {});
    else if (what == u"return.receive" || what == u"return.request" || what == u"refund.record" || what == u"chargeback.open")
        addAfterSale(entry);
    else if (what.startsWith(u"label."_s))
        addParcel(entry);
    else if (what == u"offers.told")
        addAnswers(entry);
    else if (what == u"sku.define" || what == u"sku.change")
        addProducts(what == u"sku.define" ? u"product.created"_s : u"product.changed"_s, about(entry, u"sku"_s), {}, {});
    else if (what.startsWith(u"listing."_s) || what.startsWith(u"selling."_s) || what == u"price.set")
        addListings(entry);
    else if (what == u"market.seen")
        addMarket(entry);
    else if (what == u"channel.lost" || what == u"account.seen")
        add(what == u"channel.lost" ? u"channel.disconnected"_s : u"account.changed"_s, {Subject::Kind::Channel, 0, 0, {}, {}, about(entry, u"channel"_s).value(0), {}});
    addProducts(u"stock.changed"_s, m_moved.codes, m_moved.node, {});
    if (entry.body.contains(u"offers"_s))
        addOffers(entry);
    if (entry.body.contains(u"purchase"_s) || what == u"purchase.late")
        addPurchases(entry);
    return std::move(m_found);
}

void Observer::add(const QString &type, Subject subject)
{
    m_found.push_back({type, std::move(subject), m_entry->at, m_entry->number, m_entry->body[u"tag"_s].toString(), type == u"order.changed" && isMarkOfRule(*m_entry)});
}

/// Whoever bought changes with his orders: what they count of him, and how he is reached.
void Observer::addBuyer(const Entry &entry, const Subject &subject)
{
    if (entry.body[u"customer"_s].toString() == u"new")
        add(u"customer.created"_s, subject);
    if (entry.what != u"order.record" && entry.what != u"order.change" && entry.what != u"order.cancel")
        return;
    add(u"customer.changed"_s, subject);
    m_found.back().isMark = !entry.body.contains(u"buyer_changed"_s) || entry.what == u"order.record"; // a number of his at most
}

void Observer::addCustomer(const Entry &entry)
{
    if (const auto subject = order(about(entry, u"order"_s).value(0)))
        add(u"customer.changed"_s, *subject);
}

/// New, or paid, to the rules that waited for what is told of it by now.
void Observer::addLate(const Entry &entry, const Subject &subject)
{
    const bool isWhole = entry.body[u"facts"_s][u"complete"_s].toBool(), isSettled = entry.body[u"complete"_s].toBool();
    QStringList told;
    if (isSettled)
        told.append(u"complete"_s);
    for (const channels::ToldFact &fact : channels::toldFacts()) {
        const QString name = fact.name, part = name.section(u'.', 1);
        const bool isWaitedFor = fact.comesLater || isSettled || !isWhole;
        if (isWaitedFor && oldValue(entry, part).isEmpty() && !newValue(entry, part).isEmpty())
            told.append(name);
    }
    if (told.isEmpty())
        return;
    add(u"order.created"_s, subject);
    m_found.back().late = told;
    if (entry.body[u"payment"_s].toString() != u"paid" || !newPayment(entry).isEmpty())
        return;
    add(u"order.paid"_s, subject); // it was before
    m_found.back().late = told;
}

void Observer::addMark(const QString &type, Subject subject)
{
    add(type, std::move(subject));
    m_found.back().isMark = true;
}

void Observer::addProducts(const QString &type, const QStringList &codes, const QString &node, const QString &channel)
{
    for (const QString &code : codes) {
        auto subject = product(code);
        if (!subject)
            continue;
        subject->node = node;
        subject->channel = channel;
        add(type, *subject);
    }
}

void Observer::addOrder(const Entry &entry)
{
    const auto subject = order(about(entry, u"order"_s).value(0));
    if (!subject)
        return;
    const QString &what = entry.what;
    const QString state = newValue(entry, u"state");
    auto sent = *subject; // with the parcel whose label was used
    sent.label = entry.body[u"label"_s].toInteger();
    const bool isNew = what == u"order.record";
    add(isNew ? u"order.created"_s : u"order.changed"_s, *subject);
    if (what == u"order.change" && entry.body.contains(u"facts"_s))
        addLate(entry, *subject);
    addBuyer(entry, *subject);
    if (isPaid(entry))
        add(u"order.paid"_s, *subject);
    if (newPayment(entry) == u"failed")
        add(u"order.payment_failed"_s, *subject);
    if (state == u"cancelled")
        add(u"order.cancelled"_s, *subject);
    if (what == u"order.hold")
        add(u"order.held"_s, *subject);
    if (what == u"order.tag")
        add(u"order.tagged"_s, *subject);
    if (what == u"order.ship" || state == u"shipped")
        add(u"shipment.dispatched"_s, sent);
    if (state == u"shipped")
        add(u"order.fulfilled"_s, *subject);
}

/// A listing that runs out of what it may show, or gets some again, changes its state.
void Observer::addOffers(const Entry &entry)
{
    const QJsonArray offers = entry.body[u"offers"_s].toArray();
    QStringList kits;
    for (const QJsonValue &one : offers) {
        const QJsonObject offer = one.toObject();
        const QString code = offer[u"sku"_s].toString();
        if (!m_moved.codes.contains(code) && !kits.contains(code))
            kits.append(code);
        if ((offer[u"old"_s].toInteger() == 0) == (offer[u"new"_s].toInteger() == 0))
            continue;
        if (const auto subject = listing(code, offer[u"channel"_s].toString()))
            add(u"listing.changed"_s, *subject);
    }
    addProducts(u"stock.changed"_s, kits, {}, {}); // what a channel may show of a kit changed with its components
}

void Observer::addListings(const Entry &entry)
{
    static const QStringList onlyAsked{u"listing.end"_s, u"listing.publish"_s, u"listing.end_refused"_s, u"listing.publish_refused"_s};
    if (onlyAsked.contains(entry.what))
        return;
    const bool isBorn = entry.what == u"listing.map" || entry.what == u"listing.publish_done", isGone = entry.what == u"listing.unmap" || entry.what == u"listing.end_done";
    const QString type = isBorn ? u"listing.created"_s : isGone ? u"listing.ended"_s : u"listing.changed"_s;
    const QStringList channels = about(entry, u"channel"_s), codes = about(entry, u"sku"_s);
    for (const QString &code : codes) {
        for (const QString &channel : channels.isEmpty() ? channelsOf(code) : channels) {
            if (auto subject = listing(code, channel)) {
                subject->step = priceStepOn(entry, channel);
                add(type, *subject);
            }
        }
    }
}

/// Units that are to come are moved by nothing: only who looks at how many they are hears of them.
void Observer::addPurchases(const Entry &entry)
{
    const QString &what = entry.what;
    const QString type = what == u"purchase.create" ? u"po.created"_s : what == u"purchase.late" ? u"po.overdue"_s : u"po.changed"_s;
    const QStringList numbers = about(entry, u"purchase"_s);
    for (const QString &number : numbers) {
        if (const auto subject = purchase(number))
            add(type, *subject);
    }
    if (what == u"purchase.late" || entry.body.contains(u"movements"_s))
        return;
    const QStringList codes = about(entry, u"sku"_s);
    for (const QString &code : codes) {
        if (const auto subject = product(code))
            addMark(u"stock.changed"_s, *subject);
    }
}

void Observer::addAnswers(const Entry &entry)
{
    const QString channel = about(entry, u"channel"_s).value(0);
    const QJsonArray told = entry.body[u"told"_s].toArray();
    bool hasFailed = false;
    for (const QJsonValue &one : told) {
        const QString outcome = one[u"outcome"_s].toString();
        hasFailed = hasFailed || outcome == u"refused" || outcome == u"no answer";
        if (outcome != u"refused")
            continue;
        if (const auto subject = listing(one[u"sku"_s].toString(), channel))
            add(u"listing.rejected"_s, *subject);
    }
    if (hasFailed)
        add(u"sync.failed"_s, {Subject::Kind::Channel, 0, 0, {}, {}, channel, {}});
}

std::optional<Subject> Observer::named(const QString &text)
{
    const QString rest = text.section(u' ', 1);
    if (text.startsWith(u"order "_s))
        return order(rest);
    if (text.startsWith(u"parcel "_s))
        return parcel(rest.section(u' ', 0, 0).toLongLong(), rest.section(u' ', 2));
    if (text.startsWith(u"sku "_s))
        return product(rest);
    if (text.startsWith(u"listing "_s)) {
        const qsizetype on = rest.lastIndexOf(u" on "_s);
        return listing(rest.left(on), rest.mid(on + 4));
    }
    if (text.startsWith(u"purchase "_s))
        return purchase(rest);
    if (text.startsWith(u"channel "_s))
        return Subject{Subject::Kind::Channel, 0, 0, {}, {}, rest, {}};
    return Subject{};
}

std::optional<qint64> Observer::saleId(const OrderId &order)
{
    if (const auto known = m_saleIds.constFind(order); known != m_saleIds.cend())
        return *known;
    const auto sale = m_database.first(u"SELECT s.id FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?"_s,
                                       {order.channel.text(), order.number}, [](const store::Row &row) { return row.number(0); });
    if (!sale || !*sale)
        return std::nullopt;
    if (m_keepsIds)
        m_saleIds.insert(order, **sale);
    return *sale;
}

std::optional<qint64> Observer::skuId(const QString &code)
{
    if (const auto known = m_skuIds.constFind(code); known != m_skuIds.cend())
        return *known;
    const auto sku = m_database.first(u"SELECT id FROM sku WHERE code = ?"_s, {code}, [](const store::Row &row) { return row.number(0); });
    if (!sku || !*sku)
        return std::nullopt;
    if (m_keepsIds)
        m_skuIds.insert(code, **sku);
    return *sku;
}

std::optional<Subject> Observer::order(const QString &text)
{
    const auto id = OrderId::parse(text);
    const auto sale = id ? saleId(*id) : std::nullopt;
    if (!sale)
        return std::nullopt;
    return Subject{Subject::Kind::Order, 0, *sale, {}, *id, id->channel.text(), {}};
}

std::optional<Subject> Observer::product(const QString &code)
{
    const auto sku = skuId(code);
    if (!sku)
        return std::nullopt;
    return Subject{Subject::Kind::Product, *sku, 0, code, {}, {}, {}};
}

std::optional<Subject> Observer::purchase(const QString &number)
{
    const auto order = purchases::purchaseCalled(m_database, number);
    if (!order || !*order)
        return std::nullopt;
    Subject subject;
    if (const auto &lines = (*order)->lines; lines.size() == 1)
        subject = product(lines.first().sku.text()).value_or(Subject{});
    subject.kind = Subject::Kind::Purchase;
    subject.node = (*order)->node ? (*order)->node->text() : QString();
    subject.purchase = number;
    return subject;
}

std::optional<Subject> Observer::listing(const QString &code, const QString &channel)
{
    auto subject = product(code);
    if (subject) {
        subject->kind = Subject::Kind::Listing;
        subject->channel = channel;
    }
    return subject;
}

QStringList Observer::channelsOf(const QString &code)
{
    const auto names = m_database.select(u"SELECT DISTINCT c.name FROM listing l JOIN channel c ON c.id = l.channel_id JOIN sku s ON s.id = l.sku_id "
                                         "WHERE s.code = ? ORDER BY c.name"_s,
                                         {code}, [](const store::Row &row) { return row.text(0); });
    return names ? QStringList(*names) : QStringList();
}

} // namespace crossdock::rules
