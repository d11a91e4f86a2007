#include "core/inventory/audit/books.h"

#include "core/inventory/audit/purchase_books.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

constexpr qsizetype mostProblems = 20;

/// Takes down what does not fit.
class Weighing
{
public:
    Weighing(store::Database &database, query::Books::Answer &books)
        : m_database(database)
        , m_books(books)
    {
    }

    void found(const QString &problem)
    {
        m_books.balance = false;
        if (m_books.problems.size() < mostProblems)
            m_books.problems << problem;
    }

    /// Each row that comes is a problem; its first two columns go into the sentence.
    Result<> none(const QString &sql, const QString &sentence)
    {
        return m_database.each(sql, {}, [&](const store::Row &row) { found(sentence.arg(row.text(0), row.text(1))); });
    }

    store::Database &database() { return m_database; }

private:
    store::Database &m_database;
    query::Books::Answer &m_books;
};

/// Every account of every position is the sum of its movements, and what is reserved is what orders hold.
Result<> weighPositions(Weighing &weighing)
{
    for (const QString &account : {u"free"_s, u"reserved"_s, u"picked"_s, u"in_transit"_s, u"quarantine"_s}) {
        CROSSDOCK_TRY(weighing.none(
            u"SELECT s.code, n.name FROM position p JOIN sku s ON s.id = p.sku_id JOIN node n ON n.id = p.node_id WHERE p.%1 <> "
            "COALESCE((SELECT SUM(CASE WHEN m.to_node = p.node_id AND m.to_account = '%1' THEN m.quantity ELSE 0 END) - "
            "SUM(CASE WHEN m.from_node = p.node_id AND m.from_account = '%1' THEN m.quantity ELSE 0 END) FROM movement m WHERE m.sku_id = p.sku_id), 0)"_s
                .arg(account),
            account + u" of %1 at %2 is not the sum of its movements"_s));
    }
    for (const QString &account : {u"reserved"_s, u"picked"_s}) {
        CROSSDOCK_TRY(weighing.none(
            u"SELECT s.code, n.name FROM position p JOIN sku s ON s.id = p.sku_id JOIN node n ON n.id = p.node_id WHERE p.%1 <> "
            "COALESCE((SELECT SUM(r.%1) FROM reservation r WHERE r.sku_id = p.sku_id AND r.node_id = p.node_id), 0)"_s.arg(account),
            account + u" of %1 at %2 is not what its orders hold"_s));
    }
    return {};
}

/// Every unit of an order's line is held, short, or shipped (kits: for each component).
Result<> weighOrders(Weighing &weighing)
{
    CROSSDOCK_TRY(weighing.none(
        u"SELECT s.number, l.line FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN sku k ON k.id = l.sku_id WHERE k.is_kit = 0 AND s.is_by_channel = 0 "
        "AND l.quantity - l.short - l.shipped <> COALESCE((SELECT SUM(r.reserved + r.picked) FROM reservation r WHERE r.line_id = l.id), 0)"_s,
        u"order %1, line %2: what is held is not what was sold"_s));
    return weighing.none(
        u"SELECT s.number, l.line FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN kit_part k ON k.kit_id = l.sku_id WHERE s.is_by_channel = 0 AND s.state IN ('open', 'picked') "
        "AND (l.quantity - l.short - l.shipped) * k.quantity <> COALESCE((SELECT SUM(r.reserved + r.picked) FROM reservation r WHERE r.line_id = l.id AND r.sku_id = k.part_id), 0)"_s,
        u"order %1, line %2: the kit's components held are not what was sold"_s);
}

/// What orders say came back is what entries brought back. Orders with returned kits are left out: what a kit was made of
/// then need not be what it is made of now.
Result<> weighReturns(Weighing &weighing)
{
    return weighing.none(
        u"SELECT b.code, b.name FROM ("
        "SELECT a.name AS name, k.code AS code, m.quantity AS units FROM trail t JOIN trail_about a ON a.number = t.number AND a.kind = 'order' "
        "JOIN movement m ON m.entry = t.number JOIN sku k ON k.id = m.sku_id WHERE t.what = 'return.receive' UNION ALL "
        "SELECT c.name || '/' || s.number, k.code, -l.returned FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
        "JOIN sku k ON k.id = l.sku_id WHERE l.returned > 0) b WHERE b.name NOT IN ("
        "SELECT c.name || '/' || s.number FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
        "JOIN sku k ON k.id = l.sku_id WHERE l.returned > 0 AND k.is_kit = 1) GROUP BY b.name, b.code HAVING SUM(b.units) <> 0"_s,
        u"the units of %1 that order %2 says came back are not those that were booked back"_s);
}

