#include "core/inventory/fulfilment/rates/cell_reader.h"

#include "core/inventory/fulfilment/rates/cell_words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

auto misread(const QString &reason)
{
    return fail(Error::Code::InvalidInput, {}, reason);
}

} // namespace

Result<QString> CellReader::plain(const NumberCell &cut) const
{
    const auto digits = plainNumber(cut.digits, m_mark);
    if (!digits)
        return misread(m_mark == DecimalMark::Point ? u"no number with a decimal point, as the file's are"_s : u"no number with a decimal comma, as the file's are"_s);
    return cut.isNegative ? u'-' + *digits : *digits;
}

Result<CellReader::Weighed> CellReader::weight(const QString &cell, WeightUnit unit, bool isSaid) const
{
    const auto cut = cutNumber(cell);
    if (!cut || cut->isNegative || !(cut->before.isEmpty() || meansUpTo(cut->before)))
        return misread(u"not a weight"_s);
    const auto own = cut->after.isEmpty() ? std::optional(unit) : unitOfWord(cut->after);
    if (!own)
        return misread(u"not a weight"_s);
    if (isSaid && isMetric(*own) != isMetric(unit))
        return misread(u"its column says %1"_s.arg(nameOf(unit)));
    return plain(*cut).and_then([&](const QString &digits) { return Weight::parse(digits, *own); }).map([&](Weight weight) { return Weighed{weight, *own}; });
}

Result<Money> CellReader::money(const QString &cell, const QString &currency) const
{
    const auto cut = cutNumber(cell);
    if (!cut)
        return misread(u"not an amount like 12.99"_s);
    if (!cut->before.isEmpty() && !cut->after.isEmpty())
        return misread(u"not an amount like 12.99"_s);
    const QString word = cut->before + cut->after, said = currency.trimmed().toUpper();
    const auto own = word.isEmpty() ? std::optional(said.isEmpty() ? u"USD"_s : said) : currencyOfWord(word, said);
    if (!own)
        return misread(u"“%1” is no sign of one currency: say which it is"_s.arg(word));
    if (!said.isEmpty() && *own != said)
        return misread(u"it is in %1, and %2 is said"_s.arg(*own, said));
    return plain(*cut).and_then([&](const QString &digits) { return parseMoney(digits, *own); });
}

Result<int> CellReader::basisPoints(const QString &cell) const
{
    constexpr qint64 most = 100'000;
    const auto cut = cutNumber(cell);
    if (!cut || !cut->before.isEmpty() || !(cut->after.isEmpty() || cut->after == u"%"))
        return misread(u"not a percentage like 9.75"_s);
    const auto digits = plain(*cut);
    if (!digits)
        return tl::make_unexpected(digits.error());
    const auto share = parseMoney(*digits, u"USD"_s); // two digits after the point, as hundredths are
    if (!share || share->amount < 0 || share->amount > most)
        return misread(u"not a percentage from 0 to 1000 with two digits after the point"_s);
    return static_cast<int>(share->amount);
}

} // namespace crossdock::rates
