#pragma once

#include "core/inventory/channels/channel_port.h"
#include "core/inventory/desk.h"

namespace crossdock::app {

/// Reads a channel's catalogue page by page and maps the listings whose SKU the ledger knows. Deletes itself when done.
class CatalogueReader : public QObject
{
    Q_OBJECT

public:
    CatalogueReader(const ChannelId &channel, channels::ChannelPort &port, Inventory &inventory, std::shared_ptr<Progress> progress,
                    Desk::Done<Desk::CatalogueReport> done, QObject *parent);
    void start();

private:
    void readPage(const QString &cursor);
    void takePage(const channels::CataloguePage &page);
    void map(const channels::CatalogueItem &item);
    void oneDone(const channels::CataloguePage &page);
    void finish(Result<Desk::CatalogueReport> result);

    ChannelId m_channel;
    channels::ChannelPort &m_port;
    Inventory &m_inventory;
    std::shared_ptr<Progress> m_progress;
    Desk::Done<Desk::CatalogueReport> m_done;
    QHash<QString, query::Listings::Item> m_known; ///< by listing: buffers and caps that people set stay
    Desk::CatalogueReport m_report;
    qsizetype m_open = 0;
    std::optional<Error> m_error;
};

} // namespace crossdock::app