QJsonValue textOf(const std::optional<Money> &price)
{
    return price ? QJsonValue(toDecimal(*price) + u' ' + price->currency) : QJsonValue();
}

using Listing = std::pair<QString, QString>; ///< channel, listing

/// The prices that the trail set, by listing. Nothing: an entry of an older program changed it without saying to what.
Result<std::map<Listing, std::optional<QJsonValue>>> pricesOfTrail(store::Database &database)
{
    std::map<Listing, std::optional<QJsonValue>> prices;
    CROSSDOCK_TRY(database.each(
        u"SELECT text FROM trail WHERE what IN ('price.set', 'listing.map', 'listing.change', 'listing.unmap') ORDER BY number"_s, {},
        [&](const store::Row &row) {
            const QJsonObject text = QJsonDocument::fromJson(row.text(0).toUtf8()).object();
            const QJsonArray told = text[u"prices"_s].toArray();
            for (const QJsonValue &value : told) {
                const QJsonObject price = value.toObject();
                prices[{price[u"channel"_s].toString(), price[u"listing"_s].toString()}] = price[u"price"_s];
            }
            if (!told.isEmpty())
                return;
            const QJsonObject about = text[u"about"_s].toObject();
            const QString listing = text[u"listing"_s].toString(); // of price.set: none, and it changed those of the whole channel
            for (const QJsonValue &channel : about[u"channel"_s].toArray()) {
                if (!listing.isEmpty())
                    prices[{channel.toString(), listing}] = std::nullopt;
                else
                    std::erase_if(prices, [&](const auto &known) { return known.first.first == channel.toString(); });
            }
        }));
    return prices;
}

/// Every price is the last one that an entry set.
Result<> weighPrices(Weighing &weighing)
{
    const auto prices = pricesOfTrail(weighing.database());
    if (!prices)
        return tl::make_unexpected(prices.error());
    return weighing.database().each(
        u"SELECT c.name, l.listing, l.price, l.price_currency FROM listing l JOIN channel c ON c.id = l.channel_id ORDER BY l.id"_s, {}, [&](const store::Row &row) {
            const auto told = prices->find({row.text(0), row.text(1)});
            if (told == prices->end() || !told->second)
                return;
            const QJsonValue held = textOf(row.isNull(2) ? std::nullopt : std::optional(Money{row.number(2), row.text(3)}));
            if (*told->second != held)
                weighing.found(u"the price of %1 on %2 is not the last one that was set"_s.arg(row.text(1), row.text(0)));
        });
}

Result<> weighPurchases(Weighing &weighing)
{
    return purchaseProblems(weighing.database()).map([&](const QStringList &problems) { std::for_each(problems.begin(), problems.end(), [&](const QString &one) { weighing.found(one); }); });
}

} // namespace

Result<query::Books::Answer> checkBooks(store::Database &database)
{
    query::Books::Answer books;
    Weighing weighing(database, books);
    CROSSDOCK_TRY(weighPositions(weighing));
    CROSSDOCK_TRY(weighOrders(weighing));
    CROSSDOCK_TRY(weighReturns(weighing));
    CROSSDOCK_TRY(weighPrices(weighing));
    CROSSDOCK_TRY(weighPurchases(weighing));
    CROSSDOCK_TRY(database.each(
        u"SELECT (SELECT COUNT(*) FROM sale), (SELECT COALESCE(SUM(quantity), 0) FROM sale_line), "
        "(SELECT COALESCE(MAX(value), 0) FROM counter WHERE name = 'duplicates'), (SELECT COUNT(*) FROM incident)"_s,
        {}, [&](const store::Row &row) {
            books.orders = row.number(0);
            books.units = row.number(1);
            books.duplicatesDropped = row.number(2);
            books.incidents = row.number(3);
        }));
    return books;
}

QJsonObject saidPrice(const ListingId &listing, const std::optional<Money> &price)
{
    return {{u"channel"_s, listing.channel.text()}, {u"listing"_s, listing.listing}, {u"price"_s, textOf(price)}};
}

} // namespace crossdock::audit
