#include "ui/imports/field_title.h"

#include <QStringList>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

QString fieldTitle(const QString &name)
{
    if (name.isEmpty())
        return {};
    static const QStringList shouted{u"sku"_s, u"url"_s, u"id"_s};
    static const QStringList units{u"g"_s, u"mm"_s};
    QStringList words = name.split(u'_');
    if (words.size() > 1 && units.contains(words.last()))
        words.last() = u"(%1)"_s.arg(words.last());
    for (QString &word : words) {
        if (shouted.contains(word))
            word = word.toUpper();
    }
    QString title = words.join(u' ');
    title[0] = title[0].toUpper();
    return title;
}

QString withFieldTitle(const QString &sentence, const QStringList &fields)
{
    for (const QString &field : fields) {
        if (sentence.startsWith(field + u' '))
            return fieldTitle(field) + sentence.mid(field.size());
    }
    return sentence;
}

} // namespace crossdock::ui
