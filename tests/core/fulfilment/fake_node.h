#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"
#include "core/inventory/fulfilment/sku_check.h"

#include <QMap>

namespace crossdock {

/// A node that takes orders, and that can lose its answers, be late to show an order, or refuse.
class FakeNode : public fulfilment::NodePort
{
public:
    using Failure = channels::CallFailure;

    explicit FakeNode(Clock &clock)
        : m_clock(clock)
    {
    }

    fulfilment::NodeTraits traits() const override { return known; }

    void preview(const fulfilment::NodeOrder &, Done<Answer<QList<fulfilment::NodeOffer>>> done) override { later([done] { done(QList<fulfilment::NodeOffer>()); }); }
    void checkSku(const QString &sku, const fulfilment::Handling &handling, Done<Answer<QStringList>> done) override
    {
        checked.append(sku + QLatin1Char(' ') + fulfilment::skuDemandsOf(handling).join(QLatin1Char('+')));
        later([this, done, reasons = handling.plainBox ? notPacked.value(sku) : QStringList()] {
            if (checkFailure)
                done(tl::make_unexpected(*checkFailure));
            else
                done(reasons);
        });
    }

    void create(const fulfilment::NodeOrder &order, Done<Answer<fulfilment::NodeReceipt>> done) override
    {
        ++creations;
        created.append(order);
        const std::optional<Failure> failure = failures.isEmpty() ? std::nullopt : failures.takeFirst();
        const bool isEffective = !failure || (failure->mayHaveHappened && takesEffectAllTheSame);
        if (isEffective) {
            fulfilment::NodeStatus status;
            status.ref = {order.key, QStringLiteral("n-") + order.key};
            for (const fulfilment::NodeOrder::Line &line : order.lines)
                status.lines.append({{line.id, line.sku.text(), line.quantity}, 0, 0});
            ++effects;
            orders.insert(order.key, status);
        }
        later([this, done, failure, key = order.key] {
            if (failure)
                done(tl::make_unexpected(*failure));
            else
                done(fulfilment::NodeReceipt{orders[key].ref, false, {}});
        });
    }

    void read(const fulfilment::NodeRef &ref, Done<Answer<std::optional<fulfilment::NodeStatus>>> done) override
    {
        ++looks;
        if (asked)
            std::exchange(asked, {})();
        if (looks <= deafLooks)
            later([done] { done(tl::make_unexpected(Failure{Failure::Kind::Unreachable, QStringLiteral("no answer"), Milliseconds{0}, false})); });
        else if (looks <= blindLooks || !orders.contains(ref.key))
            later([done] { done(std::optional<fulfilment::NodeStatus>()); });
        else
            later([this, done, key = ref.key] { done(std::optional<fulfilment::NodeStatus>(orders[key])); });
    }

    void hold(const fulfilment::NodeRef &, Done<Answer<QString>> done) override { later([done] { done(QString()); }); }
    void release(const fulfilment::NodeRef &, Done<Answer<QString>> done) override { later([done] { done(QString()); }); }
    void cancel(const fulfilment::NodeRef &, const QStringList &, Done<Answer<fulfilment::CancelReport>> done) override { later([this, done] { done(cancelled); }); }
    void move(const fulfilment::NodeRef &, const QString &, Done<Answer<QString>> done) override { later([done] { done(QString()); }); }
    void track(const QString &, Done<Answer<fulfilment::NodeParcel>> done) override { later([done] { done(fulfilment::NodeParcel()); }); }
    void readStock(const QString &, Done<Answer<fulfilment::StockPage>> done) override { later([this, done] { done(fulfilment::StockPage{stock, {}, false}); }); }
    void test(Done<Answer<QString>> done) override { later([done] { done(QString()); }); }
    tl::expected<fulfilment::NodeMessage, channels::Refusal> readDelivery(const channels::Delivery &, Time) const override { return tl::make_unexpected(channels::Refusal::BadSignature); }

    fulfilment::NodeTraits known;
    QList<std::optional<Failure>> failures; ///< of the next creations; nothing: it works
    bool takesEffectAllTheSame = true; ///< of a creation whose answer is lost
    int deafLooks = 0, blindLooks = 0; ///< looks that get no answer, then looks that see nothing yet
    int creations = 0, looks = 0, effects = 0;
    QMap<QString, fulfilment::NodeStatus> orders;
    QList<fulfilment::NodeOrder> created; ///< as they were given
    QList<fulfilment::StockLevel> stock;
    QMap<QString, QStringList> notPacked; ///< by SKU: why not in a plain box
    std::optional<Failure> checkFailure; ///< what it says to every question about a SKU; nothing: it answers
    QStringList checked; ///< SKUs that it was asked about, with what was demanded
    fulfilment::CancelReport cancelled; ///< what it says to every wish to cancel
    std::function<void()> asked; ///< called with the next look

private:
    void later(std::function<void()> action) { m_clock.after(Milliseconds{1}, this, std::move(action)); }
    Clock &m_clock;
};

} // namespace crossdock
