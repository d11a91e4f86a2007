#include "core/inventory/audit/sealed_file.h"

#include "core/inventory/audit/trail.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

constexpr auto formatName = u"crossdock-audit";
constexpr qsizetype longestLine = 16 * 1024 * 1024;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Writes records and keeps the digest of all that was written.
class Writer
{
public:
    explicit Writer(QIODevice &device)
        : m_device(device)
    {
    }
    void write(char kind, const QByteArray &payload) { write(kind, hashOf(payload), payload); }
    void write(char kind, const QByteArray &hash, const QByteArray &payload)
    {
        const QByteArray line = QByteArray(1, kind) + ' ' + hash + ' ' + payload + '\n';
        m_digest.addData(line);
        m_isGood = m_isGood && m_device.write(line) == line.size();
    }
    QByteArray digest() const { return m_digest.result(); }
    bool isGood() const { return m_isGood; }

private:
    QIODevice &m_device;
    QCryptographicHash m_digest{QCryptographicHash::Sha256};
    bool m_isGood = true;
};

struct Span {
    qint64 first = 0, last = 0;
    QByteArray before; ///< hash of the entry before the first
};

Result<Span> spanOf(store::Database &database, std::optional<Time> from, std::optional<Time> to)
{
    const qint64 start = from ? toMs(*from) : std::numeric_limits<qint64>::min();
    const qint64 end = to ? toMs(*to) : std::numeric_limits<qint64>::max();
    const auto ends = database.first(u"SELECT COALESCE(MIN(number), 0), COALESCE(MAX(number), 0) FROM trail WHERE at >= ? AND at <= ?"_s, {start, end},
                                     [](const store::Row &row) { return Span{row.number(0), row.number(1), hashBeforeFirst()}; });
    if (!ends)
        return tl::make_unexpected(ends.error());
    Span span = ends->value_or(Span{});
    if (span.first == 0)
        return fail(Error::Code::InvalidInput, u"The span"_s, from || to ? u"there is no entry between these times"_s : u"the trail has no entry yet"_s);
    if (span.first > 1) {
        const auto before = database.first(u"SELECT hash FROM trail WHERE number = ?"_s, {span.first - 1}, [](const store::Row &row) { return row.text(0).toLatin1(); });
        if (!before)
            return tl::make_unexpected(before.error());
        span.before = before->value_or(QByteArray());
    }
    return span;
}

Result<> writeNames(store::Database &database, Writer &out)
{
    CROSSDOCK_TRY(database.each(u"SELECT name, kind, title FROM node ORDER BY id"_s, {}, [&](const store::Row &row) {
        out.write('N', compact({{u"node"_s, row.text(0)}, {u"kind"_s, row.text(1)}, {u"title"_s, row.text(2)}}));
    }));
    QMap<QString, QJsonArray> parts;
    CROSSDOCK_TRY(database.each(u"SELECT k.code, p.code, kp.quantity FROM kit_part kp JOIN sku k ON k.id = kp.kit_id JOIN sku p ON p.id = kp.part_id ORDER BY k.id, p.id"_s, {},
                                [&](const store::Row &row) { parts[row.text(0)].append(QJsonObject{{u"sku"_s, row.text(1)}, {u"quantity"_s, row.number(2)}}); }));
    CROSSDOCK_TRY(database.each(u"SELECT code, name, category, barcode FROM sku ORDER BY id"_s, {}, [&](const store::Row &row) {
        QJsonObject sku{{u"sku"_s, row.text(0)}, {u"name"_s, row.text(1)}, {u"category"_s, row.text(2)}, {u"barcode"_s, row.text(3)}};
        if (parts.contains(row.text(0)))
            sku[u"parts"_s] = parts[row.text(0)];
        out.write('K', compact(sku));
    }));
    return database.each(u"SELECT name, kind FROM channel ORDER BY id"_s, {}, [&](const store::Row &row) {
        out.write('C', compact({{u"channel"_s, row.text(0)}, {u"kind"_s, row.text(1)}}));
    });
}

