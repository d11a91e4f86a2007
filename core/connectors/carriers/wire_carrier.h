#pragma once

#include "core/connectors/carriers/wire_session.h"

namespace crossdock::carriers {

/// Speaks a carrier's wire over an exchange: asks, and says what came of it. Prices: in rows. Labels: whether what was asked
/// may be done all the same; a document that lies elsewhere is fetched before the answer is given.
class WireCarrier : public fulfilment::CarrierPort
{
public:
    WireCarrier(CarrierWire wire, Account account, http::Exchange &exchange, Clock &clock, QObject *parent = nullptr);

    fulfilment::CarrierTraits traits() const override { return m_wire.traits; }
    void quote(const rates::Shipment &shipment, Milliseconds deadline, std::function<void(rates::Rated)> done) override;

    void buy(const labels::Purchase &purchase, Milliseconds deadline, Done<labels::Bought> done) override;
    void find(const labels::Known &label, Milliseconds deadline, Done<std::optional<labels::Bought>> done) override;
    void takeBack(const labels::Known &label, Milliseconds deadline, Done<labels::Refund> done) override;
    void askRefund(const labels::Known &label, Milliseconds deadline, Done<labels::Refund> done) override;
    void track(const labels::Known &label, Milliseconds deadline, Done<labels::Way> done) override;
    tl::expected<labels::WayTold, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const override;

private:
    using LabelRequest = http::Request (*)(const Account &, const QByteArray &, const labels::Known &);

    void tidy(rates::Rated &rated) const;
    void answer(Time askedAt, const rates::Shipment &shipment, const WireSession::Reply &reply, const std::function<void(rates::Rated)> &done);
    void ask(LabelRequest request, const labels::Known &label, Milliseconds deadline, std::function<void(WireSession::Reply)> done);
    void askForRefund(LabelRequest request, const labels::Known &label, Milliseconds deadline, const Done<labels::Refund> &done);
    /// Completes a sale with its document. A document that does not come leaves the sale a sale.
    void complete(const Sold &sold, const labels::Known &label, Time until, std::function<void(labels::Bought)> done);
    void convert(const Sold &sold, const labels::Known &label, Time until, std::function<void(labels::Bought)> done);
    void callPaid(const WireSession::Make &make, Milliseconds deadline, const std::function<void(WireSession::Reply)> &done);
    std::optional<labels::Failure> takePayer(const WireSession::Reply &reply);
    labels::Failure refused(const http::Reply &reply) const;
    QString name() const { return m_session.account().details.name.text(); }

    CarrierWire m_wire;
    WireSession m_session;
    QByteArray m_payer; ///< the token of who pays
    Time m_payerUntil{};
};

} // namespace crossdock::carriers
