#include "ui/pack/print_slip.h"

#include "ui/pack/pack_box.h"
#include "ui/pack/packing_slip.h"
#include "ui/pack/print_dialog.h"
#include "ui/widgets/form_dialog.h"

#include <QCoreApplication>
#include <QPrinter>
#include <QTextDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct PrintSlipWords {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::PrintSlip)
};

} // namespace

void printOnPaper(const PackBox &box, QWidget &window, std::function<void(bool)> done)
{
    openPrintDialog(PrintSlipWords::tr("Packing slip %1").arg(box.order().row.id.number), window, [box, done = std::move(done)](QPrinter *printer) {
        if (printer)
            drawPackingSlip(box, *printer);
        done(printer && printer->printerState() != QPrinter::Error);
    });
}

void printPage(const QString &title, const QString &html, QWidget &window)
{
    openPrintDialog(title, window, [html](QPrinter *printer) {
        if (!printer)
            return;
        QTextDocument page;
        page.setHtml(html);
        page.print(printer);
    });
}

void askToPrintAgain(const Theme &theme, const PackBox &box, QWidget &window, std::function<void()> print)
{
    auto *dialog = new FormDialog(theme, PrintSlipWords::tr("Print another slip?"),
                                  PrintSlipWords::tr("A packing slip of order %1 was printed before. Two slips in two boxes send the order twice.").arg(box.order().row.id.text()),
                                  PrintSlipWords::tr("Print again"), &window);
    dialog->setObjectName(u"printAgain"_s);
    QObject::connect(dialog, &FormDialog::submitted, &window, [dialog, print = std::move(print)] {
        dialog->accept();
        print();
    });
    dialog->open();
}

} // namespace crossdock::ui
