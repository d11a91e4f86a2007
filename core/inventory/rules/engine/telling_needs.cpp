#include "core/inventory/rules/engine/telling_needs.h"

#include "core/inventory/fulfilment/order_papers.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/rules/engine/deeds.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qsizetype mostNamed = 3; // suppliers without an address in one refusal

class Telling
{
public:
    Telling(const Setting &setting, bool isOfOrder, const QStringList &suppliers)
        : m_setting(setting)
        , m_isOfOrder(isOfOrder)
        , m_suppliers(suppliers)
    {
    }

    void look(const Action &action)
    {
        if (action.type == u"report.send" && textArgument(action, u"report"_s) == u"payouts")
            say(u"No channel that Crossdock speaks to tells what it pays out and when, so there is no payouts report: the profit report shows what was sold, paid back and spent."_s);
        if (action.type == u"message.send" || action.type == u"report.send")
            lookAtWay(action, textArgument(action, u"via"_s));
        else if (action.type == u"document.print")
            lookAtPaper(textArgument(action, u"document"_s));
        else if (action.type == u"po.create")
            lookAtPurchase(action);
        else if (action.type == u"return.send_label")
            lookForMailServer();
    }
    const QStringList &sentences() const { return m_sentences; }

private:
    void say(const QString &sentence) { m_sentences.append(sentence); }
    /// Nobody has that name: a contact without any address.
    Contact contactNamed(const QString &name) const
    {
        const auto known = std::find_if(m_setting.contacts.begin(), m_setting.contacts.end(), [&](const Contact &one) { return one.name == name; });
        return known == m_setting.contacts.end() ? Contact{name, {}, {}, {}} : *known;
    }
    bool hasAddress(const QString &name) const
    {
        const Contact known = contactNamed(name);
        return !known.email.isEmpty() || !known.webhook.isEmpty() || !known.phone.isEmpty() || !known.topic.isEmpty();
    }

    void lookAtWay(const Action &action, const QString &via)
    {
        const bool isOfThing = (action.recipient == u"customer" || action.recipient == u"supplier") && !hasAddress(action.recipient);
        if (isOfThing && action.type != u"message.send")
            say(u"A report is for the house: a rule cannot send it to “the %1”."_s.arg(action.recipient));
        else if (isOfThing && action.recipient == u"customer")
            lookAtBuyer(action, via);
        else if (isOfThing)
            lookAtSuppliers(via, m_suppliers);
        else
            lookAtRecipient(contactNamed(action.recipient), via);
    }
    void lookAtRecipient(const Contact &recipient, const QString &via)
    {
        if (via.isEmpty() || via == u"app")
            return;
        if (via == u"email")
            lookAtMail(recipient);
        else if (via == u"whatsapp" || via == u"sms")
            lookAtPhone(via, recipient);
        else if (via == u"push")
            lookAtTopic(recipient);
        else if (via != u"slack")
            say(u"Crossdock cannot send by “%1”: e-mail, WhatsApp, SMS, push, a Slack webhook and the window are what it has."_s.arg(via));
        else if (recipient.webhook.isEmpty())
            say(u"“%1” has no webhook: “crossdock contact add %1 --webhook URL” gives one."_s.arg(recipient.name));
    }
    /// Who bought stands with the order alone, and reads mail and phone, not this window.
    void lookAtBuyer(const Action &action, const QString &via)
    {
        if (!m_isOfOrder)
            say(whoIsTheCustomer());
        if (textArgument(action, u"text"_s).isEmpty())
            say(u"Nothing says what the buyer is to read: “email the customer \"Your order is on its way.\"” would."_s);
        if (via == u"email")
            lookForMailServer();
        else if (via == u"whatsapp" || via == u"sms")
            lookForService(via);
        else
            say(u"A buyer is reached by e-mail, WhatsApp or SMS: “email the customer …” names a way."_s);
    }
    /// Those that are named, else all that products name. Each is the contact that is called so.
    void lookAtSuppliers(const QString &via, const QStringList &named)
    {
        if (via.isEmpty() || via == u"app")
            return say(u"A supplier is reached by e-mail, WhatsApp, SMS or a webhook: “email the supplier …” names a way."_s);
        const QStringList &suppliers = named.isEmpty() ? m_setting.suppliers : named;
        if (suppliers.isEmpty())
            return say(u"No product says who supplies it: “crossdock import skus FILE” takes a column “supplier”."_s);
        QStringList unknown;
        for (const QString &supplier : suppliers) {
            if (const Contact *contact = notices::contactCalled(m_setting.contacts, supplier))
                lookAtRecipient(*contact, via);
            else
                unknown.append(supplier);
        }
        for (const QString &supplier : unknown.mid(0, mostNamed))
            say(u"The supplier “%1” has no address: “crossdock contact add \"%1\" --email ADDRESS” gives one."_s.arg(supplier));
        if (unknown.size() > mostNamed)
            say(u"%1 more suppliers have none."_s.arg(unknown.size() - mostNamed));
    }
    void lookAtPurchase(const Action &action)
    {
        const QString supplier = textArgument(action, u"supplier"_s);
        if (m_isOfOrder)
            say(u"A purchase order is for one product, and the rule looks at orders: “When the stock of any product drops below 5, order 50 units” would name one."_s);
        if (!numberArgument(action, u"quantity"_s))
            say(u"Nothing says how many to order: “order 50 units” would."_s);
        lookAtSuppliers(u"email"_s, supplier.isEmpty() ? m_suppliers : QStringList{supplier});
    }
    void lookAtPaper(const QString &document)
    {
        const auto paper = papers::paperFrom(document);
        if (!paper)
            return say(u"Crossdock writes no papers of the kind “%1”: a packing slip, a pick list, a customs form and a label are what it prints."_s.arg(document));
        if (!m_isOfOrder)
            say(u"“%1” is printed for an order, and what the rule looks at is none: “When an order …” would name one."_s.arg(papers::titleOf(*paper)));
        if (*paper == papers::Paper::Label) // in which language it comes, its carrier says
            return m_setting.printers.isEmpty() ? say(u"A rule cannot print: no printer is set up: “crossdock printer set labels --queue QUEUE” gives one."_s) : void();
        if (const auto printer = papers::printerFor(*paper, labels::Format::Pdf, m_setting.printers); !printer)
            say(u"A rule cannot print: %1."_s.arg(printer.error().detail));
    }