/// What each account held before the first entry, so that stock can be rebuilt at any moment of the span.
Result<> writeOpening(store::Database &database, Writer &out, qint64 first)
{
    std::map<std::pair<QString, QString>, QMap<QString, qint64>> held;
    CROSSDOCK_TRY(database.each(
        u"SELECT s.code, COALESCE(f.name, ''), m.from_account, COALESCE(t.name, ''), m.to_account, SUM(m.quantity) FROM movement m JOIN sku s ON s.id = m.sku_id "
        "LEFT JOIN node f ON f.id = m.from_node LEFT JOIN node t ON t.id = m.to_node WHERE m.entry < ? GROUP BY s.code, f.name, m.from_account, t.name, m.to_account"_s,
        {first}, [&](const store::Row &row) {
            if (!row.text(1).isEmpty())
                held[{row.text(0), row.text(1)}][row.text(2)] -= row.number(5);
            if (!row.text(3).isEmpty())
                held[{row.text(0), row.text(3)}][row.text(4)] += row.number(5);
        }));
    for (const auto &[place, accounts] : held) {
        QJsonObject units{{u"sku"_s, place.first}, {u"node"_s, place.second}};
        for (auto it = accounts.begin(); it != accounts.end(); ++it) {
            if (it.value() != 0)
                units[it.key()] = it.value();
        }
        if (units.size() > 2)
            out.write('P', compact(units));
    }
    return {};
}

Result<> writeEntries(store::Database &database, Writer &out, const Span &span, Progress &progress)
{
    constexpr int page = 2'000;
    for (qint64 from = span.first; from <= span.last; from += page) {
        if (progress.isCancelled)
            return fail(Error::Code::Cancelled, u"export"_s, u"no file was written"_s);
        CROSSDOCK_TRY(database.each(u"SELECT hash, text FROM trail WHERE number >= ? AND number < ? AND number <= ? ORDER BY number"_s, {from, from + page, span.last},
                                    [&](const store::Row &row) { out.write('E', row.text(0).toLatin1(), row.text(1).toUtf8()); }));
        progress.permille = static_cast<int>(1000 * (from - span.first) / std::max<qint64>(1, span.last - span.first + 1));
    }
    return {};
}

} // namespace

Result<QString> sealTrail(store::Database &database, const ShopKey &shop, const QString &file, std::optional<Time> from, std::optional<Time> to, Progress &progress)
{
    const auto snapshot = store::Snapshot::begin(database); // what is appended meanwhile is not in it
    if (!snapshot)
        return tl::make_unexpected(snapshot.error());
    const auto span = spanOf(database, from, to);
    if (!span)
        return tl::make_unexpected(span.error());
    QSaveFile device(file);
    if (!device.open(QIODevice::WriteOnly))
        return fail(Error::Code::NotAllowed, file, u"it cannot be written: "_s + device.errorString());
    Writer out(device);
    out.write('H', compact({{u"format"_s, QString::fromUtf16(formatName)}, {u"version"_s, 1}, {u"public_key"_s, QString::fromLatin1(shop.publicKey().toHex())},
                            {u"first"_s, span->first}, {u"last"_s, span->last}, {u"before"_s, QString::fromLatin1(span->before)}}));
    CROSSDOCK_TRY(writeNames(database, out));
    CROSSDOCK_TRY(writeOpening(database, out, span->first));
    CROSSDOCK_TRY(writeEntries(database, out, *span, progress));
    out.write('S', compact({{u"signature"_s, QString::fromLatin1(shop.sign(out.digest()).toHex())}}));
    if (!out.isGood() || !device.commit())
        return fail(Error::Code::NotAllowed, file, u"it cannot be written: "_s + device.errorString());
    return u"%1 entries (%2 to %3) are sealed in %4"_s.arg(span->last - span->first + 1).arg(span->first).arg(span->last).arg(file);
}

Result<std::optional<SealedRecord>> SealedReader::next()
{
    const QByteArray line = m_device.readLine(longestLine);
    if (line.isEmpty())
        return std::optional<SealedRecord>();
    m_digestBefore = m_hash.result();
    m_hash.addData(line);
    ++m_line;
    if (line.size() < 68 || line[1] != ' ' || line[66] != ' ' || !line.endsWith('\n'))
        return fail(Error::Code::InvalidInput, u"line %1"_s.arg(m_line), u"not a record of a sealed audit file"_s);
    return std::optional(SealedRecord{line[0], line.mid(2, 64), line.mid(67, line.size() - 68), m_line});
}

namespace {

/// Goes through a file and remembers what has to fit together.
class Checker
{
public:
    /// What is wrong with this record; empty: nothing.
    QString check(const SealedRecord &record, const QByteArray &digestBefore)
    {
        if (record.line == 1 && record.kind != 'H')
            return u"line 1: the header is missing: this is no sealed audit file"_s;
        if (m_isSigned)
            return u"line %1: something was added after the signature"_s.arg(record.line);
        if (hashOf(record.payload) != record.hash)
            return record.kind == 'E' ? u"entry %1 (line %2) was changed: it does not match its hash"_s.arg(m_next).arg(record.line)
                                      : u"line %1 was changed: it does not match its hash"_s.arg(record.line);
        const QJsonObject payload = QJsonDocument::fromJson(record.payload).object();
        switch (record.kind) {
        case 'H':
            return checkHeader(payload, record.line);
        case 'E':
            return checkEntry(payload, record);
        case 'S':
            return checkSignature(payload, record.line, digestBefore);
        case 'N':
        case 'K':
        case 'C':
        case 'P':
            return {};
        }
        return u"line %1: an unknown kind of record"_s.arg(record.line);
    }

