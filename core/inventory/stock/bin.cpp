#include "core/inventory/stock/bin.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::stock {
namespace {

constexpr qsizetype longestZone = 20, longestName = 40; // what is painted on a shelf

Result<> checkWords(const QString &text, const QString &what, qsizetype most)
{
    if (text.size() > most)
        return fail(Error::Code::InvalidInput, text.first(most) + u'…', u"a %1 has at most %2 characters"_s.arg(what).arg(most));
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }))
        return fail(Error::Code::InvalidInput, text, u"a %1 has printable characters only"_s.arg(what));
    return {};
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// The digits that `text` has from there on.
QStringView digitsFrom(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return text.sliced(at, end - at);
}

int compareNumbers(QStringView a, QStringView b)
{
    while (a.startsWith(u'0'))
        a = a.sliced(1);
    while (b.startsWith(u'0'))
        b = b.sliced(1);
    return a.size() != b.size() ? (a.size() < b.size() ? -1 : 1) : a.compare(b);
}

} // namespace

Result<Bin> Bin::parse(const QString &zone, const QString &name)
{
    const Bin bin{zone.simplified(), name.simplified()};
    if (bin.name.isEmpty())
        return fail(Error::Code::InvalidInput, u"bin"_s, u"a bin has a name"_s);
    CROSSDOCK_TRY(checkWords(bin.zone, u"zone"_s, longestZone));
    CROSSDOCK_TRY(checkWords(bin.name, u"bin's name"_s, longestName));
    return bin;
}

QString Bin::text() const
{
    return zone.isEmpty() ? name : zone + u" / "_s + name;
}

QList<Bin> binsAt(const QList<BinAt> &bins, const NodeId &node)
{
    QList<Bin> there;
    for (const BinAt &one : bins)
        if (one.node == node)
            there.append(one.bin);
    return there;
}

int compareNaturally(QStringView a, QStringView b)
{
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const QStringView x = digitsFrom(a, i), y = digitsFrom(b, j);
            if (const int order = compareNumbers(x, y); order != 0)
                return order;
            i += x.size();
            j += y.size();
            continue;
        }
        const QChar x = a[i++].toCaseFolded(), y = b[j++].toCaseFolded();
        if (x != y)
            return x < y ? -1 : 1;
    }
    const qsizetype leftOfA = a.size() - i, leftOfB = b.size() - j;
    if (leftOfA != leftOfB)
        return leftOfA < leftOfB ? -1 : 1;
    return a.compare(b);
}

int compareByWalk(const Bin &a, const Bin &b)
{
    const int zones = compareNaturally(a.zone, b.zone);
    return zones != 0 ? zones : compareNaturally(a.name, b.name);
}

} // namespace crossdock::stock
