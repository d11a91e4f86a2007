#pragma once

#include "ui/page.h"

class QLabel;
class QPushButton;

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// Each listing of one SKU: what it shows, what it should show, and what the channel said. UI thread.
class OffersView : public QWidget
{
    Q_OBJECT

public:
    explicit OffersView(const Context &context, QWidget *parent = nullptr);

    void setOffers(const Sku &sku, const QList<OfferState> &offers);
    const Sku &sku() const { return m_sku; } ///< whose listings these are
    void choose(const ChannelId &channel);
    const OfferState *chosen() const;

Q_SIGNALS:
    void whyRequested(const crossdock::ChannelId &channel);
    void limitsRequested(const crossdock::OfferState &offer);
    void priceRequested(const crossdock::OfferState &offer);
    void said(const QString &sentence);
    void failed(const QString &sentence);

private:
    void showChosen();
    void tryAgain();

    Context m_context;
    Sku m_sku;
    QList<OfferState> m_offers;
    TextTableModel *m_model;
    TableView *m_table;
    QLabel *m_sentence;
    QLabel *m_figures;
    QPushButton *m_again;
    QList<QPushButton *> m_buttons;
};

} // namespace crossdock::ui
