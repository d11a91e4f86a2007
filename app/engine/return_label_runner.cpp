#include "app/engine/return_label_runner.h"

#include "core/inventory/fulfilment/labels/label_runner.h"
#include "core/inventory/fulfilment/labels/sending.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcReturnLabels, "crossdock.returnlabels")

namespace crossdock::app {
namespace {

constexpr Milliseconds silencePause{300'000}; // a carrier that does not answer is down for minutes
constexpr int mostSilences = 6; // half an hour: then a person is told
constexpr int mostAtOnce = 100;

Actor runner()
{
    return {Actor::Kind::System, u"returns"_s};
}

/// Why nobody sells a label, in the services' own words.
QString wordsOf(const rates::Rated &rated)
{
    QStringList words;
    for (const rates::Refusal &one : rated.refused)
        words.append(u"%1: %2"_s.arg(one.service.isEmpty() ? one.carrier : one.carrier + u' ' + one.service, one.reason));
    for (const rates::Silence &one : rated.silent)
        words.append(u"%1: %2"_s.arg(one.carrier, one.reason));
    return words.isEmpty() ? u"no carrier sells a label for it"_s : words.join(u"; "_s);
}

} // namespace

void ReturnLabelRunner::take(const Events &events)
{
    const bool isWanted = std::any_of(events->begin(), events->end(), [](const Event &event) {
        if (const auto *appended = std::get_if<event::EntryAppended>(&event))
            return appended->entry.what == u"return.send_label";
        return std::holds_alternative<event::OthersWrote>(event);
    });
    if (isWanted)
        look();
}

void ReturnLabelRunner::look()
{
    m_inventory.ask(query::Returns{.limit = mostAtOnce, .onlyLabelOpen = true}, this, [this](const Result<query::Returns::Answer> &open) {
        if (!open)
            qCWarning(lcReturnLabels, "Which returns wait for a label could not be read: %s", qUtf8Printable(open.error().detail));
        for (const ReturnRow &row : open.value_or(query::Returns::Answer()))
            begin({row, row.order.text() + u' ' + row.what.number});
    });
}

void ReturnLabelRunner::begin(const Job &job)
{
    if (m_underWay.contains(job.name))
        return;
    m_underWay.insert(job.name);
    m_inventory.ask(query::Labels{.order = job.row.order, .ofReturns = true}, this, [this, job](const Result<query::Labels::Answer> &known) {
        if (!known)
            return failed(job, known.error());
        const auto standing = std::find_if(known->begin(), known->end(), [&](const labels::Label &one) { return one.returned == job.row.what.number && one.isLive(); });
        if (standing != known->end()) {
            if (standing->state == labels::Label::State::Bought && !standing->hasDocument)
                m_hands.lookAfter(standing->label, this, [this, job](const Result<labels::Label> &) { end(job); });
            else
                end(job); // its mail is on its way, or it is asked after as every label is
            return;
        }
        if (job.row.label.state == labels::ReturnLabel::State::Wanted)
            prepare(job);
        else
            end(job);
    });
}

void ReturnLabelRunner::prepare(const Job &job)
{
    using State = channels::Return::State;
    if (job.row.what.state != State::Requested && job.row.what.state != State::Approved)
        return refuse(job, u"the return is %1 by now"_s.arg(channels::nameOf(job.row.what.state)));
    m_inventory.ask(query::Order{job.row.order}, this, [this, job](const Result<OrderDetail> &order) {
        if (!order)
            return failed(job, order.error());
        const auto node = labels::nodeOf(*order, job.row);
        if (!node)
            return refuse(job, u"no node of ours sent what comes back: nobody knows where it is to go"_s);
        m_inventory.ask(query::Nodes{}, this, [this, job, order = *order, node = *node](const Result<query::Nodes::Answer> &nodes) {
            if (!nodes)
                return failed(job, nodes.error());
            const auto row = std::find_if(nodes->begin(), nodes->end(), [&](const NodeRow &one) { return one.node == node; });
            if (row == nodes->end())
                return refuse(job, u"%1, from where it was sent, is no node any more"_s.arg(node.text()));
            measure(job, order, *row);
        });
    });
}

void ReturnLabelRunner::measure(const Job &job, const OrderDetail &order, const NodeRow &node)
{
    const QList<Sku> skus = labels::skusOf(order, job.row);
    if (skus.isEmpty())
        return refuse(job, u"nothing of what comes back is mapped to a SKU"_s);
    m_inventory.ask(query::StockOf{skus, {}}, this, [this, job, order, node](const Result<query::StockOf::Answer> &items) {
        if (!items)
            return failed(job, items.error());
        Job measured = job;
        measured.currency = labels::payingCurrency(order, node);
        measured.parcel = labels::returnParcel(order, job.row, node, *items, toDateTime(m_clock.now()).date());
        if (measured.parcel.missing.isEmpty())
            quote(measured);
        else
            refuse(measured, measured.parcel.missing.join(u"; "_s));
    });
}

void ReturnLabelRunner::quote(const Job &job)
{
    m_hands.quote(job.parcel.shipment, this, [this, job](const Result<rates::Rated> &rated) {
        if (rated)
            choose(job, *rated);
        else
            failed(job, rated.error());
    });
}

void ReturnLabelRunner::choose(const Job &job, const rates::Rated &rated)
{
    const QString &account = job.row.label.account;
    rates::Rated meant = rated;
    meant.quotes.removeIf([&](const rates::Quote &one) { return !account.isEmpty() && one.via != account; });
    const QList<rates::Quote> quotes = labels::buyable(meant, job.currency);
    const auto chosen = labels::unnamedChoice(quotes, {}, job.currency);
    if (chosen)
        return buy(job, *chosen);
    if (!quotes.isEmpty())
        return refuse(job, chosen.error().detail);
    if (!rated.silent.isEmpty() && ++m_silences[job.name] < mostSilences)
        return tryLater(job);
    refuse(job, wordsOf(rated));
}

void ReturnLabelRunner::buy(const Job &job, const rates::Quote &quote)
{
    command::WantLabel wish{job.row.order, job.parcel.box, quote, job.parcel.shipment.shipDate, labels::Format::Pdf};
    wish.returned = job.row.what.number;
    m_hands.buy({{}, runner(), {}, job.row.label.entry, wish}, job.parcel.shipment, this, [this, job](const Result<labels::Label> &label) {
        if (label)
            end(job); // how it fared stands in the ledger, with whom it concerns
        else
            failed(job, label.error());
    });
}

void ReturnLabelRunner::failed(const Job &job, const Error &error)
{
    if (isTemporary(error.code))
        tryLater(job);
    else
        refuse(job, error.detail);
}

void ReturnLabelRunner::refuse(const Job &job, const QString &words)
{
    const command::RefuseReturnLabel refusal{job.row.order, job.row.what.number, labels::withoutBuyer(words, job.parcel.shipment.to)};
    m_inventory.perform({{}, runner(), {}, job.row.label.entry, refusal}, this, [this, job](const Result<Entry> &written) {
        if (written)
            return end(job);
        qCWarning(lcReturnLabels, "Why return %s got no label was not written: %s", qUtf8Printable(job.row.what.number), qUtf8Printable(written.error().detail));
        tryLater(job);
    });
}

void ReturnLabelRunner::tryLater(const Job &job)
{
    m_clock.after(silencePause, this, [this, job] {
        m_underWay.remove(job.name);
        look();
    });
}

void ReturnLabelRunner::end(const Job &job)
{
    m_underWay.remove(job.name);
    m_silences.remove(job.name);
}

} // namespace crossdock::app
