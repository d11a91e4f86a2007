#pragma once

#include "ui/routing/wave_feed.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace crossdock::ui {

/// Every parcel of an order from one place: shows at once what that costs and which orders move, and asks why.
class PinDialog : public FormDialog
{
    Q_OBJECT

public:
    /// `node` is chosen already, where somebody dragged the order there.
    PinDialog(const Context &context, const WaveFeed::Wave &wave, const OrderId &order, const std::optional<NodeId> &node, QWidget *parent);

Q_SIGNALS:
    void pinned(const crossdock::fulfilment::PinEffect &effect, const crossdock::fulfilment::WavePin &pin);

private:
    NodeId node() const;
    void price(); ///< asks what it costs
    void display(const fulfilment::PinEffect &effect);
    void look();
    void finish();
    QString moveText(const fulfilment::PinEffect::Move &move) const;

    Context m_context;
    WaveFeed::Wave m_wave;
    OrderId m_order;
    std::optional<fulfilment::PinEffect> m_effect; ///< of the place that is chosen
    qint64 m_request = 0; ///< a late answer about another place is dropped
    QComboBox *m_node;
    QLineEdit *m_reason;
    QLabel *m_cost, *m_moves;
};

} // namespace crossdock::ui
