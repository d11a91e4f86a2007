#include "core/inventory/imports/preview.h"

#include "core/inventory/channels/order_fact_words.h"
#include "core/inventory/channels/payment_words.h"
#include "core/inventory/imports/column_names.h"
#include "core/inventory/imports/node_row.h"
#include "core/inventory/imports/row_reader.h"

#include <QCryptographicHash>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

/// Reads rows one by one and groups those that are one command.
class Planner
{
public:
    Planner(What what, QByteArray fingerprint, Actor actor, DayOrder dayOrder)
        : m_what(what)
        , m_fingerprint(QString::fromLatin1(fingerprint.toHex()))
        , m_actor(std::move(actor))
        , m_dayOrder(dayOrder)
    {
    }

    void take(Row &row)
    {
        RowReader reader(row, m_dayOrder);
        const auto command = read(reader);
        if (isRepeated(row, reader))
            return;
        const QString group = groupOf(m_what, row);
        if (m_groups.contains(group)) {
            Group &known = m_groups[group];
            compareHeads(known, row, reader);
            known.isGood = known.isGood && reader.isGood();
            if (reader.isGood())
                join(known.command, command);
            return;
        }
        m_groups.insert(group, {command, row.line, reader.isGood(), row.cells});
        m_order.append(group);
    }

    QList<Request> requests() const
    {
        QList<Request> requests;
        for (const QString &name : m_order) {
            const Group &group = m_groups[name];
            if (group.isGood)
                requests.append({.key = keyOf(group), .actor = m_actor, .why = u"import of %1, line %2"_s.arg(nameOf(m_what)).arg(group.line),
                                 .command = withLineNames(group.command)});
        }
        return requests;
    }

private:
    struct Group {
        Command command;
        int line = 0;
        bool isGood = true;
        QMap<QString, QString> cells; ///< of its first row
    };

    /// An order is an event, and so is one at a supplier: the same file twice is the same event. The others are states, and what was changed since is set again.
    bool isOfEvents() const { return m_what == What::Orders || m_what == What::Purchases; }
    QString keyOf(const Group &group) const
    {
        return isOfEvents() ? u"import-%1-%2-%3"_s.arg(nameOf(m_what), m_fingerprint).arg(group.line) : QString();
    }

    /// Lines that the file gives no names get numbers.
    static Command withLineNames(Command command)
    {
        auto *order = std::get_if<command::RecordOrder>(&command);
        if (!order)
            return command;
        QSet<QString> names;
        for (const ChannelOrder::Line &line : std::as_const(order->order.lines))
            names.insert(line.id);
        int number = 0;
        for (ChannelOrder::Line &line : order->order.lines) {
            while (line.id.isEmpty()) {
                if (const QString name = QString::number(++number); !names.contains(name))
                    line.id = name;
            }
        }
        return command;
    }

    /// All rows of an order say the same of it, or nothing; but each line may have its own day, and the first of them counts.
    void compareHeads(const Group &group, const Row &row, RowReader &reader) const
    {
        if (!isOfEvents())
            return;
        static const QStringList ofLines = {u"sku"_s, u"quantity"_s, u"line_id"_s, u"price"_s, u"currency"_s, u"promised_by"_s, u"deliver_by"_s};
        for (auto cell = row.cells.begin(); cell != row.cells.end(); ++cell) {
            const QString first = group.cells.value(cell.key());
            if (!ofLines.contains(cell.key()) && !cell.value().isEmpty() && !first.isEmpty() && cell.value() != first)
                reader.spoil(u"%1 “%2”: line %3 of the same order says “%4”"_s.arg(cell.key(), cell.value()).arg(group.line).arg(first));
        }
    }

