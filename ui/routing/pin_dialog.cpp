#include "ui/routing/pin_dialog.h"

#include "ui/error_text.h"
#include "ui/node_title.h"
#include "ui/routing/routing_words.h"
#include "ui/widgets/banner.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int mostMoves = 6; // more of them do not help to decide

const fulfilment::WaveOrder *find(const fulfilment::WaveView &wave, const OrderId &order)
{
    const auto one = std::find_if(wave.orders.cbegin(), wave.orders.cend(), [&order](const auto &candidate) { return candidate.order == order; });
    return one == wave.orders.cend() ? nullptr : &*one;
}

QString explanationOf(const fulfilment::WaveView &wave, const OrderId &order)
{
    const fulfilment::WaveOrder *known = find(wave, order);
    return known ? PinDialog::tr("Planned now: %1, for %2.", "places, amount").arg(nodesText(wave, known->plan), money({known->plan.cost, wave.currency})) : QString();
}

} // namespace

PinDialog::PinDialog(const Context &context, const WaveFeed::Wave &wave, const OrderId &order, const std::optional<NodeId> &node, QWidget *parent)
    : FormDialog(context.theme, tr("Send order %1 from one place").arg(order.text()), explanationOf(*wave, order), tr("Pin"), parent)
    , m_context(context)
    , m_wave(wave)
    , m_order(order)
    , m_node(new QComboBox(this))
    , m_reason(new QLineEdit(this))
    , m_cost(new QLabel(this))
    , m_moves(new QLabel(this))
{
    setObjectName(u"pinDialog"_s);
    setWindowModality(Qt::WindowModal);
    m_node->setObjectName(u"node"_s);
    for (const fulfilment::WaveNode &one : wave->nodes)
        m_node->addItem(nodeTitle(one), one.node.text());
    if (node)
        m_node->setCurrentIndex(m_node->findData(node->text()));
    m_reason->setObjectName(u"reason"_s);
    m_reason->setMaxLength(400); // a reason, not a report
    m_reason->setPlaceholderText(tr("The buyer collects it there"));
    m_cost->setObjectName(u"effect"_s);
    m_cost->setProperty("role", u"section"_s);
    m_moves->setObjectName(u"moves"_s);
    for (QLabel *label : {m_cost, m_moves}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    form().addRow(tr("&From"), m_node);
    form().addRow(tr("&Reason"), m_reason);
    form().addRow(m_cost);
    form().addRow(m_moves);
    connect(m_node, &QComboBox::currentIndexChanged, this, &PinDialog::price);
    connect(m_reason, &QLineEdit::textChanged, this, &PinDialog::look);
    connect(this, &FormDialog::submitted, this, &PinDialog::finish);
    (node ? static_cast<QWidget *>(m_reason) : m_node)->setFocus();
    price();
}

NodeId PinDialog::node() const
{
    return NodeId::parse(m_node->currentData().toString()).value();
}

void PinDialog::price()
{
    m_effect.reset();
    m_cost->setText(tr("Planning with it…"));
    m_moves->clear();
    look();
    if (m_node->count() == 0)
        return;
    const qint64 request = ++m_request;
    m_context.desk.pinOrder(m_wave->number, {m_order, node(), {}}, this, [this, request](const Result<fulfilment::PinEffect> &effect) {
        if (request != m_request)
            return;
        if (effect)
            display(*effect);
        else
            m_cost->setText(errorText(effect.error()));
        look();
    });
}

void PinDialog::display(const fulfilment::PinEffect &effect)
{
    m_effect = effect;
    const qint64 more = effect.wave->total - effect.before;
    const QString total = money({effect.wave->total, effect.wave->currency}), difference = money({std::abs(more), effect.wave->currency});
    m_cost->setText(more == 0 ? tr("It costs nothing: the plan stays at %1.").arg(total)
                        : more > 0 ? tr("It costs %1 more: the plan comes to %2.").arg(difference, total)
                                   : tr("It saves %1: the plan comes to %2.").arg(difference, total));
    QStringList moves;
    for (qsizetype i = 0; i < effect.moves.size() && i < mostMoves; ++i)
        moves.append(moveText(effect.moves.at(i)));
    if (const auto rest = effect.moves.size() - mostMoves; rest > 0)
        moves.append(tr("and %Ln more order(s)", nullptr, static_cast<int>(rest)));
    m_moves->setText(moves.isEmpty() ? tr("No order moves.") : moves.join(u'\n'));
    announce(*m_cost);
}

QString PinDialog::moveText(const fulfilment::PinEffect::Move &move) const
{
    const qint64 more = move.after - move.before;
    const QString difference = more == 0 ? tr("costs the same") : more > 0 ? tr("%1 more").arg(money({more, m_wave->currency})) : tr("%1 less").arg(money({-more, m_wave->currency}));
    const QString from = nodesText(*m_wave, move.from), to = nodesText(*m_wave, move.to);
    if (from == to)
        return tr("%1: stays at %2, %3", "order, places, difference").arg(move.order.text(), to, difference);
    return tr("%1: from %2 to %3, %4", "order, places, places, difference").arg(move.order.text(), from, to, difference);
}

void PinDialog::look()
{
    const bool hasReason = !m_reason->text().trimmed().isEmpty();
    setReady(m_effect && hasReason, hasReason ? QString() : tr("Say why: the reason stands in the trail."));
}

/// With its reason the same pin is another one: it is asked for once more, and holds then.
void PinDialog::finish()
{
    const fulfilment::WavePin pin{m_order, node(), m_reason->text().trimmed()};
    m_context.desk.pinOrder(m_wave->number, pin, this, [this, pin](const Result<fulfilment::PinEffect> &effect) {
        if (!effect) {
            refuse(errorText(effect.error()));
            return;
        }
        Q_EMIT pinned(*effect, pin);
        accept();
    });
}

} // namespace crossdock::ui
