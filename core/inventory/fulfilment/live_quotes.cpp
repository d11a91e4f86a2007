#include "core/inventory/fulfilment/live_quotes.h"

#include <QPointer>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

/// Why this carrier is not even asked; empty: it is.
QString reasonNotToAsk(const CarrierTraits &traits, const rates::Shipment &shipment)
{
    const QString &country = traits.onlyWithin;
    if (!country.isEmpty() && (shipment.from.country != country || shipment.to.country != country))
        return u"it quotes only inside %1"_s.arg(country);
    if (!traits.takesSeveralParcels && shipment.parcels.size() > 1)
        return u"it quotes one parcel at a time"_s;
    if (shipment.isReturn && !traits.takesReturns)
        return u"Crossdock knows no labels of it for what a buyer sends back"_s;
    for (const rates::Option option : shipment.options)
        if (!traits.options.contains(option))
            return u"it cannot be asked for %1 here"_s.arg(wordsOf(option));
    if (shipment.options.contains(rates::Option::Insurance)) {
        if (!shipment.value)
            return u"nobody knows what is to be insured: a price of what is in the box is missing"_s;
        if (!traits.insuresIn.isEmpty() && shipment.value->currency != traits.insuresIn)
            return u"it insures in %1 alone, and the goods are priced in %2"_s.arg(traits.insuresIn, shipment.value->currency);
    }
    const bool lacksDimensions = std::any_of(shipment.parcels.begin(), shipment.parcels.end(), [](const rates::Parcel &parcel) { return !parcel.dimensions; });
    return traits.needsDimensions && lacksDimensions ? u"it quotes only parcels whose dimensions are known"_s : QString();
}

} // namespace

LiveQuotes::LiveQuotes(const QList<Asked> &carriers, qsizetype shipments, Milliseconds deadline, QObject *context, Done done, Heard heard)
    : QObject(context)
    , m_answers(shipments)
    , m_deadline(deadline)
    , m_done(std::move(done))
    , m_heard(std::move(heard))
{
    QStringList names;
    for (const Asked &carrier : carriers)
        names.append(carrier.name);
    m_open = QList<QStringList>(shipments, names);
}

void LiveQuotes::ask(const QList<Asked> &carriers, const QList<rates::Shipment> &shipments, Milliseconds deadline, Clock &clock, QObject *context, Done done, Heard heard)
{
    auto *quotes = new LiveQuotes(carriers, shipments.size(), deadline, context, std::move(done), std::move(heard));
    clock.after(deadline, quotes, [quotes] { quotes->finish(); });
    for (qsizetype i = 0; i < shipments.size(); ++i)
        for (const Asked &carrier : carriers)
            quotes->askOne(carrier, shipments.at(i), i);
    if (carriers.isEmpty())
        clock.after(Milliseconds::zero(), quotes, [quotes] { quotes->finish(); });
}

void LiveQuotes::askOne(const Asked &carrier, const rates::Shipment &shipment, qsizetype index)
{
    if (const QString reason = reasonNotToAsk(carrier.port->traits(), shipment); !reason.isEmpty()) {
        rates::Rated refusal;
        refusal.refused.append({carrier.name, {}, reason});
        // Not from inside ask(): the last carrier's answer ends us.
        QMetaObject::invokeMethod(this, [this, index, name = carrier.name, refusal] { take(index, name, refusal); }, Qt::QueuedConnection);
        return;
    }
    constexpr Milliseconds grace{250}; // our own deadline says who was silent, and not the wire's
    carrier.port->quote(shipment, m_deadline + grace, [self = QPointer<LiveQuotes>(this), index, name = carrier.name](const rates::Rated &answer) {
        if (self)
            self->take(index, name, answer);
    });
}

void LiveQuotes::take(qsizetype index, const QString &carrier, const rates::Rated &answer)
{
    if (!m_done || !m_open[index].removeOne(carrier))
        return;
    add(index, carrier, answer);
    if (std::all_of(m_open.begin(), m_open.end(), [](const QStringList &names) { return names.isEmpty(); }))
        finish();
}

void LiveQuotes::add(qsizetype index, const QString &carrier, const rates::Rated &answer)
{
    m_answers[index].append(answer);
    if (m_heard)
        m_heard(index, carrier, answer);
}

void LiveQuotes::finish()
{
    if (!m_done)
        return;
    for (qsizetype i = 0; i < m_open.size(); ++i)
        for (const QString &name : std::as_const(m_open[i]))
            add(i, name, {.quotes = {}, .refused = {}, .silent = {{name, u"no answer in %1 ms"_s.arg(m_deadline.count())}}});
    const Done done = std::exchange(m_done, {});
    done(m_answers);
    deleteLater();
}

} // namespace crossdock::fulfilment
