#include "ui/stock/booking_dialog.h"

#include "ui/node_title.h"
#include "ui/stock/purchase_choice.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSpinBox>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

BookingDialog::Texts BookingDialog::texts(Kind kind)
{
    switch (kind) {
    case Kind::Receive:
        return {tr("Receive stock"), tr("Receive"), tr("&Units that arrived"), tr("Delivery note, for example")};
    case Kind::Adjust:
        return {tr("Adjust stock"), tr("Adjust"), tr("&Difference"), tr("Needed: damaged, found, given away …")};
    case Kind::Count:
        return {tr("Count stock"), tr("Book the count"), tr("&Units on the shelf"), tr("Who counted, for example")};
    case Kind::Transfer:
        return {tr("Transfer stock"), tr("Transfer"), tr("&Units to move"), tr("Optional")};
    case Kind::Arrive:
        return {tr("Book an arrival"), tr("Book the arrival"), tr("&Units that arrived"), tr("Optional")};
    case Kind::Release:
        return {tr("Release from quarantine"), tr("Release"), tr("&Units that leave quarantine"), tr("Optional")};
    }
    Q_UNREACHABLE();
}

BookingDialog::BookingDialog(const Context &context, Kind kind, const QList<Sku> &skus, QWidget *parent)
    : CommandDialog(context, texts(kind).title, texts(kind).verb, parent)
    , m_kind(kind)
    , m_skus(skus)
    , m_node(new QComboBox(this))
    , m_quantity(new QSpinBox(this))
{
    setObjectName(u"bookingDialog"_s);
    setSubject(subject());
    addRow(kind == Kind::Transfer ? tr("&From") : tr("&Place"), m_node);
    if (kind == Kind::Receive && !isMany())
        addPurchase();
    if (kind == Kind::Transfer) {
        m_to = new QComboBox(this);
        addRow(tr("&To"), m_to);
    }
    if (kind == Kind::Release) {
        m_outcome = new QComboBox(this);
        m_outcome->addItems({tr("Back to stock"), tr("Scrap")});
        addRow(tr("&Where they go"), m_outcome);
    }
    m_quantity->setRange(kind == Kind::Adjust ? -static_cast<int>(maxQuantity) : 0, static_cast<int>(maxQuantity));
    m_quantity->setGroupSeparatorShown(true);
    m_quantity->setFont(Theme::numberFont());
    addRow(isMany() ? tr("%1, of each", "field that is the same for several SKUs").arg(texts(kind).quantity) : texts(kind).quantity,
           m_quantity);
    addReason(texts(kind).reason);
    setPreview(tr("Reading the current numbers …"));
    connect(m_quantity, &QSpinBox::valueChanged, this, &BookingDialog::fieldChanged);
    connect(m_node, &QComboBox::currentIndexChanged, this, &BookingDialog::placeChanged);
    if (m_to)
        connect(m_to, &QComboBox::currentIndexChanged, this, &BookingDialog::fieldChanged);
    if (m_outcome)
        connect(m_outcome, &QComboBox::currentIndexChanged, this, &BookingDialog::fieldChanged);
    m_quantity->setFocus();
    m_quantity->selectAll();
    refresh();
    askForNumbers();
}

void BookingDialog::askForNumbers()
{
    context().inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
        if (!nodes) {
            showError(nodes.error());
            return;
        }
        context().inventory.ask(query::StockOf{.skus = m_skus.first(std::min<qsizetype>(m_skus.size(), mostSkus))}, this,
                                [this, nodes](const Result<query::StockOf::Answer> &items) {
                                    if (!items)
                                        showError(items.error());
                                    else if (!items->isEmpty())
                                        fill(*nodes, *items);
                                });
    });
}

void BookingDialog::fill(const query::Nodes::Answer &nodes, const query::StockOf::Answer &items)
{
    m_nodes = nodes;
    m_items = items;
    setSubject(isMany() ? subject() : subject() + u" · "_s + items.first().row.name);
    for (QComboBox *box : {m_node, m_to}) {
        for (const NodeRow &node : box ? nodes : query::Nodes::Answer{})
            box->addItem(nodeTitle(node));
    }
    if (m_to && nodes.size() > 1)
        m_to->setCurrentIndex(1);
    if (m_kind == Kind::Arrive || m_kind == Kind::Release)
        chooseWaiting();
    placeChanged();
    askForPurchases();
}

void BookingDialog::placeChanged()
{
    if (!m_items.isEmpty())
        proposeUnits();
    fieldChanged();
}

void BookingDialog::proposeUnits()
{
    if (m_quantity->value() != m_proposed)
        return; // typed by a person
    if (!isMany()) {
        const NodeStock stock = at(m_items.first(), chosen(m_node));
        if (m_kind == Kind::Count)
            m_proposed = static_cast<int>(stock.onHand());
        else if (m_kind == Kind::Arrive || m_kind == Kind::Release)
            m_proposed = static_cast<int>(waiting(stock));
        else if (m_purchase)
            m_proposed = m_purchase->chosen() ? static_cast<int>(m_purchase->chosen()->toCome(m_skus.first())) : 0;
    }
    m_quantity->setValue(m_proposed);
    m_quantity->selectAll();
}

