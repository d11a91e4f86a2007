#include "core/sandbox/carriers/post_label.h"

#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

QByteArray escaped(const QString &text)
{
    QByteArray bytes = text.toLatin1(); // what is not in the font's encoding becomes '?'
    return bytes.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

quint32 crcOf(const QByteArray &bytes)
{
    quint32 crc = 0xFFFFFFFFu;
    for (const char byte : bytes) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

/// One chunk of a PNG file (ISO/IEC 15948).
QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(quint32(data.size())) + type + data + bigEndian(crcOf(type + data));
}

} // namespace

QByteArray pdfLabel(const QStringList &lines)
{
    QByteArray content = "BT\n";
    int y = 390;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool isLast = i + 1 == lines.size();
        content += "/F1 " + QByteArray::number(isLast ? 16 : 12) + " Tf 1 0 0 1 24 " + QByteArray::number(y) + " Tm (" + escaped(lines.at(i)) + ") Tj\n";
        y -= isLast ? 24 : 18;
    }
    content += "ET\n12 12 264 408 re S\n";
    const QList<QByteArray> objects{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                                    "<< /Length " + QByteArray::number(content.size()) + " >>\nstream\n" + content + "endstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"};
    QByteArray pdf = "%PDF-1.4\n", table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects.at(i) + "\nendobj\n";
    }
    const qsizetype start = pdf.size();
    return pdf + "xref\n0 " + QByteArray::number(objects.size() + 1) + "\n" + table + "trailer\n<< /Size " + QByteArray::number(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
}

QByteArray pngLabel(const QString &tracking)
{
    constexpr int width = 812, height = 1218, margin = 56, top = 900, bottom = 1'100; // 4 x 6 inches at 203 dots an inch
    QByteArray blank(width, '\xFF'), bars = blank;
    int x = margin;
    for (const char sign : tracking.toLatin1())
        for (int bit = 7; bit >= 0 && x + 3 < width - margin; --bit, x += 3)
            if ((sign >> bit) & 1)
                bars.replace(x, 2, QByteArray(2, '\0'));
    QByteArray rows;
    for (int y = 0; y < height; ++y)
        rows += '\0' + (y >= top && y < bottom ? bars : blank); // no filter before each row
    const QByteArray header = bigEndian(width) + bigEndian(height) + QByteArray("\x08\x00\x00\x00\x00", 5); // grey, eight bits
    constexpr qsizetype qtLength = 4; // that qCompress() puts before the stream
    return QByteArray("\x89PNG\r\n\x1A\n") + chunk("IHDR", header) + chunk("IDAT", qCompress(rows).mid(qtLength)) + chunk("IEND", {});
}

QByteArray zplLabel(const QStringList &lines, const QString &tracking)
{
    const auto plain = [](QString text) { return text.replace(u'^', u' ').replace(u'~', u' ').toUtf8(); };
    QByteArray zpl = "^XA^CI28^PW812^LL1218\n"; // 4 x 6 inches at 203 dots an inch
    int y = 60;
    for (const QString &line : lines) {
        zpl += "^FO60," + QByteArray::number(y) + "^A0N,40,40^FD" + plain(line) + "^FS\n";
        y += 56;
    }
    return zpl + "^FO60," + QByteArray::number(y + 40) + "^BY3^BCN,160,Y,N,N^FD" + plain(tracking) + "^FS\n^XZ\n";
}

} // namespace crossdock::sandbox
