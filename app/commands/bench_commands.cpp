#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

/// What a packing bench needs to know: its printers, and what customs is told of goods.
namespace crossdock::app {

ExitCode printerSet(Session &session)
{
    const Arguments &given = session.arguments();
    const bool isRaw = given.has(u"socket"_s);
    if (isRaw == given.has(u"queue"_s))
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--queue or --socket"_s, u"a printer has one of them"_s, {}});
    const QString named = given.value(u"format"_s, isRaw ? u"zpl"_s : u"pdf"_s);
    const auto format = labels::formatFrom(named);
    if (!format)
        return session.refuse(UsageError{UsageError::Kind::BadValue, u"--format "_s + named, u"it is pdf, png or zpl"_s, {}});
    const labels::Printer printer{given.word(0), isRaw ? labels::Printer::Kind::Raw : labels::Printer::Kind::System, given.value(isRaw ? u"socket"_s : u"queue"_s), *format};
    return perform(session, command::DefinePrinter{printer, false});
}

ExitCode printerShow(Session &session)
{
    const auto printers = session.ask(query::Printers{});
    if (!printers)
        return session.refuse(printers.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*printers)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"NAME"_s, u"KIND"_s, u"ADDRESS"_s, u"FORMAT"_s}};
    for (const labels::Printer &printer : *printers)
        rows.append({printer.name, printer.kind == labels::Printer::Kind::Raw ? u"socket"_s : u"queue"_s, printer.address, nameOf(printer.format)});
    printTable(session, rows);
    return ExitCode::Done;
}

ExitCode printerTest(Session &session)
{
    const auto printer = namedPrinter(session, session.arguments().word(0));
    if (!printer)
        return session.refuse(printer.error());
    const auto sent = session.atEngine<QString>([printer = *printer](Engine &engine, QObject *context, auto done) { engine.testPrinter(printer, context, done); });
    if (!sent)
        return session.refuse(sent.error());
    if (session.wantsJson())
        session.print(QJsonValue(QJsonObject{{u"printer"_s, printer->name}, {u"words"_s, *sent}}));
    else
        session.print(*sent);
    return ExitCode::Done;
}

ExitCode printerRemove(Session &session)
{
    return perform(session, command::DefinePrinter{{session.arguments().word(0), {}, {}, {}}, true});
}

Result<labels::Printer> namedPrinter(Session &session, const QString &name)
{
    const auto printers = session.ask(query::Printers{});
    if (!printers)
        return tl::make_unexpected(printers.error());
    const QString meant = name.simplified();
    if (meant.isEmpty() && printers->size() == 1)
        return printers->first();
    const auto found = std::find_if(printers->begin(), printers->end(), [&](const labels::Printer &one) { return one.name == meant; });
    if (found != printers->end())
        return *found;
    return meant.isEmpty() ? fail(Error::Code::InvalidInput, u"--printer"_s, printers->isEmpty() ? u"no printer is set up: crossdock printer set"_s : u"there are several printers: name one"_s)
                           : fail(Error::Code::NotFound, meant, u"no such printer"_s);
}

ExitCode goodsSet(Session &session)
{
    const Arguments &given = session.arguments();
    const auto sku = Sku::parse(given.word(0));
    if (!sku)
        return session.refuse(sku.error());
    const auto known = session.ask(query::Goods{{*sku}});
    if (!known)
        return session.refuse(known.error());
    labels::Goods goods = known->first();
    for (auto [flag, field] : {std::pair(u"description"_s, &goods.description), {u"hs-code"_s, &goods.hsCode}, {u"origin"_s, &goods.origin}})
        *field = given.value(flag, *field);
    return perform(session, command::DescribeGoods{goods});
}

ExitCode goodsShow(Session &session)
{
    QList<Sku> skus;
    for (const QString &word : session.arguments().words()) {
        const auto sku = Sku::parse(word);
        if (!sku)
            return session.refuse(sku.error());
        skus.append(*sku);
    }
    const auto goods = session.ask(query::Goods{skus});
    if (!goods)
        return session.refuse(goods.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*goods)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"SKU"_s, u"DESCRIPTION"_s, u"HS CODE"_s, u"ORIGIN"_s}};
    for (const labels::Goods &one : *goods)
        rows.append({one.sku.text(), one.description, one.hsCode, one.origin});
    printTable(session, rows);
    return ExitCode::Done;
}

} // namespace crossdock::app
