#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/rates/carbon.h"
#include "core/inventory/fulfilment/rates/quote.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <array>

namespace crossdock::ui {

/// One answer about a shipment: a price, or why there is none. Never nothing.
struct RateRow {
    enum class State { Asking, Quoted, Refused, Silent } state = State::Asking;
    QString from; ///< the place
    QString carrier, service; ///< service empty: all of the carrier's
    std::optional<rates::Quote> quote; ///< of a Quoted one
    QString reason; ///< of a Refused or Silent one
    std::optional<rates::LastKnown> lastKnown = {}; ///< of a Silent one: what it asked before
    rates::Carbon carbon = {}; ///< of a Quoted one
    bool isAbroad = false; ///< of a Quoted one: it crosses a border
};

/// What carriers ask, as the answers come: each enters at its place in the order. UI thread.
class RatesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Service, From, Stands, Total, PriceType, Transit, Zone, Billed, Carbon, Age, ColumnCount };

    RatesModel(const Clock &clock, QObject *parent);

    void clear(const QDate &shipDate);
    void addAsked(const QString &from, const QString &account);
    void addProblem(const QString &from, const QString &problem); ///< nobody was asked
    /// Instead of the row that waits for this account; account empty: from price lists.
    void take(const QString &from, const QString &account, const rates::Rated &rated, const rates::Shipment &shipment = {});

    const RateRow &row(int row) const { return m_rows.at(row).is; }
    bool isCheapest(int row) const { return m_rows.at(row).isCheapest; }
    bool isFastest(int row) const { return m_rows.at(row).isFastest; }
    int quotes() const;
    int waiting() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Row {
        RateRow is;
        std::array<QString, ColumnCount> texts;
        bool isCheapest = false, isFastest = false;
    };

    void addSilence(const QString &from, const rates::Silence &silence);
    void insert(const RateRow &row);
    void describe(Row &row) const;
    void findBest();
    bool isBefore(const Row &a, const Row &b) const;
    QVariant keyOf(const Row &row) const; ///< what it is sorted by; invalid: it has none, and comes last
    Badge badgeOf(const Row &row) const;

    const Clock &m_clock;
    QDate m_shipDate;
    QList<Row> m_rows;
    int m_column = Total;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace crossdock::ui
