#include "ui/pack/customs_form.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMap>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct CustomsFormWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::CustomsForm)
};

QString placeText(const rates::Place &place)
{
    QStringList lines{place.name, place.street, QStringList{place.postcode, place.city, place.region}.join(u' ').simplified(), place.country, place.phone};
    lines.removeAll(QString());
    return lines.join(u'\n').toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

QString kilograms(rates::Weight weight)
{
    return QLocale().toString(weight.in(rates::WeightUnit::Kilogram), 'f', 3) + u" kg"_s;
}

QString contentsText(const QString &contents)
{
    const QMap<QString, QString> known{{u"merchandise"_s, CustomsFormWords::tr("Sale of goods")}, {u"gift"_s, CustomsFormWords::tr("Gift")}, {u"documents"_s, CustomsFormWords::tr("Documents")}, {u"sample"_s, CustomsFormWords::tr("Commercial sample")},
                                       {u"returned_goods"_s, CustomsFormWords::tr("Returned goods")}};
    return known.value(contents, contents);
}

/// Of each currency its own: nothing is converted.
QString totalOf(const rates::Customs &customs)
{
    QMap<QString, qint64> sums;
    for (const rates::Customs::Item &item : customs.items)
        sums[item.value.currency] += item.value.amount;
    QStringList texts;
    for (auto sum = sums.begin(); sum != sums.end(); ++sum)
        texts.append(money({sum.value(), sum.key()}));
    return texts.join(u" + "_s);
}

QString rowOf(const rates::Customs::Item &item)
{
    return u"<tr><td>%1</td><td align=right>%2</td><td align=right>%3</td><td align=right>%4</td><td>%5</td><td>%6</td></tr>"_s
        .arg(item.description.toHtmlEscaped(), number(item.quantity), kilograms(item.weight), money(item.value), item.hsCode.toHtmlEscaped(), item.origin.toHtmlEscaped());
}

} // namespace

QString customsFormHtml(const rates::Shipment &shipment, const QString &reference)
{
    const rates::Customs customs = shipment.customs.value_or(rates::Customs{});
    QString rows;
    for (const rates::Customs::Item &item : customs.items)
        rows += rowOf(item);
    rates::Weight whole;
    for (const rates::Parcel &parcel : shipment.parcels)
        whole = whole + parcel.weight;
    const auto head = [](const QString &text) { return u"<th align=left>%1</th>"_s.arg(text.toHtmlEscaped()); };
    const QString heads = head(CustomsFormWords::tr("Contents")) + head(CustomsFormWords::tr("Number")) + head(CustomsFormWords::tr("Net weight")) + head(CustomsFormWords::tr("Value")) + head(CustomsFormWords::tr("HS tariff number")) + head(CustomsFormWords::tr("Made in"));
    return u"<h1>%1</h1><p>%2</p><table width='100%' cellpadding=6><tr><td width='50%'><b>%3</b><br>%4</td><td><b>%5</b><br>%6</td></tr></table>"
           "<table width='100%' cellpadding=5 border=1 style='border-collapse: collapse'><tr>%7</tr>%8</table>"
           "<p>%9</p>"_s.arg(CustomsFormWords::tr("Customs declaration CN 23").toHtmlEscaped(), reference.toHtmlEscaped(), CustomsFormWords::tr("From").toHtmlEscaped(), placeText(shipment.from), CustomsFormWords::tr("To").toHtmlEscaped(),
                             placeText(shipment.to), heads, rows, CustomsFormWords::tr("Gross weight %1 · Total value %2 · %3").arg(kilograms(whole), totalOf(customs), contentsText(customs.contents)).toHtmlEscaped())
        + u"<p>%1</p><p><br>%2 %3 · %4 ______________________</p>"_s.arg(
            CustomsFormWords::tr("I certify that the particulars given in this declaration are correct and that this item does not contain any dangerous article prohibited by law or by postal or customs regulations.").toHtmlEscaped(),
            customs.signer.toHtmlEscaped(), QLocale().toString(shipment.shipDate, QLocale::ShortFormat), CustomsFormWords::tr("Signature").toHtmlEscaped());
}

} // namespace crossdock::ui
