#include "core/connectors/channels/woocommerce/woocommerce_push.h"

#include "core/connectors/channels/http_failure.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using namespace channels;
using State = Outcome::State;
using Kind = CallFailure::Kind;

namespace
{

QString otherCurrency(const Money &price, const QString &currency)
{
    return u"The quantity is told; the price is not: it is in %1, and the shop sells in %2."_s.arg(price.currency, currency);
}

} // namespace

WooPush::WooPush(const QList<Offer> &offers, const std::optional<QString> &currency, WooClient &client, Done done,
                 QObject *parent)
    : QObject(parent)
    , m_currency(currency)
    , m_client(client)
    , m_done(std::move(done))
{
    QHash<qint64, qsizetype> places; // batch, by parent
    QHash<QString, qsizetype> newest; // offer, by listing
    for (qsizetype i = 0; i < offers.size(); ++i) {
        const Offer &offer = offers.at(i);
        m_outcomes.append({offer.address.id, offer.revision, offer.quantity, State::NotTried, QString()});
        const auto known = newest.constFind(offer.address.id.listing);
        if (known == newest.constEnd() || offers.at(*known).revision < offer.revision)
            newest.insert(offer.address.id.listing, i);
    }
    for (qsizetype i = 0; i < offers.size(); ++i) {
        const Offer &offer = offers.at(i);
        if (newest.value(offer.address.id.listing) != i)
            continue; // the older of two for one listing stays not tried
        const auto ref = ProductRef::parse(offer.address.id.listing);
        if (!ref) {
            m_outcomes[i].state = State::Refused;
            m_outcomes[i].words = u"A WooCommerce listing is named \"product\" or \"product/variation\"."_s;
            continue;
        }
        const bool isPriceTold = offer.price && mayTell(*offer.price);
        if (offer.price && !isPriceTold)
            m_heldBack.insert(i, m_currency ? otherCurrency(*offer.price, *m_currency) : QString());
        if (offer.isPriceOnly() && !isPriceTold) {
            holdBack(i);
            continue;
        }
        const qint64 owner = ref->variation == 0 ? 0 : ref->product;
        if (!places.contains(owner)) {
            places.insert(owner, m_batches.size());
            m_batches.append({owner, {}, {}});
        }
        Batch &batch = m_batches[places.value(owner)];
        const auto quantity = offer.isPriceOnly() ? std::nullopt : std::optional(offer.quantity);
        batch.rows.append({ref->ownId(), quantity, isPriceTold ? toDecimal(*offer.price) : QString()});
        batch.offers.append(i);
    }
}

/// The wire has no currency: whatever number comes is one of the shop's own.
bool WooPush::mayTell(const Money &price) const
{
    return m_currency && (m_currency->isEmpty() || *m_currency == price.currency);
}

/// The quantity went through, the price did not.
void WooPush::holdBack(qsizetype offer)
{
    const auto words = m_heldBack.constFind(offer);
    if (words == m_heldBack.constEnd())
        return;
    m_outcomes[offer].state = words->isEmpty() ? State::NotTried : State::Refused;
    m_outcomes[offer].words = *words;
    if (words->isEmpty())
        m_restFor = std::max(m_restFor, Milliseconds{1'000});
}

void WooPush::sendNext()
{
    if (m_batches.isEmpty())
        return finish();
    Batch batch = m_batches.takeFirst();
    if (batch.rows.size() > rowsPerCall) {
        m_batches.prepend({batch.parent, batch.rows.mid(rowsPerCall), batch.offers.mid(rowsPerCall)});
        batch.rows = batch.rows.mid(0, rowsPerCall);
        batch.offers = batch.offers.mid(0, rowsPerCall);
    }
    m_client.ask("POST", batchPath(batch.parent), {}, woocommerce::batch(batch.rows),
                 [this, batch](const WooReply &reply) {
                     if (!reply)
                         return judgeFailure(batch, reply.error());
                     judge(batch, *reply);
                 });
}

void WooPush::judge(const Batch &batch, const http::Reply &reply)
{
    const auto rows = parseBatch(reply.body);
    if (!rows) {
        return fail(
            {Kind::Unreachable, u"The shop answers with no data: "_s + m_client.excerptOf(reply.body), Milliseconds{0}, true});
    }
    for (qsizetype i = 0; i < batch.rows.size(); ++i) {
        const auto row = rows->constFind(batch.rows.at(i).id);
        if (row == rows->constEnd())
            continue; // not a word about it: not tried
        Outcome &outcome = m_outcomes[batch.offers.at(i)];
        outcome.state = row->words.isEmpty() ? State::Applied : State::Refused;
        outcome.words = m_client.excerptOf(row->words.toUtf8());
        if (outcome.state == State::Applied && batch.rows.at(i).quantity && row->shown > outcome.quantity) { // fewer: it sold some meanwhile, and says so
            outcome.state = State::Refused;
            outcome.words = u"The shop shows %1 after it was told %2: a plug-in, or somebody, set another number."_s.arg(row->shown).arg(outcome.quantity);
        }
        if (outcome.state == State::Applied)
            holdBack(batch.offers.at(i));
    }
    m_isAnyTold = true;
    sendNext();
}

void WooPush::judgeFailure(const Batch &batch, const Declined &declined)
{
    const CallFailure &failure = declined.failure;
    const bool isTooLarge = declined.status == 413;
    if (isTooLarge && batch.rows.size() > 1) {
        // Hosts and plug-ins lower the limit of 100: half of it may pass.
        const qsizetype half = batch.rows.size() / 2;
        m_batches.prepend({batch.parent, batch.rows.mid(half), batch.offers.mid(half)});
        m_batches.prepend({batch.parent, batch.rows.mid(0, half), batch.offers.mid(0, half)});
        return sendNext();
    }
    // One product whose variations cannot be changed must not stop all others.
    if (failure.kind == Kind::Rejected && (batch.parent != 0 || isTooLarge)) {
        refuse(batch, failure.words);
        return sendNext();
    }
    fail(failure);
}

void WooPush::refuse(const Batch &batch, const QString &words)
{
    for (const qsizetype offer : batch.offers) {
        m_outcomes[offer].state = State::Refused;
        m_outcomes[offer].words = words;
    }
    m_isAnyTold = true;
}

void WooPush::fail(const CallFailure &failure)
{
    if (m_isAnyTold) { // what was told counts; the next push meets the failure first and reports it
        m_restFor = std::max({m_restFor, failure.retryAfter, Milliseconds{1'000}});
        return finish();
    }
    deleteLater(); // first: `done` may end the channel and this with it
    std::exchange(m_done, {})({failure, {}, failure.retryAfter});
}

void WooPush::finish()
{
    deleteLater();
    std::exchange(m_done, {})({std::nullopt, m_outcomes, m_restFor});
}

} // namespace crossdock::woocommerce
