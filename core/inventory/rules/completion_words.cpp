#include "core/inventory/rules/completion_words.h"

#include <QHash>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

enum class Form : quint8 { Plain, Third, Participle };

/// Which form of a verb follows a word.
Form formBehind(const QString &before)
{
    static const QStringList beforePlain{QString(), u"to"_s, u"should"_s, u"must"_s, u"shall"_s, u"will"_s, u"would"_s, u"can"_s, u"could"_s, u"may"_s, u"do"_s, u"does"_s, u"not"_s,
                                         u"and"_s, u"then"_s, u","_s, u"."_s, u";"_s, u":"_s, u"or"_s, u"otherwise"_s, u"else"_s, u"we"_s, u"they"_s, u"you"_s, u"please"_s, u"also"_s, u"arrow"_s};
    static const QStringList beforeParticiple{u"is"_s, u"are"_s, u"was"_s, u"were"_s, u"be"_s, u"been"_s, u"being"_s, u"gets"_s, u"get"_s, u"got"_s, u"has"_s, u"have"_s, u"had"_s, u"'s"_s};
    if (beforePlain.contains(before))
        return Form::Plain;
    if (beforeParticiple.contains(before))
        return Form::Participle;
    const bool isPlural = before.size() > 3 && before.endsWith(u's') && !before.endsWith(u"ss"_s);
    return isPlural ? Form::Plain : Form::Third;
}

bool isProgressive(const QString &form)
{
    return form.size() > 4 && form.endsWith(u"ing"_s);
}

/// Of the forms of a verb; empty where no form is just that.
QString formOf(const QStringList &forms, Form form)
{
    const QString &plain = forms.first();
    if (plain == u"be" && form != Form::Third)
        return form == Form::Plain ? u"are"_s : u"been"_s;
    if (form == Form::Plain)
        return plain;
    if (form == Form::Third)
        return forms.at(1).endsWith(u's') ? forms.at(1) : QString();
    QString participle;
    for (const QString &one : forms) { // "wrote", then "written"
        if (one != plain && !one.endsWith(u's') && !isProgressive(one))
            participle = one;
    }
    return participle;
}

} // namespace

QString asWritten(const QString &word)
{
    static const QHash<QString, QString> signs{{u"lparen"_s, u"("_s}, {u"rparen"_s, u")"_s}, {u"arrow"_s, u"->"_s}, {u"belowsign"_s, u"<"_s},
                                               {u"abovesign"_s, u">"_s}, {u"atmostsign"_s, u"<="_s}, {u"atleastsign"_s, u">="_s}, {u"equalsign"_s, u"="_s}};
    return signs.value(word, word);
}

bool standsClose(const QString &word)
{
    static const QStringList close{u","_s, u"."_s, u";"_s, u":"_s, u"!"_s, u"?"_s, u"'s"_s, u"'"_s, u")"_s, u"+"_s};
    return close.contains(word);
}

QStringList fittingForms(const QStringList &forms, const QString &begun, const QString &before)
{
    QStringList fitting = forms;
    fitting.removeIf([&](const QString &form) { return !asWritten(form).startsWith(begun, Qt::CaseInsensitive) || (form.startsWith(u'\'') && forms.size() > 1); });
    if (forms.size() < 3 || fitting.size() < 2)
        return fitting;
    const QString best = formOf(forms, formBehind(before));
    return fitting.contains(best) ? QStringList{best} : fitting;
}

int rarenessOf(const QString &word)
{
    static const QHash<QString, int> places = [] {
        const QStringList usual = QStringLiteral("when every if whenever unless an order stock a the any of is orders arrives drops hold notify message email "
                                         "tag pause over below under above more than at least to from on in by with for and then or otherwise . , is it "
                                         "not cancel flag route use send print add create set cut raise refund approve resume end sync release wait paid "
                                         "cancelled delivered shipped dispatched requested created received returned tagged held overdue me owner "
                                         "support all its their listing price return shipment customer product parcel payment sync sales units items "
                                         "days hours minutes weeks day hour week month weekday morning monday daily once falls rises reaches exceeds "
                                         "changes stays comes fails placed total weight worth value rating quantity category brand warehouse sku tagged "
                                         "as via using within after before between during until")
                                      .split(u' ');
        QHash<QString, int> all;
        for (const QString &one : usual)
            all.insert(one, int(all.size()));
        return all;
    }();
    const auto place = places.constFind(word);
    return place != places.cend() ? *place : places.value(word.toLower(), int(places.size()));
}

const QStringList &openers()
{
    static const QStringList words{u"when"_s, u"every"_s, u"if"_s, u"whenever"_s, u"as"_s, u"once"_s, u"on"_s, u"at"_s, u"daily"_s, u"weekly"_s, u"hold"_s, u"tag"_s, u"route"_s, u"flag"_s, u"use"_s};
    return words;
}

bool asksForAmount(const QString &word)
{
    static const QStringList words{u"below"_s, u"above"_s, u"under"_s, u"over"_s, u"than"_s, u"least"_s, u"most"_s, u"exceed"_s, u"exceeds"_s, u"reach"_s, u"reaches"_s, u"hits"_s, u"exactly"_s,
                                   u"between"_s, u"beneath"_s, u"within"_s, u"after"_s, u"before"_s, u"for"_s, u"every"_s, u"wait"_s, u"to"_s, u"by"_s,
                                   u"belowsign"_s, u"abovesign"_s, u"atmostsign"_s, u"atleastsign"_s, u"equalsign"_s};
    return words.contains(word);
}

} // namespace crossdock::rules
