#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

bool isVowel(QChar c)
{
    return QStringView(u"aeiou").contains(c);
}

} // namespace

QString plural(const QString &word)
{
    if (word.endsWith(u's') || word.endsWith(u'x') || word.endsWith(u'z') || word.endsWith(u"ch"_s)
        || word.endsWith(u"sh"_s))
        return word + u"es"_s;
    if (word.endsWith(u'y') && word.size() > 1 && !isVowel(word[word.size() - 2]))
        return word.chopped(1) + u"ies"_s;
    if (word == u"go"_s || word == u"do"_s)
        return word + u"es"_s;
    return word + u's';
}

QString counted(qint64 number, const QString &word)
{
    return QString::number(number) + u' ' + (number == 1 ? word : plural(word));
}

} // namespace crossdock
