#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

#include <QAbstractTableModel>

namespace crossdock::ui {

/// What a plan costs, step by step.
struct PricedPlan {
    QString title; ///< "Chosen"
    std::vector<routing::Part> parts; ///< a name that comes again is added to the first
};

/// Plans side by side, each as a waterfall: every step begins where the one before ended, and the last row is their sum. UI thread.
class WaterfallModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { FromRole = Qt::UserRole + 200, ToRole }; ///< double, 0 to 1 of what is widest: where a step begins and ends

    using QAbstractTableModel::QAbstractTableModel;

    void setPlans(const QList<PricedPlan> &plans, const QString &currency);
    int totalRow() const { return static_cast<int>(m_steps.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// A name, and what it comes to in each plan.
    struct Step {
        QString name;
        QList<qint64> amounts;
        QList<qint64> before; ///< the sum of the steps above
    };

    void addUp();
    double share(qint64 sum) const;
    QString amountText(int row, int plan) const;

    QStringList m_titles;
    QString m_currency;
    QList<Step> m_steps;
    QList<qint64> m_totals;
    qint64 m_least = 0, m_most = 1;
};

} // namespace crossdock::ui
