#pragma once

#include "ui/routing/waterfall_model.h"
#include "ui/routing/wave_feed.h"

#include <QFrame>

class QLabel;

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// Why an order's parcels come from where they come: the plan beside the next best and the naive one, the places that were not chosen,
/// what would change it, and who pays for whom.
class WhyRoute : public QFrame
{
    Q_OBJECT

public:
    WhyRoute(const Context &context, const QList<QAction *> &actions, QWidget *parent);

    void display(const WaveFeed::Wave &wave, const OrderId &order); ///< asks, unless it is known
    const OrderId &order() const { return m_order; }

Q_SIGNALS:
    void closeRequested();

private:
    QLayout *makeHead();
    QLayout *makeButtons(const QList<QAction *> &actions);
    QWidget *makeContent();
    void take(const Result<fulfilment::WaveExplanation> &explanation);
    void showPlans(const fulfilment::WaveExplanation &explanation);
    void showRejected(const fulfilment::WaveExplanation &explanation);
    void showChanges(const fulfilment::WaveExplanation &explanation);

    Context m_context;
    WaveFeed::Wave m_wave;
    OrderId m_order;
    qint64 m_request = 0; ///< a late answer about another order is dropped
    QLabel *m_title, *m_sentence, *m_plans, *m_changes, *m_paying;
    QWidget *m_reasons; ///< all but the sentence
    WaterfallModel *m_waterfall;
    TableView *m_waterfallTable;
    TextTableModel *m_rejected;
    TableView *m_rejectedTable;
};

} // namespace crossdock::ui
