#include "core/inventory/fulfilment/rates/sheet_numbers.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

bool isFigure(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Takes signs and brackets out of what stands around a number; tells whether one of them makes it negative.
bool takeSigns(QString &words, QStringView bracket)
{
    const QString before = words;
    words.remove(u'-').remove(u'−').remove(bracket.toString());
    const bool isNegative = words.size() != before.size();
    words = words.trimmed().toLower();
    if (words.endsWith(u'.'))
        words.chop(1);
    return isNegative;
}

/// Digits as they are grouped with spaces or apostrophes, without those; nothing: not so.
std::optional<QString> ungrouped(const QString &text)
{
    static const QRegularExpression spaces(u"[\\s\\x{00a0}\\x{2009}\\x{202f}'’]"_s);
    static const QRegularExpression grouped(u"^[0-9]{1,3}(?:[\\s\\x{00a0}\\x{2009}\\x{202f}'’][0-9]{3})+(?:[.,][0-9]+)?$"_s);
    static const QRegularExpression plain(u"^[0-9.,]+$"_s);
    if (plain.match(text).hasMatch())
        return text;
    return grouped.match(text).hasMatch() ? std::optional(QString(text).remove(spaces)) : std::nullopt;
}

} // namespace

std::optional<NumberCell> cutNumber(const QString &cell)
{
    const auto first = std::find_if(cell.begin(), cell.end(), isFigure);
    const auto last = std::find_if(cell.rbegin(), cell.rend(), isFigure).base();
    if (first == cell.end())
        return {};
    qsizetype begin = first - cell.begin();
    const qsizetype end = last - cell.begin();
    if (begin > 0 && (cell.at(begin - 1) == u'.' || cell.at(begin - 1) == u',') && (begin == 1 || !cell.at(begin - 2).isLetter()))
        --begin; // ".50"
    const auto digits = ungrouped(cell.mid(begin, end - begin));
    if (!digits)
        return {};
    NumberCell cut{.before = cell.left(begin), .after = cell.mid(end), .digits = *digits};
    if (cut.after.startsWith(u'.') || cut.after.startsWith(u','))
        cut.after.remove(0, 1); // "5."
    cut.before.remove(u'+'); // behind a number it means "and more"
    const bool isBefore = takeSigns(cut.before, u"("), isBehind = takeSigns(cut.after, u")");
    cut.isNegative = isBefore || isBehind;
    return cut;
}

std::optional<QString> plainNumber(const QString &digits, DecimalMark mark)
{
    // Groups of three, in India of two before the last.
    static const QRegularExpression withPoint(u"^(?:[0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3})(?:\\.[0-9]+)?$"_s);
    static const QRegularExpression withComma(u"^(?:[0-9]*|[1-9][0-9]{0,2}(?:\\.[0-9]{2,3})*\\.[0-9]{3})(?:,[0-9]+)?$"_s);
    const bool isPoint = mark == DecimalMark::Point;
    if (digits.isEmpty() || !(isPoint ? withPoint : withComma).match(digits).hasMatch())
        return {};
    return isPoint ? QString(digits).remove(u',') : QString(digits).remove(u'.').replace(u',', u'.');
}

void MarkFinder::see(int line, const QString &cell, bool mayHaveFraction)
{
    const auto cut = cutNumber(cell);
    if (!cut)
        return;
    const auto byPoint = plainNumber(cut->digits, DecimalMark::Point), byComma = plainNumber(cut->digits, DecimalMark::Comma);
    const bool isOpen = byPoint && byComma && *byPoint != *byComma;
    if (!isOpen && byPoint.has_value() == byComma.has_value())
        return; // neither sign stands in it, or it is no number either way
    std::optional<Seen> &seen = isOpen ? m_open : byPoint ? m_point : m_comma;
    if (!seen && !(isOpen && !mayHaveFraction))
        seen = {line, cell};
}

Result<DecimalMark> MarkFinder::mark(bool isWorkbook) const
{
    const QString subject = u"decimal_mark"_s;
    if (m_point && m_comma)
        return fail(Error::Code::InvalidInput, subject, u"“%1” in line %2 has a decimal point, “%3” in line %4 a comma: name the one that holds, point or comma"_s
                                                            .arg(m_point->cell).arg(m_point->line).arg(m_comma->cell).arg(m_comma->line));
    if (m_open && !m_point && !m_comma && !isWorkbook) {
        const QString digits = cutNumber(m_open->cell)->digits;
        return fail(Error::Code::InvalidInput, subject, u"“%1” in line %2 may be %3 or %4, and no other number of the file tells: name its decimal mark, point or comma"_s
                                                            .arg(m_open->cell).arg(m_open->line).arg(plainNumber(digits, DecimalMark::Point).value_or(digits), plainNumber(digits, DecimalMark::Comma).value_or(digits)));
    }
    return m_comma ? DecimalMark::Comma : DecimalMark::Point;
}

} // namespace crossdock::rates
