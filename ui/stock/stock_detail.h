#pragma once

#include "ui/page.h"

#include <QTimer>

class QLabel;
class QTabWidget;

namespace crossdock::ui {

class Banner;
class BinsView;
class IncomingView;
class OffersView;
class Sparkline;
class TableView;
class TextTableModel;
class WhyView;

/// The panel beside the grid: one SKU in full, kept current. UI thread.
class StockDetail : public QFrame
{
    Q_OBJECT

public:
    explicit StockDetail(const Context &context, QWidget *parent = nullptr);

    void showSku(const Sku &sku); ///< empty: nothing is selected
    const Sku &sku() const { return m_sku; }
    void explain(const query::Explain &question); ///< opens the page of reasons
    void showOffer(const ChannelId &channel); ///< opens the page of listings
    QSize sizeHint() const override { return {400, 600}; }

Q_SIGNALS:
    void closeRequested();
    void openRequested(const QString &page, const QString &id);
    void said(const QString &sentence);
    void failed(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override; ///< while it is not seen it hears no news

private:
    QWidget *makeHead();
    QWidget *makeOverview();
    void ask();
    void empty(); ///< what is seen of another SKU would be taken for this one
    void fill(const query::StockOf::Item &item);
    void fillFigures(const StockRow &row);
    void fillParts(const query::StockOf::Item &item);
    void hear(const Events &events);
    void openLimits(const OfferState &offer);
    void openPrice(const OfferState &offer);
    void openReceipt(const Sku &sku, const QString &purchase);
    void openPart(int row);

    Context m_context;
    Sku m_sku;
    int m_request = 0; ///< late answers about another SKU are dropped
    QTimer m_again; ///< news about the SKU: ask again, but not for every single one
    QLabel *m_title;
    QLabel *m_name;
    Banner *m_banner;
    QTabWidget *m_tabs;
    QWidget *m_room; ///< in their place while nothing is selected
    QList<QLabel *> m_figures;
    QLabel *m_trendText;
    Sparkline *m_trend;
    TextTableModel *m_places;
    BinsView *m_bins = nullptr;
    IncomingView *m_incoming = nullptr;
    TextTableModel *m_parts;
    QWidget *m_partsCard;
    QLabel *m_partsTitle;
    TableView *m_partsTable;
    OffersView *m_offers;
    WhyView *m_why;
};

} // namespace crossdock::ui
