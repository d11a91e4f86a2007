#pragma once

#include "tests/ui/fake_inventory.h"

#include "core/inventory/desk.h"

namespace crossdock::test {

/// A desk that connects to nothing: answers later, keeps what it was asked, and can be told to refuse.
class FakeDesk : public Desk
{
    Q_OBJECT

public:
    explicit FakeDesk(FakeInventory &inventory, const Clock &clock, QObject *parent = nullptr);

    QList<Kind> kinds() const override;
    void testConnection(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context,
                        Done<QString> done) override;
    void addChannel(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context,
                    Done<Entry> done) override;
    void testChannel(const ChannelId &channel, QObject *context, Done<QString> done) override;
    void readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, QObject *context,
                       Done<CatalogueReport> done) override;
    void catchUp(const ChannelId &channel, QObject *context, Done<int> done) override;
    void cancelOrder(const OrderId &order, const QString &reason, QObject *context, Done<QString> done) override;
    void exportAudit(const QString &file, std::optional<Time> from, std::optional<Time> to,
                     std::shared_ptr<Progress> progress, QObject *context, Done<QString> done) override;
    void quoteLive(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Heard heard, Done<QList<rates::Rated>> done) override;
    void planWave(const fulfilment::WaveWish &wish, QObject *context, Done<Wave> done) override;
    void explainOrder(qint64 wave, const OrderId &order, QObject *context, Done<fulfilment::WaveExplanation> done) override;
    void pinOrder(qint64 wave, const fulfilment::WavePin &pin, QObject *context, Done<fulfilment::PinEffect> done) override;
    void publishWave(qint64 wave, const QString &reason, QObject *context, Done<Entry> done) override;
    void backTest(const fulfilment::BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Done<fulfilment::BackTest> done) override;
    void buyLabel(const Request &want, const rates::Shipment &shipment, QObject *context, Done<labels::Label> done) override;
    void printLabel(const Request &print, QObject *context, Done<labels::Label> done) override;
    void voidLabel(const Request &take, QObject *context, Done<labels::Label> done) override;
    void suggestRules(const QString &talk, QObject *context, Done<QList<RuleProposal>> done) override;
    QList<ChannelHealth> health() const override { return lanes; }
    void answerLive(const QString &account, const rates::Rated &rated); ///< the same to every shipment of the last question
    void endLive(); ///< the deadline: who has not answered is silent
    void releaseAnswers(); ///< lets go of what `holdsAnswers` kept back

    std::optional<Error> nextError; ///< the next request is refused with it
    bool holdsAnswers = false;
    QStringList calls; ///< "cancelOrder shopify-us/100480", in order
    QMap<QString, QString> lastSecrets;
    QList<ChannelHealth> lanes;
    QStringList liveAccounts; ///< who is asked by quoteLive()
    QList<rates::Shipment> shipmentsAsked;
    labels::Label label; ///< that stands after the last call
    labels::Label::State afterPurchase = labels::Label::State::Bought;
    QList<Request> labelRequests;
    QList<RuleProposal> proposals;

    // What routing answers, and what it was asked last.
    Wave wave = std::make_shared<const fulfilment::WaveView>();
    fulfilment::WaveExplanation explanation;
    fulfilment::PinEffect pinEffect;
    fulfilment::BackTest backTested;
    fulfilment::WaveWish lastWish;
    fulfilment::WavePin lastPin;
    fulfilment::BackTestWish lastBackTest;

private:
    template <class T>
    void answer(const QString &call, QObject *context, const Done<T> &done, T value)
    {
        calls.append(call);
        Result<T> result(std::move(value));
        if (nextError)
            result = tl::make_unexpected(*std::exchange(nextError, std::nullopt));
        const auto deliver = [context, done, result] { QMetaObject::invokeMethod(context, [done, result] { done(result); }, Qt::QueuedConnection); };
        if (holdsAnswers)
            m_held.append(deliver);
        else
            deliver();
    }

    FakeInventory &m_inventory;
    Heard m_heard;
    Done<QList<rates::Rated>> m_live;
    QList<rates::Rated> m_rated;
    QStringList m_openAccounts;
    QList<std::function<void()>> m_held;
};

} // namespace crossdock::test
