#include "core/inventory/notices/notice_book.h"

#include "core/inventory/values/phone_number.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::notices {
namespace {

constexpr std::array stateNames = {u"waiting", u"sent", u"failed", u"open", u"done"};
constexpr int mostAttempts = 8; // with pauses from ten seconds to six hours: ten hours

Notice::State stateOf(const QString &name)
{
    for (size_t i = 0; i < stateNames.size(); ++i) {
        if (name == QStringView(stateNames[i]))
            return static_cast<Notice::State>(i);
    }
    Q_UNREACHABLE();
}

QString selected()
{
    return u"SELECT t.id, t.at, t.kind, t.via, t.recipient, t.title, t.text, t.state, t.attempts, t.words, t.entry, COALESCE(c.name, ''), COALESCE(s.number, ''), t.label_id "
           "FROM notice t LEFT JOIN sale s ON s.id = t.sale_id LEFT JOIN channel c ON c.id = s.channel_id"_s;
}

Notice read(const store::Row &row)
{
    Notice notice{row.number(0), fromMs(row.number(1)), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), stateOf(row.text(7)),
                  static_cast<int>(row.number(8)), row.text(9), row.number(10)};
    if (const auto channel = ChannelId::parse(row.text(11)))
        notice.order = OrderId{*channel, row.text(12)};
    notice.label = row.number(13);
    return notice;
}

bool isThisMachine(const QString &host)
{
    const auto isOctets = [](QChar c) { return c == u'.' || (c >= u'0' && c <= u'9'); };
    return host == u"localhost" || host == u"::1" || (host.startsWith(u"127.") && std::all_of(host.begin(), host.end(), isOctets));
}

/// https, or http on this machine: what is sent may be meant for nobody else.
bool isSafeAddress(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    const bool isSafe = url.scheme() == u"https" || (url.scheme() == u"http" && isThisMachine(url.host()));
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && isSafe;
}

/// NotAllowed: its buyer's data was destroyed, so that nobody can be written to. A paper tells by itself what it lacks.
Result<qint64> saleOf(store::Database &database, const OrderId &order, const QString &kind)
{
    const auto sale = database.first(u"SELECT s.id, COALESCE(length(k.wrapped), 1) FROM sale s JOIN channel c ON c.id = s.channel_id LEFT JOIN sale_key k ON k.sale_id = s.id "
                                     "WHERE c.name = ? AND s.number = ?"_s,
                                     {order.channel.text(), order.number}, [](const store::Row &row) { return QPair(row.number(0), row.number(1)); });
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (!*sale)
        return fail(Error::Code::NotFound, order.text(), u"no such order"_s);
    if ((*sale)->second == 0 && kind != u"document")
        return fail(Error::Code::NotAllowed, order.text(), u"its buyer's data was destroyed: nobody can be written to"_s);
    return (*sale)->first;
}

/// Two slips in two boxes send an order twice.
Result<> checkIsFirst(store::Database &database, qint64 sale, const command::PostNotice &wanted)
{
    const auto before = database.first(u"SELECT 1 FROM notice WHERE sale_id = ? AND sale_id > 0 AND kind = ? AND text = ? AND state IN ('waiting', 'sent')"_s, {sale, wanted.kind, wanted.text}, [](const store::Row &) { return true; });
    if (!before)
        return tl::make_unexpected(before.error());
    return *before ? fail(Error::Code::NotAllowed, wanted.title, u"it was printed before: “crossdock order print” prints another one"_s) : Result<>();
}

