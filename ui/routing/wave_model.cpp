#include "ui/routing/wave_model.h"

#include "ui/routing/routing_words.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::WaveOrder;
using fulfilment::WaveView;

const QString none = u"–"_s;

QString orderText(const WaveOrder &order)
{
    const QString to = order.shipTo.isEmpty() ? QString() : u", "_s + order.shipTo;
    return order.order.number + u'\n' + order.order.channel.text() + to;
}

/// "FedEx" above "ground"; more than one service in one line.
QString twoLines(const QString &service)
{
    QString text = serviceText(service);
    if (const auto space = text.indexOf(u' '); space > 0 && !text.contains(u','))
        text[space] = u'\n';
    return text;
}

QString waitsText(const fulfilment::WaitingUnits &units)
{
    return WaveModel::tr("%1 × %2: %3", "units, SKU, why they wait").arg(number(units.units), units.sku.text(), units.reason);
}

} // namespace

WaveModel::Row WaveModel::rowOf(const WaveView &wave, const WaveOrder &order, int place)
{
    const fulfilment::PlannedParcel &parcel = order.plan.parcels.at(place);
    const int parcels = static_cast<int>(order.plan.parcels.size());
    Row row{.order = order.order.text(), .state = badge(order, parcel)};
    row.texts[Order] = orderText(order);
    row.texts[From] = parcels == 1 ? nodeText(wave, parcel.node) : nodeText(wave, parcel.node) + u'\n' + tr("parcel %1 of %2").arg(place + 1).arg(parcels);
    row.texts[Lines] = tr("%Ln unit(s)", nullptr, static_cast<int>(unitsOf(parcel))) + u'\n' + linesText(parcel);
    row.texts[Carrier] = parcel.service.isEmpty() ? none : twoLines(parcel.service);
    row.texts[Cost] = money(parcel.cost);
    row.texts[Leaves] = dayText(parcel.shipsOn);
    row.texts[Chance] = parcel.percentInTime ? percentText(*parcel.percentInTime, 0) + u'\n' + tr("until %1", "promised day").arg(dayText(parcel.promisedBy.value_or(QDate())))
        : parcel.promisedBy                  ? none + u'\n' + tr("until %1", "promised day").arg(dayText(*parcel.promisedBy))
                                             : none;
    row.texts[Why] = parcel.why.isEmpty() ? none : parcel.why;
    row.sorts = {orderText(order), nodeText(wave, parcel.node), QVariant::fromValue(unitsOf(parcel)), row.texts[Carrier], parcel.cost.amount, parcel.shipsOn,
                 parcel.percentInTime ? QVariant(*parcel.percentInTime) : QVariant(), row.state.text, parcel.why.isEmpty() ? QVariant() : QVariant(parcel.why)};
    row.key = (row.order + u' ' + row.texts[From] + u' ' + row.texts[Lines]).toLower();
    return row;
}

WaveModel::Row WaveModel::waitingRow(const WaveView &wave, const WaveOrder &order)
{
    Quantity units = 0;
    QStringList skus, reasons;
    for (const fulfilment::WaitingUnits &one : order.plan.waiting) {
        units += one.units;
        skus.append(one.sku.text());
        reasons.append(waitsText(one));
    }
    Row row{.order = order.order.text(), .state = {tr("Waits", "units of an order"), Tone::Warning}, .waits = true};
    row.texts.fill(none);
    row.texts[Order] = orderText(order);
    row.texts[Lines] = tr("%Ln unit(s)", nullptr, static_cast<int>(units)) + u'\n' + skus.join(u", "_s);
    row.texts[Cost] = money({order.plan.wait, wave.currency});
    row.texts[Why] = reasons.join(u"; "_s);
    row.sorts = {orderText(order), {}, QVariant::fromValue(units), {}, order.plan.wait, {}, {}, row.state.text, row.texts[Why]};
    row.key = (row.order + u' ' + row.texts[Lines]).toLower();
    return row;
}

void WaveModel::setWave(const Wave &wave)
{
    beginResetModel();
    m_rows.clear();
    for (const WaveOrder &order : wave ? wave->orders : QList<WaveOrder>{}) {
        for (int parcel = 0; parcel < static_cast<int>(order.plan.parcels.size()); ++parcel)
            m_rows.append(rowOf(*wave, order, parcel));
        if (!order.plan.waiting.isEmpty())
            m_rows.append(waitingRow(*wave, order));
    }
    arrange();
    endResetModel();
}

void WaveModel::setFilter(const QString &text)
{
    if (m_filter == text.trimmed().toLower())
        return;
    beginResetModel();
    m_filter = text.trimmed().toLower();
    arrange();
    endResetModel();
}

void WaveModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_column = column;
    m_order = order;
    arrange();
    endResetModel();
}

void WaveModel::arrange()
{
    m_shown.clear();
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        if (m_filter.isEmpty() || m_rows.at(row).key.contains(m_filter))
            m_shown.append(row);
    if (m_column < 0)
        return;
    const auto key = [this](int row) -> const QVariant & { return m_rows.at(row).sorts.at(static_cast<size_t>(m_column)); };
    std::stable_sort(m_shown.begin(), m_shown.end(), [&](int a, int b) {
        if (key(a).isValid() != key(b).isValid())
            return key(a).isValid(); // what has no figure stands last, either way
        const QPartialOrdering order = QVariant::compare(key(a), key(b));
        return order == (m_order == Qt::AscendingOrder ? QPartialOrdering::Less : QPartialOrdering::Greater);
    });
}

int WaveModel::rowOf(const QString &order) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (this->order(row) == order)
            return row;
    return -1;
}

int WaveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int WaveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WaveModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(m_shown.at(index.row()));
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == Stands ? row.state.text : row.texts.at(static_cast<size_t>(column));
    case Qt::ToolTipRole:
        return column == Why || column == Lines ? row.texts.at(static_cast<size_t>(column)) : QString();
    case Qt::AccessibleTextRole:
        return row.texts.at(static_cast<size_t>(column)) == none && column != Stands ? QVariant(column == Why ? tr("no reason") : tr("not known")) : QVariant();
    case Qt::TextAlignmentRole:
        return headerData(column, Qt::Horizontal, role);
    case ToneRole:
        return column == Stands ? QVariant(static_cast<int>(row.state.tone)) : QVariant();
    case EmphasisRole:
        return static_cast<int>(column == Order ? Emphasis::Strong : row.texts.at(static_cast<size_t>(column)) == none ? Emphasis::Muted : Emphasis::Normal);
    case SortRole:
        return column == Cost ? row.sorts[Cost] : QVariant();
    default:
        return {};
    }
}

QVariant WaveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Cost ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Order:
        return tr("Order");
    case From:
        return tr("From");
    case Lines:
        return tr("What");
    case Carrier:
        return tr("Carrier");
    case Cost:
        return tr("Cost");
    case Leaves:
        return tr("Leaves");
    case Chance:
        return tr("In time");
    case Stands:
        return tr("Plan");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace crossdock::ui
