#include "core/sandbox/graphql/document.h"

#include "core/sandbox/graphql/token_stream.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox::graphql {
namespace {

/// Recursive descent, one function a rule of the grammar. After the first problem everything returns quickly.
class DocumentParser : public TokenStream
{
public:
    using TokenStream::TokenStream;
    Document document();

private:
    Operation operation();
    Variable variable();
    QList<Selection> selections();
    Selection selection();
    void fragmentDefinition(Document &document);

    int m_depth = 0;
};

constexpr int deepest = 64; // a request that nests deeper than this is an attack or a mistake

Document DocumentParser::document()
{
    Document result;
    while (!isAtEnd() && !hasFailed()) {
        if (isName(u"fragment"))
            fragmentDefinition(result);
        else
            result.operations.append(operation());
    }
    return result;
}

Operation DocumentParser::operation()
{
    Operation result;
    result.kind = u"query"_s;
    result.place = place();
    if (!is(u'{')) {
        result.kind = takeName();
        if (result.kind != u"query" && result.kind != u"mutation" && result.kind != u"subscription")
            fail(u"Expected a query or a mutation"_s);
        if (isName())
            result.name = takeName();
        if (take(u'(')) {
            while (!take(u')') && !hasFailed())
                result.variables.append(variable());
        }
        (void)directives();
    }
    result.selections = selections();
    return result;
}

Variable DocumentParser::variable()
{
    Variable result;
    result.place = place();
    expect(u'$');
    result.name = takeName();
    expect(u':');
    result.type = type();
    if (take(u'='))
        result.fallback = value();
    (void)directives();
    return result;
}

QList<Selection> DocumentParser::selections()
{
    QList<Selection> result;
    expect(u'{');
    if (++m_depth > deepest)
        fail(u"Query is nested too deeply"_s);
    if (is(u'}'))
        fail(u"Expected a field"_s);
    while (!take(u'}') && !hasFailed())
        result.append(selection());
    --m_depth;
    return result;
}

Selection DocumentParser::selection()
{
    Selection result;
    result.place = place();
    if (take(QStringView(u"..."))) {
        const bool isSpread = isName() && !isName(u"on");
        result.kind = isSpread ? Selection::Kind::Spread : Selection::Kind::Inline;
        if (isSpread)
            result.name = takeName();
        else if (takeNameIf(u"on"))
            result.onType = takeName();
        result.directives = directives();
        if (!isSpread)
            result.selections = selections();
        return result;
    }
    result.name = takeName();
    if (take(u':')) {
        result.alias = result.name;
        result.name = takeName();
    }
    result.arguments = arguments();
    result.directives = directives();
    if (is(u'{'))
        result.selections = selections();
    return result;
}

void DocumentParser::fragmentDefinition(Document &document)
{
    takeName();
    const QString name = takeName();
    Fragment fragment;
    if (!takeNameIf(u"on"))
        fail(u"Expected \"on\""_s);
    fragment.onType = takeName();
    (void)directives();
    fragment.selections = selections();
    document.fragments.insert(name, fragment);
}

QJsonValue number(const QString &text)
{
    bool isWhole = false;
    const qint64 whole = text.toLongLong(&isWhole);
    return isWhole ? QJsonValue(whole) : QJsonValue(text.toDouble());
}

} // namespace

tl::expected<Document, Problem> Document::parse(QStringView text)
{
    DocumentParser parser(text);
    Document document = parser.document();
    if (parser.hasFailed())
        return tl::make_unexpected(parser.problem());
    if (document.operations.isEmpty())
        return tl::make_unexpected(Problem{u"Unexpected end of document"_s, {}});
    return document;
}

QJsonValue Value::resolve(const QJsonObject &variables) const
{
    switch (kind) {
    case Kind::Variable:
        return variables.value(text);
    case Kind::Number:
        return number(text);
    case Kind::String:
    case Kind::Enum:
        return text;
    case Kind::Boolean:
        return text == u"true";
    case Kind::Null:
        return QJsonValue(QJsonValue::Null);
    case Kind::List: {
        QJsonArray array;
        for (const Value &item : items)
            array.append(item.resolve(variables));
        return array;
    }
    case Kind::Object: {
        QJsonObject object;
        for (const auto &[name, value] : fields)
            object.insert(name, value.resolve(variables));
        return object;
    }
    }
    Q_UNREACHABLE();
}

const Directive *Selection::directive(QStringView directiveName) const
{
    for (const Directive &each : directives) {
        if (each.name == directiveName)
            return &each;
    }
    return nullptr;
}

} // namespace crossdock::sandbox::graphql