Result<> keepSettings(store::Database &database, const QList<QPair<QString, QString>> &values)
{
    for (const auto &[key, value] : values)
        CROSSDOCK_TRY(database.execute(u"INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s, {key, value}));
    return {};
}

/// Those whose keys begin so, without that beginning.
Result<QHash<QString, QString>> settings(store::Database &database, const QString &beginning)
{
    QHash<QString, QString> values;
    CROSSDOCK_TRY(database.each(u"SELECT key, value FROM setting WHERE key LIKE ?"_s, {beginning + u'%'}, [&](const store::Row &row) { values.insert(row.text(0).mid(beginning.size()), row.text(1)); }));
    return values;
}

const QStringList &waysToPhones()
{
    static const QStringList ways{u"whatsapp"_s, u"sms"_s, u"push"_s};
    return ways;
}

bool isPlain(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// As ntfy takes them.
bool isTopic(const QString &text)
{
    constexpr qsizetype longestTopic = 64;
    return text.size() <= longestTopic && std::all_of(text.begin(), text.end(), [](QChar c) { return isPlain(c) || c == u'_' || c == u'-'; });
}

Result<> check(const MessageService &service)
{
    if (!waysToPhones().contains(service.way))
        return fail(Error::Code::InvalidInput, service.way, u"messages go to phones by whatsapp, sms or push"_s);
    if (!service.isSet())
        return {};
    if (!std::all_of(service.account.begin(), service.account.end(), isPlain))
        return fail(Error::Code::InvalidInput, service.account, u"an account of a message service has only letters and digits"_s);
    if (!service.address.isEmpty() && !isSafeAddress(service.address))
        return fail(Error::Code::InvalidInput, service.address, u"a message service is spoken to over https (http only on this machine)"_s);
    if (service.way == u"sms" && !service.from.startsWith(u"MG"_s) && internationalPhone(service.from).isEmpty())
        return fail(Error::Code::InvalidInput, service.from, u"text messages come from a number with its country (+15551234567) or from a messaging service's SID"_s);
    return {};
}

} // namespace

QString nameOf(Notice::State state)
{
    return QString::fromUtf16(stateNames.at(static_cast<size_t>(state)));
}

Result<Notice> NoticeBook::add(audit::Draft &draft, const command::PostNotice &wanted)
{
    if (wanted.kind.isEmpty() || wanted.via.isEmpty())
        return fail(Error::Code::InvalidInput, wanted.title, u"a notice has a kind and a way"_s);
    Notice notice{0, draft.at(), wanted.kind, wanted.via, wanted.recipient, wanted.title, wanted.text,
                  wanted.via == u"app" ? Notice::State::Open : Notice::State::Waiting, 0, {}, draft.number(), wanted.order, wanted.label};
    if (wanted.label != 0 && !wanted.order)
        return fail(Error::Code::InvalidInput, wanted.title, u"a label goes to the buyer of its order alone"_s);
    const auto sale = wanted.order ? saleOf(m_database, *wanted.order, wanted.kind) : Result<qint64>(0);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (wanted.isOnce)
        CROSSDOCK_TRY(checkIsFirst(m_database, *sale, wanted));
    const auto id = m_database.insert(
        u"INSERT INTO notice (at, kind, via, recipient, title, text, state, entry, sale_id, label_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
        {toMs(notice.at), notice.kind, notice.via, notice.recipient, notice.title, notice.text, nameOf(notice.state), notice.entry, *sale, notice.label});
    if (!id)
        return tl::make_unexpected(id.error());
    notice.notice = *id;
    draft.emitLater(event::NoticeChanged{notice});
    return notice;
}

Result<> NoticeBook::post(audit::Draft &draft, const command::PostNotice &wanted)
{
    const auto notice = add(draft, wanted);
    if (!notice)
        return tl::make_unexpected(notice.error());
    draft.setWhat(u"notice.post"_s);
    draft.say(u"notice"_s, notice->notice);
    draft.say(u"kind"_s, notice->kind);
    draft.say(u"via"_s, notice->via);
    draft.say(u"recipient"_s, notice->recipient);
    draft.say(u"title"_s, notice->title);
    if (notice->order)
        draft.about(*notice->order);
    return {};
}

Result<> NoticeBook::end(audit::Draft &draft, qint64 notice)
{
    const auto known = m_database.first(selected() + u" WHERE t.id = ?"_s, {notice}, read);
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known || (*known)->state != Notice::State::Open)
        return {};
    Notice over = **known;
    over.state = Notice::State::Done;
    over.words = u"it is over"_s;
    draft.say(u"notice_done"_s, notice);
    return save(draft, over);
}

Result<> NoticeBook::save(audit::Draft &draft, const Notice &notice)
{
    draft.emitLater(event::NoticeChanged{notice});
    return m_database.execute(u"UPDATE notice SET state = ?, attempts = ?, words = ? WHERE id = ?"_s, {nameOf(notice.state), notice.attempts, notice.words, notice.notice}).map([](qint64) {});
}

Result<> NoticeBook::settle(audit::Draft &draft, const command::SettleNotice &answer)
{
    using What = command::SettleNotice::What;
    const auto known = m_database.first(selected() + u" WHERE t.id = ?"_s, {answer.notice}, read);
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, QString::number(answer.notice), u"no such notice"_s);
    Notice notice = **known;
    if (answer.attempts >= 0 && answer.attempts != notice.attempts)
        return fail(Error::Code::NotAllowed, QString::number(answer.notice), u"somebody else was faster"_s);
    const bool isUnsettled = notice.state == Notice::State::Waiting || notice.state == Notice::State::Open;
    const bool isSeenToHaveFailed = notice.state == Notice::State::Failed && answer.what == What::Done;
    if (!isUnsettled && !isSeenToHaveFailed)
        return fail(Error::Code::NotAllowed, QString::number(answer.notice), u"it is settled"_s);
    if (!isSeenToHaveFailed)
        notice.words = answer.words; // why it failed stays
    notice.attempts += answer.what == What::Done ? 0 : 1;
    const bool isGivenUp = answer.what == What::Failed || (answer.what == What::Retry && notice.attempts >= mostAttempts);
    if (isGivenUp)
        notice.state = Notice::State::Failed;
    else if (answer.what != What::Retry)
        notice.state = answer.what == What::Sent ? Notice::State::Sent : Notice::State::Done;
    draft.setWhat(u"notice.settle"_s);
    draft.say(u"notice"_s, notice.notice);
    draft.changed(u"state"_s, nameOf((*known)->state), nameOf(notice.state));
    if (!answer.words.isEmpty())
        draft.say(u"words"_s, answer.words);
    return save(draft, notice);
}

