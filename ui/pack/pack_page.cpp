#include "ui/pack/pack_page.h"

#include "core/inventory/fulfilment/order_papers.h"
#include "ui/error_text.h"
#include "ui/pack/box_measures.h"
#include "ui/pack/label_panel.h"
#include "ui/pack/order_finder.h"
#include "ui/pack/pack_queue_model.h"
#include "ui/pack/packing_slip.h"
#include "ui/pack/pick_list_action.h"
#include "ui/pack/print_slip.h"
#include "ui/pack/scan_catcher.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/named_action.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QApplication>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

Tone toneOf(const PackBox::Item &item)
{
    return item.checked == item.wanted ? Tone::Good : item.checked > 0 ? Tone::Warning : Tone::Neutral;
}

} // namespace

PackPage::PackPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_print([this](const PackBox &box, std::function<void(bool)> done) { printOnPaper(box, *this, std::move(done)); })
    , m_finder(new OrderFinder(context.inventory, this))
    , m_queue(new PackQueueModel(context.inventory, this))
    , m_lines(new TextTableModel({{tr("Product"), false}, {tr("Bin"), false}, {tr("Barcode"), false}, {tr("In the box"), false}}, this))
    , m_scan(new QLineEdit(this))
    , m_tracking(new QLineEdit(this))
    , m_label(new LabelPanel(context, this))
    , m_banner(new Banner(context.theme, this))
    , m_header(new PageHeader(tr("Pack"), this))
    , m_queueTable(new TableView(context.theme, tr("Orders to pack"), this))
    , m_lineTable(new TableView(context.theme, tr("What goes into the box"), this))
    , m_title(roleLabel(u"figure"_s, this))
    , m_facts(roleLabel(u"muted"_s, this))
    , m_count(roleLabel(u"figure"_s, this))
    , m_empty(new EmptyState(context.theme, u"pack"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_ship(add(u"shipBox"_s, tr("&Ship"), u"pack"_s, Qt::CTRL | Qt::Key_Return, &PackPage::ship))
    , m_slip(add(u"printSlip"_s, tr("&Print packing slip…"), u"print"_s, Qt::CTRL | Qt::Key_P, &PackPage::printSlip))
    , m_takeBack(add(u"takeBack"_s, tr("&Take the last one out"), u"undo"_s, Qt::CTRL | Qt::Key_Backspace, &PackPage::takeBack))
    , m_tooEarly(new QShortcut(m_ship->shortcut(), this))
{
    m_scan->setObjectName(u"scan"_s);
    m_scan->setAccessibleName(tr("Scan or type an order number or a product"));
    m_scan->setPlaceholderText(tr("Scan an order, then its products"));
    m_scan->setFixedWidth(320);
    m_pickList = new PickListAction(context, *m_queueTable, *m_queue, this);
    m_header->add(new ActionButton(m_pickList, this));
    m_header->add(m_scan);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeBench());
    QSplitter *splitter = panes(Qt::Horizontal, makeQueue(), m_stack, this);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({380, 680});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(splitter, 1);

    connect(m_scan, &QLineEdit::returnPressed, this, [this] {
        const QString code = m_scan->text().trimmed();
        m_scan->clear();
        scan(code);
    });
    connect(new ScanCatcher(*this, *m_scan), &ScanCatcher::scanned, this, &PackPage::scan);
    connect(m_finder, &OrderFinder::found, this, &PackPage::openBox);
    connect(m_finder, &OrderFinder::failed, this, &PackPage::complain);
    connect(m_finder, &OrderFinder::unknown, this, [this](const QString &number) {
        complain(m_box.isOpen() ? tr("Neither in this order nor an order's number: %1").arg(number) : tr("No order has the number %1.").arg(number));
    });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { Q_EMIT openRequested(u"orders"_s, {}); });
    connect(m_tooEarly, &QShortcut::activated, this, [this] {
        complain(tr("Not all is in the box yet: %1 of %2 checked.").arg(number(m_box.checked()), number(m_box.wanted())));
    });
    connect(m_queue, &PackQueueModel::modelReset, this, &PackPage::look);
    connect(m_queue, &PackQueueModel::failed, this, [this](const Error &error) { complain(errorText(error)); });
    look();
}

void PackPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_scan->setFocus();
}

QAction *PackPage::add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (PackPage::*slot)())
{
    QAction *action = namedAction(m_context.theme, this, name, text, icon, keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

QWidget *PackPage::makeQueue()
{
    m_queueTable->setModel(m_queue);
    m_queueTable->setObjectName(u"queue"_s);
    m_queueTable->setSelectionMode(QAbstractItemView::ExtendedSelection); // several: for a pick list
    m_queueTable->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    m_queueTable->setColumnWidth(PackQueueModel::Order, 188);
    m_queueTable->setColumnWidth(PackQueueModel::ShipBy, 100);
    m_queueTable->setColumnWidth(PackQueueModel::Units, 56);
    m_queueTable->horizontalHeader()->setStretchLastSection(true);
    const auto openRow = [this](const QModelIndex &index) {
        if (index.isValid() && m_box.checked() == 0)
            m_finder->read(m_queue->order(index.row()).id);
        else if (index.isValid())
            complain(tr("Ship this order first, or put it aside with Esc."));
    };
    connect(m_queueTable, &TableView::activatedByKey, this, openRow);
    connect(m_queueTable, &QTableView::doubleClicked, this, openRow);
    connect(m_pickList, &PickListAction::failed, this, &PackPage::complain);
    addAction(m_pickList);
    return m_queueTable;
}

QWidget *PackPage::makeBench()
{
    m_lineTable->setModel(m_lines);
    m_lineTable->setObjectName(u"lines"_s);
    m_lineTable->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    m_lineTable->setColumnWidth(0, 280);
    m_lineTable->setColumnWidth(1, 140);
    m_lineTable->setColumnWidth(2, 130);
    m_lineTable->horizontalHeader()->setStretchLastSection(true);
    m_title->setObjectName(u"boxTitle"_s);
    m_count->setObjectName(u"boxCount"_s);
    m_facts->setWordWrap(true);
    m_tracking->setObjectName(u"tracking"_s);
    m_tracking->setPlaceholderText(tr("Without one if you leave it empty"));
    auto *bench = new QWidget(this);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_count);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    m_measures = new BoxMeasures(*form, bench);
    form->addRow(tr("Tracking &number"), m_tracking);
    centreLabels(*form);
    auto *buttons = new QHBoxLayout;
    auto *ship = new ActionButton(m_ship, bench, ActionButton::Icon::Hidden);
    ship->setProperty("primary", true);
    buttons->addWidget(ship);
    buttons->addWidget(new ActionButton(m_slip, bench));
    buttons->addWidget(new ActionButton(m_takeBack, bench));
    buttons->addStretch();
    auto *layout = new QVBoxLayout(bench);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(top);
    layout->addWidget(m_facts);
    layout->addWidget(m_lineTable, 1);
    layout->addLayout(form);
    layout->addWidget(m_label);
    layout->addLayout(buttons);
    connect(m_measures, &BoxMeasures::changed, this, &PackPage::tellLabel);
    connect(m_label, &LabelPanel::labelChanged, this, &PackPage::takeLabel);
    connect(m_label, &LabelPanel::focusLost, m_scan, qOverload<>(&QWidget::setFocus));
    connect(m_label, &LabelPanel::failed, this, &PackPage::complain);
    connect(m_label, &LabelPanel::said, this, &PackPage::said);
    return bench;
}

void PackPage::focusFilter()
{
    m_scan->setFocus();
    m_scan->selectAll();
}

bool PackPage::closePanel()
{
    if (!m_box.isOpen())
        return false;
    const bool wasBegun = m_box.checked() > 0;
    Q_EMIT said(wasBegun ? tr("Order %1 is put aside; scan all of it again next time.").arg(m_box.order().row.id.text())
                         : tr("Order %1 is put aside.").arg(m_box.order().row.id.text()));
    openBox({});
    return true;
}

void PackPage::open(const QString &id)
{
    if (const auto order = OrderId::parse(id))
        m_finder->read(*order);
    else
        Q_EMIT failed(errorText(order.error()));
}

QString PackPage::selectedId() const
{
    return m_box.isOpen() ? m_box.order().row.id.text() : QString();
}

QList<QAction *> PackPage::commands() const
{
    return QList<QAction *>{m_ship, m_slip, m_takeBack, m_pickList} + m_label->commands();
}

/// An order, while none is open or nothing is in the box; then what goes into the box.
void PackPage::scan(const QString &code)
{
    m_scan->setFocus();
    if (code.isEmpty() || m_isShipping)
        return;
    if (!m_box.isOpen())
        return m_finder->find(code);
    const bool isBegun = m_box.checked() > 0;
    switch (m_box.take(code)) {
    case PackBox::Scan::Counted:
        m_banner->clear();
        look();
        if (m_box.isComplete())
            Q_EMIT said(tr("Everything is in the box. Ctrl+Enter ships it."));
        break;
    case PackBox::Scan::TooMany:
        complain(tr("One too many: all units of %1 are in the box already.").arg(code));
        break;
    case PackBox::Scan::NotInOrder:
        if (isBegun)
            complain(tr("Not in this order: %1. Put it back.").arg(code));
        else
            m_finder->find(code);
        break;
    }
}

void PackPage::openBox(const PackBox &box)
{
    m_box = box;
    m_banner->clear();
    m_isPrinted = box.order().tags.contains(papers::slipTag);
    m_tracking->clear();
    m_measures->start(box.weightG());
    if (box.isOpen()) {
        const OrderDetail &order = box.order();
        m_title->setText(order.row.id.number);
        QStringList facts{order.row.id.channel.text(), order.row.shipTo};
        if (order.row.shipBy)
            facts.append(tr("ship by %1").arg(dateTime(*order.row.shipBy)));
        if (!order.note.isEmpty())
            facts.append(order.note);
        facts.removeAll(QString());
        m_facts->setText(facts.join(u"  ·  "_s));
        const QString others = namesOf(nodesOfOthers(order));
        if (!others.isEmpty())
            m_banner->say(Tone::Warning, tr("A part of this order is packed and sent by %1: this box takes the rest.").arg(others));
        else if (order.row.shortUnits > 0)
            m_banner->say(Tone::Warning, tr("%Ln unit(s) are short: this box takes what is there.", nullptr, static_cast<int>(order.row.shortUnits)));
    }
    look();
    m_scan->setFocus();
}

void PackPage::look()
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const PackBox::Item &item : m_box.items())
        rows.append({{.text = item.name.isEmpty() ? item.sku.text() : item.sku.text() + u'\n' + item.name},
                     {.text = item.checked < item.wanted ? item.place : QString(), .emphasis = Emphasis::Strong}, // what is in the box is fetched
                     {.text = item.barcode.isEmpty() ? tr("scan the SKU") : item.barcode, .emphasis = item.barcode.isEmpty() ? Emphasis::Muted : Emphasis::Normal},
                     {.text = tr("%1 of %2").arg(number(item.checked), number(item.wanted)), .tone = toneOf(item)}});
    m_lines->setRows(rows);
    m_lineTable->setColumnHidden(1, std::none_of(m_box.items().begin(), m_box.items().end(), [](const PackBox::Item &item) { return !item.place.isEmpty(); }));
    if (m_box.lastRow() >= 0)
        m_lineTable->selectRow(m_box.lastRow());
    m_count->setText(tr("%1 of %2").arg(number(m_box.checked()), number(m_box.wanted())));
    const bool canWrite = m_box.isOpen() && !m_isShipping && !m_context.inventory.isReadOnly();
    m_ship->setEnabled(canWrite && m_box.isComplete());
    m_tooEarly->setEnabled(canWrite && !m_box.isComplete());
    m_slip->setEnabled(m_box.isOpen());
    m_takeBack->setEnabled(canWrite && m_box.checked() > 0);
    const int waiting = m_queue->rowCount();
    m_pickList->setEnabled(waiting > 0);
    m_header->setFigure(m_queue->isRead() ? tr("%Ln order(s) to pack", nullptr, waiting) : QString());
    if (waiting > 0 || !m_queue->isRead())
        m_empty->say(tr("Scan an order to pack it"), tr("Its number is on the packing slip and in the list. Then scan every unit that goes into the box."));
    else
        m_empty->say(tr("Nothing to pack"), tr("Orders with stock appear here as soon as they are paid."), tr("See all orders"));
    m_stack->setCurrentIndex(m_box.isOpen() ? 1 : 0);
    tellLabel();
}

