#include "core/inventory/rules/engine/needs.h"

#include "core/inventory/channels/instruction.h"
#include "core/inventory/channels/market.h"
#include "core/inventory/channels/told_facts.h"
#include "core/inventory/fulfilment/carrier_abilities.h"
#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/rules/engine/armed_rule.h"
#include "core/inventory/rules/engine/deeds.h"
#include "core/inventory/rules/engine/market_needs.h"
#include "core/inventory/rules/engine/reach.h"
#include "core/inventory/rules/engine/telling_needs.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

/// Of a filter that all of must hold: the names of that field that its leaves give.
QStringList namesIn(const Tree &tree, QStringView field)
{
    QStringList names;
    if (tree.kind == Tree::Kind::Leaf && fieldName(tree.leaf.field) == field && (tree.leaf.op == Op::Eq || tree.leaf.op == Op::In)) {
        if (const auto *name = std::get_if<QString>(&tree.leaf.value))
            names.append(*name);
        if (const auto *list = std::get_if<QStringList>(&tree.leaf.value))
            names += *list;
    }
    if (tree.kind == Tree::Kind::And)
        for (const Tree &child : tree.children)
            names += namesIn(child, field);
    return names;
}

/// Whether it happens to an order, or to a part of one.
bool isOfOrder(const TriggerEvent &event)
{
    static const QStringList parts{u"order"_s, u"shipment"_s, u"return"_s, u"refund"_s, u"chargeback"_s, u"customer"_s};
    return parts.contains(event.type.section(u'.', 0, 0)) || parts.contains(event.each);
}

/// Whether what happens to it happens on no channel in particular.
bool isOfNoChannel(const TriggerEvent &event)
{
    static const QStringList things{u"stock"_s, u"product"_s, u"sales"_s, u"po"_s};
    return things.contains(event.type == u"schedule" ? event.each : event.type.section(u'.', 0, 0));
}

/// Every sentence once.
class Missing
{
public:
    explicit Missing(const Setting &setting)
        : m_setting(setting)
    {
    }

