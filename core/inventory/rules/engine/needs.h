#pragma once

#include "core/inventory/fulfilment/labels/label.h"
#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/rule_rows.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// What of the world outside a rule may use: set up by the seller.
struct Setting {
    QList<Contact> contacts;
    QStringList suppliers; ///< whom products name
    bool hasMailServer = false;
    QStringList services; ///< that carry messages to phones: "whatsapp", "sms", "push"
    QMap<QString, QString> channelKinds; ///< by channel
    QStringList withoutQueue; ///< channels that would tell of their market through a queue, and have none
    QStringList cartons; ///< names
    bool hasPlaces = false; ///< some node says where it is
    bool hasAddress = false; ///< some node says so to the street
    bool hasWeights = false; ///< some product says what it weighs
    QStringList carrierKinds; ///< of the accounts with carriers
    bool hasLabelSellers = false; ///< a carrier's account is connected
    bool hasPrices = false; ///< a price list is imported
    QList<labels::Printer> printers;

    static Result<Setting> read(store::Database &database);
};

/// What a rule needs and is not there, or what cannot be done as it says, each a sentence that names it; empty: it can be armed.
QStringList missingFor(const Trigger &trigger, const Setting &setting);

} // namespace crossdock::rules
