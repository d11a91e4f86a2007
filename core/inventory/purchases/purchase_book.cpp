#include "core/inventory/purchases/purchase_book.h"

#include "core/inventory/purchases/purchase_letter.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::purchases {
namespace {

constexpr qsizetype longestNumber = 40, mostLines = 1'000;

QString dayText(const std::optional<QDate> &day)
{
    return day ? day->toString(Qt::ISODate) : QString();
}

PurchaseOrder::Line *lineOf(PurchaseOrder &order, const Sku &sku)
{
    const auto line = std::find_if(order.lines.begin(), order.lines.end(), [&](const PurchaseOrder::Line &one) { return one.sku == sku; });
    return line == order.lines.end() ? nullptr : &*line;
}

Result<> checkDay(const std::optional<QDate> &day)
{
    return day && (!day->isValid() || day->year() < 2000 || day->year() > 2999) ? fail(Error::Code::InvalidInput, dayText(day), u"goods are expected on a day from 2000 to 2999"_s) : Result<>();
}

/// What changed of it, beside the whole of it.
void sayDifferences(audit::Draft &draft, const PurchaseOrder &before, const PurchaseOrder &after)
{
    draft.changed(u"purchase state"_s, nameOf(before.state), nameOf(after.state));
    draft.changed(u"expected on"_s, dayText(before.expectedOn), dayText(after.expectedOn));
    for (const PurchaseOrder::Line &line : after.lines) {
        const auto old = std::find_if(before.lines.begin(), before.lines.end(), [&](const PurchaseOrder::Line &one) { return one.sku == line.sku; });
        draft.changed(u"ordered of "_s + line.sku.text(), old == before.lines.end() ? 0 : old->ordered, line.ordered);
        draft.changed(u"received of "_s + line.sku.text(), old == before.lines.end() ? 0 : old->received, line.received);
    }
}

} // namespace

/// Each SKU once, and no kit: it is made, not bought.
Result<QList<PurchaseBook::Goods>> PurchaseBook::goodsOf(const QList<command::WantedLine> &lines, Quantity least)
{
    if (lines.size() > mostLines)
        return fail(Error::Code::InvalidInput, u"lines"_s, u"a purchase order has at most %1 lines"_s.arg(mostLines));
    QList<Goods> goods;
    for (const command::WantedLine &line : lines) {
        const auto item = m_catalogue.item(line.sku);
        if (!item)
            return tl::make_unexpected(item.error());
        if (item->isKit)
            return fail(Error::Code::NotAllowed, line.sku.text(), u"a kit is made of its parts, not bought"_s);
        if (line.quantity < least || line.quantity > maxQuantity)
            return fail(Error::Code::InvalidInput, line.sku.text(), u"the quantity must be from %1 to %2"_s.arg(least).arg(maxQuantity));
        if (std::any_of(goods.begin(), goods.end(), [&](const Goods &one) { return one.sku == item->id; }))
            return fail(Error::Code::InvalidInput, line.sku.text(), u"it stands there twice: say once how many"_s);
        goods.append({item->id, {line.sku, line.quantity, 0}});
    }
    return goods;
}

/// The next of the house, past those that somebody gave by hand.
Result<QString> PurchaseBook::freeNumber(const QString &wanted)
{
    const QString given = wanted.simplified();
    if (given.size() > longestNumber)
        return fail(Error::Code::InvalidInput, given, u"a purchase order's number has at most %1 characters"_s.arg(longestNumber));
    const auto isTaken = [this](const QString &number) {
        return m_database.first(u"SELECT 1 FROM purchase WHERE number = ?"_s, {number}, [](const store::Row &) { return true; }).map([](const std::optional<bool> &found) { return found.has_value(); });
    };
    if (!given.isEmpty()) {
        const auto taken = isTaken(given);
        if (!taken)
            return tl::make_unexpected(taken.error());
        return *taken ? fail(Error::Code::AlreadyExists, given, u"another purchase order has this number"_s) : Result<QString>(given);
    }
    const auto last = m_database.first(u"SELECT COALESCE(MAX(id), 0) FROM purchase"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!last)
        return tl::make_unexpected(last.error());
    for (qint64 next = last->value_or(0) + 1;; ++next) {
        const QString number = u"PO-%1"_s.arg(next);
        const auto taken = isTaken(number);
        if (!taken)
            return tl::make_unexpected(taken.error());
        if (!*taken)
            return number;
    }
}

