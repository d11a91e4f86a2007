#include "ui/rates/rates_model.h"

#include "core/inventory/values/brand.h"
#include "ui/rates/rate_words.h"

#include <QMap>
#include <algorithm>
#include <numeric>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using State = RateRow::State;

} // namespace

RatesModel::RatesModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void RatesModel::clear(const QDate &shipDate)
{
    beginResetModel();
    m_shipDate = shipDate;
    m_rows.clear();
    endResetModel();
}

void RatesModel::addAsked(const QString &from, const QString &account)
{
    insert({.state = State::Asking, .from = from, .carrier = account, .service = {}, .quote = {}, .reason = {}});
}

void RatesModel::addProblem(const QString &from, const QString &problem)
{
    insert({.state = State::Refused, .from = from, .carrier = {}, .service = {}, .quote = {}, .reason = problem});
}

void RatesModel::take(const QString &from, const QString &account, const rates::Rated &rated, const rates::Shipment &shipment)
{
    for (int row = rowCount() - 1; row >= 0 && !account.isEmpty(); --row) {
        const RateRow &is = m_rows.at(row).is;
        if (is.state != State::Asking || is.from != from || is.carrier != account)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.remove(row);
        endRemoveRows();
    }
    const bool isAbroad = shipment.from.country != shipment.to.country;
    for (const rates::Quote &quote : rated.quotes)
        insert({.state = State::Quoted, .from = from, .carrier = quote.carrier, .service = quote.service, .quote = quote, .reason = {}, .carbon = rates::carbonOf(shipment, quote.carrier, quote.service), .isAbroad = isAbroad});
    for (const rates::Refusal &one : rated.refused)
        insert({.state = State::Refused, .from = from, .carrier = one.carrier, .service = one.service, .quote = {}, .reason = one.reason});
    for (const rates::Silence &one : rated.silent)
        addSilence(from, one);
    findBest();
}

/// A row for each price that was known before, or one that says that there is none.
void RatesModel::addSilence(const QString &from, const rates::Silence &silence)
{
    RateRow row{.state = State::Silent, .from = from, .carrier = silence.carrier, .service = {}, .quote = {}, .reason = silence.reason};
    if (silence.lastKnown.isEmpty())
        insert(row);
    for (const rates::LastKnown &price : silence.lastKnown) {
        row.carrier = price.carrier;
        row.reason = price.carrier == silence.carrier ? silence.reason : tr("%1: %2", "account, why it is silent").arg(silence.carrier, silence.reason);
        row.service = price.service;
        row.lastKnown = price;
        insert(row);
    }
}

void RatesModel::insert(const RateRow &row)
{
    Row made{.is = row, .texts = {}};
    describe(made);
    const auto place = std::upper_bound(m_rows.cbegin(), m_rows.cend(), made, [this](const Row &a, const Row &b) { return isBefore(a, b); });
    const int at = static_cast<int>(place - m_rows.cbegin());
    beginInsertRows({}, at, at);
    m_rows.insert(at, made);
    endInsertRows();
}

void RatesModel::describe(Row &row) const
{
    const RateRow &is = row.is;
    const QString none = u"–"_s;
    row.texts.fill(none);
    row.texts[Service] = is.carrier.isEmpty() ? tr("All carriers")
                                              : brandOf(is.carrier) + u'\n' + (is.service.isEmpty() ? tr("all services") : serviceNameOf(is.carrier, is.service));
    row.texts[From] = is.from;
    row.texts[Age] = is.state == State::Asking ? tr("The answer is on its way") : is.reason;
    if (is.state == State::Silent)
        row.texts[Total] = is.lastKnown ? money(is.lastKnown->total) + u'\n' + tr("last known", "a price") : tr("not known", "a price");
    if (is.lastKnown) {
        row.texts[PriceType] = priceTypeText(is.lastKnown->priceType);
        row.texts[Age] = tr("Asked %1\n%2", "age, why there is no newer price").arg(age(is.lastKnown->askedAt, m_clock.now()), is.reason);
        if (is.lastKnown->transitDays)
            row.texts[Transit] = tr("%Ln day(s)", nullptr, *is.lastKnown->transitDays);
    }
    if (!is.quote)
        return;
    const rates::Quote &quote = *is.quote;
    const auto known = [&none](const QString &text) { return text.isEmpty() ? none : text; };
    row.texts[Total] = money(quote.total);
    row.texts[PriceType] = priceTypeText(quote.priceType);
    row.texts[Transit] = known(transitText(quote));
    if (!quote.zone.isEmpty())
        row.texts[Zone] = quote.zone + u'\n' + zoneSourceText(quote.zoneSource);
    if (quote.billable)
        row.texts[Billed] = quote.billable->text(quote.unit) + u'\n' + billedText(quote);
    row.texts[Carbon] = is.carbon.grams ? gramsText(*is.carbon.grams) + u'\n' + tr("estimated", "carbon") : tr("not known", "carbon");
    row.texts[Age] = ageText(quote, m_clock.now());
}

/// Of each currency the cheapest; fastest are all that are there first.
void RatesModel::findBest()
{
    QMap<QString, qint64> least;
    std::optional<int> fewest;
    for (const Row &row : std::as_const(m_rows)) {
        if (!row.is.quote)
            continue;
        const Money &total = row.is.quote->total;
        least[total.currency] = std::min(least.value(total.currency, total.amount), total.amount);
        if (const auto days = daysUnderWay(*row.is.quote, m_shipDate))
            fewest = std::min(fewest.value_or(*days), *days);
    }
    for (Row &row : m_rows) {
        if (!row.is.quote)
            continue;
        const Money &total = row.is.quote->total;
        row.isCheapest = total.amount == least.value(total.currency);
        row.isFastest = fewest && daysUnderWay(*row.is.quote, m_shipDate) == fewest;
    }
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Stands), index(rowCount() - 1, Stands));
}

