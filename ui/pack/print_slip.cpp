#include "ui/pack/print_slip.h"

#include "ui/pack/pack_box.h"
#include "ui/pack/packing_slip.h"
#include "ui/widgets/form_dialog.h"

#include <QCoreApplication>
#include <QPrintDialog>
#include <QPrinter>
#include <QTextDocument>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(crossdock::ui::PrintSlip)
};

} // namespace

void printOnPaper(const PackBox &box, QWidget &window, std::function<void(bool)> done)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(Words::tr("Packing slip %1").arg(box.order().row.id.number));
    auto *dialog = new QPrintDialog(printer.get(), &window);
    dialog->setObjectName(u"printDialog"_s);
    QObject::connect(dialog, &QDialog::finished, &window, [dialog, printer, box, done = std::move(done)](int result) {
        dialog->deleteLater();
        if (result == QDialog::Accepted)
            drawPackingSlip(box, *printer);
        done(result == QDialog::Accepted && printer->printerState() != QPrinter::Error);
    });
    dialog->open();
}

void printPage(const QString &title, const QString &html, QWidget &window)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(title);
    auto *dialog = new QPrintDialog(printer.get(), &window);
    dialog->setObjectName(u"printDialog"_s);
    QObject::connect(dialog, &QDialog::finished, &window, [dialog, printer, html](int result) {
        dialog->deleteLater();
        if (result != QDialog::Accepted)
            return;
        QTextDocument page;
        page.setHtml(html);
        page.print(printer.get());
    });
    dialog->open();
}

void askToPrintAgain(const Theme &theme, const PackBox &box, QWidget &window, std::function<void()> print)
{
    auto *dialog = new FormDialog(theme, Words::tr("Print another slip?"),
                                  Words::tr("A packing slip of order %1 was printed before. Two slips in two boxes send the order twice.").arg(box.order().row.id.text()),
                                  Words::tr("Print again"), &window);
    dialog->setObjectName(u"printAgain"_s);
    QObject::connect(dialog, &FormDialog::submitted, &window, [dialog, print = std::move(print)] {
        dialog->accept();
        print();
    });
    dialog->open();
}

} // namespace crossdock::ui
