#include "core/inventory/fulfilment/labels/bench_book.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

constexpr int longestDescription = 60; // what fits on a CN22

/// "192.168.1.40:9100", "zebra.local:9100", "[fe80::1]:9100", and nothing more.
bool isSocket(const QString &address)
{
    const QUrl url(u"socket://"_s + address, QUrl::StrictMode);
    return url.isValid() && url.userInfo().isEmpty() && !url.host().isEmpty() && url.port() > 0 && url.authority() == address.toLower();
}

bool isCountry(const QString &code)
{
    static const QRegularExpression two(u"^[A-Z]{2}$"_s);
    return two.match(code).hasMatch();
}

/// Six digits of the harmonized system, and up to four of a country's own; points and blanks between them do not matter.
bool isHsCode(const QString &code)
{
    static const QRegularExpression digits(u"^[0-9]{6}([0-9]{2}|[0-9]{4})?$"_s);
    return digits.match(code).hasMatch();
}

} // namespace

Result<> BenchBook::define(audit::Draft &draft, const command::DefinePrinter &command)
{
    const Printer &printer = command.printer;
    const QString name = printer.name.simplified(), address = printer.address.trimmed();
    if (name.isEmpty())
        return fail(Error::Code::InvalidInput, u"printer"_s, u"a printer has a name"_s);
    draft.about(u"printer"_s, name);
    if (command.isRemoved) {
        draft.setWhat(u"printer.remove"_s);
        const auto gone = m_database.execute(u"DELETE FROM printer WHERE name = ?"_s, {name});
        if (!gone)
            return tl::make_unexpected(gone.error());
        return *gone == 0 ? fail(Error::Code::NotFound, name, u"no such printer"_s) : Result<>();
    }
    const bool isRaw = printer.kind == Printer::Kind::Raw;
    if (isRaw && !isSocket(address))
        return fail(Error::Code::InvalidInput, address, u"a label printer's address is HOST:PORT, like 192.168.1.40:9100"_s);
    if (address.isEmpty() || address.startsWith(u'-'))
        return fail(Error::Code::InvalidInput, name, u"that is no queue of the system's"_s);
    if (isRaw && printer.format != Format::Zpl)
        return fail(Error::Code::InvalidInput, name, u"a socket takes ZPL"_s);
    draft.setWhat(u"printer.set"_s);
    draft.say(u"address"_s, address);
    draft.say(u"format"_s, nameOf(printer.format));
    return m_database
        .execute(u"INSERT INTO printer (name, kind, address, format) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, "
                 "address = excluded.address, format = excluded.format"_s,
                 {name, isRaw ? u"raw"_s : u"system"_s, address, nameOf(printer.format)})
        .map([](qint64) {});
}

Result<> BenchBook::describe(audit::Draft &draft, const Goods &goods)
{
    const auto item = m_catalogue.item(goods.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    const QString description = goods.description.simplified(), origin = goods.origin.trimmed().toUpper();
    const QString code = QString(goods.hsCode).remove(u'.').remove(u' ');
    if (description.size() > longestDescription)
        return fail(Error::Code::InvalidInput, goods.sku.text(), u"a customs form has room for %1 characters"_s.arg(longestDescription));
    if (!code.isEmpty() && !isHsCode(code))
        return fail(Error::Code::InvalidInput, goods.hsCode, u"an HS code has 6, 8 or 10 digits"_s);
    if (!origin.isEmpty() && !isCountry(origin))
        return fail(Error::Code::InvalidInput, goods.origin, u"the country of origin is two letters"_s);
    draft.setWhat(u"goods.describe"_s);
    draft.about(goods.sku);
    draft.say(u"description"_s, description);
    draft.say(u"hs_code"_s, code);
    draft.say(u"origin"_s, origin);
    return m_database
        .execute(u"INSERT INTO goods (sku_id, description, hs_code, origin) VALUES (?, ?, ?, ?) ON CONFLICT (sku_id) DO UPDATE SET "
                 "description = excluded.description, hs_code = excluded.hs_code, origin = excluded.origin"_s,
                 {item->id, description, code, origin})
        .map([](qint64) {});
}

} // namespace crossdock::labels