void PackPage::tellLabel()
{
    m_label->bench().setBox(m_box, m_measures->weight(), m_measures->dimensions());
}

void PackPage::takeLabel()
{
    const bool hasLabel = !m_label->tracking().isEmpty();
    if (hasLabel)
        m_tracking->setText(m_label->tracking());
    else if (m_tracking->isReadOnly())
        m_tracking->clear();
    m_tracking->setReadOnly(hasLabel);
}

void PackPage::takeBack()
{
    if (const auto item = m_box.takeBack())
        Q_EMIT said(tr("One %1 is out of the box again.").arg(item->sku.text()));
    look();
}

QString PackPage::packedText() const
{
    const QString units = tr("%Ln unit(s) checked by scan", nullptr, static_cast<int>(m_box.wanted()));
    return m_measures->weightG() > 0 ? tr("packed: %1, %2 g").arg(units, number(m_measures->weightG())) : tr("packed: %1, not weighed").arg(units);
}

/// Picked and shipped in one transaction: a box is never half gone. What others pack is neither: only our own places are said to have sent.
void PackPage::ship()
{
    if (!m_ship->isEnabled())
        return;
    const OrderId id = m_box.order().row.id;
    const OrderDetail &order = m_box.order();
    QList<Request> requests;
    const auto add = [&](const Command &command) { requests.append({{}, m_context.actor(), packedText(), 0, command}); };
    const bool isAllOurs = nodesOfOthers(order).isEmpty();
    if (isAllOurs && order.row.state == OrderRow::State::Open)
        add(command::PickOrder{id});
    if (isAllOurs)
        add(command::ShipOrder{id, m_tracking->text().trimmed(), {}, m_label->carrier()});
    else
        for (const NodeId &node : nodesToPack(order))
            add(command::ShipOrder{id, m_tracking->text().trimmed(), node, m_label->carrier()});
    m_isShipping = true;
    look();
    m_context.inventory.performAll(requests, this, [this, id](const Result<QList<Entry>> &entries) {
        m_isShipping = false;
        look();
        if (entries)
            shipped(id);
        else
            complain(errorText(entries.error()));
    });
}