Quantity BookingDialog::waiting(const NodeStock &stock) const
{
    return m_kind == Kind::Arrive ? stock.inTransit : stock.quarantine;
}

void BookingDialog::chooseWaiting()
{
    const query::StockOf::Item &item = m_items.first();
    const auto place = std::find_if(m_nodes.begin(), m_nodes.end(), [&](const NodeRow &node) { return waiting(at(item, node.node)) > 0; });
    if (place != m_nodes.end())
        m_node->setCurrentIndex(static_cast<int>(place - m_nodes.begin()));
}

bool BookingDialog::isScrap() const
{
    return m_outcome && m_outcome->currentIndex() == 1;
}

QString BookingDialog::subject() const
{
    return isMany() ? tr("%Ln SKU(s), from %1 on", nullptr, static_cast<int>(m_skus.size())).arg(m_skus.first().text())
                    : m_skus.first().text();
}

NodeId BookingDialog::chosen(const QComboBox *box) const
{
    const int row = box ? box->currentIndex() : -1;
    return row >= 0 && row < m_nodes.size() ? m_nodes[row].node : NodeId();
}

NodeStock BookingDialog::at(const query::StockOf::Item &item, const NodeId &node)
{
    for (const NodeStock &stock : item.nodes) {
        if (stock.node == node)
            return stock;
    }
    return {.node = node};
}

QString BookingDialog::title(const NodeId &node) const
{
    for (const NodeRow &row : m_nodes) {
        if (row.node == node)
            return nodeTitle(row);
    }
    return node.text();
}

Quantity BookingDialog::difference(const query::StockOf::Item &item) const
{
    const Quantity units = m_quantity->value();
    switch (m_kind) {
    case Kind::Receive:
    case Kind::Adjust:
        return units;
    case Kind::Count:
        return units - at(item, chosen(m_node)).onHand();
    case Kind::Transfer:
        return -units;
    case Kind::Arrive:
        return units;
    case Kind::Release:
        return isScrap() ? 0 : units;
    }
    Q_UNREACHABLE();
}

QString BookingDialog::problem() const
{
    if (m_items.isEmpty())
        return {};
    if (m_skus.size() > mostSkus)
        return tr("At most %1 SKUs are booked at once: choose fewer.").arg(number(mostSkus));
    if (m_kind == Kind::Transfer && chosen(m_node) == chosen(m_to))
        return tr("Choose two different places.");
    for (const query::StockOf::Item &item : m_items) {
        if (const QString found = problemOf(item); !found.isEmpty())
            return isMany() ? item.row.sku.text() + u": "_s + found : found;
    }
    if (m_kind == Kind::Adjust && m_quantity->value() != 0 && reason().isEmpty())
        return tr("Write why: the reason stays in the audit trail.");
    return {};
}

QString BookingDialog::missing() const
{
    if (m_items.isEmpty() || m_quantity->value() != 0)
        return {};
    switch (m_kind) {
    case Kind::Receive:
        return tr("Write how many units arrived.");
    case Kind::Adjust:
        return tr("Write the difference: \u22123 takes three units off, 3 adds them.");
    case Kind::Transfer:
        return tr("Write how many units move.");
    case Kind::Arrive:
        return tr("Write how many units arrived.");
    case Kind::Release:
        return tr("Write how many units leave quarantine.");
    case Kind::Count:
        return {};
    }
    Q_UNREACHABLE();
}

QString BookingDialog::problemOf(const query::StockOf::Item &item) const
{
    const NodeStock stock = at(item, chosen(m_node));
    const Quantity after = stock.onHand() + difference(item);
    if (m_kind == Kind::Transfer && m_quantity->value() > stock.free)
        return tr("Only %1 free units are at %2.").arg(number(stock.free), title(stock.node));
    if (m_kind == Kind::Arrive && m_quantity->value() > stock.inTransit)
        return tr("Only %1 units are on their way to %2.").arg(number(stock.inTransit), title(stock.node));
    if (m_kind == Kind::Release && m_quantity->value() > stock.quarantine)
        return tr("Only %1 units are in quarantine at %2.").arg(number(stock.quarantine), title(stock.node));
    if (after < 0)
        return tr("Only %1 units are at %2.").arg(number(stock.onHand()), title(stock.node));
    if (after > maxQuantity)
        return tr("That is more than the ledger holds of one SKU (%1).").arg(number(maxQuantity));
    return {};
}

void BookingDialog::fieldChanged()
{
    if (m_items.isEmpty())
        return;
    const bool isPossible = m_skus.size() <= mostSkus && std::all_of(m_items.begin(), m_items.end(), [this](const auto &item) { return problemOf(item).isEmpty(); });
    setPreview(!isPossible ? QString() : isMany() ? previewOfMany() : preview()); // no picture of what cannot be
    refresh();
}

