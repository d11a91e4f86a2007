#include "core/inventory/rules/book/known_carriers.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

struct Row {
    const char16_t *key, *title;
    const char16_t *services; ///< as people say them, with commas; several words for one with a stroke
};

constexpr std::array carrierRows = {
    Row{u"ups", u"UPS", u"Ground,2nd Day Air,Next Day Air,Standard,Express Saver"},
    Row{u"fedex", u"FedEx", u"Ground,Home Delivery,2Day|2 Day,Standard Overnight,Priority Overnight,International Economy"},
    Row{u"usps", u"USPS", u"Ground Advantage,Priority|Priority Mail,Priority Express,Media Mail"},
    Row{u"dhl", u"DHL", u"Express,eCommerce"},
    Row{u"royal_mail", u"Royal Mail", u"Tracked 24,Tracked 48,Special Delivery,First Class|1st Class,Second Class|2nd Class"},
    Row{u"dpd", u"DPD", u"Next Day,Classic"},
    Row{u"delhivery", u"Delhivery", u"Surface,Express"},
    Row{u"bluedart", u"Blue Dart|Bluedart", u"Surface,Air"},
};

/// "Ground Advantage" to "ground_advantage".
QString keyOf(const QString &words)
{
    return words.toLower().replace(u' ', u'_');
}

KnownName named(const QString &name)
{
    const QString words = spaced(name);
    return {name, words == name ? QStringList{name} : QStringList{words, name}};
}

} // namespace

QString spaced(QString name)
{
    return name.replace(u'-', u' ').replace(u'_', u' ').replace(u'.', u' ');
}

std::vector<KnownCarrier> wellKnownCarriers()
{
    std::vector<KnownCarrier> carriers;
    for (const Row &row : carrierRows) {
        KnownCarrier carrier{{QString::fromUtf16(row.key), QString::fromUtf16(row.title).split(u'|')}, {}};
        for (const QString &service : QString::fromUtf16(row.services).split(u',')) {
            const QStringList words = service.split(u'|');
            carrier.services.push_back({keyOf(words.first()), words});
        }
        carriers.push_back(std::move(carrier));
    }
    return carriers;
}

void addService(std::vector<KnownCarrier> &carriers, const QString &carrier, const QString &service)
{
    auto known = std::find_if(carriers.begin(), carriers.end(), [&](const KnownCarrier &one) { return one.name.key == carrier; });
    if (known == carriers.end())
        known = carriers.insert(carriers.end(), KnownCarrier{named(carrier), {}});
    const bool isThere = service.isEmpty() || std::any_of(known->services.begin(), known->services.end(), [&](const KnownName &one) { return one.key == service; });
    if (!isThere)
        known->services.push_back(named(service));
}

} // namespace crossdock::rules
