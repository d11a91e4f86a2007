#include "app/engine/paper_runner.h"

#include "core/inventory/fulfilment/labels/document_check.h"

#include <QLoggingCategory>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcPapers, "crossdock.papers")

namespace crossdock::app {
namespace {

constexpr Milliseconds printTakesAtMost{10'000};
constexpr Milliseconds claimLasts{60'000}; // longer than reading and printing take: whoever claimed it is gone
constexpr Milliseconds askStoreAgain{10'000}; // where it did not answer

Request asking(const Notice &notice, const Command &command)
{
    return {{}, {Actor::Kind::System, u"printer"_s}, {}, notice.entry, command};
}

labels::Document plainText(const QByteArray &text, const QString &title)
{
    return {labels::Format::Pdf, text, title}; // CUPS sees what it is
}

} // namespace

void PaperRunner::start()
{
    m_inventory.ask(query::Notices{.limit = 1'000, .onlyWaiting = true}, this, [this](const Result<QList<Notice>> &waiting) {
        if (!waiting) {
            qCWarning(lcPapers, "What waits to be printed could not be read: %s", qUtf8Printable(waiting.error().detail));
            m_clock.after(askStoreAgain, this, [this] { start(); });
        }
        for (const Notice &notice : waiting.value_or(QList<Notice>())) {
            if (notice.kind == u"document" && notice.attempts > 0)
                giveUpLater(notice);
            else
                take(notice);
        }
    });
}

/// Somebody claimed it and did not say how it fared.
void PaperRunner::giveUpLater(const Notice &notice)
{
    if (m_underWay.contains(notice.notice))
        return;
    m_underWay.insert(notice.notice);
    m_clock.after(claimLasts, this, [this, notice] {
        m_inventory.ask(query::Notices{.limit = 1'000, .onlyWaiting = true}, this, [this, notice](const Result<QList<Notice>> &waiting) {
            m_underWay.remove(notice.notice);
            if (!waiting)
                return giveUpLater(notice);
            for (const Notice &one : *waiting) {
                if (one.notice == notice.notice)
                    settle(one, Settle::Failed, u"the program ended while it was being printed: look whether it came out; “crossdock order print” prints it again"_s);
            }
        });
    });
}

void PaperRunner::take(const Notice &notice)
{
    const bool isNew = notice.kind == u"document" && notice.state == Notice::State::Waiting && notice.attempts == 0;
    if (!isNew || m_underWay.contains(notice.notice))
        return;
    m_underWay.insert(notice.notice);
    const auto paper = papers::paperFrom(notice.text);
    if (!paper || !notice.order)
        return settle(notice, Settle::Failed, u"nothing tells what to print"_s);
    const command::SettleNotice claim{notice.notice, Settle::Retry, u"it goes to the printer"_s, 0};
    m_inventory.perform(asking(notice, claim), this, [this, notice, paper = *paper](const Result<Entry> &claimed) {
        if (claimed)
            return print(notice, paper);
        m_underWay.remove(notice.notice);
        if (isTemporary(claimed.error().code))
            m_clock.after(askStoreAgain, this, [this] { start(); }); // it may be claimed all the same; else another engine was faster
    });
}

void PaperRunner::print(const Notice &notice, papers::Paper paper)
{
    if (paper == papers::Paper::Label)
        return printLabel(notice);
    m_inventory.ask(query::Order{*notice.order}, this, [this, notice, paper](const Result<OrderDetail> &order) {
        if (!order)
            return settle(notice, Settle::Failed, order.error().detail);
        if (order->isForgotten && paper != papers::Paper::PickList)
            return settle(notice, Settle::Failed, u"the buyer's data is destroyed: nothing tells where it goes"_s);
        printPaper(notice, paper, *order);
    });
}

void PaperRunner::printPaper(const Notice &notice, papers::Paper paper, const OrderDetail &order)
{
    const QList<Sku> skus = papers::skusOf(order);
    if (skus.isEmpty())
        return compose(notice, paper, order, {});
    m_inventory.ask(query::StockOf{.skus = skus}, this, [this, notice, paper, order](const Result<query::StockOf::Answer> &items) {
        if (items)
            compose(notice, paper, order, *items);
        else
            settle(notice, Settle::Failed, items.error().detail);
    });
}

void PaperRunner::compose(const Notice &notice, papers::Paper paper, const OrderDetail &order, const papers::Items &items)
{
    const auto out = [this, notice, paper](const Result<QByteArray> &text) {
        if (text)
            printText(notice, paper, plainText(*text, u"%1 of %2"_s.arg(papers::titleOf(paper), notice.order->text())));
        else
            settle(notice, Settle::Failed, text.error().detail);
    };
    if (paper == papers::Paper::PackingSlip)
        return out(papers::packingSlip(order, items));
    if (paper == papers::Paper::PickList)
        return out(papers::pickList(order, items));
    m_inventory.ask(query::Goods{papers::skusOf(order)}, this, [order, items, out](const Result<QList<labels::Goods>> &goods) {
        out(goods ? papers::customsForm(order, items, *goods) : tl::make_unexpected(goods.error()));
    });
}

void PaperRunner::printText(const Notice &notice, papers::Paper paper, const labels::Document &document)
{
    withPrinter(notice, paper, document, [this, notice, paper, document](const labels::Printer &printer) {
        send(printer, document, [this, notice, paper](const Result<QString> &sent) {
            if (!sent)
                return settle(notice, Settle::Failed, sent.error().detail);
            settle(notice, Settle::Sent, *sent);
            if (paper == papers::Paper::PackingSlip) // the bench asks before it prints another one
                m_inventory.perform(asking(notice, command::MarkOrder{*notice.order, command::MarkOrder::What::Tag, papers::slipTag.toString()}), this, [](const Result<Entry> &) {});
        });
    });
}

/// The newest label of the order, once. Its print is counted with the label, as one from the bench is.
void PaperRunner::printLabel(const Notice &notice)
{
    m_inventory.ask(query::Labels{.order = notice.order}, this, [this, notice](const Result<QList<labels::Label>> &known) {
        if (!known)
            return settle(notice, Settle::Failed, known.error().detail);
        const auto label = std::find_if(known->begin(), known->end(), [](const labels::Label &one) { return one.state == labels::Label::State::Bought && one.hasDocument; });
        if (label == known->end())
            return settle(notice, Settle::Failed, u"no label is bought for %1 that could be printed"_s.arg(notice.order->text()));
        if (label->prints > 0)
            return settle(notice, Settle::Failed, u"its label was printed at %1, and is not printed again: “crossdock label print %2 --reason TEXT” does"_s.arg(toText(label->printedAt)).arg(label->label));
        m_inventory.ask(query::LabelDocument{label->label}, this, [this, notice, label = *label](const Result<labels::Document> &document) {
            const QString flaw = document ? labels::flawOf(*document) : document.error().detail;
            if (flaw.isEmpty())
                printLabel(notice, label, *document);
            else
                settle(notice, Settle::Failed, flaw);
        });
    });
}

void PaperRunner::printLabel(const Notice &notice, const labels::Label &label, const labels::Document &document)
{
    withPrinter(notice, papers::Paper::Label, document, [this, notice, number = label.label, document](const labels::Printer &printer) {
        m_inventory.perform(asking(notice, command::PrintLabel{number, printer}), this, [this, notice, number, printer, document](const Result<Entry> &counted) {
            if (!counted)
                return settle(notice, Settle::Failed, counted.error().detail);
            send(printer, document, [this, notice, number](const Result<QString> &sent) {
                if (!sent)
                    m_inventory.perform(asking(notice, command::NotePrintFailure{number, sent.error().detail}), this, [](const Result<Entry> &) {});
                settle(notice, sent ? Settle::Sent : Settle::Failed, sent ? *sent : sent.error().detail);
            });
        });
    });
}

void PaperRunner::withPrinter(const Notice &notice, papers::Paper paper, const labels::Document &document, std::function<void(const labels::Printer &)> go)
{
    m_inventory.ask(query::Printers{}, this, [this, notice, paper, document, go = std::move(go)](const Result<QList<labels::Printer>> &printers) {
        const auto printer = printers ? papers::printerFor(paper, document.format, *printers) : tl::make_unexpected(printers.error());
        const auto good = printer ? printing::suits(*printer, document) : tl::make_unexpected(printer.error());
        if (good)
            go(*printer);
        else
            settle(notice, Settle::Failed, good.error().detail);
    });
}

/// The printer outlives us: what it says then is told to nobody.
void PaperRunner::send(const labels::Printer &printer, const labels::Document &document, const printing::DocumentPrinter::Done &done)
{
    m_printer.send(printer, document, printTakesAtMost, [self = QPointer(this), done](const Result<QString> &sent) {
        if (self)
            done(sent);
    });
}

void PaperRunner::settle(const Notice &notice, Settle what, const QString &words)
{
    m_inventory.perform(asking(notice, command::SettleNotice{notice.notice, what, words}), this, [this, notice, what, words](const Result<Entry> &settled) {
        if (!settled)
            qCWarning(lcPapers, "How print %lld fared was not written: %s", static_cast<long long>(notice.notice), qUtf8Printable(settled.error().detail));
        if (!settled && isTemporary(settled.error().code))
            m_clock.after(askStoreAgain, this, [this, notice, what, words] { settle(notice, what, words); });
        else
            m_underWay.remove(notice.notice);
    });
}

} // namespace crossdock::app
