#include "app/engine/account_secrets.h"
#include "app/engine/carrier_room.h"
#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"
#include "core/inventory/fulfilment/rates/last_answers.h"
#include "core/inventory/fulfilment/rates/likeness.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcCarriers, "crossdock.carriers")

/// The engine's part in carriers: their accounts, their keys, and what they answer live.
namespace crossdock::app {
namespace {

QString ownerOf(const CarrierId &carrier)
{
    return u"carrier/"_s + carrier.text();
}

QString addressOf(const CarrierDetails &details)
{
    return secretAddress(details.kind, details.url, details.account);
}

} // namespace

/// What the live carriers are asked.
struct Engine::LiveQuestion {
    QList<CarrierDetails> carriers;
    QList<rates::Shipment> shipments;
    QStringList likenesses; ///< by shipment
    QList<rates::LastAnswer> known; ///< what they asked before
    Milliseconds deadline;
    Heard heard;
    Done<QList<rates::Rated>> done;
};

void Engine::addCarrier(const CarrierDetails &details, const QMap<QString, QString> &secrets, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    if (const auto good = checkCarrier({details, secrets}); !good) {
        answer(tl::make_unexpected(good.error()));
        return;
    }
    const auto book = [this, details, actor, answer] {
        m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = command::AddCarrier{details}}, this, answer);
    };
    // Looked up before its keys are written: those of a carrier of that name must not be lost.
    m_inventory->ask(query::Carriers{}, this, [this, details, secrets, answer, book](const Result<query::Carriers::Answer> &known) {
        if (!known) {
            answer(tl::make_unexpected(known.error()));
            return;
        }
        const bool isTaken = std::any_of(known->begin(), known->end(), [&](const CarrierDetails &one) { return one.name == details.name; });
        if (isTaken || secrets.isEmpty()) {
            book(); // the ledger says what there is to say
            return;
        }
        app::ask(m_secrets, [this, details, secrets, answer, book](SecretRoom &room) {
            if (const auto written = room.write(ownerOf(details.name), addressOf(details), secrets); !written)
                answer(tl::make_unexpected(written.error()));
            else
                QMetaObject::invokeMethod(this, book, Qt::QueuedConnection);
        });
    });
}

void Engine::removeCarrier(const CarrierId &carrier, const Actor &actor, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    m_inventory->ask(query::Carriers{}, this, [this, carrier, actor, answer](const Result<query::Carriers::Answer> &known) {
        const bool hasKeys = known && std::any_of(known->begin(), known->end(), [&](const CarrierDetails &one) { return one.name == carrier && one.kind != u"contract"; });
        m_inventory->perform({.key = {}, .actor = actor, .why = {}, .cause = 0, .command = command::RemoveCarrier{carrier}}, this, [this, carrier, hasKeys, answer](const Result<Entry> &entry) {
            if (!entry || !hasKeys) {
                answer(entry);
                return;
            }
            app::ask(m_secrets, [carrier, entry, answer](SecretRoom &room) {
                const auto removed = room.remove(ownerOf(carrier));
                answer(removed ? entry : Result<Entry>(tl::make_unexpected(removed.error())));
            });
        });
    });
}

void Engine::quoteLive(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Heard heard, Done<QList<rates::Rated>> done)
{
    LiveQuestion question{.carriers = {}, .shipments = shipments, .likenesses = {}, .known = {}, .deadline = deadline, .heard = {}, .done = carried<QList<rates::Rated>>(context, std::move(done))};
    for (const rates::Shipment &shipment : shipments)
        question.likenesses.append(rates::likenessOf(shipment));
    question.heard = [context = QPointer<QObject>(context), heard = std::move(heard)](qsizetype shipment, const QString &account, const rates::Rated &rated) {
        if (heard && context)
            QMetaObject::invokeMethod(context, [heard, shipment, account, rated] { heard(shipment, account, rated); }, Qt::QueuedConnection);
    };
    m_inventory->ask(query::Carriers{}, this, [this, question](const Result<query::Carriers::Answer> &known) mutable {
        if (!known) {
            question.done(tl::make_unexpected(known.error()));
            return;
        }
        question.carriers = *known;
        question.carriers.removeIf([](const CarrierDetails &one) { return one.kind == u"contract"; });
        if (question.carriers.isEmpty()) {
            question.done(QList<rates::Rated>(question.shipments.size()));
            return;
        }
        m_inventory->ask(query::LastAnswers{question.likenesses}, this, [this, question](const Result<query::LastAnswers::Answer> &last) mutable {
            question.known = last.value_or(query::LastAnswers::Answer{}); // without them a silence is still a row
            askCarriers(question);
        });
    });
}

/// With their keys, in the thread of the network. Who is silent is told with what he asked before.
void Engine::askCarriers(const LiveQuestion &question)
{
    const auto tell = [question](qsizetype shipment, const QString &account, rates::Rated rated) {
        rates::recall(rated, question.likenesses.at(shipment), question.known);
        question.heard(shipment, account, rated);
    };
    const auto end = [this, question](QList<rates::Rated> answers) {
        QList<rates::LastAnswer> news;
        for (qsizetype i = 0; i < answers.size(); ++i) {
            rates::recall(answers[i], question.likenesses.at(i), question.known);
            news += rates::answersIn(answers.at(i), question.likenesses.at(i));
        }
        QMetaObject::invokeMethod(this, [this, news, answers, done = question.done] { noteAnswers(news, [answers, done] { done(answers); }); }, Qt::QueuedConnection);
    };
    app::ask(m_secrets, [question, tell, end, wires = m_wires](SecretRoom &room) {
        QList<carriers::Account> accounts;
        QList<rates::Silence> closed;
        for (const CarrierDetails &one : question.carriers) {
            if (const auto secrets = room.read(ownerOf(one.name), addressOf(one)))
                accounts.append({one, *secrets});
            else
                closed.append({one.name.text(), u"its keys cannot be opened: "_s + secrets.error().detail});
        }
        for (qsizetype i = 0; i < question.shipments.size(); ++i)
            for (const rates::Silence &one : std::as_const(closed))
                tell(i, one.carrier, {.quotes = {}, .refused = {}, .silent = {one}});
        app::ask(wires, [question, accounts, closed, tell, end](WireRoom &wireRoom) {
            wireRoom.carriers().quote(accounts, question.shipments, question.deadline, [closed, end](QList<rates::Rated> answers) {
                for (rates::Rated &one : answers)
                    one.silent += closed;
                end(answers);
            }, tell);
        });
    });
}

/// Some at a time, so that a sale between them does not wait.
void Engine::noteAnswers(const QList<rates::LastAnswer> &answers, std::function<void()> done)
{
    constexpr qsizetype few = 50;
    if (answers.isEmpty()) {
        done();
        return;
    }
    m_inventory->perform({.key = {}, .actor = {Actor::Kind::System, u"carriers"_s}, .why = {}, .cause = 0, .command = command::NoteAnswers{answers.first(std::min(few, answers.size()))}}, this,
                         [this, rest = answers.mid(few), done = std::move(done)](const Result<Entry> &noted) {
                             if (!noted)
                                 qCWarning(lcCarriers, "Prices are not kept: %s", qUtf8Printable(noted.error().detail));
                             noteAnswers(noted ? rest : QList<rates::LastAnswer>(), done);
                         });
}

} // namespace crossdock::app
