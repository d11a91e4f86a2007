#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/paraphrase.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

/// The arguments of one action, in words.
class Words
{
public:
    Words(const Action &action, const Workspace &workspace)
        : m_action(action)
        , m_workspace(workspace)
    {
    }

    bool has(const QString &name) const { return m_action.arguments.contains(name); }
    QString text(const QString &name) const { return std::get<QString>(m_action.arguments.at(name)); }
    QString plain(const QString &name) const { return text(name).replace(u'_', u' '); }
    QString quotedText(const QString &name) const { return quoted(text(name)); }
    QString number(const QString &name) const { return plainNumber(std::get<double>(m_action.arguments.at(name))); }
    QString node(const QString &name) const { return wordsFor(m_workspace.nodes, text(name)); }
    QString person() const { return personWords(m_action.recipient); }

    QString personWords(const QString &key) const
    {
        if (key.startsWith(u'#'))
            return key;
        return wordsFor(m_workspace.recipients, key);
    }

    QString duration(const QString &name) const
    {
        const auto &length = std::get<Duration>(m_action.arguments.at(name));
        return plainNumber(length.value) + u' ' + unitName(length.unit);
    }

    QString way() const
    {
        static const QHash<QString, QString> words{{u"whatsapp"_s, u"WhatsApp"_s}, {u"sms"_s, u"SMS"_s},
                                                   {u"slack"_s, u"Slack"_s}};
        const QString via = text(u"via"_s);
        return words.value(via, via);
    }

    QString reason() const { return has(u"reason"_s) ? u" with the reason "_s + quotedText(u"reason"_s) : QString(); }

    /// "with FedEx Ground at the cheapest rate"
    QString carrier() const
    {
        QString words;
        if (has(u"carrier"_s)) {
            words += u" with carrier "_s + quotedText(u"carrier"_s);
            for (const KnownCarrier &one : m_workspace.carriers) {
                if (one.name.key == text(u"carrier"_s))
                    words = u" with "_s + one.name.words.value(0) + serviceWords(one);
            }
        } else if (has(u"service"_s)) {
            words += u" with the service "_s + quotedText(u"service"_s);
        }
        if (has(u"rate"_s))
            words += u" at the "_s + text(u"rate"_s) + u" rate"_s;
        return words;
    }

    /// The listing that is meant: a channel's, all, the others, or that of the event.
    QString listing() const
    {
        if (m_action.channel.isEmpty())
            return u"the listing at hand"_s;
        if (m_action.channel == u"all"_s)
            return u"the listing everywhere"_s;
        if (m_action.channel == u"others"_s)
            return u"the listing on all other channels"_s;
        return u"the "_s + wordsFor(m_workspace.channels, m_action.channel) + u" listing"_s;
    }

    QString onChannel() const
    {
        return m_action.channel.isEmpty() ? QString() : u" on "_s + wordsFor(m_workspace.channels, m_action.channel);
    }

    QString value(const QString &name) const
    {
        const auto found = m_action.arguments.find(name);
        if (found == m_action.arguments.end())
            return u"no stated amount"_s;
        if (const auto *ref = std::get_if<FieldRef>(&found->second))
            return u"the "_s + specOf(ref->field).noun;
        if (const auto *bound = std::get_if<MoneyBound>(&found->second)) {
            if (const auto *ref = std::get_if<FieldRef>(&bound->value))
                return u"the "_s + specOf(ref->field).noun;
            return plainNumber(std::get<double>(bound->value)) + u' ' + unitName(bound->unit);
        }
        const bool hasUnit = has(u"unit"_s);
        return (hasUnit ? QString() : u"a bare "_s) + number(name) + (hasUnit ? u' ' + text(u"unit"_s) : QString());
    }

    QString price() const
    {
        const QString mode = text(u"mode"_s);
        QString words;
        if (mode == u"match"_s)
            words = u"match the competitor's price on "_s + listing();
        else if (mode == u"undercut"_s)
            words = u"undercut the competitor's price on "_s + listing() + u" by "_s + value(u"value"_s);
        else if (mode == u"set"_s)
            words = u"set the price of "_s + listing() + u" to "_s + value(u"value"_s);
        else
            words = (mode == u"increase"_s ? u"raise"_s : u"lower"_s) + u" the price of "_s + listing() + u" by "_s
                + value(u"value"_s);
        if (mode == u"match"_s && has(u"value"_s))
            words += u" by "_s + value(u"value"_s);
        if (has(u"unit"_s) && (!has(u"value"_s) || std::holds_alternative<FieldRef>(m_action.arguments.at(u"value"_s))))
            words += u" in the unit "_s + text(u"unit"_s);
        if (has(u"min"_s))
            words += u", with a minimum of "_s + value(u"min"_s);
        if (has(u"max"_s))
            words += u", with a maximum of "_s + value(u"max"_s);
        return words;
    }

    QString refund() const
    {
        const auto &amount = m_action.arguments.at(u"amount"_s);
        if (const auto *text = std::get_if<QString>(&amount)) {
            const QString unit = has(u"unit"_s) ? u" in the unit "_s + this->text(u"unit"_s) : QString();
            return (*text == u"full"_s ? u"refund the order in full"_s : u"refund the shipping of the order"_s) + unit;
        }
        return u"refund "_s + (has(u"unit"_s) ? number(u"amount"_s) + u' ' + text(u"unit"_s)
                                              : u"a bare "_s + number(u"amount"_s))
            + u" of the order"_s;
    }

