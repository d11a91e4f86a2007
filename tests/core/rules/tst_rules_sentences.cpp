#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/rules_lines.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;

/// Sentences as sellers write them, with what the language reference makes of each: tests/data/rules/sentences.jsonl.
class RulesSentencesTest : public QObject
{
    Q_OBJECT

private:
    const rules::Compiler m_compiler{shop()};

    static QByteArray dataOf(const QString &name)
    {
        QFile file(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/rules/") + name);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    static rules::Workspace shop()
    {
        auto workspace = rules::Workspace::fromJson(dataOf(u"workspace.json"_s));
        Q_ASSERT(workspace);
        return std::move(*workspace);
    }

    static void addRows(const QString &kind)
    {
        QTest::addColumn<QJsonObject>("line");
        const QByteArrayList lines = dataOf(u"sentences.jsonl"_s).split('\n');
        for (const QByteArray &text : lines) {
            const QJsonObject line = QJsonDocument::fromJson(text).object();
            if (line.contains(kind))
                QTest::addRow("%s %s", qPrintable(line[u"id"_s].toString()), qPrintable(line[u"feature"_s].toString())) << line;
        }
    }

private Q_SLOTS:
    void compiles_data() { addRows(u"expect"_s); }
    /// To what is expected; and its paraphrase to the same again.
    void compiles()
    {
        QFETCH(QJsonObject, line);
        const QString sentence = line[u"sentence"_s].toString();
        const auto wanted = rules::triggerFromJson(line[u"expect"_s].toObject(), m_compiler.workspace());
        QVERIFY2(wanted, qPrintable(sentence));
        const auto compiled = m_compiler.compile(sentence);
        QVERIFY2(compiled, qPrintable(sentence + u"\n"_s + (compiled ? QString() : compiled.error().message)));
        QCOMPARE(rules::normalBytes(compiled->trigger), rules::normalBytes(*wanted));
        const auto again = m_compiler.compile(rules::paraphrase(compiled->trigger, m_compiler.workspace()));
        QVERIFY(again);
        QCOMPARE(rules::normalBytes(again->trigger), rules::normalBytes(*wanted));
    }

    void refuses_data() { addRows(u"refuse"_s); }
    void refuses()
    {
        QFETCH(QJsonObject, line);
        const QString sentence = line[u"sentence"_s].toString();
        const auto compiled = m_compiler.compile(sentence);
        if (compiled)
            QFAIL(qPrintable(sentence + u"\n"_s + rules::paraphrase(compiled->trigger, m_compiler.workspace())));
        const QJsonValue classes = line[u"refuse"_s];
        const QJsonArray fitting = classes.isArray() ? classes.toArray() : QJsonArray{classes};
        QVERIFY2(fitting.contains(compiled.error().errorClass), qPrintable(sentence + u"\n"_s + compiled.error().errorClass));
        if (line.contains(u"suggest"_s)) {
            const QString offered = compiled.error().suggestions.join(u'\n');
            QVERIFY2(offered.contains(line[u"suggest"_s].toString()), qPrintable(sentence + u"\n"_s + offered));
        }
    }
};

QTEST_APPLESS_MAIN(RulesSentencesTest)
#include "tst_rules_sentences.moc"
