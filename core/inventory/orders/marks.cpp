#include "core/inventory/orders/marks.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

constexpr qsizetype longestTag = 100, longestNote = 5'000;

} // namespace

Result<> Marks::mark(audit::Draft &draft, const command::MarkOrder &command)
{
    using What = command::MarkOrder::What;
    const auto sale = m_sales.named(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    const QString text = command.text.trimmed();
    const bool needsText = command.what == What::Tag || command.what == What::Untag;
    if (text.isEmpty() && needsText)
        return fail(Error::Code::InvalidInput, command.order.text(), u"there is no text"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.touchSale(sale->id);
    switch (command.what) {
    case What::Tag:
        draft.setWhat(u"order.tag"_s);
        return setTag(draft, *sale, text, true);
    case What::Untag:
        draft.setWhat(u"order.untag"_s);
        return setTag(draft, *sale, text, false);
    case What::Note:
        draft.setWhat(u"order.note"_s);
        return set(draft, *sale, u"note"_s, text.left(longestNote));
    case What::Flag:
        draft.setWhat(u"order.flag"_s);
        return set(draft, *sale, u"flag"_s, text.isEmpty() ? u"to be looked at"_s : text.left(longestNote));
    case What::Priority: {
        static const QStringList levels{u"urgent"_s, u"high"_s, u"normal"_s, u"low"_s};
        if (!text.isEmpty() && !levels.contains(text))
            return fail(Error::Code::InvalidInput, text, u"a priority is urgent, high, normal or low"_s);
        draft.setWhat(u"order.priority"_s);
        return set(draft, *sale, u"priority"_s, text);
    }
    case What::Assign:
        draft.setWhat(u"order.assign"_s);
        return set(draft, *sale, u"assignee"_s, text.left(longestTag));
    case What::Archive:
        draft.setWhat(u"order.archive"_s);
        return m_database.execute(u"UPDATE sale SET is_archived = 1 WHERE id = ?"_s, {sale->id}).map([](qint64) {});
    case What::Unflag:
        draft.setWhat(u"order.unflag"_s);
        return set(draft, *sale, u"flag"_s, {});
    case What::Unarchive:
        draft.setWhat(u"order.unarchive"_s);
        return m_database.execute(u"UPDATE sale SET is_archived = 0 WHERE id = ?"_s, {sale->id}).map([](qint64) {});
    }
    Q_UNREACHABLE();
}

Result<> Marks::setTag(audit::Draft &draft, const Sale &sale, const QString &tag, bool isWanted)
{
    if (tag.size() > longestTag || tag.contains(u'\n'))
        return fail(Error::Code::InvalidInput, tag, u"a tag is a short line"_s);
    const auto known = m_database.first(u"SELECT tags FROM sale WHERE id = ?"_s, {sale.id}, [](const store::Row &row) { return row.text(0); });
    if (!known)
        return tl::make_unexpected(known.error());
    QStringList tags = (*known)->split(u'\n', Qt::SkipEmptyParts);
    if (tags.contains(tag, Qt::CaseInsensitive) == isWanted)
        return fail(Error::Code::NotAllowed, sale.order.text(), isWanted ? u"it has that tag already"_s : u"it has no such tag"_s);
    draft.say(u"tag"_s, tag);
    if (isWanted)
        tags.append(tag);
    else
        tags.removeIf([&](const QString &one) { return one.compare(tag, Qt::CaseInsensitive) == 0; });
    return m_database.execute(u"UPDATE sale SET tags = ? WHERE id = ?"_s, {tags.join(u'\n'), sale.id}).map([](qint64) {});
}

Result<> Marks::set(audit::Draft &draft, const Sale &sale, const QString &column, const QString &value)
{
    const auto known = m_database.first(u"SELECT "_s + column + u" FROM sale WHERE id = ?"_s, {sale.id}, [](const store::Row &row) { return row.text(0); });
    if (!known)
        return tl::make_unexpected(known.error());
    draft.changed(column, known->value_or(QString()), value);
    return m_database.execute(u"UPDATE sale SET "_s + column + u" = ? WHERE id = ?"_s, {value, sale.id}).map([](qint64) {});
}

} // namespace crossdock::orders
