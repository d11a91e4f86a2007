#include "ui/pack/label_panel.h"

#include "core/inventory/values/brand.h"
#include "ui/orders/order_words.h"
#include "ui/pack/customs_form.h"
#include "ui/pack/label_questions.h"
#include "ui/pack/pack_box.h"
#include "ui/pack/print_slip.h"
#include "ui/rates/rate_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/named_action.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPrinterInfo>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

using State = labels::Label::State;

namespace {

/// Of a quote or a label: "USPS Priority".
template <class Sold>
QString serviceOf(const Sold &sold)
{
    return brandOf(sold.carrier) + u' ' + serviceNameOf(sold.carrier, sold.service);
}

} // namespace

LabelPanel::LabelPanel(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_bench(new LabelBench(context, this))
    , m_model(new TextTableModel({{tr("Service"), false}, {tr("Price"), true}, {tr("Arrives"), false}}, this))
    , m_table(new TableView(context.theme, tr("Services for this box"), this))
    , m_sentence(new QLabel(this))
    , m_silences(new QLabel(this))
    , m_printerName(new QLabel(tr("Pr&inter"), this))
    , m_printer(new QComboBox(this))
    , m_buy(add(u"buyLabel"_s, tr("&Buy and print the label"), u"print"_s, Qt::CTRL | Qt::Key_L, &LabelPanel::buy))
    , m_print(add(u"printLabel"_s, tr("Print the la&bel"), u"print"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_L, &LabelPanel::print))
    , m_void(add(u"voidLabel"_s, tr("Take the label &back…"), u"undo"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_Backspace, &LabelPanel::takeBack))
    , m_goods(add(u"describeGoods"_s, tr("Describe for c&ustoms…"), u"adjust"_s, Qt::CTRL | Qt::Key_G, &LabelPanel::askForGoods))
    , m_settle(add(u"settleLabel"_s, tr("Say how it &fared…"), u"adjust"_s, {}, &LabelPanel::askHowItFared))
    , m_form(add(u"printCustoms"_s, tr("Print c&ustoms form…"), u"print"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_G, &LabelPanel::printForm))
    , m_choose([this](auto done) { choosePrinter(*this, std::move(done)); })
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"services"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setColumnWidth(0, 300);
    m_table->setColumnWidth(1, 110);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setFixedHeight(140); // three services: the products need the room
    m_sentence->setObjectName(u"labelSentence"_s);
    m_sentence->setWordWrap(true);
    m_silences->setObjectName(u"labelSilences"_s);
    m_silences->setProperty("role", u"muted"_s);
    m_silences->setWordWrap(true);
    m_printer->setObjectName(u"labelPrinter"_s);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) { chooseService(current.row()); });
    connect(m_printer, &QComboBox::textActivated, this, [this](const QString &name) { m_chosenPrinter = name; });
    m_printerName->setBuddy(m_printer);
    auto *buttons = new QHBoxLayout;
    for (QAction *action : commands()) {
        auto *button = new ActionButton(action, this, ActionButton::Icon::Hidden);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the cursor in the field for scans
        buttons->addWidget(button);
    }
    buttons->addStretch();
    buttons->addWidget(m_printerName);
    buttons->addWidget(m_printer);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_sentence);
    layout->addWidget(m_table);
    layout->addWidget(m_silences);
    layout->addLayout(buttons);
    connect(m_bench, &LabelBench::changed, this, &LabelPanel::look);
    connect(m_bench, &LabelBench::failed, this, &LabelPanel::failed);
    connect(qApp, &QApplication::focusChanged, this, &LabelPanel::buyIfWished);
    connect(m_bench, &LabelBench::bought, this, [this] {
        Q_EMIT labelChanged();
        send({});
    });
    connect(m_bench, &LabelBench::printed, this, [this] { Q_EMIT said(tr("The label went to the printer.")); });
    look();
}

