#include "core/inventory/audit/buyer_marks.h"

#include "core/inventory/values/phone_number.h"

#include <algorithm>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

constexpr qsizetype shortestPhone = 7; // of digits

QString hashed(QChar kind, const QString &text, const QByteArray &key)
{
    const QByteArray plain = (kind + text).toUtf8();
    QByteArray mark(crypto_generichash_BYTES_MIN, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(mark.data()), static_cast<size_t>(mark.size()), reinterpret_cast<const unsigned char *>(plain.constData()),
                       static_cast<unsigned long long>(plain.size()), reinterpret_cast<const unsigned char *>(key.constData()), static_cast<size_t>(key.size()));
    return kind + QString::fromLatin1(mark.toHex());
}

/// Without the number of its country it is only good within it. Empty: what stands there where a form wants a number and there is none, as 0000000.
QString phoneOf(const Buyer &buyer)
{
    QString digits;
    std::copy_if(buyer.phone.begin(), buyer.phone.end(), std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const QStringView last = QStringView(digits).right(shortestPhone);
    const bool isFilling = std::all_of(last.begin(), last.end(), [&](QChar c) { return c == last.front(); });
    if (digits.size() < shortestPhone || isFilling)
        return {};
    const QString number = internationalPhone(buyer.phone, buyer.country);
    return number.isEmpty() ? buyer.country + u' ' + digits : number;
}

} // namespace

QStringList marksOf(const Buyer &buyer, const QByteArray &key)
{
    QStringList marks;
    const QString address = buyer.email.trimmed().toCaseFolded(), phone = phoneOf(buyer);
    if (address.contains(u'@'))
        marks.append(hashed(u'e', address, key));
    if (!phone.isEmpty())
        marks.append(hashed(u'p', phone, key));
    return marks;
}

} // namespace crossdock::audit