    /// What a row is about, where a file may say it once only; empty: as often as it likes.
    QString subjectOf(const Row &row) const
    {
        const auto cells = [&](std::initializer_list<QString> fields) {
            QStringList values;
            for (const QString &field : fields)
                values.append(row.cells.value(field));
            return values.contains(QString()) ? QString() : values.join(u'\n');
        };
        switch (m_what) {
        case What::Skus:
            return cells({u"sku"_s});
        case What::Kits:
            return cells({u"sku"_s, u"component"_s});
        case What::Listings:
            return cells({u"channel"_s, u"listing_id"_s});
        case What::Stock:
            return cells({u"sku"_s, u"node"_s});
        case What::Prices:
            return cells({u"sku"_s, u"channel"_s});
        case What::Orders:
            return cells({u"channel"_s, u"order_id"_s, u"line_id"_s});
        case What::Purchases:
            return cells({u"purchase"_s, u"sku"_s});
        case What::Bins: // of one name in another zone it is another
            return row.cells.value(u"zone"_s).isEmpty() ? cells({u"sku"_s, u"node"_s, u"bin"_s}) : cells({u"sku"_s, u"node"_s, u"zone"_s, u"bin"_s});
        case What::Nodes:
            return cells({u"node"_s});
        }
        Q_UNREACHABLE();
    }

    /// The same row again adds nothing. Another value for the same thing leaves open which of the two is meant.
    bool isRepeated(const Row &row, RowReader &reader)
    {
        const QString subject = subjectOf(row);
        if (subject.isEmpty() || !reader.isGood())
            return false;
        const auto known = m_said.constFind(subject);
        if (known == m_said.constEnd()) {
            m_said.insert(subject, {row.line, row.cells});
            return false;
        }
        if (known->cells == row.cells && m_what != What::Kits) // a component twice: once more, or the same again?
            return true;
        reader.spoil(u"%1 stands already in line %2"_s.arg(QString(subject).replace(u'\n', u", "_s)).arg(known->line));
        return false;
    }

    static std::optional<Time> earlier(const std::optional<Time> &one, const std::optional<Time> &other)
    {
        return one && other ? std::min(*one, *other) : one ? one : other;
    }

    static void join(Command &group, const Command &row)
    {
        if (auto *kit = std::get_if<command::DefineKit>(&group))
            kit->parts.append(std::get<command::DefineKit>(row).parts);
        if (auto *order = std::get_if<command::RecordOrder>(&group)) {
            const ChannelOrder &more = std::get<command::RecordOrder>(row).order;
            order->order.lines.append(more.lines.first());
            order->order.shipBy = earlier(order->order.shipBy, more.shipBy);
            order->order.deliverBy = earlier(order->order.deliverBy, more.deliverBy);
        }
        if (auto *purchase = std::get_if<command::CreatePurchase>(&group))
            purchase->lines.append(std::get<command::CreatePurchase>(row).lines);
        if (auto *shelf = std::get_if<command::SetBins>(&group))
            shelf->bins.append(std::get<command::SetBins>(row).bins);
    }

    Command read(RowReader &row) const
    {
        switch (m_what) {
        case What::Skus:
            return readSku(row);
        case What::Kits:
            return command::DefineKit{row.sku(), {{row.sku(u"component"_s), row.quantity(u"quantity"_s, 1)}}};
        case What::Listings:
            return readListing(row);
        case What::Stock:
            return command::CountStock{row.sku(), row.node(), row.quantity(u"quantity"_s, 0)};
        case What::Prices:
            return command::SetPrice{row.sku(), row.channel(), row.money(u"price"_s).value_or(Money{})};
        case What::Orders:
            return readOrder(row);
        case What::Purchases:
            return readPurchase(row);
        case What::Bins:
            return command::SetBins{row.sku(), row.node(), {row.bin()}};
        case What::Nodes:
            return readNode(row);
        }
        Q_UNREACHABLE();
    }

