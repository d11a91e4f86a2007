#include "core/inventory/fulfilment/labels/document_check.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

constexpr qint64 dearerByPercent = 5; // carriers weigh again and round: less is not worth a word
constexpr qsizetype shownBytes = 24;

bool isAsClaimed(const Document &document)
{
    const QByteArray bytes = document.bytes.trimmed();
    switch (document.format) {
    case Format::Pdf:
        return bytes.startsWith("%PDF");
    case Format::Png:
        return document.bytes.startsWith("\x89PNG\r\n\x1A\n");
    case Format::Zpl: {
        const qsizetype begin = bytes.toUpper().indexOf("^XA");
        return begin >= 0 && bytes.toUpper().indexOf("^XZ", begin) > begin;
    }
    }
    Q_UNREACHABLE();
}

/// Its first characters; a label's own hold an address, those of another file say what it is.
QString beginOf(const QByteArray &bytes)
{
    QString text;
    for (const char c : bytes.left(shownBytes))
        text.append(c >= ' ' && c <= '~' ? QLatin1Char(c) : QLatin1Char('.'));
    return text;
}

} // namespace

QString flawOf(const Document &document)
{
    if (isAsClaimed(document))
        return {};
    return u"its carrier gave a file as %1 that is none: it begins “%2”"_s.arg(nameOf(document.format).toUpper(), beginOf(document.bytes));
}

bool isDearer(const Label &label)
{
    if (!label.cost)
        return false;
    return label.cost->currency != label.quoted.currency || (label.cost->amount - label.quoted.amount) * 100 > label.quoted.amount * dearerByPercent;
}

} // namespace crossdock::labels
