#include "ui/routing/compare_model.h"

#include "ui/node_title.h"
#include "ui/rates/rate_words.h"
#include "ui/routing/routing_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::WaveNode;
using fulfilment::WaveOrder;
using fulfilment::WaveView;
using Cell = TextTableModel::Cell;

/// The strings' context for translators.
struct Compare {
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

enum class Better { Less, More, Neither };

struct Figure {
    QString title;
    std::function<std::optional<qint64>(const WaveView &)> value;
    std::function<QString(qint64, const WaveView &)> text;
    Better better = Better::Neither;
};

QString count(qint64 value, const WaveView &)
{
    return number(value);
}

QString cost(qint64 value, const WaveView &wave)
{
    return money({value, wave.currency});
}

QString hundredths(qint64 value, const WaveView &)
{
    return percentText(static_cast<double>(value) / 100.0, 2);
}

qint64 countOf(const WaveView &wave, const std::function<qint64(const WaveOrder &)> &of)
{
    qint64 sum = 0;
    for (const WaveOrder &order : wave.orders)
        sum += of(order);
    return sum;
}

/// Expected late orders, in hundredths of an order: of those with a promise and a known chance.
std::optional<qint64> lateOf(const WaveView &wave)
{
    qint64 late = 0, known = 0;
    for (const WaveOrder &order : wave.orders) {
        std::optional<int> least;
        for (const auto &parcel : order.plan.parcels)
            if (parcel.percentInTime)
                least = std::min(least.value_or(100), *parcel.percentInTime);
        known += least.has_value();
        late += 100 - least.value_or(100);
    }
    return known == 0 ? std::nullopt : std::optional<qint64>(late);
}

QList<Figure> figures()
{
    return {{Compare::tr("Total"), [](const WaveView &wave) { return wave.total; }, cost, Better::Less},
            {Compare::tr("Of it for lines that wait"), [](const WaveView &wave) { return countOf(wave, [](const WaveOrder &order) { return order.plan.wait; }); }, cost, Better::Less},
            {Compare::tr("No plan costs less than"), [](const WaveView &wave) { return wave.bound; }, cost},
            {Compare::tr("Above the best possible, at most"), [](const WaveView &wave) { return wave.gap ? std::optional<qint64>(*wave.gap) : std::nullopt; }, hundredths, Better::Less},
            {Compare::tr("Parcels"), [](const WaveView &wave) { return countOf(wave, [](const WaveOrder &order) { return order.plan.parcels.size(); }); }, count, Better::Less},
            {Compare::tr("Orders split"), [](const WaveView &wave) { return countOf(wave, [](const WaveOrder &order) { return order.plan.parcels.size() > 1; }); }, count, Better::Less},
            {Compare::tr("Orders that wait"), [](const WaveView &wave) { return countOf(wave, [](const WaveOrder &order) { return !order.plan.waiting.isEmpty(); }); }, count, Better::Less},
            {Compare::tr("CO₂e, estimated"), [](const WaveView &wave) { return wave.carbon.known > 0 ? std::optional<qint64>(wave.carbon.grams) : std::nullopt; },
             [](qint64 value, const WaveView &) { return (value < 0 ? QString(QChar(0x2212)) : QString()) + gramsText(std::abs(value)); }, Better::Less},
            {Compare::tr("Parcels whose CO₂e is not known"), [](const WaveView &wave) { return wave.carbon.unknown; }, count},
            {Compare::tr("Orders late, expected"), lateOf, [](qint64 value, const WaveView &) { return QLocale().toString(static_cast<double>(value) / 100.0, 'f', 1); }, Better::Less}};
}

Figure placeFigure(const WaveNode &node)
{
    const auto parcels = [id = node.node](const WaveView &wave) -> std::optional<qint64> {
        for (const WaveNode &one : wave.nodes)
            if (one.node == id)
                return one.parcels;
        return {};
    };
    return {Compare::tr("Parcels from %1", "place").arg(nodeTitle(node)), parcels, count};
}

Cell differenceCell(const Figure &figure, const WaveView &first, const WaveView &last)
{
    const auto before = figure.value(first), after = figure.value(last);
    if (!before || !after || first.currency != last.currency)
        return {.text = u"–"_s, .emphasis = Emphasis::Muted, .spoken = Compare::tr("cannot be compared")};
    const qint64 more = *after - *before;
    if (more == 0)
        return {.text = Compare::tr("the same"), .emphasis = Emphasis::Muted};
    const bool isWorse = figure.better == Better::Less ? more > 0 : figure.better == Better::More && more < 0;
    return {.text = (more > 0 ? u"+"_s : QString()) + figure.text(more, last), .emphasis = isWorse ? Emphasis::Danger : Emphasis::Strong, .raw = more};
}

} // namespace

QList<TextTableModel::Column> compareColumns(const QList<NamedWave> &waves)
{
    QList<TextTableModel::Column> columns{{Compare::tr("What")}};
    for (const NamedWave &one : waves)
        columns.append({one.name, true});
    if (waves.size() > 1)
        columns.append({Compare::tr("Difference"), true});
    return columns;
}

QList<QList<TextTableModel::Cell>> compareRows(const QList<NamedWave> &waves)
{
    QList<Figure> all = figures();
    if (!waves.isEmpty())
        for (const WaveNode &node : waves.first().wave->nodes)
            all.append(placeFigure(node));
    QList<QList<Cell>> rows;
    for (const Figure &figure : std::as_const(all)) {
        QList<Cell> row{{.text = figure.title}};
        for (const NamedWave &one : waves) {
            const auto value = figure.value(*one.wave);
            row.append(value ? Cell{.text = figure.text(*value, *one.wave), .raw = *value} : Cell{.text = u"–"_s, .emphasis = Emphasis::Muted, .spoken = Compare::tr("not known")});
        }
        if (waves.size() > 1)
            row.append(differenceCell(figure, *waves.first().wave, *waves.last().wave));
        rows.append(row);
    }
    return rows;
}

} // namespace crossdock::ui