    void look(const Trigger &trigger)
    {
        m_channels = channelsOf(trigger.event);
        if (!isHeardOf(trigger.event.type))
            say(u"Crossdock does not hear of “%1”: no channel that it speaks to tells it."_s.arg(trigger.event.type));
        if (isToldByCarriers(trigger.event.type))
            needsTracking(trigger.event.type);
        if (isToldByMarkets(trigger.event.type))
            needsMarket(trigger.event.type, m_channels);
        if (trigger.event.becomes && trigger.event.lasting && isOfOneChange(trigger.event.becomes->field))
            say(u"“%1” is so in the moment of the change alone, and cannot stay so."_s.arg(fieldName(trigger.event.becomes->field)));
        m_isOfOrder = isOfOrder(trigger.event);
        m_isNowhere = isOfNoChannel(trigger.event) && m_channels.isEmpty();
        m_isSchedule = trigger.event.type == u"schedule";
        lookWhoTells(trigger.event.type);
        lookAt(trigger.event.becomes);
        lookAt(trigger.event.rearm);
        if (trigger.event.where) {
            m_suppliers = namesIn(*trigger.event.where, u"product.supplier") + namesIn(*trigger.event.where, u"po.supplier");
            look(*trigger.event.where);
        }
        const QString &each = trigger.event.each;
        m_isOfReturn = trigger.event.type.startsWith(u"return."_s) || each == u"return";
        look(trigger.then);
        for (const Branch &branch : trigger.otherwise)
            look(branch);
        if (trigger.window)
            look(*trigger.window);
        if (trigger.limit && trigger.limit->by == u"customer")
            needsBuyer();
        if (!each.isEmpty() && !isListed(each))
            say(u"Crossdock keeps no list of “%1” that a schedule could go through."_s.arg(each));
    }
    const QStringList &sentences() const { return m_sentences; }

private:
    void say(const QString &sentence)
    {
        if (!m_sentences.contains(sentence))
            m_sentences.append(sentence);
    }
    void sayAll(const QStringList &sentences)
    {
        for (const QString &sentence : sentences)
            say(sentence);
    }
    void needsTracking(const QString &what)
    {
        if (!m_setting.hasLabelSellers)
            say(u"Crossdock hears of “%1” from the carriers whose labels it bought, and none is connected: “crossdock carrier add KIND NAME --secret …” connects one."_s.arg(what));
    }
    void needsCounter()
    {
        const auto counts = [](const QString &kind) { return fulfilment::abilitiesOf(kind).countsTries; };
        if (std::none_of(m_setting.carrierKinds.begin(), m_setting.carrierKinds.end(), counts))
            say(u"No carrier that is connected tells how often it tried to deliver: accounts with %1 do."_s.arg(fulfilment::titlesThatCountTries()));
    }
    void needsOption(const QString &name)
    {
        const auto option = rates::optionFrom(name);
        const auto can = [&](const QString &kind) { return fulfilment::abilitiesOf(kind).options.contains(*option); };
        if (!option || option == rates::Option::GiftWrap || std::any_of(m_setting.carrierKinds.begin(), m_setting.carrierKinds.end(), can))
            return;
        say(u"No carrier that is connected can be asked for %1: accounts with %2 can, and “crossdock carrier add KIND NAME --secret …” connects one."_s.arg(wordsOf(*option), fulfilment::titlesWith(*option)));
    }
    static QStringList channelsOf(const TriggerEvent &event)
    {
        QStringList named = event.becomes ? event.becomes->scope.channels : QStringList();
        return event.where ? named + namesIn(*event.where, u"channel") : named;
    }
    void needsMarket(const QString &what, const QStringList &named)
    {
        sayAll(missingOfMarket(what, named, m_setting));
    }
    void needsBuyer()
    {
        if (!m_isOfOrder)
            say(whoIsTheCustomer());
    }
    void lookAt(FieldId field)
    {
        if (entityOf(field) == u"customer")
            needsBuyer();
        if (fieldName(field) == u"customer.rto_count" || (entityOf(field) == u"shipment" && fieldName(field) != u"shipment.carrier"))
            needsTracking(fieldName(field));
        if (fieldName(field) == u"shipment.attempts" && m_setting.hasLabelSellers)
            needsCounter();
        if (!isKnown(field))
            say(u"Crossdock does not know “%1”: nothing that it is told holds it."_s.arg(fieldName(field)));
    }
    void lookAt(const std::optional<Leaf> &leaf)
    {
        if (leaf)
            look(*leaf);
    }
    /// What only some channels tell: one that the rule is about and that does not would leave it unknown for good.
    void lookWhoTells(const QString &name)
    {
        for (auto [channel, kind] : m_setting.channelKinds.asKeyValueRange()) {
            const bool isMeant = m_channels.isEmpty() || m_channels.contains(channel);
            if (isMeant && !channels::canTell(kind, name))
                say(u"“%1” (%2) does not tell “%3”. Say in the rule which channels it is about."_s.arg(channel, kind, name));
        }
    }
    void look(const Leaf &leaf)
    {
        lookAt(leaf.field);
        const auto *word = std::get_if<QString>(&leaf.value);
        const bool isOfAddress = fieldName(leaf.field) == u"order.address_type" && leaf.op == Op::Eq && word && *word == u"po_box"; // every address tells that
        if (!isOfAddress)
            lookWhoTells(fieldName(leaf.field));
        const auto *other = std::get_if<FieldRef>(&leaf.value);
        if (other)
            lookAt(other->field);
        const FieldId field = other && entityOf(other->field) == u"competitor" ? other->field : leaf.field;
        const bool isOfStanding = fieldName(leaf.field) == u"listing.status" && word && *word == u"suppressed";
        if (isOfStanding || entityOf(field) == u"competitor" || entityOf(field) == u"account")
            needsMarket(isOfStanding ? u"suppressed"_s : fieldName(field), leaf.scope.channels.isEmpty() ? m_channels : leaf.scope.channels);
    }
    void look(const Tree &tree)
    {
        if (tree.kind == Tree::Kind::Leaf)
            look(tree.leaf);
        for (const Tree &child : tree.children)
            look(child);
    }
    void look(const Window &window)
    {
        const bool countsUp = window.op == Op::Gt || window.op == Op::Gte || window.op == Op::Eq, countsDown = window.op == Op::Lt || window.op == Op::Lte;
        if (!window.function.isEmpty() && !countsUp && !countsDown)
            say(u"Crossdock counts until there are more or fewer than so many, not to “%1”."_s.arg(operatorName(window.op)));
        if (countsDown && (window.by == u"node" || window.by == u"order" || window.by == u"customer"))
            say(u"Crossdock notices that fewer things than so many happened by product, by channel or in all, not by %1."_s.arg(window.by));
        if (window.by == u"customer")
            needsBuyer();
        if (const auto field = fieldNamed(window.field); field) {
            lookAt(*field);
            lookWhoTells(window.field);
        }
    }
    void look(const Branch &branch)
    {
        const QStringList outside = m_channels;
        if (branch.conditions) {
            const QStringList named = namesIn(*branch.conditions, u"channel");
            m_channels = named.isEmpty() ? m_channels : named;
            look(*branch.conditions);
        }
        for (const Action &action : branch.actions)
            look(action);
        lookAtReview(branch);
        m_channels = outside;
    }
    /// Amazon offers it from 5 to 30 days after the delivery, and a rule hears of the parcel when it leaves, at the latest.
    void lookAtReview(const Branch &branch)
    {
        constexpr Milliseconds earliest{5LL * 86'400'000}, latest{30LL * 86'400'000};
        Milliseconds waited{0};
        for (const Action &action : branch.actions) {
            const auto span = action.arguments.find(u"duration"_s);
            if (const Duration *duration = span == action.arguments.end() ? nullptr : std::get_if<Duration>(&span->second))
                waited += spanOf(*duration);
            if (action.type == u"review.request" && !m_isSchedule && (waited < earliest || waited > latest))
                say(u"Amazon asks for a review from 5 to 30 days after the delivery, and the rule would come at another time: “When an order is dispatched, wait 10 days, then ask for a review” would do."_s);
        }
    }
    void look(const Action &action)
    {
        if (action.type == u"shipment.claim")
            return say(u"“shipment.claim” is not done: EasyPost takes claims only with invoices and proofs that Crossdock does not hold, and DHL Express, FedEx, ShipEngine, Shippo, UPS and USPS have no call for them. “When a shipment is delayed, message me” tells a person."_s);
        if (!isPossible(action.type)) {
            say(u"Crossdock cannot do “%1” on any channel or carrier that is set up."_s.arg(action.type));
            return;
        }
        if ((action.type.startsWith(u"order.") || action.type == u"review.request") && !m_isOfOrder)
            say(u"“%1” is done to an order, and what the rule looks at is none: “When an order …” would name one."_s.arg(action.type));
        if (action.type.startsWith(u"return.") && !m_isOfReturn)
            say(u"“%1” is done to a return, and what the rule looks at is none: “When a return is requested …” would name one."_s.arg(action.type));
        if (action.channel == u"others" && m_isNowhere)
            say(u"“All other channels” than which: the rule names none. “When stock drops below 10 on eBay, pause the listing on all other channels” would name one, and “… on all channels” means every one."_s);
        if (action.type.startsWith(u"customer."))
            needsBuyer();
        sayAll(missingToTell(action, m_setting, m_isOfOrder, m_suppliers));
        if (action.type == u"listing.set_price")
            lookAtPrice(action);
        if (textArgument(action, u"strategy"_s) == u"nearest" && !m_setting.hasPlaces)
            say(u"No node says where it is: “crossdock node add KIND NAME --country CODE --postcode CODE” tells it, and the “nearest” can be found."_s);
        if (action.type == u"order.package" && !m_setting.cartons.contains(textArgument(action, u"package"_s), Qt::CaseInsensitive))
            say(u"No carton is called “%1”: “crossdock import cartons FILE” brings the cartons that you have."_s.arg(textArgument(action, u"package"_s)));
        if (action.type == u"order.add_option")
            needsOption(textArgument(action, u"option"_s));
        if (action.type == u"order.ship_with" && !m_setting.hasLabelSellers && !m_setting.hasPrices)
            say(u"Nobody could keep to a way of sending: “crossdock carrier add KIND NAME --secret …” connects a carrier, “crossdock import rates FILE” brings its prices."_s);
        if (action.type == u"order.buy_label" && !m_setting.hasLabelSellers)
            say(u"No carrier sells labels yet: “crossdock carrier add KIND NAME --secret …” connects one."_s);
        if (action.type == u"return.send_label")
            lookAtReturnLabel();
        lookAtChannels(action);
    }
    /// A label is bought for what comes back, without anybody at a scale, and mailed to who sends it.
    void lookAtReturnLabel()
    {
        const auto sells = [](const QString &kind) { return fulfilment::abilitiesOf(kind).takesReturns; };
        if (std::none_of(m_setting.carrierKinds.begin(), m_setting.carrierKinds.end(), sells))
            say(u"No carrier that is connected sells labels for what buyers send back: accounts with %1 do, and “crossdock carrier add KIND NAME --secret …” connects one."_s.arg(fulfilment::titlesThatTakeReturns()));
        if (!m_setting.hasWeights)
            say(u"No product says what it weighs, and a label needs that: “crossdock import skus FILE” takes a column “weight_g”."_s);
        if (!m_setting.hasAddress)
            say(u"No node says where returns go to: “crossdock node add KIND NAME --country CODE --postcode CODE --city TEXT --street TEXT” tells it."_s);
    }
    /// Money and listings are moved by their channel alone: where it has no call for it a rule cannot.
    void lookAtChannels(const Action &action)
    {
        struct Row {
            QLatin1StringView action;
            channels::Instruction::Kind kind;
            const char16_t *what;
        };
        using Kind = channels::Instruction::Kind;
        static constexpr Row rows[] = {{"order.refund"_L1, Kind::Refund, u"refund an order"}, {"order.capture"_L1, Kind::Capture, u"capture a payment"},
                                       {"review.request"_L1, Kind::AskReview, u"ask for a review"},
                                       {"return.approve"_L1, Kind::ApproveReturn, u"approve a return"}, {"return.reject"_L1, Kind::DeclineReturn, u"decline a return"},
                                       {"listing.end"_L1, Kind::EndListing, u"end a listing"}, {"listing.publish"_L1, Kind::PublishListing, u"publish a listing"}};
        const Row *row = std::find_if(std::begin(rows), std::end(rows), [&](const Row &one) { return action.type == one.action; });
        if (row == std::end(rows))
            return;
        bool isAny = false;
        for (auto [channel, kind] : m_setting.channelKinds.asKeyValueRange()) {
            if (!isMeant(action, channel))
                continue;
            isAny = true;
            if (!channels::canCarryOut(kind, row->kind))
                say(u"Crossdock cannot %1 on “%2”: it has no call to %3 for that. Say in the rule which channels it is about."_s.arg(QString::fromUtf16(row->what), channel, kind));
        }
        if (!isAny)
            say(u"Crossdock cannot %1: no channel that this rule is about is connected."_s.arg(QString::fromUtf16(row->what)));
    }
    bool isMeant(const Action &action, const QString &channel) const
    {
        const bool isOfTheRule = m_channels.isEmpty() || m_channels.contains(channel);
        if (action.channel.isEmpty())
            return isOfTheRule;
        return action.channel == channel || action.channel == u"all" || (action.channel == u"others" && (m_channels.isEmpty() || !isOfTheRule));
    }
    void lookAtPrice(const Action &action)
    {
        if (followsOthers(action)) {
            const bool isNamed = m_setting.channelKinds.contains(action.channel);
            needsMarket(u"competitor.price"_s, isNamed ? QStringList{action.channel} : m_channels);
            sayAll(missingFloor(action));
        }
        for (const auto &argument : {u"min"_s, u"max"_s, u"value"_s}) {
            const auto bound = action.arguments.find(argument);
            if (bound == action.arguments.end())
                continue;
            if (const auto *field = std::get_if<FieldRef>(&bound->second))
                lookAt(field->field);
            if (const auto *money = std::get_if<MoneyBound>(&bound->second); money && std::holds_alternative<FieldRef>(money->value))
                lookAt(std::get<FieldRef>(money->value).field);
        }
    }