    QString atEnd() const
    {
        if (!m_isSigned)
            return u"the file ends without its signature: it was cut off"_s;
        return {};
    }

    qint64 entries() const { return m_entries; }

    /// Number of the entry that a fault in a record of this kind is about; 0: of none, the words name the line.
    qint64 brokenEntry(char kind) const
    {
        const bool isMissing = (m_entries > 0 || kind == 'S') && m_next <= m_last;
        return (kind == 'E' && !m_isSigned) || isMissing ? m_next : 0;
    }

private:
    QString checkHeader(const QJsonObject &header, int line)
    {
        if (line != 1 || header[u"format"_s].toString() != QStringView(formatName))
            return u"line %1: this is no sealed audit file"_s.arg(line);
        if (header[u"version"_s].toInt() != 1)
            return u"the file was made by a newer program (format %1)"_s.arg(header[u"version"_s].toInt());
        m_key = QByteArray::fromHex(header[u"public_key"_s].toString().toLatin1());
        m_next = header[u"first"_s].toInteger();
        m_last = header[u"last"_s].toInteger();
        m_previous = header[u"before"_s].toString().toLatin1();
        return {};
    }

    QString checkEntry(const QJsonObject &entry, const SealedRecord &record)
    {
        const qint64 number = entry[u"number"_s].toInteger();
        if (number != m_next)
            return u"entry %1 is missing (line %2 holds entry %3)"_s.arg(m_next).arg(record.line).arg(number);
        if (entry[u"prev"_s].toString().toLatin1() != m_previous)
            return u"entry %1 (line %2) does not follow the entry before it: one of them was replaced"_s.arg(number).arg(record.line);
        m_previous = record.hash;
        ++m_next;
        ++m_entries;
        return {};
    }

    QString checkSignature(const QJsonObject &record, int line, const QByteArray &digest)
    {
        m_isSigned = true;
        if (m_next != m_last + 1)
            return u"entries %1 to %2 are missing"_s.arg(m_next).arg(m_last);
        const QByteArray signature = QByteArray::fromHex(record[u"signature"_s].toString().toLatin1());
        if (m_key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES
            || crypto_sign_verify_detached(reinterpret_cast<const unsigned char *>(signature.constData()), reinterpret_cast<const unsigned char *>(digest.constData()),
                                           static_cast<unsigned long long>(digest.size()), reinterpret_cast<const unsigned char *>(m_key.constData()))
                != 0)
            return u"line %1: the signature does not fit: the file was changed after it was sealed"_s.arg(line);
        return {};
    }

    QByteArray m_key, m_previous;
    qint64 m_next = 0, m_last = 0, m_entries = 0;
    bool m_isSigned = false;
};

} // namespace

Result<Verification> verifyFile(const QString &path, Progress &progress)
{
    if (sodium_init() < 0)
        return fail(Error::Code::StoreFailed, path, u"the cryptographic library does not start"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::NotFound, path, file.errorString());
    SealedReader reader(file);
    Checker checker;
    Verification result;
    constexpr char unknown = '?';
    const auto brokenAt = [&](const QString &words, char kind) {
        result.isWhole = false;
        result.firstBroken = checker.brokenEntry(kind);
        result.entries = checker.entries();
        result.words = words;
        return result;
    };
    for (;;) {
        if (progress.isCancelled)
            return fail(Error::Code::Cancelled, path, u"verification was stopped"_s);
        const auto record = reader.next();
        if (!record)
            return brokenAt(record.error().subject + u": "_s + record.error().detail, unknown);
        if (!*record)
            break;
        if (const QString fault = checker.check(**record, reader.digestBefore()); !fault.isEmpty())
            return brokenAt(fault, (*record)->kind);
        progress.permille = static_cast<int>(1000 * file.pos() / std::max<qint64>(1, file.size()));
    }
    if (const QString fault = checker.atEnd(); !fault.isEmpty())
        return brokenAt(fault, unknown);
    result.entries = checker.entries();
    result.words = u"all %1 entries are whole, in order, and signed by the shop"_s.arg(result.entries);
    return result;
}

} // namespace crossdock::audit
