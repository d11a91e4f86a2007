#include "core/sandbox/graphql/execution.h"

#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::sandbox::graphql;

class GraphqlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_data();
    void parse();
    void fragmentsAliasesAndVariables();
    void check_data();
    void check();
    void schemaIsPartOfTheOfficialOne();

private:
    static const Schema &schema();
};

const Schema &GraphqlTest::schema()
{
    static const Schema parsed = *Schema::parse(uR"(
        interface Node { id: ID! }
        type QueryRoot { item(id: ID!, size: Int = 3): Item  items(first: Int): [Item!]! }
        type Item implements Node { id: ID! name(upper: Boolean = false): String  owner: Item }
        input Wish { name: String! count: Int kind: Kind }
        enum Kind { RED BLUE }
        type Mutation { make(wish: Wish!): Item })");
    return parsed;
}

void GraphqlTest::parse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("short form") << u"{ shop { name } }"_s << QString();
    QTest::newRow("all parts") << u"query A($a: [ID!]! = [1, \"x\"], $b: Int) @d { x: y(a: $a, o: {k: [true, null, RED], f: -1.5e3}) "
                                  "@include(if: $b) { ...F ... on T { z } ... @skip(if: false) { q } } } fragment F on T { w }"_s
                               << QString();
    QTest::newRow("comments and commas") << u"#graphql\n query { a, b # c\n }"_s << QString();
    QTest::newRow("block string") << u"{ a(s: \"\"\"one \"two\" \"\"\") }"_s << QString();
    QTest::newRow("empty") << QString() << u"Unexpected end of document"_s;
    QTest::newRow("no field") << u"{ }"_s << u"Expected a field"_s;
    QTest::newRow("open") << u"{ a "_s << u"Expected a name, actual: \"end of file\""_s;
    QTest::newRow("stray character") << u"{ a ? }"_s << u"Unexpected character: \"?\""_s;
    QTest::newRow("open string") << u"{ a(s: \"x) }"_s << u"Unterminated string"_s;
    QTest::newRow("too deep") << u"{a"_s.repeated(70) << u"Query is nested too deeply"_s;
}

void GraphqlTest::parse()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const auto document = Document::parse(text);
    QCOMPARE(document ? QString() : document.error().message, problem);
}

void GraphqlTest::fragmentsAliasesAndVariables()
{
    const auto document = Document::parse(u"query Q($id: ID!, $no: Boolean!) { one: item(id: $id) { ...F __typename "
                                           "name @skip(if: $no) } item(id: 7, size: 9) { ... on Item { owner { id } } ... on Node { id } } }"
                                           " fragment F on Node { id loud: name(upper: true) }"_s);
    QVERIFY(document);
    const auto bad = Execution(schema(), *document, {}, {{u"id"_s, u"a"_s}, {u"no"_s, true}}).check();
    QCOMPARE(bad.size(), 1); // Node has no name: asked for under an interface it does not exist
    QCOMPARE(bad.first()[u"message"].toString(), u"Field 'name' doesn't exist on type 'Node'"_s);

    auto good = Document::parse(u"query Q($id: ID!, $no: Boolean!) { one: item(id: $id) { ...F __typename name @skip(if: $no) } "
                                 "item(id: 7, size: 9) { ... on Item { owner { id } } ... on Node { id } } }"
                                 " fragment F on Item { id loud: name(upper: true) }"_s);
    Execution execution(schema(), *good, {}, {{u"id"_s, u"a"_s}, {u"no"_s, true}});
    QCOMPARE(execution.check(), QJsonArray());
    std::function<Object(QString)> item = [&item](const QString &id) {
        return Object{u"Item"_s, [&item, id](const Call &call) -> Outcome {
                          if (call.name == u"owner")
                              return item(id + u"/owner"_s);
                          if (call.name == u"id")
                              return QJsonValue(id);
                          return QJsonValue(call.argument(u"upper").toBool() ? u"LOUD"_s : u"soft"_s);
                      }};
    };
    const Object root{u"QueryRoot"_s, [&](const Call &call) -> Outcome {
                          return item(call.argument(u"id").toVariant().toString() + u':' + call.argument(u"size").toVariant().toString());
                      }};
    const QJsonObject wanted{{u"one"_s, QJsonObject{{u"id"_s, u"a:3"_s}, {u"loud"_s, u"LOUD"_s}, {u"__typename"_s, u"Item"_s}}},
                             {u"item"_s, QJsonObject{{u"owner"_s, QJsonObject{{u"id"_s, u"7:9/owner"_s}}}, {u"id"_s, u"7:9"_s}}}};
    QCOMPARE(execution.run(root), (QJsonObject{{u"data"_s, wanted}}));
}

