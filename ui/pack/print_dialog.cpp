#include "ui/pack/print_dialog.h"

#include <QPrintDialog>
#include <QPrinter>

#include <memory>

namespace crossdock::ui {

void openPrintDialog(const QString &title, QWidget &window, std::function<void(QPrinter *)> done, Paper paper)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(title);
    auto *dialog = new QPrintDialog(printer.get(), &window);
    dialog->setOption(QAbstractPrintDialog::PrintToFile, paper == Paper::OrFile);
    dialog->setObjectName(QStringLiteral("printDialog"));
    QObject::connect(dialog, &QDialog::finished, &window, [dialog, printer, done = std::move(done)](int result) {
        dialog->deleteLater();
        done(result == QDialog::Accepted ? printer.get() : nullptr);
    });
    dialog->open();
}

} // namespace crossdock::ui
