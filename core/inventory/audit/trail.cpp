#include "core/inventory/audit/trail.h"

#include <QJsonDocument>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

constexpr std::array actorNames = {u"person", u"channel", u"rule", u"agent", u"system"};

QVariant idOrNull(qint64 id)
{
    return id == 0 ? QVariant(QMetaType(QMetaType::LongLong)) : QVariant(id);
}

QByteArray canonicalText(const QJsonObject &body, const Draft &draft, const Request &request, const QByteArray &previous)
{
    QJsonObject text = body;
    text[u"number"_s] = draft.number();
    text[u"at"_s] = toMs(draft.at());
    text[u"actor"_s] = QJsonObject{{u"kind"_s, nameOf(request.actor.kind)}, {u"name"_s, request.actor.name}};
    text[u"what"_s] = draft.what();
    text[u"key"_s] = request.key;
    text[u"why"_s] = request.why;
    text[u"cause"_s] = request.cause;
    text[u"prev"_s] = QString::fromLatin1(previous);
    return QJsonDocument(text).toJson(QJsonDocument::Compact);
}

} // namespace

QString nameOf(Actor::Kind kind)
{
    return QString::fromUtf16(actorNames.at(static_cast<size_t>(kind)));
}

Actor::Kind actorKind(const QString &name)
{
    for (size_t i = 0; i < actorNames.size(); ++i) {
        if (name == QStringView(actorNames[i]))
            return static_cast<Actor::Kind>(i);
    }
    return Actor::Kind::System;
}

QByteArray hashOf(const QByteArray &text)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char *>(text.constData()),
                       static_cast<unsigned long long>(text.size()));
    return QByteArray(reinterpret_cast<const char *>(digest.data()), digest.size()).toHex();
}

QByteArray hashBeforeFirst()
{
    return QByteArray(64, '0');
}

/// A head that stands before what was written: the next entry would take the place of one that was there.
Result<> Trail::checkHead(qint64 number)
{
    const auto newest = m_database.first(u"SELECT (SELECT COALESCE(MAX(number), 0) FROM trail), (SELECT COALESCE(MAX(entry), 0) FROM movement), "
                                         "(SELECT COUNT(*) FROM (SELECT number FROM trail_about LIMIT 1) any_name)"_s, {},
                                         [](const store::Row &row) { return std::max({row.number(0), row.number(1), row.number(2)}); });
    if (!newest)
        return tl::make_unexpected(newest.error());
    if (newest->value_or(0) <= number)
        return {};
    return fail(Error::Code::StoreFailed, u"trail"_s, u"its head says that it ends at entry %1, but there are traces of entry %2: entries were taken out, or the head was set back"_s.arg(number).arg(**newest));
}

Result<qint64> Trail::nextNumber()
{
    if (m_number < 0) {
        const QString lock = m_database.kind() == store::Source::Kind::Postgresql ? u" FOR UPDATE"_s : QString();
        const auto head = m_database.first(u"SELECT number, hash FROM trail_head WHERE id = 1"_s + lock, {},
                                           [](const store::Row &row) { return QPair(row.number(0), row.text(1)); });
        if (!head)
            return tl::make_unexpected(head.error());
        if (!*head)
            return fail(Error::Code::StoreFailed, u"trail"_s, u"its head is gone"_s);
        if ((*head)->first < m_newest || m_newest < 0)
            CROSSDOCK_TRY(checkHead((*head)->first));
        m_newest = (*head)->first;
        m_number = (*head)->first;
        m_hash = (*head)->second.toLatin1();
    }
    return m_number + 1;
}

Result<Entry> Trail::append(const Draft &draft, const Request &request)
{
    Q_ASSERT(draft.number() == m_number + 1);
    const QJsonObject body = draft.body();
    const QByteArray text = canonicalText(body, draft, request, m_hash);
    const QByteArray hash = hashOf(text);
    const auto moved = m_database.execute(u"UPDATE trail_head SET number = ?, hash = ? WHERE id = 1 AND number = ?"_s,
                                          {draft.number(), QString::fromLatin1(hash), m_number});
    if (!moved)
        return tl::make_unexpected(moved.error());
    if (*moved != 1)
        return fail(Error::Code::Conflict, u"trail"_s, u"another writer appended first"_s);
    CROSSDOCK_TRY(m_database.execute(
        u"INSERT INTO trail (number, at, actor_kind, actor, what, cause, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {draft.number(), toMs(draft.at()), nameOf(request.actor.kind), request.actor.name, draft.what(), request.cause,
         QString::fromUtf8(text), QString::fromLatin1(hash)}));
    for (const auto &[kind, name] : draft.subjects())
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO trail_about (kind, name, number) VALUES (?, ?, ?)"_s,
                                         {kind, name, draft.number()}));
    for (const Draft::Movement &movement : draft.movements())
        CROSSDOCK_TRY(m_database.execute(
            u"INSERT INTO movement (entry, sku_id, from_node, from_account, to_node, to_account, quantity) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
            {draft.number(), movement.sku, idOrNull(movement.from.node), nameOf(movement.from.account),
             idOrNull(movement.to.node), nameOf(movement.to.account), movement.quantity}));
    m_number = m_newest = draft.number();
    m_hash = hash;
    Entry entry;
    entry.number = draft.number();
    entry.at = draft.at();
    entry.actor = request.actor;
    entry.what = draft.what();
    entry.key = request.key;
    entry.why = request.why;
    entry.cause = request.cause;
    entry.body = body;
    entry.hash = QByteArray::fromHex(hash);
    return entry;
}

Result<Entry> parseEntry(const QByteArray &text, const QByteArray &hashHex)
{
    QJsonParseError error;
    QJsonObject body = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError || !body.contains(u"number"_s) || !body.contains(u"what"_s))
        return fail(Error::Code::InvalidInput, u"entry"_s, u"not an entry of a trail"_s);
    Entry entry;
    entry.number = body.take(u"number"_s).toInteger();
    entry.at = fromMs(body.take(u"at"_s).toInteger());
    const QJsonObject actor = body.take(u"actor"_s).toObject();
    entry.actor = {actorKind(actor[u"kind"_s].toString()), actor[u"name"_s].toString()};
    entry.what = body.take(u"what"_s).toString();
    entry.key = body.take(u"key"_s).toString();
    entry.why = body.take(u"why"_s).toString();
    entry.cause = body.take(u"cause"_s).toInteger();
    body.remove(u"prev"_s);
    entry.body = body;
    entry.hash = QByteArray::fromHex(hashHex);
    return entry;
}

} // namespace crossdock::audit
