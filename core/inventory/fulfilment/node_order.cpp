#include "core/inventory/fulfilment/node_order.h"

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {

Quantity NodeOrder::units() const
{
    return std::accumulate(lines.begin(), lines.end(), Quantity{0}, [](Quantity sum, const Line &line) { return sum + line.quantity; });
}

Buyer placeOf(const Buyer &to)
{
    Buyer place;
    place.city = to.city;
    place.region = to.region;
    place.postcode = to.postcode;
    place.country = to.country;
    return place;
}

QStringList addressLines(const QString &address, qsizetype length)
{
    QStringList lines;
    QString rest = address.simplified();
    while (rest.size() > length) {
        qsizetype cut = rest.lastIndexOf(u", "_s, length - 1);
        const bool isComma = cut > 0;
        if (!isComma)
            cut = rest.lastIndexOf(u' ', length);
        if (cut <= 0)
            cut = length;
        lines.append(rest.first(cut));
        rest = rest.mid(isComma ? cut + 2 : cut).trimmed();
    }
    lines.append(rest);
    return lines;
}

} // namespace crossdock::fulfilment
