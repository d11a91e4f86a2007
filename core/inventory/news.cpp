#include "core/inventory/news.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

using Others = event::OthersWrote::Kind;

constexpr qsizetype longestMessage = 7'500; // PostgreSQL refuses 8,000 bytes
constexpr qsizetype mostMessages = 40;

/// How each set is marked in a message.
struct Ids {
    char16_t mark;
    std::set<qint64> News::*of;
};
struct Names {
    char16_t mark;
    std::set<QString> News::*of;
};
constexpr Ids idSets[] = {{u'k', &News::skus}, {u's', &News::sales}, {u'c', &News::channels}, {u'e', &News::entries}};
constexpr Names nameSets[] = {{u'y', &News::syncs}, {u't', &News::tellings}, {u'i', &News::instructions}};
constexpr QChar othersMark(u'x'), offerMark(u'o');

/// Every line is ASCII: its length is its bytes.
QStringList linesOf(const News &news)
{
    QStringList lines;
    if (news.others)
        lines.append(othersMark + QString::number(news.others.toInt()));
    for (const Ids &ids : idSets)
        for (const qint64 id : news.*ids.of)
            lines.append(QChar(ids.mark) + QString::number(id));
    for (const Names &names : nameSets)
        for (const QString &name : news.*names.of)
            lines.append(QChar(names.mark) + name);
    for (const auto &[channel, listing] : news.offers)
        lines.append(offerMark + channel + u' ' + QString::fromLatin1(QUrl::toPercentEncoding(listing)));
    return lines;
}

/// False: nothing that is known here.
bool readLine(const QString &line, News &news)
{
    if (line.isEmpty())
        return false;
    const QChar mark = line.front();
    const QString rest = line.mid(1);
    for (const Names &names : nameSets) {
        if (mark == names.mark) {
            (news.*names.of).insert(rest);
            return true;
        }
    }
    if (mark == offerMark) {
        news.offers.emplace(rest.section(u' ', 0, 0), QUrl::fromPercentEncoding(rest.section(u' ', 1).toLatin1()));
        return true;
    }
    bool isNumber = false;
    const qint64 number = rest.toLongLong(&isNumber);
    for (const Ids &ids : idSets) {
        if (mark == ids.mark) {
            (news.*ids.of).insert(number);
            return isNumber;
        }
    }
    news.others |= News::Kinds::fromInt(static_cast<int>(number));
    return mark == othersMark && isNumber;
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
    const auto isNone = [this](const auto &set) { return (this->*set.of).empty(); };
    return !others && offers.empty() && std::all_of(std::begin(idSets), std::end(idSets), isNone) && std::all_of(std::begin(nameSets), std::end(nameSets), isNone);
}

News &News::operator+=(const News &other)
{
    const auto add = [&](const auto &set) { (this->*set.of).insert((other.*set.of).begin(), (other.*set.of).end()); };
    std::for_each(std::begin(idSets), std::end(idSets), add);
    std::for_each(std::begin(nameSets), std::end(nameSets), add);
    offers.insert(other.offers.begin(), other.offers.end());
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