/// Open orders that together bring as many of each of its lines to where it would go; empty: they do not.
Result<QStringList> PurchaseBook::bringing(const PurchaseOrder &wanted)
{
    const auto open = readPurchases(m_database, isOpenSql + u" ORDER BY p.id"_s, {});
    if (!open)
        return tl::make_unexpected(open.error());
    QStringList numbers;
    for (const PurchaseOrder::Line &line : wanted.lines) {
        Quantity units = 0;
        for (const PurchaseRow &row : *open) {
            const Quantity some = row.order.toCome(line.sku);
            const bool isElsewhere = wanted.node && row.order.node && *wanted.node != *row.order.node;
            if (some == 0 || isElsewhere)
                continue;
            units += some;
            if (!numbers.contains(row.order.number))
                numbers.append(row.order.number);
        }
        if (units < line.ordered)
            return QStringList();
    }
    return numbers;
}

Result<> PurchaseBook::create(audit::Draft &draft, const command::CreatePurchase &command)
{
    CROSSDOCK_TRY(checkDay(command.expectedOn));
    const auto supplier = supplierName(command.supplier);
    const auto goods = goodsOf(command.lines, 1);
    if (!supplier || !goods)
        return tl::make_unexpected(!supplier ? supplier.error() : goods.error());
    if (goods->isEmpty())
        return fail(Error::Code::InvalidInput, *supplier, u"nothing says what to order: name a SKU and how many"_s);
    PurchaseOrder order{{}, *supplier, command.node, {}, command.expectedOn, PurchaseOrder::State::Open, draft.at()};
    for (const Goods &one : *goods)
        order.lines.append(one.line);
    if (command.onlyIfNeeded) {
        const auto others = bringing(order);
        if (!others)
            return tl::make_unexpected(others.error());
        if (!others->isEmpty()) {
            draft.setWhat(u"purchase.covered"_s);
            for (const QString &number : *others)
                draft.about(u"purchase"_s, number);
            for (const PurchaseOrder::Line &line : order.lines)
                draft.about(line.sku);
            draft.say(u"instead"_s, u"nothing was ordered: %1 %2 as many already"_s.arg(others->join(u", "_s), others->size() == 1 ? u"brings"_s : u"bring"_s));
            return {};
        }
    }
    const auto number = freeNumber(command.number);
    const auto arrival = m_leadTimes.arrivalOf(*supplier, toDateTime(draft.at()).date());
    if (!number || !arrival)
        return tl::make_unexpected(!number ? number.error() : arrival.error());
    order.number = *number;
    if (!order.expectedOn)
        order.expectedOn = *arrival;
    draft.setWhat(u"purchase.create"_s);
    CROSSDOCK_TRY(insert(draft, order, *goods));
    if (!command.tellsSupplier)
        return {};
    const auto letter = supplierContact(m_database, *supplier).and_then([&](const Contact &contact) { return letterTo(m_database, contact, order); });
    return letter ? send(draft, *letter) : tl::make_unexpected(letter.error());
}

/// In the entry that says what it is about.
Result<> PurchaseBook::send(audit::Draft &draft, const command::PostNotice &letter)
{
    return m_notices.add(draft, letter).map([&](const Notice &sent) { draft.say(u"notice"_s, sent.notice); });
}

Result<> PurchaseBook::insert(audit::Draft &draft, const PurchaseOrder &order, const QList<Goods> &goods)
{
    QVariant node(QMetaType(QMetaType::LongLong));
    if (order.node) {
        const auto known = m_nodes.node(*order.node);
        if (!known)
            return tl::make_unexpected(known.error());
        node = known->id;
    }
    const auto id = m_database.insert(u"INSERT INTO purchase (number, supplier, node_id, ordered_at, expected_on, state, is_late, version, entry) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?) RETURNING id"_s,
                                      {order.number, order.supplier, node, toMs(order.orderedAt), dayText(order.expectedOn), nameOf(order.state), order.version, draft.number()});
    if (!id)
        return tl::make_unexpected(id.error());
    for (const Goods &one : goods)
        CROSSDOCK_TRY(putLine(*id, one));
    return describe(draft, order);
}