void PackPage::shipped(const OrderId &id)
{
    openBox({});
    m_banner->say(Tone::Good, tr("Order %1 is shipped. Scan the next one.").arg(id.text()));
    Q_EMIT said(tr("Order %1 is shipped.").arg(id.text()));
}

void PackPage::printSlip()
{
    const auto print = [this] {
        m_print(m_box, [this, id = m_box.order().row.id](bool isDone) {
            m_scan->setFocus();
            if (isDone && m_box.isOpen() && m_box.order().row.id == id)
                notePrinted();
        });
    };
    if (m_isPrinted)
        askToPrintAgain(m_context.theme, m_box, *this, print);
    else
        print();
}

/// In the ledger: whoever opens the order next, here or after a crash, is told.
void PackPage::notePrinted()
{
    m_isPrinted = true;
    Request request{{}, m_context.actor(), tr("a packing slip was printed"), 0,
                    command::MarkOrder{m_box.order().row.id, command::MarkOrder::What::Tag, papers::slipTag.toString()}};
    m_context.inventory.perform(std::move(request), this, [this](const Result<Entry> &entry) {
        if (entry)
            Q_EMIT said(tr("The packing slip is printed."));
        else
            complain(errorText(entry.error()));
    });
}

void PackPage::complain(const QString &sentence)
{
    QApplication::beep();
    m_banner->say(Tone::Bad, sentence);
}

} // namespace crossdock::ui
