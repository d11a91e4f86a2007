#pragma once

#include "core/inventory/inventory.h"
#include "ui/stock/stock_model.h"

namespace crossdock::ui {

/// Fills the grid page by page and keeps it current. News that a page already contains is dropped by its stamp; news of
/// rows that are not loaded yet waits for them. UI thread.
class StockFeed : public QObject
{
    Q_OBJECT

public:
    StockFeed(Inventory &inventory, StockModel &model, QObject *parent = nullptr);

    void start(); ///< from the first page
    bool isLoading() const { return m_isLoading; }
    std::shared_ptr<Progress> progress() const { return m_progress; }

Q_SIGNALS:
    void loaded(); ///< all rows are there
    void loadFailed(const crossdock::Error &error);

private:
    void askChannels();
    void askPage(qint64 afterId, int limit);
    void take(const query::Stock::Answer &page);
    void hear(const Events &events);
    void hearOne(const Event &event, qint64 number);
    void replayEarly();

    static constexpr int firstPage = 200; // a screenful, in some milliseconds
    static constexpr int laterPage = 5'000;

    Inventory &m_inventory;
    StockModel &m_model;
    std::shared_ptr<Progress> m_progress;
    QList<std::pair<qint64, Event>> m_early; ///< of rows that are still to come
    qint64 m_expected = 0; ///< SKUs in the store; 0: not known
    bool m_isLoading = false;
    bool m_startsAgain = false; ///< once all is loaded
};

} // namespace crossdock::ui
