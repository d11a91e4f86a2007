#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/carrier_port.h"
#include "core/inventory/inventory.h"

#include <QSet>

namespace crossdock::labels {

/// Carries labels between the ledger and their carriers. Whoever has the first claim on a wish buys it; where no answer comes the
/// carrier is asked whether it sold, never again to sell; where it cannot be asked a person decides. Lives in one thread, with the
/// ports it is given, which must outlive it.
class LabelRunner : public QObject
{
public:
    using Done = std::function<void(Result<Label>)>;

    LabelRunner(Inventory &inventory, Clock &clock)
        : m_inventory(inventory)
        , m_clock(clock)
    {
    }

    /// Writes the wish (a command::WantLabel), then buys. Answers once the carrier has, or was asked for the first time how it fared.
    void buy(fulfilment::CarrierPort &port, const Request &want, const rates::Shipment &shipment, Done done);

    /// Asks what is not known of a label: whether it was bought, how its refund fares, its document, the way of its parcel.
    void lookAfter(fulfilment::CarrierPort &port, qint64 label, Done done);

    /// Writes that it is taken back (a command::VoidLabel), then asks the carrier.
    void takeBack(fulfilment::CarrierPort &port, const Request &take, Done done);

    /// A message of a carrier's, about a parcel of that account's. Unauthorized: it is not signed; Rejected: it cannot be read.
    void hear(const fulfilment::CarrierPort &port, const CarrierId &account, const channels::Delivery &delivery, std::function<void(Result<>)> done);

private:
    struct Step {
        fulfilment::CarrierPort *port = nullptr;
        Label label;
        rates::Place buyer; ///< whose words do not go into the trail
        Done done;
    };

    void claim(const Step &step, std::function<void(const Step &)> then);
    bool begins(const Step &step);
    void ask(const Step &step, const rates::Shipment &shipment, const rates::Quote &quote);
    void askLater(const Step &step, int look, const QString &words);
    void find(const Step &step, int look);
    void found(const Step &step, int look, const Answer<std::optional<Bought>> &answer);
    void complete(const Step &step);
    void askForRefund(const Step &step, bool isFirst);
    void track(const Step &step);
    void record(const Step &step, const Command &command); ///< then tells how the label stands
    void recordBought(const Step &step, const Bought &bought);
    void recordOther(const Step &step, command::RecordLabel::What what, const QString &words);
    void tell(const Step &step);

    Inventory &m_inventory;
    Clock &m_clock;
    QSet<qint64> m_underWay; ///< being bought here, or asked after
};

/// A service's words, short enough for the trail and without what they say of a buyer.
QString withoutBuyer(QString words, const rates::Place &buyer);

} // namespace crossdock::labels
