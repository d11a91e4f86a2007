#include "ui/pack/packing_slip.h"

#include "core/inventory/fulfilment/order_papers.h"
#include "ui/pack/pack_box.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QPagedPaintDevice>
#include <QTextDocument>
#include <zint.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr float barWidth = 1.5f; // of the narrowest bar, in half pixels of zint: 3 pixels
constexpr int barHeight = 40;
constexpr QUrl::ParsingMode strict = QUrl::StrictMode;

struct PackingSlipWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::PackingSlip)
};

QString addressOf(const Buyer &buyer)
{
    const QString lines = papers::addressLines(buyer).join(u'\n');
    return (lines.isEmpty() ? PackingSlipWords::tr("not known") : lines).toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

QString rowOf(const PackBox::Item &item)
{
    return u"<tr><td align=right>%1</td><td>%2</td><td>%3</td></tr>"_s.arg(number(item.wanted), item.sku.text().toHtmlEscaped(), item.name.toHtmlEscaped());
}

} // namespace

QImage barcode(const QString &text)
{
    const std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)> symbol(ZBarcode_Create(), &ZBarcode_Delete);
    symbol->symbology = BARCODE_CODE128;
    symbol->show_hrt = 0;
    symbol->scale = barWidth;
    symbol->height = barHeight;
    const QByteArray bytes = text.toLatin1();
    const bool isHeld = !text.isEmpty() && QString::fromLatin1(bytes) == text;
    if (!isHeld || ZBarcode_Encode_and_Buffer(symbol.get(), reinterpret_cast<const unsigned char *>(bytes.constData()), static_cast<int>(bytes.size()), 0) >= ZINT_ERROR)
        return {};
    const QImage seen(symbol->bitmap, symbol->bitmap_width, symbol->bitmap_height, symbol->bitmap_width * 3, QImage::Format_RGB888);
    return seen.copy(); // the pixels go with the symbol
}

QString packingSlipHtml(const PackBox &box)
{
    const OrderDetail &order = box.order();
    QString rows;
    for (const PackBox::Item &item : box.items())
        rows += rowOf(item);
    const QString title = PackingSlipWords::tr("Packing slip").toHtmlEscaped(), count = PackingSlipWords::tr("Units").toHtmlEscaped(), product = PackingSlipWords::tr("Product").toHtmlEscaped();
    const QString placed = PackingSlipWords::tr("Ordered %1 on %2").arg(dateTime(order.row.createdAt), order.row.id.channel.text()).toHtmlEscaped();
    return u"<h1>%1</h1><p><b>%2</b><br>%3</p><p><img src='barcode:order'></p><p><b>%4</b><br>%5</p>"
           "<table width='100%' cellpadding=5 border=1 style='border-collapse: collapse'>"
           "<tr><th align=right>%6</th><th align=left>SKU</th><th align=left>%7</th></tr>%8</table><p>%9</p>"_s
        .arg(title + (order.wish.options.contains(rates::Option::GiftWrap) ? u" · "_s + PackingSlipWords::tr("Gift wrap").toHtmlEscaped() : QString()), order.row.id.number.toHtmlEscaped(), placed, PackingSlipWords::tr("Ship to").toHtmlEscaped(), addressOf(order.buyer), count, product, rows,
             PackingSlipWords::tr("%1 in this box").arg(PackingSlipWords::tr("%Ln unit(s)", nullptr, static_cast<int>(box.wanted()))).toHtmlEscaped());
}

void drawPackingSlip(const PackBox &box, QPagedPaintDevice &paper)
{
    QTextDocument slip;
    slip.addResource(QTextDocument::ImageResource, QUrl(u"barcode:order"_s, strict), barcode(box.order().row.id.number));
    slip.setHtml(packingSlipHtml(box));
    slip.print(&paper);
}

} // namespace crossdock::ui
