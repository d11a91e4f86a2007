#include "app/commands/csv_file.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

Result<> CsvFile::open()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return fail(Error::Code::NotAllowed, path(), u"it cannot be written: "_s + m_file.errorString());
    return {};
}

QString CsvFile::quoted(const QString &cell)
{
    const bool isPlain = std::none_of(cell.begin(), cell.end(), [](QChar c) { return c == u',' || c == u'"' || c == u';' || c == u'\t' || c == u'\n' || c == u'\r'; });
    return isPlain ? cell : u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"';
}

void CsvFile::row(const QStringList &cells)
{
    QStringList texts;
    for (const QString &cell : cells)
        texts.append(quoted(cell));
    m_file.write(texts.join(u',').toUtf8() + '\n'); // a failed write makes commit() fail
    ++m_lines;
}

Result<> CsvFile::commit()
{
    if (!m_file.commit())
        return fail(Error::Code::NotAllowed, path(), u"it cannot be written: "_s + m_file.errorString());
    return {};
}

} // namespace crossdock::app
