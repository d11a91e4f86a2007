#pragma once

#include "core/connectors/printing/document_printer.h"
#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/order_papers.h"
#include "core/inventory/inventory.h"

#include <QSet>

namespace crossdock::app {

/// Prints the papers of orders that rules and people ask for (notices of the kind "document"), without a window. A print is claimed on the disk
/// before the printer has it: what a crash left between the two is not printed again but told to a person. Lives in the wires' thread.
class PaperRunner : public QObject
{
public:
    PaperRunner(Inventory &inventory, Clock &clock, printing::DocumentPrinter &printer)
        : m_inventory(inventory)
        , m_clock(clock)
        , m_printer(printer)
    {
    }

    void start(); ///< prints what waited while the program was off
    void take(const Notice &notice);

private:
    using Settle = command::SettleNotice::What;

    void giveUpLater(const Notice &notice);
    void print(const Notice &notice, papers::Paper paper);
    void printPaper(const Notice &notice, papers::Paper paper, const OrderDetail &order);
    void compose(const Notice &notice, papers::Paper paper, const OrderDetail &order, const papers::Items &items);
    void printLabel(const Notice &notice);
    void printLabel(const Notice &notice, const labels::Label &label, const labels::Document &document);
    void printText(const Notice &notice, papers::Paper paper, const labels::Document &document);
    void withPrinter(const Notice &notice, papers::Paper paper, const labels::Document &document, std::function<void(const labels::Printer &)> go);
    void send(const labels::Printer &printer, const labels::Document &document, const printing::DocumentPrinter::Done &done);
    void settle(const Notice &notice, Settle what, const QString &words);

    Inventory &m_inventory;
    Clock &m_clock;
    printing::DocumentPrinter &m_printer;
    QSet<qint64> m_underWay;
};

} // namespace crossdock::app