    const Setting &m_setting;
    bool m_isOfOrder = false, m_isOfReturn = false, m_isSchedule = false, m_isNowhere = false;
    QStringList m_channels, m_suppliers; ///< that the rule's filter names; empty: all
    QStringList m_sentences;
};

} // namespace

Result<Setting> Setting::read(store::Database &database)
{
    Setting setting;
    const auto people = notices::contacts(database);
    if (!people)
        return tl::make_unexpected(people.error());
    setting.contacts = people->contacts;
    CROSSDOCK_TRY(database.each(u"SELECT DISTINCT supplier FROM sku WHERE supplier <> '' ORDER BY supplier"_s, {}, [&](const store::Row &row) { setting.suppliers.append(row.text(0)); }));
    CROSSDOCK_TRY(database.each(u"SELECT name, kind, account FROM channel WHERE is_removed = 0"_s, {}, [&](const store::Row &row) {
        setting.channelKinds.insert(row.text(0), row.text(1));
        if (channels::tellsMarket(row.text(1)) && QJsonDocument::fromJson(row.text(2).toUtf8()).object().value(u"queue_url"_s).toString().isEmpty())
            setting.withoutQueue.append(row.text(0));
    }));
    CROSSDOCK_TRY(database.each(u"SELECT name FROM carton"_s, {}, [&](const store::Row &row) { setting.cartons.append(row.text(0)); }));
    CROSSDOCK_TRY(database.each(u"SELECT 1 FROM price_list LIMIT 1"_s, {}, [&](const store::Row &) { setting.hasPrices = true; }));
    CROSSDOCK_TRY(database.each(u"SELECT kind FROM carrier"_s, {}, [&](const store::Row &row) {
        setting.carrierKinds.append(row.text(0));
        setting.hasLabelSellers = setting.hasLabelSellers || row.text(0) != u"contract";
    }));
    CROSSDOCK_TRY(database.each(u"SELECT 1 FROM sku WHERE weight_g > 0 LIMIT 1"_s, {}, [&](const store::Row &) { setting.hasWeights = true; }));
    CROSSDOCK_TRY(database.each(u"SELECT details FROM node WHERE is_removed = 0 AND details <> ''"_s, {}, [&](const store::Row &row) {
        const NodeDetails place = nodeDetailsFrom(QJsonDocument::fromJson(row.text(0).toUtf8()).object());
        const bool isWhole = !place.country.isEmpty() && !place.postcode.isEmpty() && !place.city.isEmpty() && !place.street.isEmpty();
        setting.hasPlaces = setting.hasPlaces || !place.country.isEmpty();
        setting.hasAddress = setting.hasAddress || isWhole;
    }));
    auto printers = labels::readPrinters(database);
    if (!printers)
        return tl::make_unexpected(printers.error());
    setting.printers = *std::move(printers);
    for (const MessageService &service : people->services)
        setting.services.append(service.way);
    setting.hasMailServer = !people->mail.host.isEmpty();
    return setting;
}

QStringList missingFor(const Trigger &trigger, const Setting &setting)
{
    Missing missing(setting);
    missing.look(trigger);
    return missing.sentences();
}

} // namespace crossdock::rules
