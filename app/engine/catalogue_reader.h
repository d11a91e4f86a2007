#pragma once

#include "core/inventory/channels/channel_port.h"
#include "core/inventory/desk.h"
#include "core/inventory/environment.h"

namespace crossdock::app {

/// Reads a channel's catalogue page by page and maps the listings whose SKU the ledger knows. Waits where the channel asks for it,
/// and asks again a few times what it does not answer. Deletes itself when done.
class CatalogueReader : public QObject
{
    Q_OBJECT

public:
    CatalogueReader(const ChannelId &channel, channels::ChannelPort &port, Inventory &inventory, Clock &clock, std::shared_ptr<Progress> progress,
                    Desk::Done<Desk::CatalogueReport> done, QObject *parent);
    void start();

private:
    void readPage(const QString &cursor);
    void tryAgain(const QString &cursor, const channels::CallFailure &failure);
    void rest(const QString &cursor, Milliseconds left);
    void takePage(const channels::CataloguePage &page);
    void oneDone(const channels::CataloguePage &page);
    void finish(Result<Desk::CatalogueReport> result);

    ChannelId m_channel;
    channels::ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    std::shared_ptr<Progress> m_progress;
    Desk::Done<Desk::CatalogueReport> m_done;
    QHash<QString, query::Listings::Item> m_known; ///< by listing: buffers and caps that people set stay
    Desk::CatalogueReport m_report;
    qsizetype m_open = 0;
    int m_tries = 0; ///< of the page that is read
    std::optional<Error> m_error;
};

} // namespace crossdock::app
