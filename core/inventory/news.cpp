#include "core/inventory/news.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

using Others = event::OthersWrote::Kind;

constexpr qsizetype longestMessage = 7'500; // PostgreSQL refuses 8,000 bytes
constexpr qsizetype mostMessages = 40;

void addIds(QStringList &lines, QChar mark, const std::set<qint64> &ids)
{
    for (const qint64 id : ids)
        lines.append(mark + QString::number(id));
}

void addNames(QStringList &lines, QChar mark, const std::set<QString> &names)
{
    for (const QString &name : names)
        lines.append(mark + name);
}

/// Every line is ASCII: its length is its bytes.
QStringList linesOf(const News &news)
{
    QStringList lines;
    if (news.others)
        lines.append(u'x' + QString::number(news.others.toInt()));
    addIds(lines, u'k', news.skus);
    addIds(lines, u's', news.sales);
    addIds(lines, u'c', news.channels);
    addIds(lines, u'e', news.entries);
    addNames(lines, u'y', news.syncs);
    addNames(lines, u't', news.tellings);
    addNames(lines, u'i', news.instructions);
    for (const auto &[channel, listing] : news.offers)
        lines.append(u'o' + channel + u' ' + QString::fromLatin1(QUrl::toPercentEncoding(listing)));
    return lines;
}

/// False: nothing that is known here.
bool readLine(const QString &line, News &news)
{
    const QString rest = line.mid(1);
    bool isNumber = false;
    const qint64 number = rest.toLongLong(&isNumber);
    switch (line.isEmpty() ? 0 : line.front().unicode()) {
    case u'x':
        news.others |= News::Kinds::fromInt(static_cast<int>(number));
        return isNumber;
    case u'k':
        news.skus.insert(number);
        return isNumber;
    case u's':
        news.sales.insert(number);
        return isNumber;
    case u'c':
        news.channels.insert(number);
        return isNumber;
    case u'e':
        news.entries.insert(number);
        return isNumber;
    case u'y':
        news.syncs.insert(rest);
        return true;
    case u't':
        news.tellings.insert(rest);
        return true;
    case u'i':
        news.instructions.insert(rest);
        return true;
    case u'o':
        news.offers.emplace(rest.section(u' ', 0, 0), QUrl::fromPercentEncoding(rest.section(u' ', 1).toLatin1()));
        return true;
    default:
        return false;
    }
}

News everything()
{
    News news;
    news.others = Others::Everything;
    return news;
}

} // namespace

bool News::isEmpty() const
{
    return skus.empty() && sales.empty() && channels.empty() && offers.empty() && entries.empty() && syncs.empty() && tellings.empty() && instructions.empty() && !others;
}

News &News::operator+=(const News &other)
{
    skus.insert(other.skus.begin(), other.skus.end());
    sales.insert(other.sales.begin(), other.sales.end());
    channels.insert(other.channels.begin(), other.channels.end());
    offers.insert(other.offers.begin(), other.offers.end());
    entries.insert(other.entries.begin(), other.entries.end());
    syncs.insert(other.syncs.begin(), other.syncs.end());
    tellings.insert(other.tellings.begin(), other.tellings.end());
    instructions.insert(other.instructions.begin(), other.instructions.end());
    others |= other.others;
    return *this;
}

News newsOf(const QList<Event> &events)
{
    News news;
    for (const Event &event : events) {
        if (const auto *offer = std::get_if<event::OfferChanged>(&event))
            news.offers.emplace(offer->offer.listing.channel.text(), offer->offer.listing.listing);
        else if (const auto *appended = std::get_if<event::EntryAppended>(&event))
            news.entries.insert(appended->entry.number);
        else if (const auto *sync = std::get_if<event::SyncWanted>(&event))
            news.syncs.insert(sync->channel.text());
        else if (const auto *telling = std::get_if<event::TellingWaits>(&event))
            news.tellings.insert(telling->channel.text());
        else if (const auto *instruction = std::get_if<event::InstructionWaits>(&event))
            news.instructions.insert(instruction->channel.text());
        else if (std::holds_alternative<event::NodeChanged>(event))
            news.others |= Others::Nodes;
        else if (std::holds_alternative<event::ParcelsChanged>(event))
            news.others |= Others::Parcels;
        else if (std::holds_alternative<event::NoticeChanged>(event))
            news.others |= Others::Notices;
    }
    return news;
}

QStringList toMessages(const News &news, const QString &engine)
{
    if (news.isEmpty())
        return {};
    QStringList messages;
    const QStringList lines = linesOf(news);
    for (const QString &line : lines) {
        if (messages.isEmpty() || messages.last().size() + 1 + line.size() > longestMessage)
            messages.append(engine);
        messages.last() += u'\n' + line;
    }
    return messages.size() <= mostMessages ? messages : toMessages(everything(), engine);
}

Heard parseNews(const QString &message)
{
    Heard heard;
    const QStringList lines = message.split(u'\n');
    heard.engine = lines.first();
    for (const QString &line : lines.sliced(1)) {
        if (!readLine(line, heard.news))
            return {heard.engine, everything()};
    }
    if (heard.news.isEmpty())
        heard.news = everything();
    return heard;
}

} // namespace crossdock
