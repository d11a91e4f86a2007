#include "core/inventory/rules/engine/examples.h"

#include "core/inventory/rules/engine/armed_rule.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/paraphrase.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

const QString form = u"an example reads “for order 1001 hold it”, “for SKU MUG-1 on shop pause its listing” or “for order 1001 do nothing”"_s;

/// Reads an example word by word.
class Words
{
public:
    explicit Words(const QString &text)
        : m_left(text.simplified())
    {
    }

    bool take(QStringView word)
    {
        const bool isThere = m_left.compare(word, Qt::CaseInsensitive) == 0 || m_left.startsWith(word.toString() + u' ', Qt::CaseInsensitive);
        if (isThere)
            m_left = m_left.mid(word.size()).trimmed();
        return isThere;
    }
    /// One word, or what stands in quotes.
    QString takeName()
    {
        const bool isQuoted = m_left.startsWith(u'"') || m_left.startsWith(u'“');
        const qsizetype end = isQuoted ? std::max(m_left.indexOf(u'"', 1), m_left.indexOf(u'”', 1)) : m_left.indexOf(u' ');
        QString name = end < 0 ? m_left : m_left.left(end);
        m_left = end < 0 ? QString() : m_left.mid(end + 1).trimmed();
        if (isQuoted)
            name.remove(0, 1);
        while (!isQuoted && (name.endsWith(u':') || name.endsWith(u',')))
            name.chop(1);
        return name;
    }
    QString rest() const { return m_left; }

private:
    QString m_left;
};

bool isNothing(const QString &words)
{
    static const QStringList known{u"nothing"_s, u"do nothing"_s, u"it does nothing"_s, u"leave it"_s};
    return known.contains(words, Qt::CaseInsensitive);
}

} // namespace

Examples::Examples(store::Database &database, audit::Privacy *privacy, Compiler compiler, Time now)
    : m_database(database)
    , m_compiler(std::move(compiler))
    , m_now(now)
    , m_facts(database, privacy)
    , m_observer(database)
{
    m_facts.setWorkspace(m_compiler.workspace());
}

Result<> Examples::check(const QString &text)
{
    return read(text).map([](const Wanted &) {});
}

Result<Examples::Wanted> Examples::read(const QString &text)
{
    Words words(text);
    const bool isBegun = words.take(u"for");
    const bool isOrder = isBegun && words.take(u"order");
    if (!isOrder && !(isBegun && words.take(u"sku")))
        return fail(Error::Code::InvalidInput, text, form);
    const QString name = words.takeName();
    const QString channel = !isOrder && words.take(u"on") ? words.takeName() : QString();
    auto subject = isOrder ? orderNamed(name) : productNamed(name, channel);
    if (!subject)
        return tl::make_unexpected(subject.error());
    if (words.rest().isEmpty())
        return fail(Error::Code::InvalidInput, text, form);
    auto actions = isNothing(words.rest()) ? Result<std::vector<Action>>(std::vector<Action>()) : actionsOf(words.rest(), *subject);
    if (!actions)
        return tl::make_unexpected(actions.error());
    return Wanted{*std::move(subject), *std::move(actions)};
}

Result<Subject> Examples::orderNamed(const QString &name)
{
    const QString number = name.startsWith(u'#') && !name.contains(u'/') ? name.mid(1) : name;
    if (auto known = m_observer.order(number))
        return *known;
    const auto sales = m_database.select(u"SELECT c.name, s.number FROM sale s JOIN channel c ON c.id = s.channel_id WHERE s.number IN (?, ?) ORDER BY s.id"_s,
                                         {name, number}, [](const store::Row &row) { return row.text(0) + u'/' + row.text(1); });
    if (!sales)
        return tl::make_unexpected(sales.error());
    if (sales->size() > 1)
        return fail(Error::Code::NotFound, name, u"there are several of that number: say %1"_s.arg(QStringList(*sales).join(u" or "_s)));
    const auto subject = sales->isEmpty() ? std::nullopt : m_observer.order(sales->first());
    return subject ? Result<Subject>(*subject) : fail(Error::Code::NotFound, name, u"there is no such order"_s);
}

Result<Subject> Examples::productNamed(const QString &name, const QString &channel)
{
    const auto subject = channel.isEmpty() ? m_observer.product(name) : m_observer.listing(name, channel);
    return subject ? Result<Subject>(*subject) : fail(Error::Code::NotFound, name, u"there is no such SKU"_s);
}

/// Reads them as the actions of a rule about such a thing.
Result<std::vector<Action>> Examples::actionsOf(const QString &words, const Subject &subject)
{
    QStringList beginnings{u"When a product is created, "_s};
    if (subject.kind == Subject::Kind::Order)
        beginnings = {u"When an order arrives, "_s};
    else if (subject.kind == Subject::Kind::Listing)
        beginnings.prepend(u"When a listing is created on %1, "_s.arg(wordsFor(m_compiler.workspace().channels, subject.channel)));
    QString why;
    for (const QString &beginning : std::as_const(beginnings)) {
        const auto compiled = m_compiler.compile(beginning + words);
        const bool isPlain = compiled && !compiled->trigger.then.conditions && compiled->trigger.otherwise.empty();
        if (isPlain)
            return compiled->trigger.then.actions;
        if (why.isEmpty())
            why = compiled ? u"an example says what is done, without conditions"_s : compiled.error().message;
    }
    return fail(Error::Code::InvalidInput, words, why);
}

std::vector<Action> Examples::whatHappens(const Trigger &trigger, const Subject &subject)
{
    SlotTable table;
    const ArmedRule rule = ArmedRule::make({}, trigger, 0, table);
    const Happening happening{trigger.event.type, subject, m_now, 0, {}};
    Reading reading(m_facts);
    reading.begin(table, happening);
    const auto holds = [&](const ArmedRule::Crossing &crossing) { return crossing.becomes.holds(reading); };
    const bool isMet = (rule.crossings.empty() || std::ranges::any_of(rule.crossings, holds)) && rule.where.holds(reading);
    for (const ArmedRule::Way &way : rule.ways) {
        if (isMet && way.conditions.holds(reading))
            return way.actions;
    }
    return {};
}

QString Examples::wordsOf(const std::vector<Action> &actions) const
{
    QStringList words;
    for (const Action &action : actions)
        words.append(paraphrase(action, m_compiler.workspace()));
    return words.isEmpty() ? u"nothing"_s : words.join(u", then "_s);
}

void Examples::judge(const Trigger &trigger, QList<RuleExample> &examples)
{
    for (RuleExample &example : examples) {
        const auto wanted = read(example.text);
        if (!wanted) {
            example.words = wanted.error().detail;
            continue;
        }
        const std::vector<Action> found = whatHappens(trigger, wanted->subject);
        Trigger one = trigger, other = trigger;
        one.then.actions = found;
        other.then.actions = wanted->actions;
        one.otherwise.clear();
        other.otherwise.clear();
        example.passes = normalBytes(one) == normalBytes(other);
        if (!example.passes)
            example.words = u"the rule would do %1"_s.arg(wordsOf(found));
    }
}

Result<QList<RuleExample>> examplesOf(store::Database &database, qint64 rule)
{
    return database.select(u"SELECT id, text, author, at FROM rule_example WHERE rule_id = ? ORDER BY id"_s, {rule},
                           [](const store::Row &row) { return RuleExample{row.number(0), row.text(1), row.text(2), fromMs(row.number(3)), false, {}}; });
}

} // namespace crossdock::rules