    void lookForService(const QString &via)
    {
        if (!m_setting.services.contains(via))
            say(via == u"push"       ? u"No push server is set up: “crossdock push set URL --secret token=@FILE” does it."_s
                : via == u"whatsapp" ? u"No WhatsApp number is set up: “crossdock whatsapp set PHONE_NUMBER_ID --template NAME --secret token=@FILE” does it."_s
                                     : u"No service for SMS is set up: “crossdock sms set ACCOUNT_SID --from NUMBER --secret token=@FILE” does it."_s);
    }
    void lookAtPhone(const QString &via, const Contact &recipient)
    {
        lookForService(via);
        if (recipient.phone.isEmpty())
            say(u"“%1” has no phone number: “crossdock contact add %1 --phone NUMBER” gives one."_s.arg(recipient.name));
    }
    void lookAtTopic(const Contact &recipient)
    {
        lookForService(u"push"_s);
        if (recipient.topic.isEmpty())
            say(u"“%1” has no push topic: “crossdock contact add %1 --push TOPIC” gives one."_s.arg(recipient.name));
    }
    void lookForMailServer()
    {
        if (!m_setting.hasMailServer)
            say(u"No mail server is set up: “crossdock mail set HOST --from ADDRESS --user NAME --secret password=@FILE” does it."_s);
    }
    void lookAtMail(const Contact &recipient)
    {
        lookForMailServer();
        if (recipient.email.isEmpty())
            say(u"“%1” has no e-mail address: “crossdock contact add %1 --email ADDRESS” gives one."_s.arg(recipient.name));
    }

    const Setting &m_setting;
    bool m_isOfOrder;
    const QStringList &m_suppliers;
    QStringList m_sentences;
};

} // namespace

QString whoIsTheCustomer()
{
    return u"Who “the customer” is, an order says, and what the rule looks at is none: “When an order …” would name one."_s;
}

QStringList missingToTell(const Action &action, const Setting &setting, bool isOfOrder, const QStringList &suppliers)
{
    Telling telling(setting, isOfOrder, suppliers);
    telling.look(action);
    return telling.sentences();
}

} // namespace crossdock::rules
