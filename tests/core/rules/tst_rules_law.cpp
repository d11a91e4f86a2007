#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/rules_lines.h"
#include "tests/core/rules/schema_generator.h"
#include "tests/core/rules/small_workspace.h"
#include "tests/core/rules/trigger_generator.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;

/// compile(paraphrase(t)) = t, for triggers that nobody wrote.
class RulesLawTest : public QObject
{
    Q_OBJECT

private:
    const rules::Compiler m_compiler{tests::smallWorkspace()};

    static QByteArray jsonOf(const rules::Trigger &trigger)
    {
        return QJsonDocument(rules::toJson(trigger)).toJson(QJsonDocument::Compact);
    }

    void addSeeds() const
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1u, 20u, 300u, 4000u, 50'000u})
            QTest::addRow("seed %u", seed) << seed;
    }

    void compilesBack(auto generator, int triggers) const
    {
        for (int i = 0; i < triggers; ++i) {
            const rules::Trigger trigger = generator.next();
            const QString said = rules::paraphrase(trigger, m_compiler.workspace());
            const auto back = m_compiler.compile(said);
            QVERIFY2(back, qPrintable(said + u"\n"_s + (back ? QString() : back.error().message)));
            if (rules::normalBytes(back->trigger) != rules::normalBytes(trigger))
                QFAIL(qPrintable(said + u"\nfrom "_s + QString::fromUtf8(jsonOf(trigger)) + u"\nback "_s + QString::fromUtf8(jsonOf(back->trigger))));
        }
    }

private Q_SLOTS:
    void sensibleTriggers_data() { addSeeds(); }
    void sensibleTriggers()
    {
        QFETCH(quint32, seed);
        compilesBack(tests::TriggerGenerator(m_compiler.workspace(), seed), 120);
    }

    /// Whatever the schema allows: every field, operator, action, window and schedule, beside whatever event.
    void allTriggers_data() { addSeeds(); }
    void allTriggers()
    {
        QFETCH(quint32, seed);
        compilesBack(tests::SchemaGenerator(m_compiler.workspace(), seed), 200);
    }

    void jsonReadsBack_data() { addSeeds(); }
    void jsonReadsBack()
    {
        QFETCH(quint32, seed);
        tests::TriggerGenerator generator(m_compiler.workspace(), seed);
        for (int i = 0; i < 200; ++i) {
            const rules::Trigger trigger = generator.next();
            const auto read = rules::triggerFromJson(rules::toJson(trigger), m_compiler.workspace());
            QVERIFY2(read, jsonOf(trigger).constData());
            QCOMPARE(jsonOf(*read), jsonOf(trigger));
        }
    }

    /// A byte order mark is no end of the text.
    void anyCharacter()
    {
        for (const char16_t unit : u"\u0001\u0301\ufeff\ufffe\uffff\ue000"_s.toStdU16String()) {
            const QByteArray tag = QByteArray::number(unit, 16).rightJustified(4, '0');
            const QByteArray answer = rules::paraphraseLine(m_compiler, R"({"event":{"type":"order.created"},"actions":[{"type":"order.tag","args":{"tag":"a\u)" + tag + R"(b"}}]})");
            QVERIFY2(answer.contains("paraphrase"), answer.constData());
        }
    }

    void badTriggers_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("errorClass");
        QTest::newRow("nothing") << QByteArray() << QByteArray("malformed");
        QTest::newRow("a list") << QByteArray("[]") << QByteArray("malformed");
        QTest::newRow("no actions") << QByteArray(R"({"event":{"type":"order.created"},"conditions":null,"actions":[]})") << QByteArray("malformed");
        QTest::newRow("unknown event") << QByteArray(R"({"event":{"type":"order.eaten"},"actions":[{"type":"order.hold"}]})") << QByteArray("malformed");
        QTest::newRow("unknown field") << QByteArray(R"({"event":{"type":"order.created","where":{"field":"order.taste","op":"eq","value":1}},"actions":[{"type":"order.hold"}]})") << QByteArray("malformed");
        QTest::newRow("a product beside an order") << QByteArray(R"({"event":{"type":"order.created","where":{"field":"product.brand","op":"eq","value":"Lumio"}},"actions":[{"type":"order.hold","target":{"entity":"order"}}]})") << QByteArray("unsupported");
        QTest::newRow("a product that nothing sweeps") << QByteArray(R"({"event":{"type":"schedule"},"conditions":{"field":"product.margin","op":"lt","value":5,"unit":"percent"},"actions":[{"type":"sync.run","target":{"entity":"channel","channel":"ebay"}}],"schedule":{"freq":"daily","at":["10:30"]}})") << QByteArray("unsupported");
    }
    void badTriggers()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, errorClass);
        const QByteArray answer = rules::paraphraseLine(m_compiler, line);
        QVERIFY2(answer.contains("\"error\"") && answer.contains(errorClass), answer.constData());
    }
};

QTEST_APPLESS_MAIN(RulesLawTest)
#include "tst_rules_law.moc"
