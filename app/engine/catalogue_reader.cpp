#include "app/engine/catalogue_reader.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int mostTries = 12, mostTriesUnanswered = 4; // of one page
constexpr Milliseconds shortestPause{250}, longestPause{30'000}, cancelLook{200};

} // namespace

CatalogueReader::CatalogueReader(const ChannelId &channel, channels::ChannelPort &port, Inventory &inventory, Clock &clock,
                                 std::shared_ptr<Progress> progress, Desk::Done<Desk::CatalogueReport> done, QObject *parent)
    : QObject(parent)
    , m_channel(channel)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
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
    if (m_progress->isCancelled) {
        finish(fail(Error::Code::Cancelled, m_channel.text(), u"what was mapped so far stays"_s));
        return;
    }
    m_port.readCatalogue(cursor, [this, cursor, self = QPointer<CatalogueReader>(this)](const channels::Answer<channels::CataloguePage> &page) {
        if (!self)
            return;
        if (!page) {
            tryAgain(cursor, page.error());
            return;
        }
        m_tries = 0;
        takePage(*page);
    });
}

/// What the channel asks for is waited; what it does not answer is asked again, each time later.
void CatalogueReader::tryAgain(const QString &cursor, const channels::CallFailure &failure)
{
    using Kind = channels::CallFailure::Kind;
    const bool mayPass = failure.kind == Kind::RateLimited || failure.kind == Kind::Unreachable;
    if (!mayPass || ++m_tries >= (failure.kind == Kind::RateLimited ? mostTries : mostTriesUnanswered)) {
        finish(tl::make_unexpected(failure.toError(m_channel.text())));
        return;
    }
    rest(cursor, std::max(failure.retryAfter, std::min(longestPause, shortestPause * (1 << (m_tries - 1)))));
}

void CatalogueReader::rest(const QString &cursor, Milliseconds left)
{
    if (left <= Milliseconds::zero() || m_progress->isCancelled) {
        readPage(cursor);
        return;
    }
    const Milliseconds now = std::min(left, cancelLook);
    m_clock.after(now, this, [this, cursor, left, now] { rest(cursor, left - now); });
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