Result<> NoticeBook::define(audit::Draft &draft, const command::DefineContact &contact)
{
    const QString name = contact.name.simplified();
    if (name.isEmpty())
        return fail(Error::Code::InvalidInput, u"contact"_s, u"a contact has a name"_s);
    draft.about(u"contact"_s, name);
    if (contact.words.isEmpty()) {
        draft.setWhat(u"contact.forget"_s);
        const auto gone = m_database.execute(u"DELETE FROM contact WHERE name = ?"_s, {name});
        if (!gone)
            return tl::make_unexpected(gone.error());
        return *gone == 0 ? fail(Error::Code::NotFound, name, u"no such contact"_s) : Result<>();
    }
    const bool isAddress = contact.email.isEmpty() || (contact.email.count(u'@') == 1 && !contact.email.contains(u' '));
    if (!isAddress)
        return fail(Error::Code::InvalidInput, contact.email, u"that is no e-mail address"_s);
    if (!contact.webhook.isEmpty() && !isSafeAddress(contact.webhook))
        return fail(Error::Code::InvalidInput, name, u"a webhook is an https address (http only on this machine)"_s);
    const QString phone = internationalPhone(contact.phone);
    if (!contact.phone.isEmpty() && phone.isEmpty())
        return fail(Error::Code::InvalidInput, contact.phone, u"a phone number begins with + and its country: +15551234567"_s);
    if (!isTopic(contact.topic))
        return fail(Error::Code::InvalidInput, name, u"a topic has at most 64 letters, digits, _ and -"_s);
    draft.setWhat(u"contact.define"_s);
    draft.say(u"words"_s, contact.words.join(u", "_s));
    return m_database
        .execute(u"INSERT INTO contact (name, words, email, webhook, phone, topic) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET words = excluded.words, "
                 "email = excluded.email, webhook = excluded.webhook, phone = excluded.phone, topic = excluded.topic"_s,
                 {name, contact.words.join(u'\n'), contact.email, contact.webhook, phone, contact.topic})
        .map([](qint64) {});
}

