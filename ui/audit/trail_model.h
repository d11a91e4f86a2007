#pragma once

#include "core/inventory/inventory.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <array>

namespace crossdock::ui {

/// The trail, newest first: read in pages, kept live. Unfiltered it takes new entries as they happen; filtered, or
/// after a gap, it asks the store for those after the newest it has seen, so that only the store judges a filter.
class TrailModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, At, What, About, Change, Who, Why, ColumnCount };

    TrailModel(Inventory &inventory, QObject *parent);

    void setFilter(const TrailFilter &filter);
    const TrailFilter &filter() const { return m_filter; }
    void reload();

    const Entry &entry(int row) const { return m_rows.at(m_rows.size() - 1 - row).entry; }
    int rowOf(qint64 number) const; ///< -1: not among those read
    bool isComplete() const { return m_isEnd; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageRead(); ///< rows, or their absence, are now those of the filter
    void failed(const crossdock::Error &error);

private:
    struct Row {
        Entry entry;
        std::array<QString, ColumnCount> texts;
    };

    void take(const Events &events);
    void flush();
    void askOlder(qint64 before);
    void askNewer();
    void takeOlder(qint64 before, const query::Trail::Answer &page);
    void prepend(const QList<Entry> &newer); ///< oldest first
    void trim();
    bool isFiltered() const;
    static Row makeRow(const Entry &entry);

    Inventory &m_inventory;
    TrailFilter m_filter;
    QList<Row> m_rows; ///< oldest first, so that news is appended; shown from the back
    QList<Entry> m_pending; ///< oldest first, without a gap
    QTimer m_frame, m_soon;
    qint64 m_request = 0; ///< a late answer to an older question is dropped
    qint64 m_seen = 0; ///< number of the newest entry that was judged
    bool m_isReading = false, m_isEnd = false;
};

} // namespace crossdock::ui