    QString route() const
    {
        QString words = u"route the order to "_s;
        if (has(u"node"_s))
            words += node(u"node"_s) + (has(u"strategy"_s) ? u" and to "_s : QString());
        if (has(u"strategy"_s))
            words += text(u"strategy"_s) == u"most_stock"_s ? u"the node with the most stock"_s
                                                            : u"the "_s + text(u"strategy"_s) + u" node"_s;
        return words;
    }

    QString report() const
    {
        return u"send the "_s + wordsFor(m_workspace.reports, text(u"report"_s)) + u" to "_s + person() + u" by "_s + way();
    }

    QString package() const { return wordsFor(m_workspace.packages, text(u"package"_s)); }

private:
    QString serviceWords(const KnownCarrier &carrier) const
    {
        if (!has(u"service"_s))
            return {};
        for (const KnownName &service : carrier.services) {
            if (service.key == text(u"service"_s))
                return u' ' + service.words.value(0);
        }
        return u" with the service "_s + quotedText(u"service"_s);
    }

    const Action &m_action;
    const Workspace &m_workspace;
};

QString orderAction(const QString &verb, const Words &words)
{
    if (verb == u"cancel"_s)
        return u"cancel the order"_s + (words.has(u"restock"_s) ? u" and restock it"_s : QString()) + words.reason();
    if (verb == u"hold"_s)
        return u"hold the order"_s + (words.has(u"for"_s) ? u" for "_s + words.duration(u"for"_s) : QString()) + words.reason();
    if (verb == u"note"_s)
        return u"add the note "_s + words.quotedText(u"text"_s) + u" to the order"_s;
    if (verb == u"flag"_s)
        return u"flag the order"_s + words.reason();
    if (verb == u"route"_s)
        return words.route();
    if (verb == u"ship_with"_s)
        return u"ship the order"_s + words.carrier();
    if (verb == u"buy_label"_s)
        return u"buy a label for the order"_s + words.carrier();
    if (verb == u"package"_s)
        return u"pack the order in a "_s + words.package();
    if (verb == u"add_option"_s)
        return u"add "_s + words.plain(u"option"_s) + u" to the order"_s;
    if (verb == u"priority"_s)
        return u"set the priority of the order to "_s + words.text(u"level"_s);
    if (verb == u"refund"_s)
        return words.refund();
    if (verb == u"capture"_s)
        return u"capture the payment of the order"_s;
    if (verb == u"fulfill"_s)
        return u"mark the order as fulfilled"_s;
    if (verb == u"assign"_s)
        return u"assign the order to "_s + words.personWords(words.text(u"assignee"_s));
    return verb + u" the order"_s; // release, split, archive
}

QString listingAction(const QString &verb, const Words &words)
{
    if (verb == u"set_price"_s)
        return words.price();
    if (verb == u"set_quantity"_s)
        return u"set the quantity of "_s + words.listing() + u" to "_s + words.number(u"value"_s);
    return verb + u' ' + words.listing();
}

QString stockAction(const QString &type, const Words &words)
{
    if (type == u"stock.set_buffer"_s)
        return u"set the stock buffer"_s + words.onChannel() + u" to "_s + words.number(u"value"_s);
    if (type == u"stock.transfer"_s)
        return u"transfer "_s + words.number(u"quantity"_s) + u" units"_s
            + (words.has(u"from"_s) ? u" from "_s + words.node(u"from"_s) : QString()) + u" to "_s + words.node(u"to"_s);
    return u"create a purchase order"_s
        + (words.has(u"quantity"_s) ? u" for "_s + words.number(u"quantity"_s) + u" units"_s : QString())
        + (words.has(u"supplier"_s) ? u" from the supplier "_s + words.quotedText(u"supplier"_s) : QString());
}

} // namespace

QString paraphrase(const Action &action, const Workspace &workspace)
{
    const Words words(action, workspace);
    const QString group = action.type.section(u'.', 0, 0);
    const QString verb = action.type.section(u'.', 1);
    if (verb == u"tag"_s)
        return u"tag the "_s + group + u" as "_s + words.quotedText(u"tag"_s);
    if (verb == u"untag"_s)
        return u"remove the tag "_s + words.quotedText(u"tag"_s) + u" from the "_s + group;
    if (group == u"order"_s)
        return orderAction(verb, words);
    if (group == u"listing"_s)
        return listingAction(verb, words);
    if (group == u"stock"_s || group == u"po"_s)
        return stockAction(action.type, words);
    if (group == u"document"_s)
        return u"print the "_s + words.plain(u"document"_s) + u" for the order"_s;
    if (group == u"review"_s)
        return u"request a review for the order"_s;
    if (group == u"shipment"_s)
        return u"file a claim for the shipment"_s;
    if (action.type == u"return.send_label"_s)
        return u"send a return label for the return"_s;
    if (group == u"return"_s)
        return verb + u" the return"_s;
    if (group == u"sync"_s)
        return u"sync "_s + wordsFor(workspace.channels, action.channel);
    if (group == u"message"_s)
        return u"message "_s + words.person() + u" by "_s + words.way()
            + (words.has(u"text"_s) ? u" with the text "_s + words.quotedText(u"text"_s) : QString());
    if (group == u"report"_s)
        return words.report();
    if (group == u"task"_s)
        return u"create a task"_s + (words.has(u"title"_s) ? u' ' + words.quotedText(u"title"_s) : QString()) + u" for "_s + words.person();
    if (group == u"wait"_s)
        return u"wait "_s + words.duration(u"duration"_s);
    return u"stop processing more rules"_s;
}

} // namespace crossdock::rules
