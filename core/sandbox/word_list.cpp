#include "core/sandbox/word_list.h"

#include <QFile>
#include <QMap>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

const QStringList &wordList(QStringView name)
{
    static thread_local QMap<QString, QStringList> lists; // immutable data, read lazily; per thread, so that no lock is needed
    auto known = lists.find(name.toString());
    if (known != lists.end())
        return *known;
    QFile file(u":/sandbox/catalogue/%1.txt"_s.arg(name));
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isThere, "wordList", "a word list is missing from the resources");
    QStringList words;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            words.append(line.trimmed());
    }
    Q_ASSERT_X(!words.isEmpty(), "wordList", "a word list is empty");
    return *lists.insert(name.toString(), words);
}

} // namespace crossdock::sandbox
