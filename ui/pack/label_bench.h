#pragma once

#include "core/inventory/fulfilment/labels/sending.h"
#include "ui/page.h"

#include <QTimer>

namespace crossdock::ui {

class PackBox;

/// The label of the box on the bench: what it costs with whom, buying, printing, taking back. UI thread; never waits. What is
/// answered late about another box, or about this one when it weighed something else, is dropped.
class LabelBench : public QObject
{
    Q_OBJECT

public:
    LabelBench(const Context &context, QObject *parent);

    /// Another box, or the same as more is known of it. Prices are asked for once it is complete and weighed.
    void setBox(const PackBox &box, rates::Weight weight, const std::optional<rates::Dimensions> &dimensions);
    void clear();

    const OrderId &order() const { return m_order.row.id; } ///< whose box it is; invalid: none
    const QList<rates::Quote> &quotes() const { return m_quotes; } ///< those that the order is to go by in front, then cheapest first
    const fulfilment::ShippingWish &wish() const { return m_order.wish; }
    bool isWishMet() const; ///< the first service is one that the order is to go by
    bool isChoiceClear() const; ///< and it may be bought unasked: in the currency that labels are paid in
    const QStringList &missing() const { return m_missing; } ///< why nobody can be asked, as facts
    const QList<Sku> &undescribed() const { return m_undescribed; } ///< customs would have to be told more of them
    const QStringList &silences() const { return m_silences; } ///< who refused or did not answer, and why
    std::optional<QDate> promisedBy() const; ///< what the buyer was promised; nothing: nothing is on record
    const rates::Shipment &shipment() const { return m_shipment; } ///< what the carriers are told
    const std::optional<labels::Label> &label() const { return m_label; } ///< that stands for the box, or was refused last
    const QList<labels::Printer> &printers() const { return m_printers; }
    bool hasSellers() const { return m_hasSellers; } ///< a carrier's account is connected
    bool isAsking() const { return m_isAsking; }
    bool isBusy() const { return m_isBusy; } ///< something of this box is on its way
    bool hasLabel() const { return m_label && m_label->isLive(); }

    void buy(const rates::Quote &quote, labels::Format format);
    void print(const labels::Printer &printer, const QString &why);
    void takeBack(const QString &why);
    void settle(bool isBought, const QString &tracking);
    void askAgain(); ///< prices, after something was told to customs

Q_SIGNALS:
    void changed();
    void bought();
    void printed();
    void failed(const QString &sentence);

private:
    QString currency() const;
    void readBench();
    void readParts();
    void ask();
    void hear(const rates::Rated &rated);
    void stopAsking(const QStringList &missing = {});
    void forgetPrices(); ///< and whatever is still said about the box as it was
    void setLabel(const std::optional<labels::Label> &label);
    void beAnotherPurchase();
    void take(const Result<labels::Label> &label, void (LabelBench::*news)());
    Request request(Command command, const QString &why) const;
    using Question = qint64 LabelBench::*; ///< m_asked or m_priced
    template <class Query, class Then>
    void read(Question question, const Query &query, Then then);

    Context m_context;
    QTimer m_patience; ///< a person is still typing the weight
    OrderDetail m_order;
    labels::Box m_box;
    std::optional<NodeRow> m_node;
    rates::Shipment m_shipment;
    QList<rates::Quote> m_quotes;
    QStringList m_missing, m_silences;
    QList<Sku> m_undescribed;
    std::optional<labels::Label> m_label;
    QList<labels::Printer> m_printers;
    QString m_key; ///< operation key of the purchase: pressing twice buys once
    bool m_hasSellers = false, m_isAsking = false, m_isBusy = false;
    qint64 m_asked = 0; ///< a late answer about another order is dropped
    qint64 m_priced = 0; ///< one about another weight, size or content of the same box as well
};

} // namespace crossdock::ui