Result<> NoticeBook::define(audit::Draft &draft, const command::SetMailServer &server)
{
    if (!server.host.isEmpty() && (server.port < 1 || server.port > 65'535 || server.from.count(u'@') != 1))
        return fail(Error::Code::InvalidInput, server.host, u"a mail server has a port and an address to send from"_s);
    if (!server.host.isEmpty() && !server.usesTls && !isThisMachine(server.host))
        return fail(Error::Code::InvalidInput, server.host, u"a mail server is spoken to over TLS (without only on this machine)"_s);
    draft.setWhat(u"mail.set"_s);
    draft.say(u"host"_s, server.host);
    return keepSettings(m_database, {{u"mail.host"_s, server.host}, {u"mail.port"_s, QString::number(server.port)}, {u"mail.user"_s, server.user},
                                     {u"mail.from"_s, server.from}, {u"mail.tls"_s, server.usesTls ? u"1"_s : u"0"_s}});
}

Result<> NoticeBook::define(audit::Draft &draft, const command::SetMessageService &command)
{
    const MessageService &service = command.service;
    CROSSDOCK_TRY(check(service));
    draft.setWhat(u"messages.set"_s);
    draft.say(u"way"_s, service.way);
    draft.say(u"account"_s, service.account);
    const QString beginning = service.way + u'.';
    return keepSettings(m_database, {{beginning + u"account"_s, service.account}, {beginning + u"address"_s, service.address}, {beginning + u"from"_s, service.from},
                                     {beginning + u"template"_s, service.messageTemplate}, {beginning + u"language"_s, service.language}});
}

Result<> NoticeBook::define(audit::Draft &draft, const command::SetAssistant &assistant)
{
    if (!assistant.address.isEmpty() && !isSafeAddress(assistant.address))
        return fail(Error::Code::InvalidInput, assistant.address, u"an assistant is spoken to over https (http only on this machine)"_s);
    if (!assistant.address.isEmpty() && assistant.model.isEmpty())
        return fail(Error::Code::InvalidInput, assistant.address, u"the name of its model is missing"_s);
    draft.setWhat(u"assistant.set"_s);
    draft.say(u"address"_s, assistant.address);
    draft.say(u"model"_s, assistant.model);
    return keepSettings(m_database, {{u"assistant.address"_s, assistant.address}, {u"assistant.model"_s, assistant.model}});
}

Result<QList<Notice>> notices(store::Database &database, const query::Notices &query)
{
    const QString where = query.onlyWaiting ? u" WHERE t.state = 'waiting'"_s : query.onlyUnsettled ? u" WHERE t.state IN ('waiting', 'open', 'failed')"_s : QString();
    return database.select(selected() + where + u" ORDER BY t.id DESC LIMIT ?"_s, {query.limit}, read);
}

Result<> purgeNotices(store::Database &database, Time before)
{
    return database.execute(u"DELETE FROM notice WHERE at < ? AND state NOT IN ('waiting', 'open')"_s, {toMs(before)}).map([](qint64) {});
}

Result<query::Contacts::Answer> contacts(store::Database &database)
{
    query::Contacts::Answer answer;
    CROSSDOCK_TRY(database.each(u"SELECT name, words, email, webhook, phone, topic FROM contact ORDER BY name"_s, {}, [&](const store::Row &row) {
        answer.contacts.append({row.text(0), row.text(1).split(u'\n'), row.text(2), row.text(3), row.text(4), row.text(5)});
    }));
    const auto mail = settings(database, u"mail."_s);
    auto services = messageServices(database);
    if (!mail || !services)
        return tl::make_unexpected(!mail ? mail.error() : services.error());
    answer.services = *std::move(services);
    if (!mail->isEmpty())
        answer.mail = {mail->value(u"host"_s), mail->value(u"port"_s).toInt(), mail->value(u"user"_s), mail->value(u"from"_s), mail->value(u"tls"_s) == u"1"};
    return answer;
}

const Contact *contactCalled(const QList<Contact> &contacts, const QString &words)
{
    const QString called = words.simplified();
    const auto named = std::find_if(contacts.begin(), contacts.end(), [&](const Contact &one) { return one.name.compare(called, Qt::CaseInsensitive) == 0 || one.words.contains(called, Qt::CaseInsensitive); });
    return named == contacts.end() ? nullptr : &*named;
}

Result<QList<MessageService>> messageServices(store::Database &database)
{
    QList<MessageService> services;
    for (const QString &way : waysToPhones()) {
        const auto known = settings(database, way + u'.');
        if (!known)
            return tl::make_unexpected(known.error());
        const MessageService service{way, known->value(u"account"_s), known->value(u"address"_s), known->value(u"from"_s), known->value(u"template"_s), known->value(u"language"_s)};
        if (service.isSet())
            services.append(service);
    }
    return services;
}

Result<command::SetAssistant> assistant(store::Database &database)
{
    return settings(database, u"assistant."_s).map([](const QHash<QString, QString> &known) { return command::SetAssistant{known.value(u"address"_s), known.value(u"model"_s)}; });
}

} // namespace crossdock::notices
