#include "app/engine/catalogue_reader.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

CatalogueReader::CatalogueReader(const ChannelId &channel, channels::ChannelPort &port, Inventory &inventory,
                                 std::shared_ptr<Progress> progress, Desk::Done<Desk::CatalogueReport> done, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_port(port)
    , m_inventory(inventory)
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

void CatalogueReader::start()
{
    m_inventory.ask(query::Listings{m_channel, false, false}, this, [this](const Result<query::Listings::Answer> &known) {
        if (!known) {
            finish(tl::make_unexpected(known.error()));
            return;
        }
        for (const query::Listings::Item &item : *known)
            m_known.insert(item.address.id.listing, item);
        readPage({});
    });
}

void CatalogueReader::readPage(const QString &cursor)
{
    m_port.readCatalogue(cursor, [this, self = QPointer<CatalogueReader>(this)](const channels::Answer<channels::CataloguePage> &page) {
        if (!self)
            return;
        if (!page)
            finish(tl::make_unexpected(page.error().toError(m_channel.text())));
        else if (m_progress->isCancelled)
            finish(fail(Error::Code::Cancelled, m_channel.text(), u"what was mapped so far stays"_s));
        else
            takePage(*page);
    });
}

void CatalogueReader::takePage(const channels::CataloguePage &page)
{
    m_report.withoutSku += page.withoutSku;
    m_open = 1;
    for (const channels::CatalogueItem &item : page.items) {
        const auto known = m_known.constFind(item.address.id.listing);
        if (known != m_known.constEnd() && known->address == item.address) {
            ++m_report.mapped;
            continue;
        }
        ++m_open;
        command::MapListing wanted{item.address, item.price, 0, std::nullopt};
        if (known != m_known.constEnd()) {
            wanted.buffer = known->offer.buffer;
            wanted.cap = known->offer.cap;
        }
        m_inventory.perform({{}, {Actor::Kind::Channel, m_channel.text()}, u"read from the channel's catalogue"_s, 0, wanted}, this,
                            [this, page, item](const Result<Entry> &entry) {
                                if (entry)
                                    ++m_report.mapped;
                                else if (entry.error().code == Error::Code::NotFound && entry.error().subject == item.address.sku.text())
                                    m_report.unknown << item.address.sku.text();
                                else
                                    m_error = entry.error();
                                oneDone(page);
                            });
    }
    oneDone(page);
}

void CatalogueReader::oneDone(const channels::CataloguePage &page)
{
    if (--m_open > 0)
        return;
    if (m_error)
        finish(tl::make_unexpected(*m_error));
    else if (page.hasMore)
        readPage(page.cursor);
    else
        finish(m_report);
}

void CatalogueReader::finish(Result<Desk::CatalogueReport> result)
{
    m_done(std::move(result));
    deleteLater();
}

} // namespace crossdock::app
