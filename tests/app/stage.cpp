#include "tests/app/stage.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcessEnvironment>
#include <QTest>
#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app_test {
namespace {

constexpr int patienceMs = 20'000;
const QByteArray passphrase = "a long passphrase + with / signs = 4711";

QProcessEnvironment environment(const QString &home)
{
    QProcessEnvironment known = QProcessEnvironment::systemEnvironment();
    known.remove(u"DBUS_SESSION_BUS_ADDRESS"_s); // no key store of this machine: the vault
    known.insert(u"HOME"_s, home);
    known.insert(u"XDG_RUNTIME_DIR"_s, home);
    known.insert(u"CROSSDOCK_PASSPHRASE"_s, QString::fromLatin1(passphrase));
    known.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return known;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Stage::Stage()
{
    m_secrets.add(u"passphrase"_s, passphrase);
}

Stage::~Stage()
{
    killEngine();
    if (m_sandbox) {
        m_sandbox->kill();
        m_sandbox->waitForFinished();
    }
}

QString Stage::write(const QString &name, const QByteArray &bytes) const
{
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        return {};
    return file(name);
}

Outcome Stage::run(const QStringList &words, const QByteArray &input)
{
    QProcess process;
    process.setProcessEnvironment(environment(m_private.path()));
    process.setWorkingDirectory(m_data.path());
    process.start(QStringLiteral(CROSSDOCK_PROGRAM), QStringList{u"--data"_s, folder()} + words);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded = process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit;
    const Outcome outcome{hasEnded ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    m_said += outcome.both();
    return outcome;
}

Outcome Stage::verifySealed(const QString &path)
{
    QProcess process;
    process.start(QStringLiteral(CROSSDOCK_VERIFIER), {path});
    const bool hasEnded = process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit;
    return {hasEnded ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

std::unique_ptr<QProcess> Stage::start(const QStringList &words, const QString &log)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment(m_private.path()));
    process->setStandardErrorFile(file(log), QIODevice::Append);
    process->start(QStringLiteral(CROSSDOCK_PROGRAM), words);
    return process;
}

QByteArray Stage::readyLine(QProcess &process)
{
    QElapsedTimer timer;
    timer.start();
    while (!process.canReadLine() && timer.elapsed() < patienceMs && process.waitForReadyRead(patienceMs)) { }
    return process.readLine();
}

bool Stage::startEngine(const QStringList &flags)
{
    const QString port = m_webhooks.isEmpty() ? u"0"_s : QString::number(QUrl(m_webhooks).port());
    m_engine = start(QStringList{u"--data"_s, folder(), u"serve"_s, u"--listen"_s, u"127.0.0.1:"_s + port} + flags, u"engine.log"_s);
    const QByteArray line = readyLine(*m_engine);
    m_said += line;
    const QJsonObject ready = QJsonDocument::fromJson(line).object();
    m_webhooks = ready[u"webhooks"].toString();
    return ready[u"ready"].toBool();
}

void Stage::killEngine()
{
    if (!m_engine)
        return;
    m_engine->kill();
    m_engine->waitForFinished();
    m_said += m_engine->readAllStandardOutput();
}

int Stage::stopEngine()
{
    m_engine->terminate();
    const bool hasEnded = m_engine->waitForFinished(patienceMs) && m_engine->exitStatus() == QProcess::NormalExit;
    m_said += m_engine->readAllStandardOutput();
    return hasEnded ? m_engine->exitCode() : -1;
}

bool Stage::startSandbox(int items, int units, bool isPushing)
{
    QJsonArray catalogue;
    for (int i = 1; i <= items; ++i) {
        m_items.append(u"ITEM-%1"_s.arg(i, 3, 10, QLatin1Char('0')));
        catalogue.append(QJsonObject{{u"sku"_s, m_items.last()}, {u"name"_s, u"Item %1"_s.arg(i)}, {u"price"_s, u"12.50"_s},
                                     {u"stock"_s, QJsonObject{{u"main"_s, units}}}});
    }
    m_units = units;
    const auto channel = [](const QString &name, const QString &kind) { return QJsonObject{{u"name"_s, name}, {u"kind"_s, kind}}; };
    const QJsonObject world{{u"nodes"_s, QJsonArray{u"main"_s}}, {u"catalogue"_s, catalogue},
                            {u"channels"_s, QJsonArray{channel(u"shopify"_s, u"shopify"_s), channel(u"amazon"_s, u"amazon"_s), channel(u"woo"_s, u"woocommerce"_s)}}};
    QStringList words{u"sandbox"_s, u"--world"_s, write(u"world.json"_s, QJsonDocument(world).toJson())};
    if (isPushing)
        words += {u"--webhooks"_s, m_webhooks};
    m_sandbox = start(words, u"sandbox.log"_s);
    const QJsonObject ready = QJsonDocument::fromJson(readyLine(*m_sandbox)).object(); // full of secrets, as it must be
    m_admin = ready[u"admin"].toString();
    for (const QJsonValue &access : ready[u"channels"].toArray()) {
        m_access.insert(access[u"name"].toString(), access.toObject());
        const QJsonObject secrets = access[u"secrets"].toObject();
        for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
            m_secrets.add(access[u"name"].toString() + u'/' + secret.key(), secret.value().toString().toUtf8());
    }
    return m_access.size() == 3 && !m_admin.isEmpty();
}

QByteArray Stage::secretOf(const QString &channel, const QString &name) const
{
    return m_access[channel][u"secrets"][name].toString().toUtf8();
}

QJsonDocument Stage::world(const QByteArray &path, const QJsonObject &asked, int *status)
{
    const HttpReply reply = send(asked.isEmpty() ? "GET" : "POST", QUrl(m_admin + QString::fromLatin1(path)), {}, QJsonDocument(asked).toJson());
    if (status)
        *status = reply.status;
    return QJsonDocument::fromJson(reply.body);
}

QString Stage::sell(const QString &channel, const QString &sku, int quantity)
{
    return world("/sell", {{u"channel"_s, channel}, {u"sku"_s, sku}, {u"quantity"_s, quantity}})[u"order"].toString();
}

QStringList Stage::addWords(const QString &what, const QJsonObject &access) const
{
    const QString name = access[u"name"].toString();
    QStringList words = what.split(u' ') + QStringList{access[u"kind"].toString(), name, u"--url"_s, access[u"url"].toString()};
    const QJsonObject account = access[u"account"].toObject(), secrets = access[u"secrets"].toObject();
    for (auto field = account.begin(); field != account.end(); ++field)
        words += {u"--account"_s, field.key() + u'=' + field.value().toString()};
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret) {
        QFile out(m_private.filePath(name + u'-' + secret.key()));
        if (!out.open(QIODevice::WriteOnly) || out.write(secret.value().toString().toUtf8() + '\n') < 1)
            qFatal("%s cannot be written", qPrintable(out.fileName()));
        words += {u"--secret"_s, secret.key() + u"=@"_s + out.fileName()};
    }
    return words;
}

QString Stage::openMugShop()
{
    const QString secret = write(u"secret.txt"_s, "s");
    const QList<QStringList> all{
        {u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s, u"--country"_s, u"US"_s, u"--city"_s, u"Reno"_s, u"--postcode"_s, u"89501"_s, u"--street"_s, u"7 Desert Lane"_s, u"--sender"_s, u"Dock"_s},
        {u"import"_s, u"skus"_s, write(u"skus.csv"_s, "sku,name,weight_g\nMUG,Mug,400\n")},
        {u"stock"_s, u"receive"_s, u"MUG"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"20"_s},
        {u"channel"_s, u"add"_s, u"woocommerce"_s, u"web"_s, u"--url"_s, u"http://127.0.0.1:9"_s, u"--secret"_s, u"consumer_key=@"_s + secret, u"--secret"_s, u"consumer_secret=@"_s + secret, u"--secret"_s, u"webhook_secret=@"_s + secret}};
    for (const QStringList &words : all)
        if (run(words).code != 0)
            return words.join(u' ');
    return {};
}

QString Stage::connectAll()
{
    const auto failed = [this](const QStringList &words) { return run(words).code != 0; };
    if (failed({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}))
        return u"node add"_s;
    QByteArray skus = "sku,name\n", stock = "sku,node,quantity\n";
    for (const QString &item : std::as_const(m_items)) {
        skus += item.toUtf8() + ",The " + item.toUtf8() + '\n';
        stock += item.toUtf8() + ",main," + QByteArray::number(m_units) + '\n';
    }
    if (failed({u"import"_s, u"skus"_s, write(u"skus.csv"_s, skus)}) || failed({u"import"_s, u"stock"_s, write(u"stock.csv"_s, stock)}))
        return u"import"_s;
    for (const QJsonObject &access : std::as_const(m_access)) {
        const QString name = access[u"name"].toString();
        if (failed(addWords(u"channel add"_s, access)) || failed({u"channel"_s, u"test"_s, name}))
            return u"channel "_s + name;
        const Outcome catalogue = run({u"channel"_s, u"catalogue"_s, name, u"--json"_s});
        if (catalogue.json()[u"mapped"].toInt() != m_items.size())
            return u"catalogue of "_s + name + QString::fromUtf8(catalogue.both());
    }
    return {};
}

QJsonArray Stage::stock()
{
    return run({u"stock"_s, u"show"_s, u"--json"_s}).json().array();
}

QStringList Stage::disagreements()
{
    QMap<QString, qint64> shelves, left;
    for (const QJsonValue &listing : world("/listings").array())
        shelves.insert(listing[u"channel"].toString() + u' ' + listing[u"sku"].toString(), listing[u"quantity"].toInteger());
    for (const QString &item : std::as_const(m_items))
        left.insert(item, m_units);
    for (const QJsonValue &order : world("/orders").array())
        for (const QJsonValue &line : order[u"lines"].toArray())
            left[line[u"sku"].toString()] -= line[u"current"].toInteger();
    QStringList wrong;
    int offers = 0;
    for (const QJsonValue &row : stock()) {
        const QString sku = row[u"sku"].toString();
        if (row[u"available"].toInteger() != left[sku])
            wrong.append(u"%1: available %2, not %3"_s.arg(sku).arg(row[u"available"].toInteger()).arg(left[sku]));
        for (const QJsonValue &offer : row[u"offers"].toArray()) {
            ++offers;
            const QString place = offer[u"channel"].toString() + u' ' + sku;
            // The channel that sold is told nothing: what it is believed to show counts. Amazon accepts, and confirms only what changes a number.
            const bool isTold = offer[u"state"] == u"acknowledged"_s || offer[u"state"] == u"accepted"_s;
            if (shelves.value(place, -1) != left[sku] || offer[u"believed"].toInteger(-1) != left[sku] || !isTold)
                wrong.append(u"%1: shows %2, believed %3 (%4), not %5"_s.arg(place).arg(shelves.value(place, -1)).arg(offer[u"believed"].toInteger(-1)).arg(offer[u"state"].toString()).arg(left[sku]));
        }
    }
    if (offers != shelves.size())
        wrong.append(u"%1 offers for %2 listings"_s.arg(offers).arg(shelves.size()));
    return wrong;
}

QStringList Stage::orderDifferences()
{
    QMap<QString, QString> known;
    QStringList wrong;
    for (const QJsonValue &order : run({u"order"_s, u"list"_s, u"--json"_s, u"--limit"_s, u"100000"_s}).json().array()) {
        const QString id = order[u"id"].toString();
        if (known.contains(id))
            wrong.append(id + u" is there twice"_s);
        known.insert(id, order[u"state"] == u"cancelled"_s ? u"cancelled"_s : QString::number(order[u"units"].toInteger()));
        if (order[u"short"].toInteger() != 0)
            wrong.append(id + u" is short"_s);
    }
    for (const QJsonValue &order : world("/orders").array()) {
        qint64 units = 0;
        for (const QJsonValue &line : order[u"lines"].toArray())
            units += line[u"current"].toInteger();
        const QString id = order[u"channel"].toString() + u'/' + order[u"id"].toString().section(u'/', -1); // of Shopify's gid the number
        const QString wanted = order[u"state"] == u"cancelled"_s ? u"cancelled"_s : QString::number(units);
        const QString found = known.take(id);
        if (found.isEmpty() && wanted == u"cancelled"_s)
            continue; // sold and taken back in the second in which its channel was connected: of before that, for a shop that counts seconds
        if (found != wanted)
            wrong.append(u"%1: %2, not %3"_s.arg(id, found.isEmpty() ? u"lost"_s : found, wanted));
    }
    for (auto order = known.begin(); order != known.end(); ++order)
        wrong.append(order.key() + u" was never sold"_s);
    return wrong;
}

QStringList Stage::settled(QStringList (Stage::*wrong)(), int seconds)
{
    QElapsedTimer timer;
    timer.start();
    QStringList left = (this->*wrong)();
    while (!left.isEmpty() && timer.elapsed() < 1'000LL * seconds) {
        QTest::qWait(200); // QTRY_COMPARE counts its own pauses only, not what the question costs
        left = (this->*wrong)();
    }
    return left;
}

QByteArray Stage::transcript() const
{
    return m_said;
}

QStringList Stage::leaks() const
{
    QStringList found;
    QDirIterator files(m_data.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        for (const QString &secret : m_secrets.foundIn(readAll(path)))
            found.append(secret + u" in "_s + path);
    }
    for (const QString &secret : m_secrets.foundIn(m_said))
        found.append(secret + u" in what was said"_s);
    return found;
}

} // namespace crossdock::app_test
