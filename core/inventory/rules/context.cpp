#include "core/inventory/rules/context.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

QStringList words(QLatin1StringView text)
{
    return QString(text).split(u' ');
}

} // namespace

QStringList thingsOf(const QString &event, const QString &each)
{
    static const QHash<QString, QStringList> things{
        {u"order"_s, words("order"_L1)},
        {u"shipment"_s, words("shipment order"_L1)},
        {u"return"_s, words("return order product"_L1)},
        {u"refund"_s, words("refund order"_L1)},
        {u"chargeback"_s, words("chargeback order"_L1)},
        {u"stock"_s, words("product stock listing"_L1)},
        {u"listing"_s, words("listing product stock"_L1)},
        {u"buybox"_s, words("listing product stock"_L1)},
        {u"competitor"_s, words("listing product competitor stock"_L1)},
        {u"product"_s, words("product stock listing"_L1)},
        {u"customer"_s, words("customer"_L1)},
        {u"review"_s, words("review product listing order"_L1)},
        {u"message"_s, words("message order"_L1)},
        {u"po"_s, words("po product"_L1)},
        {u"sales"_s, words("product stock listing"_L1)},
        {u"payout"_s, words("payout"_L1)},
    };
    return things.value(event == u"schedule"_s ? each : event.section(u'.', 0, 0));
}

bool isBesideOrder(const QString &event, const QString &each)
{
    const QString thing = event == u"schedule"_s ? each : event.section(u'.', 0, 0);
    return thing == u"order"_s || thing == u"shipment"_s || thing == u"refund"_s || thing == u"chargeback"_s;
}

bool canReach(const QString &event, const QString &each, const QString &entity)
{
    if (thingsOf(event, each).contains(entity) || entity == u"time"_s || entity == u"channel"_s || entity == u"node"_s)
        return true;
    const QString thing = thingsOf(event, each).value(0);
    if (entity == u"customer"_s || entity == u"order"_s)
        return thing != u"product"_s && thing != u"listing"_s && thing != u"po"_s && !thing.isEmpty();
    return entity != u"shipment"_s || thing == u"order"_s || thing == u"return"_s;
}

bool canOwn(const QString &thing, const QString &entity)
{
    static const QHash<QString, QStringList> owned{
        {u"product"_s, words("product stock listing competitor sales"_L1)},
        {u"listing"_s, words("listing competitor product stock sales"_L1)},
        {u"order"_s, words("order shipment"_L1)},
        {u"shipment"_s, words("shipment order"_L1)},
        {u"customer"_s, words("customer"_L1)},
        {u"return"_s, words("return"_L1)},
        {u"refund"_s, words("refund"_L1)},
        {u"chargeback"_s, words("chargeback"_L1)},
        {u"payout"_s, words("payout"_L1)},
        {u"review"_s, words("review"_L1)},
        {u"message"_s, words("message"_L1)},
        {u"po"_s, words("po"_L1)},
    };
    return owned.value(thing).contains(entity);
}

} // namespace crossdock::rules