void GraphqlTest::check_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonObject>("variables");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown field") << u"{ nothing }"_s << QJsonObject() << u"Field 'nothing' doesn't exist on type 'QueryRoot'"_s << u"undefinedField"_s;
    QTest::newRow("missing argument") << u"{ item { id } }"_s << QJsonObject() << u"Field 'item' is missing required arguments: id"_s
                                      << u"missingRequiredArguments"_s;
    QTest::newRow("unknown argument") << u"{ item(id: 1, x: 2) { id } }"_s << QJsonObject() << u"Field 'item' doesn't accept argument 'x'"_s
                                      << u"argumentNotAccepted"_s;
    QTest::newRow("no selection") << u"{ item(id: 1) }"_s << QJsonObject()
                                  << u"Field must have selections (field 'item' returns Item but has no selections. Did you mean 'item { ... }'?)"_s
                                  << u"selectionMismatch"_s;
    QTest::newRow("unknown input field") << u"mutation($w: Wish!) { make(wish: $w) { id } }"_s
                                         << QJsonObject{{u"w"_s, QJsonObject{{u"name"_s, u"n"_s}, {u"old"_s, 1}}}}
                                         << u"Variable $w of type Wish! was provided invalid value for old (Field is not defined on Wish)"_s
                                         << u"INVALID_VARIABLE"_s;
    QTest::newRow("missing input field") << u"mutation($w: Wish!) { make(wish: $w) { id } }"_s << QJsonObject{{u"w"_s, QJsonObject()}}
                                         << u"Variable $w of type Wish! was provided invalid value for name (Expected value to not be null)"_s
                                         << u"INVALID_VARIABLE"_s;
    QTest::newRow("not in the enum") << u"mutation($w: Wish!) { make(wish: $w) { id } }"_s
                                     << QJsonObject{{u"w"_s, QJsonObject{{u"name"_s, u"n"_s}, {u"kind"_s, u"PINK"_s}}}}
                                     << u"Variable $w of type Wish! was provided invalid value for kind (Expected \"PINK\" to be one of: RED, BLUE)"_s
                                     << u"INVALID_VARIABLE"_s;
}

void GraphqlTest::check()
{
    QFETCH(QString, text);
    QFETCH(QJsonObject, variables);
    const QJsonArray errors = Execution(schema(), *Document::parse(text), {}, variables).check();
    QCOMPARE(errors.size(), 1);
    QTEST(errors.first()[u"message"].toString(), "message");
    QTEST(errors.first()[u"extensions"][u"code"].toString(), "code");
}

void GraphqlTest::schemaIsPartOfTheOfficialOne()
{
    QString shared = qEnvironmentVariable("CROSSDOCK_SHARED");
    if (shared.isEmpty())
        shared = QStringLiteral(CROSSDOCK_SOURCE_DIR) + u"/../shared"_s;
    QFile official(shared + u"/specs/channels/shopify/admin_2026-10.graphql"_s);
    if (!official.open(QIODevice::ReadOnly))
        QSKIP("the official schema is not here");
    QFile own(QStringLiteral(CROSSDOCK_SOURCE_DIR) + u"/core/sandbox/shopify/schema.graphql"_s);
    QVERIFY(own.open(QIODevice::ReadOnly));
    const auto excerpt = Schema::parse(QString::fromUtf8(own.readAll()));
    QVERIFY(excerpt);
    // Directive definitions stand outside of what the parser of types reads.
    QString text = QString::fromUtf8(official.readAll());
    const auto whole = Schema::parse(text.sliced(text.indexOf(u"\ntype AbandonedCheckout"_s)));
    QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().message));
    for (auto type = excerpt->types().cbegin(); type != excerpt->types().cend(); ++type) {
        const TypeDefinition *there = whole->find(type.key());
        QVERIFY2(there, qPrintable(type.key()));
        for (auto field = type->fields.cbegin(); field != type->fields.cend(); ++field)
            QCOMPARE(there->fields.value(field.key()).type, field->type);
        for (const InputField &field : type->inputFields)
            QCOMPARE(there->inputField(field.name) ? there->inputField(field.name)->type : QString(), field.type);
    }
}

QTEST_GUILESS_MAIN(GraphqlTest)
#include "tst_graphql.moc"
