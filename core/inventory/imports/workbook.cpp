#include "core/inventory/imports/workbook.h"

#include "core/inventory/imports/workbook_styles.h"
#include "core/inventory/imports/zip_archive.h"

#include <QCryptographicHash>
#include <QMap>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

constexpr int mostColumns = 2'000;
constexpr qint64 mostCells = 10'000'000; // with the empty ones before each: some gigabytes

/// A part of the workbook, with the texts that its reader complains about.
class Part
{
public:
    Part(QString name, const QByteArray &bytes)
        : m_name(std::move(name))
        , m_xml(bytes)
    {
    }

    QXmlStreamReader &xml() { return m_xml; }

    /// Calls `element()` at the beginning of each element.
    template <class Element>
    Result<> each(const Element &element)
    {
        while (!m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::DTD)
                return fail(Error::Code::InvalidInput, m_name, u"it defines its own XML"_s);
            if (token == QXmlStreamReader::StartElement)
                CROSSDOCK_TRY(element());
        }
        return end();
    }

    Result<> end() const
    {
        if (!m_xml.hasError())
            return {};
        return fail(Error::Code::InvalidInput, m_name, u"line %1: %2"_s.arg(m_xml.lineNumber()).arg(m_xml.errorString()));
    }

    QString attribute(const QString &name) const { return m_xml.attributes().value(name).toString(); }

    /// The text of an element like <si> or <is>: all <t> in it, without the reading aids <rPh>.
    QString text()
    {
        QString text;
        for (int depth = 1; depth > 0 && !m_xml.atEnd();) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::EndElement) {
                --depth;
            } else if (token == QXmlStreamReader::StartElement) {
                if (m_xml.name() == u"t")
                    text += m_xml.readElementText(QXmlStreamReader::IncludeChildElements);
                else if (m_xml.name() == u"rPh")
                    m_xml.skipCurrentElement();
                else
                    ++depth;
            }
        }
        return text;
    }

private:
    QString m_name;
    QXmlStreamReader m_xml;
};

/// Opens a workbook part by part.
class Workbook
{
public:
    explicit Workbook(ZipArchive archive)
        : m_archive(std::move(archive))
    {
    }

    Result<QList<Sheet::Record>> read(const QString &sheetName)
    {
        const auto path = pathOf(sheetName);
        if (!path)
            return tl::make_unexpected(path.error());
        CROSSDOCK_TRY(readTexts());
        CROSSDOCK_TRY(readStyles());
        CROSSDOCK_TRY(readCells(*path));
        return m_records;
    }

private:
    Result<QString> pathOf(const QString &sheetName)
    {
        const QString bookName = u"xl/workbook.xml"_s, linksName = u"xl/_rels/workbook.xml.rels"_s;
        const auto bookBytes = m_archive.read(bookName), linksBytes = m_archive.read(linksName);
        if (!bookBytes || !linksBytes) {
            const Error &error = !bookBytes ? bookBytes.error() : linksBytes.error();
            return fail(Error::Code::InvalidInput, u"the file"_s, u"it is no workbook (.xlsx): "_s + error.subject + u": "_s + error.detail);
        }
        Part book(bookName, *bookBytes), links(linksName, *linksBytes);
        QStringList names;
        QMap<QString, QString> ids, targets;
        CROSSDOCK_TRY(book.each([&]() -> Result<> {
            if (book.xml().name() == u"workbookPr")
                m_countsFrom1904 = book.attribute(u"date1904"_s) == u"1" || book.attribute(u"date1904"_s) == u"true";
            if (book.xml().name() != u"sheet")
                return {};
            names.append(book.attribute(u"name"_s));
            for (const QXmlStreamAttribute &attribute : book.xml().attributes()) {
                if (attribute.name() == u"id")
                    ids.insert(names.last(), attribute.value().toString());
            }
            return {};
        }));
        CROSSDOCK_TRY(links.each([&]() -> Result<> {
            if (links.xml().name() == u"Relationship")
                targets.insert(links.attribute(u"Id"_s), links.attribute(u"Target"_s));
            return {};
        }));
        if (names.isEmpty() || (!sheetName.isEmpty() && !names.contains(sheetName)))
            return fail(Error::Code::NotFound, sheetName, u"the workbook has these sheets: "_s + names.join(u", "_s));
        const QString target = targets.value(ids.value(sheetName.isEmpty() ? names.first() : sheetName));
        return target.startsWith(u'/') ? target.mid(1) : u"xl/"_s + target;
    }

    Result<> readTexts()
    {
        const QString name = u"xl/sharedStrings.xml"_s;
        if (!m_archive.contains(name))
            return {};
        const auto bytes = m_archive.read(name);
        if (!bytes)
            return tl::make_unexpected(bytes.error());
        Part texts(name, *bytes);
        return texts.each([&]() -> Result<> {
            if (texts.xml().name() == u"si")
                m_texts.append(texts.text());
            return {};
        });
    }

