#include "ui/rules/gallery.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// The strings' context for translators.
struct ReadyRules {
    Q_DECLARE_TR_FUNCTIONS(ReadyRules)
};

} // namespace

QList<ReadyRule> readyRules()
{
    const QString low = ReadyRules::tr("Low stock"), oversell = ReadyRules::tr("Oversell guard"), fraud = ReadyRules::tr("Fraud hold"),
                  cod = ReadyRules::tr("Cash on delivery"), late = ReadyRules::tr("Late shipment"), price = ReadyRules::tr("Price floor"),
                  fba = ReadyRules::tr("FBA to own warehouse"), season = ReadyRules::tr("Festival season");
    return {
        {low, ReadyRules::tr("Tell who buys"), u"When the stock of any product drops below 10, create a task for purchasing and message the warehouse."_s},
        {low, ReadyRules::tr("Order more"), u"When the stock of any product drops below 10, order 50 units."_s},
        {low, ReadyRules::tr("Look after a late delivery"), u"When a purchase order is overdue, create a task for purchasing."_s},
        {low, ReadyRules::tr("A report each morning"), u"Every day at 9 am, send me the low stock report."_s},
        {oversell, ReadyRules::tr("Pause what is sold out"), u"When a product runs out of stock, pause its listings on all channels and alert ops."_s},
        {oversell, ReadyRules::tr("Resume what is back"), u"When a product is back in stock, resume all its listings."_s},
        {oversell, ReadyRules::tr("Tell of a suppressed listing"), u"When a listing is suppressed, create a task for ops and message me."_s},
        {fraud, ReadyRules::tr("Hold high risk for a day"), u"When a high-risk order is placed, hold it for 24 hours and message finance."_s},
        {fraud, ReadyRules::tr("Hold what is risky and dear"), u"When an order arrives, if its risk is high and its total is over $300, hold it and alert finance."_s},
        {cod, ReadyRules::tr("Hold unless they buy again"), u"Hold all COD orders unless the customer has more than 2 orders."_s},
        {cod, ReadyRules::tr("Hold who refused a parcel"), u"When a COD order is placed, hold it if the customer has any RTO, otherwise release it."_s},
        {cod, ReadyRules::tr("Remember who refused"), u"When a parcel is returned to sender, tag the customer as RTO and message support."_s},
        {late, ReadyRules::tr("Make it urgent"), u"When an order is overdue, mark it as urgent and message the warehouse."_s},
        {late, ReadyRules::tr("Tell the manager after 6 hours"), u"When an order is overdue by more than 6 hours, message the manager."_s},
        {late, ReadyRules::tr("Tell the buyer"), u"When an order is overdue, email the customer \"Your order is late, and we are sorry: it leaves as soon as we can.\""_s},
        {price, ReadyRules::tr("Match, never below cost"), u"When a competitor undercuts our price, match it but never below cost, at most 4 times an hour per product."_s},
        {price, ReadyRules::tr("Win the Buy Box back"), u"When we lose the Buy Box, undercut the competitor by 1% but never below cost, at most 4 times an hour per product."_s},
        {price, ReadyRules::tr("Look at thin margins"), u"When the margin of a product drops below 15%, create a task for the owner."_s},
        {fba, ReadyRules::tr("Ship it from home"), u"When an order arrives, if stock at FBA is below 1, route it to the nearest warehouse."_s},
        {fba, ReadyRules::tr("Warn before FBA is empty"), u"When stock at FBA drops below 5, create a task for ops and message the warehouse."_s},
        {season, ReadyRules::tr("Buy earlier in November"), u"During November, when stock of any product drops below 30, message purchasing."_s},
        {season, ReadyRules::tr("Orders first in October"), u"When an order arrives during October, mark it as high priority."_s},
    };
}

} // namespace crossdock::ui
