#include "core/inventory/rules/inflection.h"

#include "core/inventory/values/counted.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

const QHash<QString, QString> &irregularVerbs()
{
    static const QHash<QString, QString> forms{
        {u"be"_s, u"is are was were been being am 's"_s},
        {u"have"_s, u"has had having 's"_s},
        {u"do"_s, u"does did done doing"_s},
        {u"go"_s, u"goes went gone going"_s},
        {u"get"_s, u"gets got gotten getting"_s},
        {u"come"_s, u"comes came coming"_s},
        {u"become"_s, u"becomes became becoming"_s},
        {u"fall"_s, u"falls fell fallen falling"_s},
        {u"rise"_s, u"rises rose risen rising"_s},
        {u"sink"_s, u"sinks sank sunk sinking"_s},
        {u"run"_s, u"runs ran running"_s},
        {u"hold"_s, u"holds held holding"_s},
        {u"put"_s, u"puts putting"_s},
        {u"set"_s, u"sets setting"_s},
        {u"cut"_s, u"cuts cutting"_s},
        {u"hit"_s, u"hits hitting"_s},
        {u"let"_s, u"lets letting"_s},
        {u"beat"_s, u"beats beaten beating"_s},
        {u"split"_s, u"splits splitting"_s},
        {u"undercut"_s, u"undercuts undercutting"_s},
        {u"send"_s, u"sends sent sending"_s},
        {u"sell"_s, u"sells sold selling"_s},
        {u"tell"_s, u"tells told telling"_s},
        {u"buy"_s, u"buys bought buying"_s},
        {u"bring"_s, u"brings brought bringing"_s},
        {u"lose"_s, u"loses lost losing"_s},
        {u"win"_s, u"wins won winning"_s},
        {u"give"_s, u"gives gave given giving"_s},
        {u"take"_s, u"takes took taken taking"_s},
        {u"make"_s, u"makes made making"_s},
        {u"keep"_s, u"keeps kept keeping"_s},
        {u"leave"_s, u"leaves left leaving"_s},
        {u"write"_s, u"writes wrote written writing"_s},
        {u"choose"_s, u"chooses chose chosen choosing"_s},
        {u"pay"_s, u"pays paid paying"_s},
        {u"say"_s, u"says said saying"_s},
        {u"read"_s, u"reads reading"_s},
        {u"find"_s, u"finds found finding"_s},
        {u"begin"_s, u"begins began begun beginning"_s},
        {u"see"_s, u"sees saw seen seeing"_s},
        {u"bind"_s, u"binds bound binding"_s},
        {u"cost"_s, u"costs costing"_s},
        {u"spend"_s, u"spends spent spending"_s},
        {u"exceed"_s, u"exceeds exceeded exceeding"_s},
        {u"sync"_s, u"syncs synced syncing synchronize synchronizes synchronise"_s},
        {u"cancel"_s, u"cancels cancelled cancelling"_s},
        {u"restock"_s, u"restocks restocked restocking"_s},
        {u"relist"_s, u"relists relisted relisting"_s},
        {u"ping"_s, u"pings pinged pinging"_s},
        {u"label"_s, u"labels labeled labeling"_s},
        {u"whatsapp"_s, u"whatsapps whatsapped whatsapping"_s},
        {u"dm"_s, u"dms"_s},
        {u"email"_s, u""_s}, // the lexer has one spelling for all its forms
    };
    return forms;
}

bool doublesLastLetter(const QString &verb)
{
    static const QStringList doubling{u"drop"_s, u"ship"_s,  u"tag"_s,  u"stop"_s, u"dip"_s,  u"wrap"_s, u"flag"_s,
                                      u"slip"_s, u"untag"_s, u"top"_s,  u"trim"_s, u"bump"_s, u"knock"_s, u"pin"_s,
                                      u"jot"_s,  u"swap"_s,  u"cap"_s,  u"shut"_s, u"log"_s,  u"refer"_s, u"step"_s};
    return doubling.contains(verb) && verb != u"bump"_s && verb != u"knock"_s;
}

} // namespace

QStringList verbForms(const QString &verb)
{
    const auto irregular = irregularVerbs().constFind(verb);
    if (irregular != irregularVerbs().cend())
        return QStringList{verb} + irregular->split(u' ', Qt::SkipEmptyParts);
    QString stem = verb;
    QString past = u"ed"_s;
    QString progressive = verb + u"ing"_s;
    if (verb.endsWith(u'e')) {
        past = u"d"_s;
        progressive = verb.endsWith(u"ee"_s) ? verb + u"ing"_s : verb.chopped(1) + u"ing"_s;
    } else if (plural(verb).endsWith(u"ies"_s)) {
        stem = verb.chopped(1) + u'i';
    } else if (doublesLastLetter(verb)) {
        stem = verb + verb.back();
        progressive = stem + u"ing"_s;
    }
    return {verb, plural(verb), stem + past, progressive};
}

QStringList activeForms(const QString &verb)
{
    QStringList forms = verbForms(verb);
    forms.removeIf([&verb](const QString &form) { return form != verb && !form.endsWith(u's') && !form.endsWith(u"ing"_s); });
    return forms;
}

QStringList passiveForms(const QString &verb)
{
    QStringList forms = verbForms(verb);
    forms.removeIf([&verb](const QString &form) { return form == verb || form.endsWith(u's') || form.endsWith(u"ing"_s); });
    return forms.isEmpty() ? QStringList{verb} : forms; // "put", "cut"
}

QStringList nounForms(const QString &noun)
{
    return {noun, plural(noun)};
}

} // namespace crossdock::rules
