#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>
#include <array>

namespace crossdock::ui {

/// All rules in the order in which they run, kept live by what happens; with what is wrong between them, and what their past
/// says against them, once somebody looked. Ages and runs are those of the last reload(). UI thread.
class RulesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, State, Today, LastRun, Findings, ColumnCount };

    RulesModel(Inventory &inventory, const Clock &clock, QObject *parent);

    void setFilter(const QString &text); ///< part of a name or of a sentence
    void reload();
    void setPast(const QList<RuleFinding> &findings); ///< of history; one holds until its rule gets another version
    QList<RuleFinding> pastOf(qint64 rule) const;
    bool isRead() const { return m_isRead; } ///< an empty list means that there is no rule
    bool knows(qint64 rule) const; ///< also one that is filtered away

    const RuleRow &rule(int row) const { return m_rows.at(row).rule; }
    int rowOf(qint64 rule) const; ///< -1: none, or filtered away
    QString nameOf(qint64 rule) const;
    int total() const { return static_cast<int>(m_all.size()); } ///< before the filter
    int live() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void listRead(); ///< rows, or their absence, are those on record
    void pastChanged();
    void failed(const crossdock::Error &error);

private:
    struct Row {
        RuleRow rule;
        std::array<QString, ColumnCount> texts;
        QString spoken; ///< the state in a sentence
        QStringList findings; ///< in words
        qint64 changedAtMs = 0; ///< of its runs
    };

    /// What history says against the version that a rule had then.
    struct Past {
        RuleFinding finding;
        int version = 0;
    };

    void take(const Events &events);
    void flush();
    void readFindings();
    void build(qint64 changedAtMs = 0);
    Row makeRow(const RuleRow &rule) const;
    QStringList findingsOf(qint64 rule) const;
    QString toolTip(const Row &row, int column) const;
    void dropOutdated();
    bool matches(const RuleRow &rule) const;

    Inventory &m_inventory;
    const Clock &m_clock;
    QString m_filter;
    QList<RuleRow> m_all;
    QList<Row> m_rows;
    QList<RuleFinding> m_findings; ///< between the rules as they stand
    QHash<qint64, QList<Past>> m_past; ///< by rule
    QHash<qint64, event::RuleChanged> m_pending; ///< of many changes in a frame, the last is shown
    QTimer m_frame, m_soon;
    qint64 m_request = 0, m_findingsRequest = 0; ///< late answers to older questions are dropped
    bool m_isReading = false, m_isRead = false;
};

} // namespace crossdock::ui
