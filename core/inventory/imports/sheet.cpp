#include "core/inventory/imports/sheet.h"

#include "core/inventory/imports/workbook.h"
#include "core/inventory/imports/zip_archive.h"

#include <QCryptographicHash>
#include <QStringDecoder>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

/// What Windows-1252 has where Latin-1 has control characters (0x80 to 0x9F); 0 where it has nothing.
constexpr std::array<char16_t, 32> windowsOnly{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

QString fromWindows1252(const QByteArray &bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text)
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0)
            if (const char16_t known = windowsOnly.at(c.unicode() - 0x80U); known != 0)
                c = QChar(known);
    return text;
}

struct Text {
    QString text, encoding;
};

Text decode(const QByteArray &bytes)
{
    const bool isWide = bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
    QStringDecoder decoder(isWide ? QStringDecoder::Utf16 : QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    if (!decoder.hasError())
        return {text, isWide ? u"UTF-16"_s : u"UTF-8"_s};
    return {fromWindows1252(bytes), u"Windows-1252"_s};
}

constexpr std::array<QChar, 3> delimiters{u',', u';', u'\t'};
using Counts = std::array<int, delimiters.size()>; // of each delimiter, in a line

/// How often each stands in the first lines, outside quotes; empty lines are left out.
QList<Counts> countDelimiters(const QString &text)
{
    constexpr qsizetype mostLines = 30;
    QList<Counts> lines;
    Counts counts{};
    bool isQuoted = false, isEmpty = true;
    for (qsizetype i = 0; i <= text.size() && lines.size() < mostLines; ++i) {
        const QChar c = i < text.size() ? text.at(i) : QChar(u'\n');
        if (c == u'"')
            isQuoted = !isQuoted;
        if (c == u'\n' && (!isQuoted || i == text.size())) {
            if (!isEmpty)
                lines.append(counts);
            counts = {};
            isEmpty = true;
            continue;
        }
        isEmpty = isEmpty && c.isSpace();
        for (size_t one = 0; one < delimiters.size(); ++one)
            counts.at(one) += !isQuoted && c == delimiters.at(one) ? 1 : 0;
    }
    return lines;
}

/// The one that the first row has most of, if rows below have as many; else, as under title lines, the one that most rows have equally many of.
QChar guessDelimiter(const QString &text)
{
    const QList<Counts> lines = countDelimiters(text);
    if (lines.isEmpty())
        return delimiters.front();
    const auto alike = [&](size_t one, int count) { return std::count_if(lines.begin(), lines.end(), [&](const Counts &line) { return line.at(one) == count; }); };
    const Counts &first = lines.first();
    const size_t guess = static_cast<size_t>(std::max_element(first.begin(), first.end()) - first.begin());
    if (first.at(guess) > 0 && (alike(guess, first.at(guess)) > 1 || lines.size() == 1))
        return delimiters.at(guess);
    size_t best = guess;
    qsizetype rows = 1;
    for (size_t one = 0; one < delimiters.size(); ++one)
        for (const Counts &line : lines)
            if (const qsizetype same = line.at(one) > 0 ? alike(one, line.at(one)) : 0; same > rows) {
                rows = same;
                best = one;
            }
    return delimiters.at(best);
}

/// Cuts text into records, one character at a time.
class Cutter
{
public:
    Cutter(const QString &text, QChar delimiter)
        : m_text(text)
        , m_delimiter(delimiter)
    {
    }

    Result<QList<Sheet::Record>> cut()
    {
        while (m_at < m_text.size())
            if (const auto step = m_isQuoted ? quoted() : plain(); !step)
                return tl::make_unexpected(step.error());
        if (m_isQuoted)
            return fail(Error::Code::InvalidInput, u"line %1"_s.arg(m_quoteLine), u"a quote begins here and never ends"_s);
        endRecord();
        return m_records;
    }

private:
    Result<> quoted()
    {
        const QChar c = m_text.at(m_at++);
        if (c == u'\n')
            ++m_line;
        if (c != u'"')
            m_cell += c;
        else if (m_at < m_text.size() && m_text.at(m_at) == u'"')
            m_cell += m_text.at(m_at++);
        else
            m_isQuoted = false;
        return {};
    }

    Result<> plain()
    {
        const QChar c = m_text.at(m_at++);
        if (c == u'"' && m_cell.trimmed().isEmpty()) {
            m_cell.clear();
            m_isQuoted = true;
            m_quoteLine = m_line;
        } else if (c == m_delimiter) {
            endCell();
        } else if (c == u'\n') {
            endRecord();
            m_record.line = ++m_line;
        } else if (c != u'\r') {
            m_cell += c;
        }
        return {};
    }

    void endCell()
    {
        m_record.cells.append(m_cell.trimmed());
        m_cell.clear();
    }

    void endRecord()
    {
        endCell();
        const bool isEmpty = std::all_of(m_record.cells.begin(), m_record.cells.end(), [](const QString &cell) { return cell.isEmpty(); });
        if (!isEmpty)
            m_records.append(m_record);
        m_record.cells.clear();
    }

    const QString &m_text;
    QChar m_delimiter;
    qsizetype m_at = 0;
    int m_line = 1, m_quoteLine = 0;
    bool m_isQuoted = false;
    QString m_cell;
    Sheet::Record m_record{.line = 1, .cells = {}};
    QList<Sheet::Record> m_records;
};

/// What people take for a table and is none; empty: it may be one.
QString whyNoTable(const QByteArray &bytes)
{
    const QByteArray start = bytes.left(1'000).trimmed();
    if (bytes.startsWith("\xD0\xCF\x11\xE0"))
        return u"it is a workbook of an old Excel: save it as .xlsx, or as CSV"_s;
    if (start.startsWith('{') || (start.startsWith('[') && start.mid(1).trimmed().startsWith('{')))
        return u"it is JSON: a table is needed, a CSV file or an Excel workbook"_s;
    return {};
}

} // namespace

Result<Sheet> readSheet(const QByteArray &bytes, const QString &name)
{
    if (ZipArchive::isZip(bytes))
        return readWorkbook(bytes, name);
    if (const QString why = whyNoTable(bytes); !why.isEmpty())
        return fail(Error::Code::InvalidInput, u"the file"_s, why);
    const Text decoded = decode(bytes);
    Sheet sheet{.encoding = decoded.encoding, .delimiter = guessDelimiter(decoded.text), .header = {}, .records = {},
                .fingerprint = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256)};
    auto records = Cutter(decoded.text, sheet.delimiter).cut();
    if (!records)
        return tl::make_unexpected(records.error());
    if (records->isEmpty())
        return fail(Error::Code::InvalidInput, u"the file"_s, u"it has no header row"_s);
    sheet.header = records->takeFirst().cells;
    sheet.records = *records;
    return sheet;
}

QString plainTitle(const QString &title)
{
    QString text;
    for (const QChar c : title.trimmed().toLower()) {
        if (c.isLetterOrNumber())
            text += c;
        else if (!text.endsWith(u'_') && !text.isEmpty())
            text += u'_';
    }
    return text.endsWith(u'_') ? text.chopped(1) : text;
}

} // namespace crossdock::imports