Result<> PurchaseBook::putLine(qint64 purchase, const Goods &goods)
{
    return m_database
        .execute(u"INSERT INTO purchase_line (purchase_id, sku_id, ordered, received) VALUES (?, ?, ?, ?) "
                 "ON CONFLICT (purchase_id, sku_id) DO UPDATE SET ordered = excluded.ordered, received = excluded.received"_s,
                 {purchase, goods.sku, goods.line.ordered, goods.line.received})
        .map([](qint64) {});
}

Result<PurchaseRow> PurchaseBook::named(const QString &number, qint64 version)
{
    const auto rows = readPurchases(m_database, u"p.number = ?"_s, {number});
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (rows->isEmpty())
        return fail(Error::Code::NotFound, number, u"no such purchase order"_s);
    if (version > 0 && version != rows->first().order.version)
        return fail(Error::Code::Conflict, number, u"somebody changed it meanwhile: look at it again"_s);
    return rows->first();
}

Result<PurchaseRow> PurchaseBook::openOne(const QString &number, qint64 version)
{
    auto row = named(number, version);
    if (row && !row->order.isOpen())
        return fail(Error::Code::NotAllowed, number, row->order.state == PurchaseOrder::State::Cancelled ? u"it is cancelled"_s : u"all of it was received"_s);
    return row;
}

Result<> PurchaseBook::change(audit::Draft &draft, const command::ChangePurchase &command)
{
    CROSSDOCK_TRY(checkDay(command.expectedOn));
    auto row = openOne(command.number, command.version);
    const auto goods = goodsOf(command.lines, 0);
    if (!row || !goods)
        return tl::make_unexpected(!row ? row.error() : goods.error());
    const PurchaseOrder before = row->order;
    PurchaseOrder &order = row->order;
    for (const Goods &one : *goods) {
        PurchaseOrder::Line *line = lineOf(order, one.line.sku);
        if (line && one.line.ordered < line->received)
            return fail(Error::Code::NotAllowed, one.line.sku.text(), u"%1 of it came already"_s.arg(line->received));
        if (!line && one.line.ordered == 0)
            return fail(Error::Code::NotAllowed, one.line.sku.text(), u"%1 orders none of it"_s.arg(order.number));
        if (line)
            line->ordered = one.line.ordered;
        else
            order.lines.append(one.line);
    }
    if (std::all_of(order.lines.begin(), order.lines.end(), [](const PurchaseOrder::Line &line) { return line.ordered == 0; }))
        return fail(Error::Code::NotAllowed, order.number, u"nothing would be left of it: cancel it"_s);
    order.expectedOn = command.forgetsDate ? std::nullopt : command.expectedOn ? command.expectedOn : order.expectedOn;
    order.state = order.stateOfLines();
    if (order.lines == before.lines && order.expectedOn == before.expectedOn)
        return fail(Error::Code::NotAllowed, order.number, u"it is so already"_s);
    draft.setWhat(u"purchase.change"_s);
    return save(draft, before, *row);
}

Result<> PurchaseBook::cancel(audit::Draft &draft, const command::CancelPurchase &command)
{
    auto row = openOne(command.number, command.version);
    if (!row)
        return tl::make_unexpected(row.error());
    const PurchaseOrder before = row->order;
    row->order.state = PurchaseOrder::State::Cancelled;
    draft.setWhat(u"purchase.cancel"_s);
    CROSSDOCK_TRY(save(draft, before, *row));
    if (!command.tellsSupplier)
        return {};
    const auto contact = supplierContact(m_database, before.supplier);
    return contact ? send(draft, cancellationTo(*contact, before)) : tl::make_unexpected(contact.error());
}

/// More than was ordered stays to be seen, and so does less, once no more is to come.
Result<> PurchaseBook::receive(audit::Draft &draft, const command::ReceiveStock &command)
{
    if (command.purchase.isEmpty())
        return command.isLast ? fail(Error::Code::InvalidInput, command.sku.text(), u"of which purchase order nothing more will come is not said"_s) : Result<>();
    auto row = named(command.purchase);
    if (!row)
        return tl::make_unexpected(row.error());
    const PurchaseOrder before = row->order;
    if (before.state == PurchaseOrder::State::Cancelled)
        return fail(Error::Code::NotAllowed, before.number, u"it is cancelled: the units can be received without it"_s);
    PurchaseOrder::Line *line = lineOf(row->order, command.sku);
    if (!line)
        return fail(Error::Code::InvalidInput, command.sku.text(), u"%1 does not order it: the units can be received without it"_s.arg(before.number));
    line->received += command.quantity;
    const bool isClosed = command.isLast || before.state == PurchaseOrder::State::Received;
    row->order.state = isClosed ? PurchaseOrder::State::Received : row->order.stateOfLines();
    return save(draft, before, *row);
}

