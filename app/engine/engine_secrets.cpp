#include "app/engine/account_secrets.h"
#include "app/engine/engine.h"
#include "app/engine/port_factory.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"

using namespace Qt::Literals::StringLiterals;

/// The engine's part in keys of channels that are there already: on a second console, or when a key was changed.
namespace crossdock::app {

void Engine::withChannel(const ChannelId &channel, std::function<void(Result<ChannelRow>)> go)
{
    m_inventory->ask(query::Channels{}, this, [channel, go = std::move(go)](const Result<query::Channels::Answer> &rows) {
        if (!rows) {
            go(tl::make_unexpected(rows.error()));
            return;
        }
        const auto row = std::find_if(rows->begin(), rows->end(), [&](const ChannelRow &one) { return one.details.name == channel; });
        if (row == rows->end())
            go(fail(Error::Code::NotFound, channel.text(), u"no such channel"_s));
        else
            go(*row);
    });
}

void Engine::ifTaken(const Request &request, const Done<Entry> &answer, std::function<void()> go)
{
    m_inventory->check({request}, this, [answer, go = std::move(go)](const Result<Trial> &trial) {
        if (trial && trial->refused.isEmpty())
            go();
        else
            answer(tl::make_unexpected(trial ? trial->refused.first().error : trial.error()));
    });
}

void Engine::renewSecrets(const ChannelId &channel, const QMap<QString, QString> &given, bool isTested, QObject *context, Done<QString> done)
{
    const auto answer = carried<QString>(context, std::move(done));
    withChannel(channel, [this, given, isTested, answer](const Result<ChannelRow> &row) {
        if (!row) {
            answer(tl::make_unexpected(row.error()));
            return;
        }
        if (const auto known = checkSecretNames(row->details.kind, given.keys()); !known) {
            answer(tl::make_unexpected(known.error()));
            return;
        }
        ask(m_secrets, [this, details = row->details, given, isTested, answer](SecretRoom &room) {
            auto all = room.read(details.name.text(), secretAddress(details.kind, details.url, details.account));
            if (!all) {
                answer(tl::make_unexpected(all.error()));
                return;
            }
            all->insert(given); // those that are not given stay as they are
            if (const auto good = checkChannel(details, *all); !good) {
                answer(tl::make_unexpected(good.error()));
                return;
            }
            QMetaObject::invokeMethod(this, [this, details, given, all = *all, isTested, answer] {
                if (!isTested) {
                    keepSecrets(details, given, u"They are stored without a test."_s, answer);
                    return;
                }
                testConnection(details, all, this, [this, details, given, answer](const Result<QString> &said) {
                    if (said)
                        keepSecrets(details, given, *said, answer);
                    else
                        answer(said);
                });
            }, Qt::QueuedConnection);
        });
    });
}

void Engine::keepSecrets(const ChannelDetails &details, const QMap<QString, QString> &secrets, const QString &words, const Done<QString> &answer)
{
    ask(m_secrets, [this, details, secrets, words, answer](SecretRoom &room) {
        if (const auto written = room.write(details.name.text(), secretAddress(details.kind, details.url, details.account), secrets); !written) {
            answer(tl::make_unexpected(written.error()));
            return;
        }
        QMetaObject::invokeMethod(this, [this, channel = details.name, words, answer] {
            withChannel(channel, [this, words, answer](const Result<ChannelRow> &row) { // as it is now: a test takes a while
                if (!row) {
                    answer(tl::make_unexpected(row.error()));
                    return;
                }
                connectChannel(*row, [words, answer](const Result<> &connected) { answer(connected.map([&] { return words; })); });
            });
        }, Qt::QueuedConnection);
    });
}

} // namespace crossdock::app