QString BookingDialog::preview() const
{
    const query::StockOf::Item &item = m_items.first();
    const NodeStock stock = at(item, chosen(m_node));
    const Quantity change = difference(item);
    const Quantity shortage = std::max<Quantity>(0, -change - stock.free);
    QString text = tr("%1: on hand %2 → %3, free %4 → %5.")
                       .arg(title(stock.node), number(stock.onHand()), number(stock.onHand() + change), number(stock.free),
                            number(std::max<Quantity>(0, stock.free + change)));
    if (m_kind == Kind::Count && change != 0)
        text += u' ' + tr("The difference of %1 is booked.").arg(signedNumber(change));
    if (m_kind == Kind::Arrive)
        text += u' ' + tr("On the way: %1 → %2.").arg(number(stock.inTransit), number(stock.inTransit - m_quantity->value()));
    if (m_kind == Kind::Release)
        text += u' ' + tr("In quarantine: %1 → %2.").arg(number(stock.quarantine), number(stock.quarantine - m_quantity->value()));
    if (m_purchase && m_purchase->chosen())
        text += u'\n' + previewOfPurchase();
    if (m_to) {
        const NodeStock to = at(item, chosen(m_to));
        text += u'\n' + tr("%1: on hand %2 → %3.").arg(title(to.node), number(to.onHand()), number(to.onHand() - change));
    } else if (shortage > 0) {
        text += u' ' + tr("%Ln unit(s) are reserved for orders, which become short.", nullptr, static_cast<int>(shortage));
    }
    return text;
}

QString BookingDialog::previewOfMany() const
{
    Quantity before = 0, change = 0, shortage = 0;
    for (const query::StockOf::Item &item : m_items) {
        const NodeStock stock = at(item, chosen(m_node));
        before += stock.onHand();
        change += difference(item);
        shortage += std::max<Quantity>(0, -difference(item) - stock.free);
    }
    QString text = tr("%1: on hand %2 → %3 in all. Every SKU is booked, or none.")
                       .arg(title(chosen(m_node)), number(before), number(before + change));
    if (!m_to && shortage > 0)
        text += u' ' + tr("%Ln unit(s) are reserved for orders, which become short.", nullptr, static_cast<int>(shortage));
    return text;
}

std::optional<Command> BookingDialog::command() const
{
    const bool isNothing = m_quantity->value() == 0 && m_kind != Kind::Count;
    if (chosen(m_node).isEmpty() || isNothing || !problem().isEmpty())
        return {};
    return commandFor(m_skus.first());
}

QList<Command> BookingDialog::commands() const
{
    QList<Command> all;
    if (!command())
        return all;
    for (const Sku &sku : m_skus)
        all.append(commandFor(sku));
    return all;
}

Command BookingDialog::commandFor(const Sku &sku) const
{
    const NodeId node = chosen(m_node);
    const Quantity units = m_quantity->value();
    switch (m_kind) {
    case Kind::Receive:
        return command::ReceiveStock{sku, node, units, m_purchase ? m_purchase->chosenNumber() : QString(), m_isLast && m_isLast->isChecked()};
    case Kind::Adjust:
        return command::AdjustStock{sku, node, units};
    case Kind::Count:
        return command::CountStock{sku, node, units};
    case Kind::Transfer:
        return command::TransferStock{sku, node, chosen(m_to), units};
    case Kind::Arrive:
        return command::ArriveStock{sku, node, units};
    case Kind::Release:
        return command::ClearQuarantine{sku, node, units, !isScrap()};
    }
    Q_UNREACHABLE();
}

QString BookingDialog::doneSentence() const
{
    const QString place = title(chosen(m_node));
    const QString units = number(m_quantity->value());
    const QString what = isMany() ? tr("each of %Ln SKU(s)", nullptr, static_cast<int>(m_skus.size())) : m_skus.first().text();
    switch (m_kind) {
    case Kind::Receive:
        return tr("Received %1 of %2 at %3. Ctrl+Z takes it back.").arg(units, what, place);
    case Kind::Adjust:
        return tr("Adjusted %1 by %2 at %3. Ctrl+Z takes it back.").arg(what, signedNumber(m_quantity->value()), place);
    case Kind::Count:
        return tr("Counted %1 at %2: %3. Ctrl+Z takes it back.").arg(what, place, units);
    case Kind::Transfer:
        return tr("Moved %1 of %2 from %3 to %4. Ctrl+Z takes it back.").arg(units, what, place, title(chosen(m_to)));
    case Kind::Arrive:
        return tr("Booked that %1 of %2 arrived at %3. Ctrl+Z takes it back.").arg(units, what, place);
    case Kind::Release:
        return isScrap() ? tr("Wrote off %1 of %2 in quarantine at %3. Ctrl+Z takes it back.").arg(units, what, place)
                         : tr("Released %1 of %2 from quarantine at %3. Ctrl+Z takes it back.").arg(units, what, place);
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::ui