/// What was closed is open again, if units are missing now.
Result<> PurchaseBook::undo(audit::Draft &draft, const command::Undo &command)
{
    const auto text = m_database.first(u"SELECT text FROM trail WHERE number = ? AND what = 'stock.receive'"_s, {command.entry}, [](const store::Row &row) { return row.text(0); });
    if (!text)
        return tl::make_unexpected(text.error());
    const QJsonObject entry = QJsonDocument::fromJson(text->value_or(QString()).toUtf8()).object();
    const QString number = entry[u"about"_s][u"purchase"_s][0].toString();
    if (number.isEmpty())
        return {};
    auto row = named(number);
    const auto sku = Sku::parse(entry[u"movements"_s][0][u"sku"_s].toString());
    if (!row || !sku)
        return tl::make_unexpected(!row ? row.error() : sku.error());
    const PurchaseOrder before = row->order;
    if (PurchaseOrder::Line *line = lineOf(row->order, *sku))
        line->received -= entry[u"quantity"_s].toInteger();
    if (before.state != PurchaseOrder::State::Cancelled)
        row->order.state = row->order.stateOfLines();
    return save(draft, before, *row);
}

Result<> PurchaseBook::save(audit::Draft &draft, const PurchaseOrder &before, const PurchaseRow &after)
{
    const bool isNewDate = after.order.expectedOn != before.expectedOn; // that can be missed anew
    const auto written = m_database.execute(u"UPDATE purchase SET expected_on = ?, state = ?, is_late = CASE WHEN ? = 1 THEN 0 ELSE is_late END, version = version + 1, entry = ? WHERE id = ? AND version = ?"_s,
                                            {dayText(after.order.expectedOn), nameOf(after.order.state), isNewDate ? 1 : 0, draft.number(), after.id, before.version});
    if (!written)
        return tl::make_unexpected(written.error());
    if (*written == 0)
        return fail(Error::Code::Conflict, before.number, u"somebody changed it meanwhile"_s);
    for (const PurchaseOrder::Line &line : after.order.lines) {
        const auto item = m_catalogue.item(line.sku);
        CROSSDOCK_TRY(item ? putLine(after.id, {item->id, line}) : tl::make_unexpected(item.error()));
    }
    sayDifferences(draft, before, after.order);
    if (!draft.what().startsWith(u"stock."))
        return describe(draft, after.order);
    say(draft, after.order);
    return {};
}

/// All that an entry about units says of it: those say the rest.
void PurchaseBook::say(audit::Draft &draft, const PurchaseOrder &order)
{
    draft.about(u"purchase"_s, order.number);
    draft.say(u"purchase"_s, saidOf(order));
}

Result<> PurchaseBook::describe(audit::Draft &draft, const PurchaseOrder &order)
{
    say(draft, order);
    draft.about(u"supplier"_s, order.supplier);
    if (order.node)
        draft.about(*order.node);
    for (const PurchaseOrder::Line &line : order.lines) {
        const auto item = m_catalogue.item(line.sku);
        if (!item)
            return tl::make_unexpected(item.error());
        draft.about(line.sku);
        draft.touchSku(item->id);
    }
    return {};
}

/// Once a day that it was promised for, by whichever engine looks first.
Result<> PurchaseBook::noteLate(audit::Draft &draft)
{
    const QString today = toDateTime(draft.at()).date().toString(Qt::ISODate);
    const auto late = readPurchases(m_database, isOpenSql + u" AND p.is_late = 0 AND p.expected_on <> '' AND p.expected_on < ? ORDER BY p.id LIMIT 1000"_s, {today});
    if (!late)
        return tl::make_unexpected(late.error());
    for (const PurchaseRow &row : *late) {
        CROSSDOCK_TRY(m_database.execute(u"UPDATE purchase SET is_late = 1 WHERE id = ?"_s, {row.id}));
        draft.setWhat(u"purchase.late"_s);
        draft.about(u"purchase"_s, row.order.number);
    }
    return {};
}

} // namespace crossdock::purchases
