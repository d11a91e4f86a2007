#include "ui/audit/entry_values.h"

#include "core/inventory/fulfilment/rates/option.h"
#include "ui/imports/field_title.h"
#include "ui/orders/order_words.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct EntryValues {
    Q_DECLARE_TR_FUNCTIONS(EntryValues)
};

/// Members whose texts are names for programs: "to_return".
bool isName(const QString &what)
{
    static const QStringList members{u"state"_s,        u"purchase state"_s, u"progress"_s,      u"return"_s,         u"chargeback"_s, u"status"_s, u"priority"_s,
                                     u"address_type"_s, u"address_status"_s, u"payment"_s,       u"shipping_speed"_s, u"risk"_s,       u"refund"_s, u"price_type"_s};
    return members.contains(what);
}

QString spokenText(const QString &what, const QString &text)
{
    if (what == "kind"_L1)
        return kindText(text);
    if (isName(what))
        return QString(text).replace(u'_', u' ');
    if (what != "options"_L1)
        return text;
    QStringList parts;
    for (const rates::Option option : rates::optionsFrom(text))
        parts.append(optionText(option));
    return parts.join(u", "_s);
}

QString numberText(double value)
{
    const bool isWhole = std::floor(value) == value;
    return isWhole ? number(static_cast<Quantity>(value)) : QLocale().toString(value, 'g', QLocale::FloatingPointShortest);
}

QString membersText(const QJsonObject &object)
{
    QStringList parts;
    for (auto member = object.begin(); member != object.end(); ++member)
        parts.append(EntryValues::tr("%1: %2", "member of a value, what it is").arg(valueTitle(member.key()), valueText(member.key(), member.value())));
    return parts.join(u", "_s);
}

QString itemsText(const QString &what, const QJsonArray &items)
{
    QStringList parts;
    for (const QJsonValue &item : items)
        parts.append(valueText(what, item));
    return parts.join(u", "_s);
}

QString orNothing(const QString &text)
{
    return text.isEmpty() ? EntryValues::tr("nothing") : text;
}

} // namespace

QString valueTitle(const QString &what)
{
    const std::pair<QLatin1StringView, QString> titles[] = {
        {"is_gift"_L1, EntryValues::tr("Gift")},
        {"is_prime"_L1, EntryValues::tr("Prime")},
        {"is_business"_L1, EntryValues::tr("Business buyer")},
        {"is_preorder"_L1, EntryValues::tr("Preorder")},
        {"ship_with"_L1, EntryValues::tr("Sent with")},
        {"buys_label"_L1, EntryValues::tr("Label bought by the bench")},
        {"most"_L1, EntryValues::tr("At most", "things that a rule may do")},
        {"allows"_L1, EntryValues::tr("Without asking", "things that a rule may do at once")},
    };
    for (const auto &[name, title] : titles) {
        if (what == name)
            return title;
    }
    return what.contains(u' ') ? what : fieldTitle(what);
}

QString valueText(const QString &what, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Double:
        return numberText(value.toDouble());
    case QJsonValue::String:
        return orNothing(spokenText(what, value.toString()));
    case QJsonValue::Bool:
        return value.toBool() ? EntryValues::tr("yes") : EntryValues::tr("no");
    case QJsonValue::Object:
        return orNothing(membersText(value.toObject()));
    case QJsonValue::Array:
        return orNothing(itemsText(what, value.toArray()));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return EntryValues::tr("nothing");
    }
    Q_UNREACHABLE();
}

QList<ChangeText> changedValues(const QString &what, const QJsonValue &before, const QJsonValue &after)
{
    if (!before.isObject() && !after.isObject())
        return {{valueTitle(what), valueText(what, before), valueText(what, after)}};
    QList<ChangeText> lines;
    const QJsonObject old = before.toObject(), now = after.toObject();
    QStringList names = old.keys() + now.keys();
    names.sort();
    names.removeDuplicates();
    for (const QString &name : names) {
        if (old.value(name) != now.value(name))
            lines += changedValues(name, old.value(name), now.value(name));
    }
    return lines;
}

} // namespace crossdock::ui
