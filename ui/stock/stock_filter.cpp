#include "ui/stock/stock_filter.h"

#include <QRegularExpression>
#include <utility>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

StockFilter::StockFilter(const QString &text, Quick quick)
    : m_quick(quick)
{
    static const QRegularExpression comparison(u"^(<=|>=|<|>|=)(-?\\d{1,9})$"_s);
    const QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    bool followsLimit = false;
    for (const QString &word : words) {
        const auto match = comparison.match(word);
        const bool isItsUnit = std::exchange(followsLimit, match.hasMatch()) && word == u"available"; // as the empty field says it
        if (!match.hasMatch()) {
            if (!isItsUnit)
                m_words.append(word.toUtf8());
            continue;
        }
        const QString sign = match.captured(1);
        const auto kind = sign == u"<"_s ? Limit::Kind::Below
            : sign == u"<="_s            ? Limit::Kind::AtMost
            : sign == u">"_s             ? Limit::Kind::Above
            : sign == u">="_s            ? Limit::Kind::AtLeast
                                         : Limit::Kind::Equal;
        m_limits.append({kind, match.captured(2).toLongLong()});
    }
}

bool StockFilter::Limit::accepts(qint64 units) const
{
    switch (kind) {
    case Kind::Below:
        return units < value;
    case Kind::AtMost:
        return units <= value;
    case Kind::Above:
        return units > value;
    case Kind::AtLeast:
        return units >= value;
    case Kind::Equal:
        return units == value;
    }
    return false;
}

bool StockFilter::accepts(const StockTable &table, int row) const
{
    const StockTable::Row &item = table.row(row);
    const std::string_view key(item.key.constData(), static_cast<size_t>(item.key.size()));
    for (const QByteArray &word : m_words) {
        if (key.find(std::string_view(word.constData(), static_cast<size_t>(word.size()))) == std::string_view::npos)
            return false;
    }
    for (const Limit &limit : m_limits) {
        if (!limit.accepts(item.available))
            return false;
    }
    return acceptsQuick(table, row);
}

bool StockFilter::acceptsQuick(const StockTable &table, int row) const
{
    using State = OfferState::State;
    const StockTable::Row &item = table.row(row);
    switch (m_quick) {
    case Quick::All:
        return true;
    case Quick::Low:
        return item.available > 0 && item.available <= item.reorderPoint;
    case Quick::OutOfStock:
        return item.available <= 0;
    case Quick::Kits:
        return item.isKit;
    case Quick::Waiting:
        return hasState(table, row, {State::Waiting, State::Sent, State::Accepted, State::Held});
    case Quick::SetAside:
        return hasState(table, row, {State::Refused});
    case Quick::Stopped:
        return item.isStopped;
    }
    return true;
}

bool StockFilter::hasState(const StockTable &table, int row, std::initializer_list<OfferState::State> states)
{
    for (int channel = 0; channel < table.channelCount(); ++channel) {
        const StockTable::Cell &cell = table.cell(row, channel);
        if (!cell.isAbsent() && std::find(states.begin(), states.end(), cell.stateNow()) != states.end())
            return true;
    }
    return false;
}

} // namespace crossdock::ui