    static Command readSku(RowReader &row)
    {
        command::DefineSku item{.sku = row.sku(), .name = row.text(u"name"_s), .barcode = row.text(u"barcode"_s),
                                .category = row.text(u"category"_s), .brand = row.text(u"brand"_s),
                                .supplier = row.text(u"supplier"_s), .tags = {}, .cost = row.money(u"cost"_s)};
        for (const QString &tag : row.text(u"tags"_s).split(u',', Qt::SkipEmptyParts))
            item.tags.append(tag.trimmed());
        item.weightG = row.measure(u"weight_g"_s);
        item.lengthMm = row.measure(u"length_mm"_s);
        item.widthMm = row.measure(u"width_mm"_s);
        item.heightMm = row.measure(u"height_mm"_s);
        item.safetyStock = row.quantity(u"safety_stock"_s, 0);
        item.reorderPoint = row.quantity(u"reorder_point"_s, 0);
        return item;
    }

    static Command readListing(RowReader &row)
    {
        command::MapListing listing;
        listing.address = {.id = {row.channel(), row.text(u"listing_id"_s)}, .sku = row.sku(),
                           .inventoryId = row.text(u"inventory_id"_s), .locationId = row.text(u"location_id"_s),
                           .productType = row.text(u"product_type"_s)};
        listing.price = row.money(u"price"_s);
        listing.buffer = row.quantity(u"buffer"_s, 0);
        listing.cap = row.optionalQuantity(u"cap"_s);
        return listing;
    }

    static Command readPurchase(RowReader &row)
    {
        command::CreatePurchase purchase{.number = row.text(u"purchase"_s), .supplier = row.text(u"supplier"_s), .lines = {{row.sku(), row.quantity(u"quantity"_s, 1)}}};
        if (row.has(u"node"_s))
            purchase.node = row.node();
        if (const auto day = row.time(u"expected"_s))
            purchase.expectedOn = toDateTime(*day).date();
        return purchase;
    }

    static OrderFacts readFacts(RowReader &row)
    {
        OrderFacts facts;
        facts.isWhole = true;
        facts.discount = row.money(u"discount"_s);
        facts.shippingPaid = row.money(u"shipping_paid"_s);
        if (row.has(u"coupon"_s))
            facts.coupons = row.text(u"coupon"_s).split(u',', Qt::SkipEmptyParts);
        facts.shippingMethod = row.text(u"shipping_method"_s);
        facts.shippingSpeed = channels::shippingSpeedOf({facts.shippingMethod});
        facts.risk = row.text(u"risk"_s).toLower();
        if (!facts.risk.isEmpty() && channels::worstRiskOf({facts.risk}).isEmpty())
            row.spoil(u"risk “%1”: it is low, medium or high"_s.arg(facts.risk));
        facts.isGift = row.answer(u"is_gift"_s);
        facts.isPrime = row.answer(u"is_prime"_s);
        facts.isBusiness = row.answer(u"is_business"_s);
        return facts;
    }

    /// A line of none is one that was cancelled, and an order of such lines alone is a cancelled order.
    static Command readOrder(RowReader &row)
    {
        ChannelOrder order;
        order.id = {row.channel(), row.text(u"order_id"_s)};
        order.createdAt = row.time(u"created_at"_s).value_or(Time{});
        order.revision = order.createdAt;
        order.shipBy = row.time(u"promised_by"_s);
        order.deliverBy = row.time(u"deliver_by"_s);
        order.paymentMethod = channels::paymentMethodOf({row.text(u"payment_method"_s)});
        order.facts = readFacts(row);
        const QString by = row.text(u"fulfilled_by"_s).toLower();
        if (!by.isEmpty() && by != u"seller" && by != u"channel")
            row.spoil(u"fulfilled_by “%1”: it is seller or channel"_s.arg(by));
        order.fulfilment = by == u"channel" ? ChannelOrder::Fulfilment::Channel : ChannelOrder::Fulfilment::Seller;
        order.buyer = {.name = row.text(u"name"_s), .email = row.text(u"email"_s), .phone = row.text(u"phone"_s), .address = row.text(u"address"_s),
                       .city = row.text(u"city"_s), .region = row.text(u"region"_s), .postcode = row.text(u"postcode"_s),
                       .country = row.text(u"country"_s)};
        if (const QString code = row.country(u"country"_s); !code.isEmpty()) // else as it is written: it stands on no label anyway
            order.buyer.country = code;
        order.lines.append({.id = row.text(u"line_id"_s), .listing = {}, .sku = row.sku().text(),
                            .quantity = row.has(u"quantity"_s) ? row.quantity(u"quantity"_s, 0) : 1, .unitPrice = row.money(u"price"_s)});
        return command::RecordOrder{order, {}, {}};
    }

