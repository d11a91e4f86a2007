#include "app/engine/carrier_room.h"

#include "app/engine/account_secrets.h"
#include "core/connectors/carriers/amazon_shipping/amazon_shipping_wire.h"
#include "core/connectors/carriers/delhivery/delhivery_wire.h"
#include "core/connectors/carriers/dhl/dhl_wire.h"
#include "core/connectors/carriers/easypost/easypost_wire.h"
#include "core/connectors/carriers/fedex/fedex_wire.h"
#include "core/connectors/carriers/shipengine/shipengine_wire.h"
#include "core/connectors/carriers/shippo/shippo_wire.h"
#include "core/connectors/carriers/shiprocket/shiprocket_wire.h"
#include "core/connectors/carriers/ups/ups_wire.h"
#include "core/connectors/carriers/usps/usps_wire.h"
#include "core/connectors/carriers/wire_carrier.h"
#include "core/inventory/fulfilment/live_quotes.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

const carriers::CarrierWire *wireOf(const QString &kind)
{
    static const QList<carriers::CarrierWire> all = carrierWires();
    const auto found = std::find_if(all.begin(), all.end(), [&](const carriers::CarrierWire &wire) { return wire.kind == kind; });
    return found == all.end() ? nullptr : &*found;
}

bool isGoodAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHere = url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && (url.scheme() == u"https" || (url.scheme() == u"http" && isHere));
}

} // namespace

QList<carriers::CarrierWire> carrierWires()
{
    return {carriers::easyPostWire(), carriers::shippoWire(), carriers::shipEngineWire(), carriers::upsWire(), carriers::fedexWire(), carriers::uspsWire(), carriers::dhlWire(), carriers::shiprocketWire(),
            carriers::delhiveryWire(), carriers::amazonShippingWire()};
}

Result<> checkCarrier(const carriers::Account &account)
{
    const QString &kind = account.details.kind;
    if (kind == u"contract")
        return checkSecretNames(kind, {}, account.secrets.keys());
    const carriers::CarrierWire *wire = wireOf(kind);
    if (wire == nullptr) {
        QStringList names{u"contract"_s};
        for (const carriers::CarrierWire &one : carrierWires())
            names.append(one.kind);
        return fail(Error::Code::InvalidInput, kind, u"no such kind of carrier; there are: %1"_s.arg(names.join(u", "_s)));
    }
    QStringList known = wire->secrets;
    if (wire->labels && wire->labels->isSigned != nullptr)
        known.append(u"webhook_secret"_s);
    CROSSDOCK_TRY(checkSecretNames(kind, known, account.secrets.keys()));
    for (const QString &address : {account.details.url, account.details.account.value(u"auth_url"_s)})
        if (!address.isEmpty() && !isGoodAddress(address))
            return fail(Error::Code::InvalidInput, address, u"the address must be https://… (plain http:// only to this machine), without credentials"_s);
    for (const QString &key : wire->account)
        if (account.details.account.value(key).trimmed().isEmpty())
            return fail(Error::Code::InvalidInput, key, u"it is missing (--account %1=…)"_s.arg(key));
    for (const QString &key : wire->secrets)
        if (account.secrets.value(key).isEmpty())
            return fail(Error::Code::InvalidInput, key, u"it is missing (--secret %1=@FILE)"_s.arg(key));
    return {};
}

fulfilment::CarrierPort *CarrierRoom::port(const carriers::Account &account)
{
    const carriers::CarrierWire *wire = wireOf(account.details.kind);
    if (wire == nullptr)
        return nullptr;
    Kept &kept = m_ports[account.details.name.text()];
    const bool isOld = kept.port && (kept.account.details != account.details || kept.account.secrets != account.secrets);
    if (isOld)
        m_retired.push_back(std::exchange(kept, {}));
    if (!kept.port)
        kept = {account, std::make_unique<carriers::WireCarrier>(*wire, account, m_exchange, m_clock)};
    return kept.port.get();
}

void CarrierRoom::quote(const QList<carriers::Account> &accounts, const QList<rates::Shipment> &shipments, Milliseconds deadline, Done done, Heard heard)
{
    QList<fulfilment::LiveQuotes::Asked> asked;
    QList<rates::Silence> unknown;
    for (const carriers::Account &account : accounts) {
        if (fulfilment::CarrierPort *known = port(account))
            asked.append({account.details.name.text(), known});
        else
            unknown.append({account.details.name.text(), u"this program does not speak with carriers of the kind “%1”"_s.arg(account.details.kind)});
    }
    fulfilment::LiveQuotes::ask(asked, shipments, deadline, m_clock, this, [unknown, done = std::move(done)](QList<rates::Rated> answers) {
        for (rates::Rated &answer : answers)
            answer.silent += unknown;
        done(answers);
    }, std::move(heard));
}

} // namespace crossdock::app
