#include "core/inventory/values/ids.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_'
        || c == u'.';
}

} // namespace

template <class Tag>
Result<Name<Tag>> Name<Tag>::parse(QStringView text)
{
    const QString what = QString::fromUtf16(Tag::what);
    if (text.isEmpty())
        return fail(Error::Code::InvalidInput, QString(), u"the %1 is empty"_s.arg(what));
    if (text.size() > Tag::maxLength)
        return fail(Error::Code::InvalidInput, text.first(Tag::maxLength).toString() + u'…',
                    u"a %1 has at most %2 characters"_s.arg(what).arg(Tag::maxLength));
    if (text.trimmed().size() != text.size())
        return fail(Error::Code::InvalidInput, text.toString(), u"a %1 has no outer spaces"_s.arg(what));
    for (const QChar c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            return fail(Error::Code::InvalidInput, text.toString(), u"a %1 has printable characters only"_s.arg(what));
        if (Tag::isPlain && !isPlain(c))
            return fail(Error::Code::InvalidInput, text.toString(),
                        u"a %1 is made of letters, digits, '-', '_' and '.'"_s.arg(what));
    }
    return Name(text.toString());
}

template class Name<SkuTag>;
template class Name<NodeTag>;
template class Name<ChannelTag>;
template class Name<CarrierTag>;

QString OrderId::text() const
{
    return channel.text() + u'/' + number;
}

Result<OrderId> OrderId::parse(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0 || slash + 1 == text.size())
        return fail(Error::Code::InvalidInput, text.toString(), u"an order is written CHANNEL/NUMBER"_s);
    const auto channel = ChannelId::parse(text.first(slash));
    if (!channel)
        return tl::make_unexpected(channel.error());
    return OrderId{*channel, text.sliced(slash + 1).toString()};
}

} // namespace crossdock