LabelPanel::~LabelPanel()
{
    disconnect(qApp, nullptr, this, nullptr);
}

QAction *LabelPanel::add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (LabelPanel::*slot)())
{
    QAction *action = namedAction(m_context.theme, this, name, text, icon, keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

QString LabelPanel::tracking() const
{
    return m_bench->hasLabel() ? m_bench->label()->tracking : QString();
}

QString LabelPanel::carrier() const
{
    return m_bench->hasLabel() ? m_bench->label()->carrier : QString();
}

std::optional<labels::Printer> LabelPanel::printer() const
{
    const int row = m_printer->currentIndex();
    return row >= 0 && row < m_bench->printers().size() ? std::optional(m_bench->printers().at(row)) : std::nullopt;
}

/// Against what the buyer was promised, where that is on record; days of a carrier that tells no date count from today.
TextTableModel::Cell LabelPanel::arrival(const rates::Quote &quote) const
{
    const QDate by = quote.deliveredBy.isValid() ? quote.deliveredBy : quote.transitDays ? toDateTime(m_context.clock.now()).toLocalTime().date().addDays(*quote.transitDays) : QDate();
    if (!by.isValid())
        return {.text = tr("not told", "when a parcel arrives"), .emphasis = Emphasis::Muted};
    const QString day = QLocale().toString(by, u"ddd d MMM"_s), text = quote.isGuaranteed ? tr("%1, guaranteed").arg(day) : day;
    const auto promised = m_bench->promisedBy();
    if (!promised)
        return {.text = text};
    const bool isLate = by > *promised;
    return {.text = isLate ? tr("%1, late").arg(text) : tr("%1, in time").arg(text), .tone = isLate ? Tone::Warning : Tone::Good};
}

void LabelPanel::showQuotes()
{
    const QList<rates::Quote> &quotes = m_bench->quotes();
    if (m_order != m_bench->order())
        m_chosenService.clear();
    m_order = m_bench->order();
    QList<QList<TextTableModel::Cell>> rows;
    qsizetype chosen = 0;
    for (const rates::Quote &quote : quotes) {
        const QString service = serviceOf(quote);
        if (service == m_chosenService)
            chosen = rows.size();
        rows.append({{.text = service}, {.text = money(quote.total)}, arrival(quote)});
    }
    m_isShowing = true;
    m_model->setRows(rows);
    if (!rows.isEmpty())
        m_table->selectRow(static_cast<int>(chosen));
    m_isShowing = false;
}

void LabelPanel::chooseService(int row)
{
    if (!m_isShowing && row >= 0 && row < m_bench->quotes().size())
        m_chosenService = serviceOf(m_bench->quotes().at(row));
}

void LabelPanel::showPrinters()
{
    QStringList names;
    for (const labels::Printer &one : m_bench->printers())
        names.append(one.name);
    names.append(tr("Ask me"));
    QStringList shown;
    for (int i = 0; i < m_printer->count(); ++i)
        shown.append(m_printer->itemText(i));
    if (names == shown)
        return;
    m_printer->clear();
    m_printer->addItems(names);
    m_printer->setCurrentIndex(std::max<int>(0, static_cast<int>(names.indexOf(m_chosenPrinter))));
}

/// A label that stands for the box says all; before, the packer hears how to pack it, whether carriers answer or not.
QString LabelPanel::sentence() const
{
    return (m_bench->hasLabel() ? QString() : packingWords()) + (m_bench->label() ? labelWords(*m_bench->label()) : pricesWords());
}

QString LabelPanel::labelWords(const labels::Label &label) const
{
    const QString service = serviceOf(label), price = money(label.cost ? *label.cost : label.quoted);
    switch (label.state) {
    case State::Wanted:
        return tr("%1: the carrier did not answer yet whether it sold the label. It is asked again; nothing is bought twice.").arg(service);
    case State::Unsure:
        return tr("%1: it is not known whether the label was bought (%2). Look on the carrier's site, and say how it fared.").arg(service, label.words);
    case State::Refused:
        return tr("Not bought: %1").arg(label.words);
    case State::Bought: {
        const QString until = label.voidUntil ? tr(" It can be taken back until %1.").arg(QLocale().toString(toDateTime(*label.voidUntil).toLocalTime().date(), QLocale::ShortFormat)) : QString();
        const QString printed = label.prints == 0 ? tr("not printed yet") : label.prints == 1 ? tr("printed once") : tr("printed %1 times").arg(number(label.prints));
        return tr("%1, %2: %3, %4.").arg(service, price, label.tracking, printed) + until;
    }
    case State::Used:
        return tr("%1 left with its box.").arg(label.tracking);
    case State::RefundAsked:
        return tr("The label %1 is taken back; the carrier decides about the money.").arg(label.tracking);
    case State::Voided:
    case State::Refunded:
        return tr("The label %1 is taken back.").arg(label.tracking);
    }
    Q_UNREACHABLE();
}

/// Whether a label can be bought, and of whom.
QString LabelPanel::pricesWords() const
{
    if (!m_bench->hasSellers())
        return tr("Labels are bought here once a carrier is connected: “crossdock carrier add”.");
    if (!m_bench->missing().isEmpty())
        return tr("No label yet: %1.").arg(m_bench->missing().join(u"; "_s));
    if (!m_bench->quotes().isEmpty())
        return choice();
    return m_bench->isAsking() ? tr("The carriers are asked for their prices…") : tr("Prices of labels come once everything is in the box and weighed.");
}

/// What the packer is to do, and what the label is bought with.
QString LabelPanel::packingWords() const
{
    const fulfilment::ShippingWish &wish = m_bench->wish();
    QString words = wish.package.isEmpty() ? QString() : tr("Pack it in “%1”. ", "a carton that a rule names").arg(wish.package);
    if (wish.options.contains(rates::Option::GiftWrap))
        words += tr("Wrap it as a gift. ");
    QStringList options;
    for (const rates::Option option : rates::forCarriers(wish.options))
        options.append(optionText(option));
    return options.isEmpty() ? words : words + tr("It goes %1. ", "with a signature, insured").arg(options.join(u", "_s));
}

/// Which service is chosen, and why.
QString LabelPanel::choice() const
{
    const fulfilment::ShippingWish &wish = m_bench->wish();
    const bool isAny = wish.carrier.isEmpty() && wish.rate != fulfilment::ShippingWish::Rate::Fastest;
    if (isAny && !wish.buysLabel)
        return m_bench->isAsking() ? tr("Some carriers have not answered yet; arrows choose among those that did.") : tr("The cheapest service stands first; arrows choose another.");
    const QString way = wish.carrier.isEmpty() ? isAny ? tr("the cheapest service") : tr("the fastest service") : wayText(wish);
    if (!m_bench->isWishMet())
        return tr("%1 says that this order goes by %2, and nobody sells that for this box. Choose another service.").arg(wish.by, way);
    return wish.buysLabel ? tr("%1 says that the label is bought by itself: %2. Leave the weight to buy it.").arg(wish.by, way) : tr("%1 says that this order goes by %2. Arrows choose another service.").arg(wish.by, way);
}

void LabelPanel::look()
{
    const auto &label = m_bench->label();
    const bool canWrite = !m_bench->isBusy() && !m_context.inventory.isReadOnly();
    const bool isBought = label && label->state == State::Bought;
    const QWidget *focused = QApplication::focusWidget() && isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    showQuotes();
    showPrinters();
    m_sentence->setText(sentence());
    m_silences->setText(m_bench->silences().join(u"; "_s));
    m_silences->setVisible(!m_bench->silences().isEmpty() && !m_bench->hasLabel());
    m_table->setVisible(!m_bench->quotes().isEmpty() && !m_bench->hasLabel());
    m_buy->setEnabled(canWrite && !m_bench->quotes().isEmpty() && !m_bench->hasLabel());
    m_print->setEnabled(canWrite && isBought && label->hasDocument);
    m_print->setText(label && label->prints > 0 ? tr("Print the la&bel again…") : tr("Print the la&bel"));
    m_void->setEnabled(canWrite && isBought);
    m_goods->setEnabled(canWrite && !m_bench->undescribed().isEmpty());
    m_form->setEnabled(m_bench->shipment().customs && m_bench->missing().isEmpty());
    m_settle->setEnabled(canWrite && label && label->state == State::Unsure);
    for (QWidget *widget : {static_cast<QWidget *>(m_printerName), static_cast<QWidget *>(m_printer)})
        widget->setVisible(!m_bench->printers().isEmpty());
    Q_EMIT labelChanged();
    if (focused && focused->isHidden())
        Q_EMIT focusLost();
    buyIfWished();
}

void LabelPanel::buy()
{
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() : 0;
    if (!m_buy->isEnabled() || row >= m_bench->quotes().size())
        return;
    m_bench->buy(m_bench->quotes().at(row), printer() ? printer()->format : labels::Format::Pdf);
}

/// Of an order whose label a rule wants: bought once the box is verified and weighed, everybody has answered, and nobody types a measure.
void LabelPanel::buyIfWished()
{
    const bool isMeasured = qobject_cast<QSpinBox *>(QApplication::focusWidget()) == nullptr;
    const bool isTold = !m_bench->isAsking() && !m_bench->label();
    if (m_bench->wish().buysLabel && m_buy->isEnabled() && isMeasured && isTold && m_bench->isChoiceClear())
        m_bench->buy(m_bench->quotes().first(), printer() ? printer()->format : labels::Format::Pdf);
}

void LabelPanel::print()
{
    if (!m_print->isEnabled())
        return;
    if (m_bench->label()->prints == 0)
        return send({});
    askWhy(m_context.theme, *this, {tr("Print the label again?"), tr("It was printed before. Two boxes with one label: the carrier brings one of them."), tr("Why it is printed again"), tr("Print again")},
           [this](const QString &why) { send(why); });
}

void LabelPanel::send(const QString &why)
{
    if (const auto known = printer())
        return m_bench->print(*known, why);
    m_choose([this, why](const std::optional<labels::Printer> &chosen) {
        if (chosen)
            m_bench->print(*chosen, why);
        else if (QPrinterInfo::availablePrinterNames().isEmpty())
            Q_EMIT failed(tr("The label is bought, and not printed yet: this machine has no printer. Add one in the system's settings, or a label printer with “crossdock printer set”."));
        else
            Q_EMIT said(tr("The label is bought, and not printed yet: no printer was chosen."));
    });
}

void LabelPanel::takeBack()
{
    if (m_void->isEnabled())
        askWhy(m_context.theme, *this, {tr("Take the label back?"), tr("The carrier is asked to pay it back. Do not use the label any more."), tr("Why it is taken back"), tr("Take back")},
               [this](const QString &why) { m_bench->takeBack(why); });
}

void LabelPanel::askForGoods()
{
    if (m_goods->isEnabled())
        ui::askForGoods(m_context, *this, m_bench->undescribed().first(), [this] { m_bench->askAgain(); });
}

void LabelPanel::askHowItFared()
{
    if (m_settle->isEnabled())
        askForTracking(m_context.theme, *this, [this](const QString &tracking) { m_bench->settle(!tracking.isEmpty(), tracking); });
}

void LabelPanel::printForm()
{
    const QString reference = m_bench->label() ? m_bench->label()->reference : QString();
    if (m_form->isEnabled())
        printPage(tr("Customs form"), customsFormHtml(m_bench->shipment(), reference), *this);
}

} // namespace crossdock::ui
