#include "core/inventory/fulfilment/shipping_wish.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

/// Letters and digits alone, in lower case.
QString plain(const QString &name)
{
    QString letters;
    for (const QChar c : name)
        if (c.isLetterOrNumber())
            letters += c.toLower();
    return letters;
}

} // namespace

bool ShippingWish::takes(const QString &itsCarrier, const QString &itsService) const
{
    const QString wantedCarrier = plain(carrier), wantedService = plain(service), offered = plain(itsCarrier);
    if (!offered.startsWith(wantedCarrier)) // "FedExDefault" and "DHLExpress" are accounts' names for it
        return false;
    if (wantedService.isEmpty())
        return true;
    QString offeredService = plain(itsService);
    if (offeredService.startsWith(wantedCarrier))
        offeredService.remove(0, wantedCarrier.size());
    return offeredService == wantedService;
}

QString nameOf(ShippingWish::Rate rate)
{
    switch (rate) {
    case ShippingWish::Rate::Any: return {};
    case ShippingWish::Rate::Cheapest: return u"cheapest"_s;
    case ShippingWish::Rate::Fastest: return u"fastest"_s;
    }
    Q_UNREACHABLE();
}

ShippingWish::Rate rateFrom(QStringView name)
{
    return name == u"cheapest" ? ShippingWish::Rate::Cheapest : name == u"fastest" ? ShippingWish::Rate::Fastest : ShippingWish::Rate::Any;
}

QString wayText(const ShippingWish &wish)
{
    if (!wish.carrier.isEmpty())
        return QString(wish.carrier + u' ' + wish.service).replace(u'_', u' ').trimmed();
    return wish.rate == ShippingWish::Rate::Any ? QString() : u"the %1 service"_s.arg(nameOf(wish.rate));
}

} // namespace crossdock::fulfilment
