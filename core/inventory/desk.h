#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/wave_view.h"
#include "core/inventory/inventory.h"

#include <QMap>

namespace crossdock {

/// What the engine can do for people beyond the ledger: connect channels, read catalogues, seal files. Implemented by
/// `app`; used from the UI thread and by the command line. Answers come later, in the thread of `context`.
class Desk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    template <class T>
    using Done = std::function<void(Result<T>)>;

    /// One thing a person must know to connect a channel of some kind.
    struct Field {
        QString key; ///< as on the command line: "location", "access_token"
        QString label, hint;
        bool isSecret = false;
        bool isRequired = true;
        QString preset;
    };
    struct Kind {
        QString kind; ///< "shopify"
        QString title; ///< "Shopify"
        QString urlHint; ///< "https://your-shop.myshopify.com"
        QString help; ///< where to find the keys, one or two sentences
        QList<Field> fields;
    };
    struct CatalogueReport {
        qint64 mapped = 0;
        QStringList unknown; ///< SKUs of the channel that the ledger does not know
        QStringList withoutSku;
    };

    virtual QList<Kind> kinds() const = 0;

    /// Signs in and reads something small; stores nothing. Answers the channel's sentence.
    virtual void testConnection(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context,
                                Done<QString> done)
        = 0;

    /// Puts the secrets into the key store, the channel into the ledger, and starts its lane.
    virtual void addChannel(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context,
                            Done<Entry> done)
        = 0;

    virtual void testChannel(const ChannelId &channel, QObject *context, Done<QString> done) = 0;
    virtual void readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, QObject *context,
                               Done<CatalogueReport> done)
        = 0;

    /// Reads the channel's orders now. Answers how many were new or changed.
    virtual void catchUp(const ChannelId &channel, QObject *context, Done<int> done) = 0;

    /// Cancels on the channel, and in the ledger once the channel agreed (or at once where `onlyHere`).
    virtual void cancelOrder(const OrderId &order, const QString &reason, QObject *context, Done<QString> done) = 0;

    /// Seals a span of the trail into one file for offline review. Answers a sentence.
    virtual void exportAudit(const QString &file, std::optional<Time> from, std::optional<Time> to,
                             std::shared_ptr<Progress> progress, QObject *context, Done<QString> done)
        = 0;

    /// What the carriers themselves ask at the moment, side by side, each until the deadline. `heard` is told of each account
    /// once a shipment (its number in the list), as it answers or is silent; then `done` has all of it, by shipment.
    using Heard = std::function<void(qsizetype shipment, const QString &account, const rates::Rated &answer)>;
    virtual void quoteLive(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Heard heard,
                           Done<QList<rates::Rated>> done)
        = 0;

    // Routing, in a thread of its own. A wave is known by its number as long as it is one of the newest; else NotFound.

    using Wave = std::shared_ptr<const fulfilment::WaveView>;
    /// Plans what waits now. Changes nothing. A newer question makes an older one obsolete: Cancelled.
    virtual void planWave(const fulfilment::WaveWish &wish, QObject *context, Done<Wave> done) = 0;
    /// Why an order's parcels come from where they come; everything that is asked is solved again.
    virtual void explainOrder(qint64 wave, const OrderId &order, QObject *context, Done<fulfilment::WaveExplanation> done) = 0;
    /// The wave with one more pin. Changes nothing yet.
    virtual void pinOrder(qint64 wave, const fulfilment::WavePin &pin, QObject *context, Done<fulfilment::PinEffect> done) = 0;
    /// Puts the wave into the ledger, with the reason of every pin. InvalidInput: a pin has none. Conflict: what was planned is not there
    /// any more; plan again.
    virtual void publishWave(qint64 wave, const QString &reason, QObject *context, Done<Entry> done) = 0;
    /// Two policies on the orders of a span, day by day, each with what was there on that day.
    virtual void backTest(const fulfilment::BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Done<fulfilment::BackTest> done) = 0;

    // Labels. Where nothing outside is reached (an audit file) these answer NotAllowed.

    /// Writes the wish for a label (a command::WantLabel) and buys it. The same operation key again answers the same label and buys
    /// nothing. What is not known to be bought comes as a label that says so, not as an error.
    virtual void buyLabel(const Request &want, const rates::Shipment &shipment, QObject *context, Done<labels::Label> done);
    /// Asks the carrier how a label fares of which that is not known: bought or not, taken back or not, and where its parcel is.
    virtual void lookAfterLabel(qint64 label, QObject *context, Done<labels::Label> done);
    /// Records the print (a command::PrintLabel), then sends the document to its printer.
    virtual void printLabel(const Request &print, QObject *context, Done<labels::Label> done);
    /// Records that a label is taken back (a command::VoidLabel), then asks its carrier.
    virtual void voidLabel(const Request &take, QObject *context, Done<labels::Label> done);
    /// Sends a small page. Answers a sentence.
    virtual void testPrinter(const labels::Printer &printer, QObject *context, Done<QString> done);

    /// Asks the assistant for sentences that say what somebody wants. Only those that compile come back. NotAllowed: none is set up.
    virtual void suggestRules(const QString &talk, QObject *context, Done<QList<RuleProposal>> done);

    /// Where webhooks arrive, without a path: "https://shop.example"; empty while nothing listens.
    virtual QString webhooksUrl() const { return {}; }

    /// The last known health of every lane.
    virtual QList<ChannelHealth> health() const = 0;

Q_SIGNALS:
    void healthChanged(const QList<crossdock::ChannelHealth> &health); ///< at most five times a second
};

} // namespace crossdock

