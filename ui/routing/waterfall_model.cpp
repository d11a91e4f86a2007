#include "ui/routing/waterfall_model.h"

#include "ui/routing/routing_words.h"
#include "ui/widgets/cell_delegate.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

void WaterfallModel::setPlans(const QList<PricedPlan> &plans, const QString &currency)
{
    beginResetModel();
    m_currency = currency;
    m_titles.clear();
    m_steps.clear();
    for (const PricedPlan &plan : plans) {
        for (const routing::Part &part : plan.parts) {
            auto step = std::find_if(m_steps.begin(), m_steps.end(), [&part](const Step &one) { return one.name == part.name; });
            if (step == m_steps.end())
                step = m_steps.insert(m_steps.end(), {part.name, QList<qint64>(plans.size(), 0), {}});
            step->amounts[m_titles.size()] += part.amount;
        }
        m_titles.append(plan.title);
    }
    m_steps.removeIf([](const Step &step) { return std::all_of(step.amounts.cbegin(), step.amounts.cend(), [](qint64 amount) { return amount == 0; }); });
    addUp();
    endResetModel();
}

void WaterfallModel::addUp()
{
    m_totals = QList<qint64>(m_titles.size(), 0);
    m_least = 0;
    m_most = 1;
    for (Step &step : m_steps) {
        step.before = m_totals;
        for (qsizetype plan = 0; plan < m_totals.size(); ++plan) {
            m_totals[plan] += step.amounts.at(plan);
            m_least = std::min(m_least, m_totals.at(plan));
            m_most = std::max(m_most, m_totals.at(plan));
        }
    }
}

double WaterfallModel::share(qint64 sum) const
{
    return static_cast<double>(sum - m_least) / static_cast<double>(m_most - m_least);
}

QString WaterfallModel::amountText(int row, int plan) const
{
    const qint64 amount = row == totalRow() ? m_totals.at(plan) : m_steps.at(row).amounts.at(plan);
    return amount == 0 && row != totalRow() ? u"–"_s : money({amount, m_currency});
}

int WaterfallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_titles.isEmpty() ? 0 : totalRow() + 1;
}

int WaterfallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_titles.size());
}

QVariant WaterfallModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row(), plan = index.column() - 1;
    const bool isTotal = row == totalRow();
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    if (role == EmphasisRole)
        return static_cast<int>(isTotal ? Emphasis::Strong : plan >= 0 && m_steps.at(row).amounts.at(plan) == 0 ? Emphasis::Muted : Emphasis::Normal);
    if (plan < 0)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(isTotal ? tr("Total") : partText(m_steps.at(row).name)) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return amountText(row, plan);
    case Qt::AccessibleTextRole:
        return !isTotal && m_steps.at(row).amounts.at(plan) == 0 ? QVariant(tr("nothing")) : QVariant();
    case SortRole:
        return isTotal ? m_totals.at(plan) : m_steps.at(row).amounts.at(plan);
    case FromRole:
        return share(isTotal ? 0 : m_steps.at(row).before.at(plan));
    case ToRole:
        return share(isTotal ? m_totals.at(plan) : m_steps.at(row).before.at(plan) + m_steps.at(row).amounts.at(plan));
    default:
        return {};
    }
}

QVariant WaterfallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(section == 0 ? tr("What it is made of") : m_titles.at(section - 1)) : QVariant();
}

} // namespace crossdock::ui