    What m_what;
    QString m_fingerprint;
    Actor m_actor;
    DayOrder m_dayOrder;
    struct Said {
        int line = 0;
        QMap<QString, QString> cells;
    };

    QHash<QString, Said> m_said; ///< by subject
    QHash<QString, Group> m_groups;
    QStringList m_order; ///< of the groups, as in the file
};

} // namespace

namespace {

/// The cells of a row by field, as they are to be read.
QMap<QString, QString> cellsOf(const Sheet &sheet, const Sheet::Record &record, const Mapping &mapping, const Reading &reading)
{
    QMap<QString, QString> cells;
    for (auto column = mapping.begin(); column != mapping.end(); ++column) {
        QString cell = record.cells.value(column.value());
        const QString unit = unitOf(column.key(), sheet.header.value(column.value()));
        if (!unit.isEmpty() && !cell.isEmpty() && cell.back().isDigit())
            cell += u' ' + unit; // of the column's title
        if (column.key() == u"postcode" && cell.startsWith(u'\''))
            cell.remove(0, 1); // so that a spreadsheet keeps the zeros in front
        cells.insert(column.key(), cell);
    }
    for (auto value = reading.values.begin(); value != reading.values.end(); ++value)
        if (cells.value(value.key()).isEmpty())
            cells.insert(value.key(), value.value());
    return cells;
}

/// The same file read in another way is another event.
QByteArray fingerprintOf(const Sheet &sheet, const Reading &reading)
{
    if (reading.values.isEmpty() && reading.dayOrder == DayOrder::Unknown)
        return sheet.fingerprint;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(sheet.fingerprint);
    hash.addData(QByteArray::number(static_cast<int>(reading.dayOrder)));
    for (auto value = reading.values.begin(); value != reading.values.end(); ++value)
        hash.addData(value.key().toUtf8() + '\0' + value.value().toUtf8() + '\0');
    return hash.result();
}

/// As said, else as the dates of the file tell.
DayOrder dayOrderIn(const QList<Row> &rows, DayOrder said)
{
    if (said != DayOrder::Unknown)
        return said;
    QStringList cells;
    for (const Row &row : rows)
        for (const QString &field : {u"created_at"_s, u"promised_by"_s, u"deliver_by"_s, u"expected"_s})
            if (const QString cell = row.cells.value(field); !cell.isEmpty())
                cells.append(cell);
    return dayOrderOf(cells);
}

} // namespace

Result<Preview> preview(What what, const Sheet &sheet, const Mapping &mapping, const Actor &actor, const Reading &reading)
{
    const QList<Field> fields = fieldsOf(what);
    for (const Field &field : fields)
        if (field.isRequired && !mapping.contains(field.name) && !reading.values.contains(field.name))
            return fail(Error::Code::InvalidInput, field.name, u"no column of the file holds it; its header is “%1”"_s.arg(field.name));
    Preview preview;
    for (const Sheet::Record &record : sheet.records) {
        Row row{.line = record.line, .cells = cellsOf(sheet, record, mapping, reading), .problem = {}};
        if (record.cells.size() > sheet.header.size())
            row.problem = u"%1 cells, the header has %2"_s.arg(record.cells.size()).arg(sheet.header.size());
        for (const Field &field : fields)
            if (field.isRequired && row.cells.value(field.name).isEmpty() && row.problem.isEmpty())
                row.problem = u"%1 is empty"_s.arg(field.name);
        preview.rows.append(row);
    }
    Planner planner(what, fingerprintOf(sheet, reading), actor, dayOrderIn(preview.rows, reading.dayOrder));
    for (Row &row : preview.rows)
        planner.take(row);
    preview.requests = planner.requests();
    leaveOutBad(what, preview);
    return preview;
}

} // namespace crossdock::imports
