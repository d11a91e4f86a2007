#pragma once

#include "core/inventory/command.h"
#include "core/inventory/fulfilment/waiting.h"
#include "core/inventory/rules/engine/claims.h"
#include "core/inventory/rules/engine/facts.h"
#include "core/inventory/rules/engine/store_facts.h"

namespace crossdock::rules {

/// What an action comes to in commands. Reads what it depends on (a price, the lines of an order) as it is now.
class Deeds
{
public:
    Deeds(store::Database &database, StoreFacts &facts)
        : m_database(database)
        , m_facts(facts)
    {
    }

    struct Circumstances {
        QString ruleName;
        Subject subject;
        Time at{};
        qint64 cause = 0; ///< the entry that set the rule off; 0: a time did
        qint64 rule = 0;
        Time due{}; ///< of the run: `at` may be later
        std::optional<Schedule> schedule = {}; ///< of the rule
        QStringList spared = {}; ///< things that another rule has: see Claim
    };
    /// None: there is nothing to do (no such listing, the price is so already). The error says why it cannot be done.
    Result<QList<Command>> commandsFor(const Action &action, const Circumstances &circumstances);
    /// What it would set to which value, of what. None: nothing that could be in another rule's way.
    Result<QList<Claim>> claimsOf(const Action &action, const Subject &subject);

    /// The products that it is about: itself, those of an order or of a purchase order.
    Result<QList<Sku>> skusOf(const Subject &subject);
    struct Listing {
        Sku sku;
        ChannelId channel;
        QString name; ///< the channel's own
        std::optional<Money> price;
        std::optional<Money> competitor; ///< see channels::MarketSeen
    };
    Result<QList<Listing>> listingsOf(const Action &action, const Subject &subject);
    /// Of a listing with a price: what listing.set_price makes of it; nothing: it stays.
    Result<std::optional<Money>> newPrice(const Action &action, const Listing &listing, const Circumstances &circumstances);

private:
    Result<QList<Command>> forOrder(const Action &action, const Circumstances &circumstances);
    Result<QList<Command>> forReturn(const Action &action, const Circumstances &circumstances);
    Result<QList<Command>> sendLabel(const Subject &subject);
    Result<QList<Command>> route(const Action &action, const Circumstances &circumstances);
    Result<QList<Command>> split(const Circumstances &circumstances);
    Result<QList<Command>> refund(const Action &action, const Circumstances &circumstances);
    Result<fulfilment::Waiting> waiting(const Circumstances &circumstances);
    Result<QString> fullestNode(const Subject &order);
    static Result<QList<Command>> forCustomer(const Action &action, const Subject &subject);
    Result<QList<Command>> forListing(const Action &action, const Circumstances &circumstances);
    Result<QList<Command>> forProduct(const Action &action, const Circumstances &circumstances);
    Result<QList<Command>> forPeople(const Action &action, const Circumstances &circumstances);
    Result<QList<Command>> toSuppliers(const Action &action, const Circumstances &circumstances);
    Result<QStringList> suppliersOf(const Subject &subject);
    Result<QList<Command>> purchase(const Action &action, const Circumstances &circumstances);
    Result<bool> meansOneOfThing(const Action &action);
    Result<QList<Command>> print(const Action &action, const Subject &subject);
    Result<QList<Command>> toBuyer(const Action &action, const Circumstances &circumstances);
    std::optional<double> boundOf(const Argument &argument, const QString &currency, const Circumstances &circumstances);
    Result<std::optional<double>> wishedPrice(const Action &action, const Listing &listing, const Circumstances &circumstances);
    Result<QStringList> listingsWritten(const Action &action, const Subject &subject);
    Result<QList<Command>> setBuffer(const Action &action, const Circumstances &circumstances);
    Result<QString> report(const QString &name, const Circumstances &circumstances);

    store::Database &m_database;
    StoreFacts &m_facts;
};

QString textArgument(const Action &action, const QString &name);
std::optional<double> numberArgument(const Action &action, const QString &name);
Unit unitArgument(const Action &action);
fulfilment::ShippingWish wishOf(const Action &action); ///< of one about carriers or cartons
channels::RefundAmount refundAmountOf(const Action &action); ///< of order.refund
Money moneyOf(double amount, const QString &currency); ///< to the nearest of its smallest unit

bool followsOthers(const Action &action); ///< a price that matches or undercuts theirs

} // namespace crossdock::rules