Badge RatesModel::badgeOf(const Row &row) const
{
    switch (row.is.state) {
    case State::Asking:
        return {tr("Asking…"), Tone::Busy};
    case State::Refused:
        return {tr("Refused", "a carrier does not carry this"), Tone::Warning};
    case State::Silent:
        return {tr("No answer"), Tone::Bad};
    case State::Quoted:
        break;
    }
    if (row.isCheapest && row.isFastest)
        return {tr("Best of both", "cheapest and fastest"), Tone::Good};
    if (row.isCheapest)
        return {tr("Cheapest"), Tone::Good};
    return row.isFastest ? Badge{tr("Fastest"), Tone::Busy} : Badge{tr("Quoted"), Tone::Neutral};
}

QVariant RatesModel::keyOf(const Row &row) const
{
    const auto &quote = row.is.quote;
    switch (m_column) {
    case Service:
    case From:
        return row.texts.at(static_cast<size_t>(m_column));
    case Stands:
        return static_cast<int>(row.is.state);
    case Total:
        return quote ? QVariant(quote->total.amount) : row.is.lastKnown ? QVariant(row.is.lastKnown->total.amount) : QVariant();
    case PriceType:
        return quote ? QVariant(quote->priceType) : QVariant();
    case Transit: {
        const auto days = quote ? daysUnderWay(*quote, m_shipDate) : std::nullopt;
        return days ? QVariant(*days) : QVariant();
    }
    case Zone: {
        bool isNumber = false;
        const int zone = quote ? quote->zone.toInt(&isNumber) : 0;
        return isNumber ? QVariant(zone) : QVariant();
    }
    case Billed:
        return quote && quote->billable ? QVariant(quote->billable->nanograms()) : QVariant();
    case Carbon:
        return row.is.carbon.grams ? QVariant(*row.is.carbon.grams) : QVariant();
    case Age:
        return quote ? QVariant(quote->source == rates::Quote::Source::Live ? toMs(quote->askedAt) : quote->effectiveFrom.startOfDay().toMSecsSinceEpoch()) : QVariant();
    default:
        return {};
    }
}

bool RatesModel::isBefore(const Row &a, const Row &b) const
{
    const QVariant left = keyOf(a), right = keyOf(b);
    if (left.isValid() != right.isValid())
        return left.isValid(); // what has no figure stands last, either way
    if (left.isValid()) {
        const QPartialOrdering order = QVariant::compare(left, right);
        if (order != QPartialOrdering::Equivalent)
            return (order == QPartialOrdering::Less) == (m_order == Qt::AscendingOrder);
    }
    if (a.is.state != b.is.state)
        return a.is.state < b.is.state;
    return std::tie(a.texts[Service], a.is.from) < std::tie(b.texts[Service], b.is.from);
}

void RatesModel::sort(int column, Qt::SortOrder order)
{
    m_column = column < 0 ? static_cast<int>(Total) : column;
    m_order = order;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QList<int> places(m_rows.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin(), places.end(), [this](int a, int b) { return isBefore(m_rows.at(a), m_rows.at(b)); });
    const auto before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &one : before)
        after.append(index(static_cast<int>(places.indexOf(one.row())), one.column()));
    QList<Row> sorted;
    for (const int place : std::as_const(places))
        sorted.append(m_rows.at(place));
    m_rows = std::move(sorted);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

int RatesModel::quotes() const
{
    return static_cast<int>(std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return row.is.state == State::Quoted; }));
}

int RatesModel::waiting() const
{
    return static_cast<int>(std::count_if(m_rows.cbegin(), m_rows.cend(), [](const Row &row) { return row.is.state == State::Asking; }));
}

int RatesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RatesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RatesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == Stands ? badgeOf(row).text : row.texts.at(static_cast<size_t>(column));
    case Qt::ToolTipRole:
        return column == Age && !row.is.reason.isEmpty() ? row.is.reason : column == Carbon ? row.is.carbon.basis : QString();
    case Qt::AccessibleTextRole:
        return row.texts.at(static_cast<size_t>(column)) == u"–" && column != Stands ? QVariant(tr("not known")) : QVariant();
    case Qt::TextAlignmentRole:
        return headerData(column, Qt::Horizontal, role);
    case ToneRole:
        return column == Stands ? QVariant(static_cast<int>(badgeOf(row).tone)) : QVariant();
    case EmphasisRole:
        return static_cast<int>(column == Total && row.is.quote                                   ? Emphasis::Strong
                                : row.is.state == State::Silent && column == Age                  ? Emphasis::Danger
                                : !row.is.quote && column != Service && column != From && column != Age ? Emphasis::Muted
                                                                                                  : Emphasis::Normal);
    case SortRole:
        return column == Total && row.is.quote ? QVariant(row.is.quote->total.amount) : QVariant();
    default:
        return {};
    }
}

QVariant RatesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Total ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Service:
        return tr("Carrier and service");
    case From:
        return tr("From");
    case Stands:
        return tr("State");
    case Total:
        return tr("Total");
    case PriceType:
        return tr("Price", "which price it is: list, contract …");
    case Transit:
        return tr("Transit");
    case Zone:
        return tr("Zone");
    case Billed:
        return tr("Billed");
    case Carbon:
        return tr("CO₂e");
    case Age:
        return tr("How old, or why not");
    default:
        return {};
    }
}

} // namespace crossdock::ui
