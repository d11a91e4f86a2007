#include "core/inventory/values/brand.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {

QString brandOf(const QString &carrier)
{
    static const QHash<QString, QString> brands{
        {u"amazonshipping"_s, u"Amazon Shipping"_s}, {u"australiapost"_s, u"Australia Post"_s}, {u"bluedart"_s, u"Blue Dart"_s}, {u"canadapost"_s, u"Canada Post"_s}, {u"delhivery"_s, u"Delhivery"_s},
        {u"dhl"_s, u"DHL"_s}, {u"dhlecommerce"_s, u"DHL eCommerce"_s}, {u"dhlexpress"_s, u"DHL Express"_s}, {u"easypost"_s, u"EasyPost"_s}, {u"fedex"_s, u"FedEx"_s},
        {u"fedexdefault"_s, u"FedEx"_s}, {u"ontrac"_s, u"OnTrac"_s}, {u"royalmail"_s, u"Royal Mail"_s}, {u"shipengine"_s, u"ShipEngine"_s}, {u"shippo"_s, u"Shippo"_s},
        {u"shiprocket"_s, u"Shiprocket"_s}, {u"ups"_s, u"UPS"_s}, {u"upsdap"_s, u"UPS"_s}, {u"usps"_s, u"USPS"_s}}; // "default", "dap": EasyPost's own accounts
    const QString typed = carrier.simplified();
    return brands.value(QString(typed).remove(u' ').remove(u'_').remove(u'-').toLower(), typed);
}

QString serviceNameOf(const QString &carrier, const QString &service)
{
    QString text = service.simplified().replace(u'_', u' ');
    const QString brand = brandOf(carrier) + u' ';
    if (text.size() > brand.size() && text.startsWith(brand, Qt::CaseInsensitive))
        text.remove(0, brand.size());
    for (qsizetype i = text.size() - 1; i > 0; --i)
        if (text.at(i).isUpper() && text.at(i - 1).isLower())
            text.insert(i, u' ');
    if (text == text.toLower()) // written as a code, not as a name
        for (qsizetype i = 0; i < text.size(); ++i)
            if (i == 0 || text.at(i - 1) == u' ')
                text[i] = text.at(i).toUpper();
    return text;
}

} // namespace crossdock