    Result<> readStyles()
    {
        const QString part = u"xl/styles.xml"_s;
        if (!m_archive.contains(part))
            return {};
        const auto bytes = m_archive.read(part);
        if (!bytes)
            return tl::make_unexpected(bytes.error());
        Part styles(part, *bytes);
        bool isInCells = false; // <cellXfs>, not <cellStyleXfs>
        return styles.each([&]() -> Result<> {
            const auto name = styles.xml().name();
            if (name == u"numFmt")
                m_styles.addFormat(styles.attribute(u"numFmtId"_s).toInt(), styles.attribute(u"formatCode"_s));
            else if (name == u"cellXfs" || name == u"cellStyleXfs")
                isInCells = name == u"cellXfs";
            else if (name == u"xf" && isInCells)
                m_styles.addStyle(styles.attribute(u"numFmtId"_s).toInt());
            return {};
        });
    }

    Result<> readCells(const QString &path)
    {
        const auto bytes = m_archive.read(path);
        if (!bytes)
            return fail(Error::Code::InvalidInput, path, bytes.error().detail);
        Part sheet(path, *bytes);
        int row = 0, column = 0;
        const auto done = sheet.each([&]() -> Result<> {
            if (sheet.xml().name() == u"row") {
                const int written = sheet.attribute(u"r"_s).toInt();
                row = written > 0 ? written : row + 1;
                column = 0;
                m_records.append(Sheet::Record{row, {}});
            }
            if (sheet.xml().name() != u"c" || m_records.isEmpty())
                return {};
            const QString place = sheet.attribute(u"r"_s);
            column = place.isEmpty() ? column + 1 : columnOf(place);
            return readCell(sheet, place, column);
        });
        m_records.removeIf([](const Sheet::Record &record) { return std::all_of(record.cells.begin(), record.cells.end(), [](const QString &cell) { return cell.isEmpty(); }); });
        return done;
    }

    /// "C12" to 3.
    static int columnOf(const QString &place)
    {
        int column = 0;
        for (const QChar c : place) {
            if (c < u'A' || c > u'Z' || column > mostColumns)
                break;
            column = column * 26 + (c.unicode() - u'A' + 1);
        }
        return column;
    }

    Result<> readCell(Part &sheet, const QString &place, int column)
    {
        const QString type = sheet.attribute(u"t"_s), style = sheet.attribute(u"s"_s);
        QStringList &cells = m_records.last().cells;
        if (column < 1 || column > mostColumns || column <= cells.size())
            return fail(Error::Code::InvalidInput, place, u"a cell out of turn, or beyond column %1"_s.arg(mostColumns));
        m_cells += column - cells.size();
        if (m_cells > mostCells)
            return fail(Error::Code::InvalidInput, place, u"more than %1 cells"_s.arg(mostCells));
        cells.resize(column);
        QString value;
        while (!sheet.xml().atEnd() && sheet.xml().readNext() != QXmlStreamReader::EndElement) {
            if (sheet.xml().isStartElement() && sheet.xml().name() == u"v")
                value = sheet.xml().readElementText();
            else if (sheet.xml().isStartElement() && sheet.xml().name() == u"is")
                value = sheet.text();
            else if (sheet.xml().isStartElement())
                sheet.xml().skipCurrentElement();
        }
        if (type == u"s") {
            bool isNumber = false;
            const qsizetype index = value.toLongLong(&isNumber);
            if (!isNumber || index < 0 || index >= m_texts.size())
                return fail(Error::Code::InvalidInput, place, u"it names a text that is not there"_s);
            value = m_texts.at(index);
        } else if (type == u"b") {
            value = value == u"1" ? u"TRUE"_s : u"FALSE"_s;
        } else if (type.isEmpty() || type == u"n") {
            value = m_styles.shown(value, style.toInt(), m_countsFrom1904);
        }
        cells.last() = value.trimmed();
        return {};
    }

    ZipArchive m_archive;
    QStringList m_texts;
    WorkbookStyles m_styles;
    bool m_countsFrom1904 = false;
    QList<Sheet::Record> m_records;
    qint64 m_cells = 0;
};

} // namespace

Result<Sheet> readWorkbook(const QByteArray &bytes, const QString &sheetName)
{
    auto archive = ZipArchive::open(bytes);
    if (!archive)
        return tl::make_unexpected(archive.error());
    auto records = Workbook(*std::move(archive)).read(sheetName);
    if (!records)
        return tl::make_unexpected(records.error());
    if (records->isEmpty())
        return fail(Error::Code::InvalidInput, u"the sheet"_s, u"it has no header row"_s);
    Sheet sheet{.encoding = u"XLSX"_s, .delimiter = {}, .header = records->takeFirst().cells, .records = *records, .fingerprint = {}};
    sheet.fingerprint = QCryptographicHash::hash(bytes + sheetName.toUtf8(), QCryptographicHash::Sha256);
    return sheet;
}

} // namespace crossdock::imports
