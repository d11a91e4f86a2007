#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/rule_json.h"
#include "core/inventory/rules/rules_lines.h"
#include "tests/core/rules/small_workspace.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>
#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;

/// Sentences in, triggers or refusals out: the same ones everywhere, whatever comes in.
class RulesCompilerTest : public QObject
{
    Q_OBJECT

private:
    const rules::Compiler m_compiler{tests::smallWorkspace()};

    QByteArray answerTo(const QByteArray &sentence) const
    {
        return rules::compileLine(m_compiler, sentence, rules::Answer::Trigger);
    }

    /// The trigger without the parts that are not there, compact, with the other kind of quotes.
    static QByteArray brief(const QByteArray &json)
    {
        QJsonObject trigger = QJsonDocument::fromJson(json).object();
        for (const QString &part : trigger.keys()) {
            if (trigger[part].isNull())
                trigger.remove(part);
        }
        return QJsonDocument(trigger).toJson(QJsonDocument::Compact).replace('"', '\'');
    }

    static QByteArray changedWords(const QByteArray &sentence, auto change)
    {
        QByteArrayList words = sentence.split(' ');
        change(words);
        return words.join(' ');
    }

    static QByteArrayList ownSentences()
    {
        return {"When an order over $1,200.50 arrives from eBay, hold it for 2 days.", "When an order over 1 lakh rupees arrives, hold it.",
                "Every Friday at 5 pm, email finance the sales report.", "When stock at FBA falls below 12, message me by SMS.",
                "WHEN AN ORDER IS TAGGED \"I\", TAG IT II.", "When an order arives, hold it."};
    }

private Q_SLOTS:
    void compiles_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        QTest::addColumn<QByteArray>("trigger");
        const auto row = [](const char *name, const char *sentence, const char *trigger) {
            QTest::newRow(name) << QByteArray(sentence) << QByteArray(trigger);
        };
        row("filter by channel", "When an order arrives from eBay, hold it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'event':{'type':'order.created','where':{'field':'channel','op':'eq','value':'ebay'}}}");
        row("amount", "When an order over $200 is paid, flag it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.flag'}],'event':{'type':'order.paid','where':{'field':'order.total','op':'gt','unit':'USD','value':200}}}");
        row("gift", "When a gift order from Etsy comes in, add gift wrap.",
            "{'actions':[{'args':{'option':'gift_wrap'},'target':{'entity':'order'},'type':'order.add_option'}],'event':{'type':'order.created','where':{'and':[{'field':'order.is_gift','op':'eq','value':true},{'field':'channel','op':'eq','value':'etsy'}]}}}");
        row("transfer", "When stock at FBA falls below 12, transfer 40 units from the North warehouse to FBA.",
            "{'actions':[{'args':{'from':'north','quantity':40,'to':'fba'},'target':{'entity':'product'},'type':'stock.transfer'}],'event':{'becomes':{'field':'stock.available','op':'lt','scope':{'node':'fba'},'value':12},'type':'stock.changed'}}");
        row("price drop", "When our Amazon price drops by 5 percent, email me.",
            "{'actions':[{'args':{'via':'email'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'listing.price_drop','op':'gte','scope':{'channel':'amazon'},'unit':'percent','value':5},'type':'listing.changed'}}");
        row("weekly report", "Every Friday at 5 pm, email finance the sales report.",
            "{'actions':[{'args':{'report':'sales','via':'email'},'target':{'recipient':'finance'},'type':'report.send'}],'event':{'type':'schedule'},'schedule':{'at':['17:00'],'days':['fri'],'freq':'weekly'}}");
        row("else", "When an order arrives, hold it if it is over $900, otherwise tag it small.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'conditions':{'field':'order.total','op':'gt','unit':'USD','value':900},'event':{'type':'order.created'},'otherwise':{'actions':[{'args':{'tag':'small'},'target':{'entity':'order'},'type':'order.tag'}]}}");
        row("window", "When a customer cancels more than 3 orders in 30 days, tag the customer as risky.",
            "{'actions':[{'args':{'tag':'risky'},'target':{'entity':'customer'},'type':'customer.tag'}],'event':{'type':'order.cancelled'},'window':{'by':'customer','fn':'count','length':{'unit':'days','value':30},'op':'gt','value':3}}");
        row("sold out", "When a Lamps product runs out, pause its Etsy listing.",
            "{'actions':[{'target':{'channel':'etsy','entity':'listing'},'type':'listing.pause'}],'event':{'becomes':{'field':'stock.available','op':'lte','value':0},'type':'stock.changed','where':{'field':'product.category','op':'eq','value':'Lamps'}}}");
        row("tagged", "When an order is tagged \"call first\", notify me.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'type':'order.tagged','where':{'field':'order.tags','op':'contains','value':'call first'}}}");
        row("places", "When an order arrives from Germany or France, tag it EU.",
            "{'actions':[{'args':{'tag':'EU'},'target':{'entity':'order'},'type':'order.tag'}],'event':{'type':'order.created','where':{'field':'order.country','op':'in','value':['DE','FR']}}}");
        row("reason", "When a return is requested because it was damaged, approve it.",
            "{'actions':[{'target':{'entity':'return'},'type':'return.approve'}],'event':{'type':'return.requested','where':{'field':'return.reason','op':'eq','value':'damaged'}}}");
        row("sweep", "Every 2 hours, cancel unpaid orders older than 3 days.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.cancel'}],'event':{'each':'order','type':'schedule','where':{'and':[{'field':'order.payment_status','op':'eq','value':'unpaid'},{'field':'order.age','op':'gt','unit':'days','value':3}]}},'schedule':{'freq':'hourly','interval':2}}");
        row("wait", "When the sync with Amazon fails, wait 10 minutes, then message me by SMS.",
            "{'actions':[{'args':{'duration':{'unit':'minutes','value':10}},'type':'wait'},{'args':{'via':'sms'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'type':'sync.failed','where':{'field':'channel','op':'eq','value':'amazon'}}}");
        row("unless", "When an order arrives unless it is from Etsy, print the packing slip.",
            "{'actions':[{'args':{'document':'packing_slip'},'target':{'entity':'order'},'type':'document.print'}],'conditions':{'field':'channel','op':'ne','value':'etsy'},'event':{'type':'order.created'}}");
        row("lasting", "When stock on eBay stays below 5 for 2 hours, end the eBay listing.",
            "{'actions':[{'target':{'channel':'ebay','entity':'listing'},'type':'listing.end'}],'event':{'becomes':{'field':'stock.available','op':'lt','scope':{'channel':'ebay'},'value':5},'for':{'unit':'hours','value':2},'type':'stock.changed'}}");
        row("dozen", "When an order of half a dozen items or more arrives, route it to the South warehouse.",
            "{'actions':[{'args':{'node':'south'},'target':{'entity':'order'},'type':'order.route'}],'event':{'type':'order.created','where':{'field':'order.item_count','op':'gte','value':6}}}");
        row("lakh", "When an order over 1 lakh rupees arrives, hold it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'event':{'type':'order.created','where':{'field':'order.total','op':'gt','unit':'INR','value':100000}}}");
        row("paid from a channel", "When an order from eBay is paid, flag it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.flag'}],'event':{'type':'order.paid','where':{'field':'channel','op':'eq','value':'ebay'}}}");
        row("fewer orders than usual", "When Etsy gets fewer than 5 orders in a week, email me.",
            "{'actions':[{'args':{'via':'email'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'sales.orders','op':'lt','scope':{'channel':'etsy'},'value':5},'type':'sales.changed'},'window':{'length':{'unit':'weeks','value':1}}}");
        row("reviews", "When an Etsy listing reaches 100 reviews, email me.",
            "{'actions':[{'args':{'via':'email'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'listing.review_count','op':'gte','scope':{'channel':'etsy'},'value':100},'type':'listing.changed'}}");
        row("on hold for", "When an order has been on hold for more than 2 days, notify me.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'order.hold_age','op':'gt','unit':'days','value':2},'type':'order.changed'}}");
        row("rearm", "When stock drops below 5, message me and do not fire again until it is above 20.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'stock.available','op':'lt','value':5},'rearm':{'field':'stock.available','op':'gt','value':20},'type':'stock.changed'}}");
        row("weekdays", "On weekdays at half past seven in the morning, email me the returns report.",
            "{'actions':[{'args':{'report':'returns','via':'email'},'target':{'recipient':'me'},'type':'report.send'}],'event':{'type':'schedule'},'schedule':{'at':['07:30'],'days':['mon','tue','wed','thu','fri'],'freq':'weekly'}}");
        row("at a loss", "When an order with a margin below -$5 arrives, flag it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.flag'}],'event':{'type':'order.created','where':{'field':'order.margin','op':'lt','unit':'USD','value':-5}}}");
        row("every day but some", "Every day except Saturday and Sunday at 8 am, email me the sales report.",
            "{'actions':[{'args':{'report':'sales','via':'email'},'target':{'recipient':'me'},'type':'report.send'}],'event':{'type':'schedule'},'schedule':{'at':['08:00'],'days':['mon','tue','wed','thu','fri'],'freq':'weekly'}}");
        row("every day of a month, then the hour", "Every day in November at 8 am, sync eBay.",
            "{'actions':[{'target':{'channel':'ebay','entity':'channel'},'type':'sync.run'}],'conditions':{'field':'time.month','op':'eq','value':11},'event':{'type':'schedule'},'schedule':{'at':['08:00'],'freq':'daily'}}");
        row("every weekday but one, then the hour", "Every weekday except Friday at 5 pm, sync eBay.",
            "{'actions':[{'target':{'channel':'ebay','entity':'channel'},'type':'sync.run'}],'conditions':{'field':'time.weekday','op':'ne','value':'fri'},'event':{'type':'schedule'},'schedule':{'at':['17:00'],'days':['mon','tue','wed','thu','fri'],'freq':'weekly'}}");
        row("numbers of pieces", "When stock drops below 10 nos, order 50 nos.",
            "{'actions':[{'args':{'quantity':50},'target':{'entity':'product'},'type':'po.create'}],'event':{'becomes':{'field':'stock.available','op':'lt','value':10},'type':'stock.changed'}}");
        row("upgraded to a service", "When an order arrives from Etsy, upgrade it to DHL Express.",
            "{'actions':[{'args':{'carrier':'dhl','service':'express'},'target':{'entity':'order'},'type':'order.ship_with'}],'event':{'type':'order.created','where':{'field':'channel','op':'eq','value':'etsy'}}}");
        row("price floor", "When a competitor undercuts our Amazon price, match it but never below $9.",
            "{'actions':[{'args':{'min':{'unit':'USD','value':9},'mode':'match'},'target':{'channel':'amazon','entity':'listing'},'type':'listing.set_price'}],'event':{'becomes':{'field':'listing.price','op':'gt','scope':{'channel':'amazon'},'value':{'ref':'competitor.price'}},'type':'listing.changed'}}");
        row("range", "When an order between $50 and $100 arrives, tag it middle.",
            "{'actions':[{'args':{'tag':'middle'},'target':{'entity':'order'},'type':'order.tag'}],'event':{'type':'order.created','where':{'field':'order.total','op':'between','unit':'USD','value':[50,100]}}}");
        row("limit", "When an order arrives, message me at most 3 times per day.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'type':'order.created'},'limit':{'per':{'unit':'days','value':1},'times':3}}");
        row("limit, the key first", "When stock drops below 5, message me at most once per SKU per day.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'stock.available','op':'lt','value':5},'type':'stock.changed'},'limit':{'by':'product','per':{'unit':'days','value':1},'times':1}}");
        row("both of two", "When an order contains both a Lumio item and a Nordwind item, tag it mixed.",
            "{'actions':[{'args':{'tag':'mixed'},'target':{'entity':'order'},'type':'order.tag'}],'event':{'type':'order.created','where':{'and':[{'field':'order.brands','op':'contains','value':'Lumio'},{'field':'order.brands','op':'contains','value':'Nordwind'}]}}}");
        row("days of the month", "On the 1st and the fifteenth of every month, email finance the sales report.",
            "{'actions':[{'args':{'report':'sales','via':'email'},'target':{'recipient':'finance'},'type':'report.send'}],'event':{'type':'schedule'},'schedule':{'at':['09:00'],'days':[1,15],'freq':'monthly'}}");
        row("a range of weight", "When an order between 2 kg and 5 kg arrives, use UPS Ground.",
            "{'actions':[{'args':{'carrier':'ups','service':'ground'},'target':{'entity':'order'},'type':'order.ship_with'}],'event':{'type':'order.created','where':{'field':'order.weight','op':'between','unit':'kg','value':[2,5]}}}");
        row("where it ships to", "When an order ships to Alaska, use UPS Ground.",
            "{'actions':[{'args':{'carrier':'ups','service':'ground'},'target':{'entity':'order'},'type':'order.ship_with'}],'event':{'type':'order.created','where':{'field':'order.region','op':'eq','value':'Alaska'}}}");
        row("not done within a time", "When an order is not paid within 24 hours, cancel it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.cancel'}],'event':{'becomes':{'field':'order.payment_status','op':'eq','value':'unpaid'},'for':{'unit':'hours','value':24},'type':'order.changed'}}");
        row("still so after a time", "When an order is still unpaid after 48 hours, cancel it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.cancel'}],'event':{'becomes':{'field':'order.payment_status','op':'eq','value':'unpaid'},'for':{'unit':'hours','value':48},'type':'order.changed'}}");
        row("a fixed value behind a wait", "When an order arrives, wait 2 hours, then email me if it is over $500.",
            "{'actions':[{'args':{'duration':{'unit':'hours','value':2}},'type':'wait'},{'args':{'via':'email'},'target':{'recipient':'me'},'type':'message.send'}],'conditions':{'field':'order.total','op':'gt','unit':'USD','value':500},'event':{'type':'order.created'}}");
        row("done a time after it", "When an order is paid, after 2 days email me.",
            "{'actions':[{'args':{'duration':{'unit':'days','value':2}},'type':'wait'},{'args':{'via':'email'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'type':'order.paid'}}");
        row("orders that should", "Orders bound for Canada should go by DHL Express.",
            "{'actions':[{'args':{'carrier':'dhl','service':'express'},'target':{'entity':'order'},'type':'order.ship_with'}],'event':{'type':'order.created','where':{'field':'order.country','op':'eq','value':'CA'}}}");
        row("a chain of if", "If the order weighs at least 20 kg, use DHL Express; if it weighs less than 500 g, use a small box; otherwise use UPS Ground.",
            "{'actions':[{'args':{'carrier':'dhl','service':'express'},'target':{'entity':'order'},'type':'order.ship_with'}],'conditions':{'field':'order.weight','op':'gte','unit':'kg','value':20},'event':{'type':'order.created'},'otherwise':{'actions':[{'args':{'package':'small_box'},'target':{'entity':'order'},'type':'order.package'}],'conditions':{'field':'order.weight','op':'lt','unit':'g','value':500},'otherwise':{'actions':[{'args':{'carrier':'ups','service':'ground'},'target':{'entity':'order'},'type':'order.ship_with'}]}}}");
        row("the action names the thing", "Pause Nordwind lamps on eBay when their stock falls below 5.",
            "{'actions':[{'target':{'channel':'ebay','entity':'listing'},'type':'listing.pause'}],'event':{'becomes':{'field':'stock.available','op':'lt','value':5},'type':'stock.changed','where':{'and':[{'field':'product.brand','op':'eq','value':'Nordwind'},{'field':'product.category','op':'eq','value':'Lamps'}]}}}");
        row("orders named by the action", "Hold orders from new customers if the total exceeds $300.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'event':{'type':'order.created','where':{'and':[{'field':'order.total','op':'gt','unit':'USD','value':300},{'field':'customer.order_count','op':'eq','value':1}]}}}");
        row("exceeds a bare number", "When an order without a coupon exceeds 100, hold it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'event':{'type':'order.created','where':{'and':[{'field':'order.coupon','op':'is_empty'},{'field':'order.total','op':'gt','unit':'USD','value':100}]}}}");
        row("a return that exceeds a bare number", "When a return is requested and it exceeds 100, approve it.",
            "{'actions':[{'target':{'entity':'return'},'type':'return.approve'}],'event':{'type':'return.requested','where':{'field':'return.value','op':'gt','unit':'USD','value':100}}}");
        row("does not exceed a bare number", "When a return is requested, approve it if it does not exceed 50.",
            "{'actions':[{'target':{'entity':'return'},'type':'return.approve'}],'conditions':{'field':'return.value','op':'lte','unit':'USD','value':50},'event':{'type':'return.requested'}}");
        row("a price of some products", "Every Monday, cut the eBay price of Lumio products by 2%.",
            "{'actions':[{'args':{'mode':'decrease','unit':'percent','value':2},'target':{'channel':'ebay','entity':'listing'},'type':'listing.set_price'}],'event':{'each':'product','type':'schedule','where':{'field':'product.brand','op':'eq','value':'Lumio'}},'schedule':{'at':['09:00'],'days':['mon'],'freq':'weekly'}}");
        row("the age of stock", "Every day, cut the eBay price of products with stock older than 90 days by 2%.",
            "{'actions':[{'args':{'mode':'decrease','unit':'percent','value':2},'target':{'channel':'ebay','entity':'listing'},'type':'listing.set_price'}],'event':{'each':'product','type':'schedule','where':{'field':'stock.age','op':'gt','unit':'days','value':90}},'schedule':{'at':['09:00'],'freq':'daily'}}");
        row("looked at first", "When an order comes in, check its total. If it is over $500, hold it.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'conditions':{'field':'order.total','op':'gt','unit':'USD','value':500},'event':{'type':'order.created'}}");
        row("rearm of another value", "When the price of SKU A-1 on Amazon exceeds $40, notify me; do not fire again until it is below $35.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'listing.price','op':'gt','scope':{'channel':'amazon'},'unit':'USD','value':40},'rearm':{'field':'listing.price','op':'lt','scope':{'channel':'amazon'},'unit':'USD','value':35},'type':'listing.changed','where':{'field':'product.sku','op':'eq','value':'A-1'}}}");
        row("suppressed there for a while", "When an Amazon listing has been suppressed for a day, notify me.",
            "{'actions':[{'args':{'via':'app'},'target':{'recipient':'me'},'type':'message.send'}],'event':{'becomes':{'field':'listing.status','op':'eq','scope':{'channel':'amazon'},'value':'suppressed'},'for':{'unit':'days','value':1},'type':'listing.changed'}}");
        row("neither of two", "When an order from neither Amazon nor eBay arrives, tag it direct.",
            "{'actions':[{'args':{'tag':'direct'},'target':{'entity':'order'},'type':'order.tag'}],'event':{'type':'order.created','where':{'field':'channel','op':'not_in','value':['amazon','ebay']}}}");
        row("not by night", "When an order arrives, hold it unless it is between 10 pm and 6 am.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'conditions':{'not':{'field':'time.of_day','op':'between','value':['22:00','06:00']}},'event':{'type':'order.created'}}");
        row("not exactly", "When an order arrives, where the order total is not exactly 5 USD: hold the order.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'event':{'type':'order.created','where':{'field':'order.total','op':'ne','unit':'USD','value':5}}}");
        row("not over", "When an order arrives, hold it if its total is not over $50.",
            "{'actions':[{'target':{'entity':'order'},'type':'order.hold'}],'conditions':{'field':'order.total','op':'lte','unit':'USD','value':50},'event':{'type':'order.created'}}");
        row("a new product", "When a new product is created, publish it on eBay and Etsy.",
            "{'actions':[{'target':{'channel':'ebay','entity':'listing'},'type':'listing.publish'},{'target':{'channel':'etsy','entity':'listing'},'type':'listing.publish'}],'event':{'type':'product.created'}}");
    }
    void compiles()
    {
        QFETCH(QByteArray, sentence);
        QFETCH(QByteArray, trigger);
        QCOMPARE(brief(answerTo(sentence)), trigger);
    }

    /// Behind the word SKU stands whatever a shop calls its goods.
    void codes_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"RED-42", "SKU-1", "SKU-1-RED", "1003.DBD.BNW-SM", "MUG_11", "MUG", "12345", "A/B-1", "B07XJ8C8F5", "0042", "A.1/B_2-C"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void codes()
    {
        QFETCH(QString, code);
        const QByteArray answer = answerTo(u"When stock of SKU %1 drops below 5, email me."_s.arg(code).toUtf8());
        const QJsonObject where = QJsonDocument::fromJson(answer).object()[u"event"_s][u"where"_s].toObject();
        QVERIFY2(where[u"value"_s] == code, answer.constData());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        QTest::addColumn<QString>("errorClass");
        const auto row = [](const char *name, const char *sentence, const char *errorClass) {
            QTest::newRow(name) << QByteArray(sentence) << QString::fromLatin1(errorClass);
        };
        row("a text without quotes ends with its clause", "When a parcel is returned to sender, tag it rto and frobnicate the rest.", "unknown_word");
        row("money or weight", "When an order is 5 pounds, tag it heavy.", "ambiguous");
        row("nothing", "", "malformed");
        row("half of a contraction where a name stands", "When an order arrives, email n't order", "unknown_word");
        row("a word with a hyphen is no code", "Hold all non-EU orders.", "unknown_word");
        row("open quote", "When an order arrives, say \"hello to me.", "malformed");
        row("two alphabets", "When stock drops below 10 on \u0415tsy, email me.", "malformed");
        row("no event", "hold it", "missing_trigger");
        row("no action", "When an order arrives from eBay.", "missing_action");
        row("no number", "When stock drops below on Amazon, email me.", "missing_value");
        row("a word of other sentences", "When an order is recorded, hold it.", "unknown_word");
        row("misspelt verb", "When an order arives, hold it.", "unknown_word");
        row("misspelt name", "When an order arrives from eBey, hold it.", "unknown_word");
        row("no such thing", "When the temperature rises above 30, email me.", "unknown_word");
        row("money for a weight", "When an order weighs more than $20, hold it.", "wrong_unit");
        row("no number for low", "When stock is low, email me.", "vague");
        row("which listing", "When stock drops below 5, pause the listing.", "ambiguous");
        row("which warehouse", "When an order arrives, route it to the warehouse.", "ambiguous");
        row("and with or", "When an order arrives, hold it if it is from Germany or the total is over $500 and the risk is high.", "ambiguous");
        row("morning or evening", "Every day at 6, email me the sales report.", "ambiguous");
        row("to hold and to release", "When an order arrives, hold it and release it.", "contradictory");
        row("range upside down", "When an order between $100 and $50 arrives, flag it.", "contradictory");
        row("never both", "When an order over $50 and under $20 arrives, hold it.", "contradictory");
        row("from here to here", "When stock at FBA drops below 9, transfer 5 units from North to North.", "contradictory");
        row("tags what was tagged", "When an order is tagged vip, tag it vip.", "cyclic");
        row("price chases itself", "When the Amazon price changes, decrease the Amazon price by 1%.", "cyclic");
        row("cancels everything", "When an order arrives, cancel it.", "unsafe");
        row("a slip behind SKU", "When stock of any SKU dropz below 5, email me.", "unknown_word");
        row("a slip behind SKU, shouted", "WHEN STOCK OF ANY SKU DROPZ BELOW 5, EMAIL ME.", "unknown_word");
        row("less than no money", "When an order over -5 dollars arrives, flag it.", "wrong_unit");
        row("less than no money, the sign in front", "When an order over -$5 arrives, flag it.", "wrong_unit");
        row("less than no weight", "When an order heavier than -2 kg arrives, flag it.", "wrong_unit");
        row("an hour that no day has", "When an order arrives at 25:00, hold it.", "unknown_word");
        row("a comma before four digits", "When an order over 1,0000 arrives, flag it.", "unknown_word");
        row("so many of one product", "When an order with 3 units of SKU A-1 arrives, hold it.", "unsupported");
        row("containing so many of one product", "When an order arrives, hold it if it contains more than 3 units of SKU A-1.", "unsupported");
        row("a state behind a wait", "When an order arrives, wait 2 days, then cancel it if it is unpaid.", "unsupported");
        row("upgraded to nothing", "When an order arrives from Etsy, upgrade it.", "missing_value");
        row("a weekday of the month", "On the first Monday of every month, email me the sales report.", "unsupported");
        row("price of nothing", "When stock drops below 10, set the Amazon price to $0.", "unsafe");
        row("too often", "Every 10 seconds, email me the sales report.", "unsafe");
    }
    /// Of the right class, with words to say, and a place within the sentence.
    void refuses()
    {
        QFETCH(QByteArray, sentence);
        QFETCH(QString, errorClass);
        const QByteArray answer = answerTo(sentence);
        const QJsonObject error = QJsonDocument::fromJson(answer).object()[u"error"_s].toObject();
        QVERIFY2(error[u"class"_s] == errorClass, answer.constData());
        QVERIFY(!error[u"message"_s].toString().isEmpty());
        const QJsonArray span = error[u"span"_s].toArray();
        QVERIFY(span[0].toInt() >= 0 && span[0].toInt() <= span[1].toInt());
        QVERIFY(span[1].toInt() <= QString::fromUtf8(sentence).size());
    }

    /// What is offered as a whole sentence is one that works.
    void suggestionsCompile_data() { refuses_data(); }
    void suggestionsCompile()
    {
        QFETCH(QByteArray, sentence);
        const QJsonObject error = QJsonDocument::fromJson(answerTo(sentence)).object()[u"error"_s].toObject();
        const int from = error[u"span"_s][0].toInt(), to = error[u"span"_s][1].toInt();
        const QString refused = QString::fromUtf8(sentence).mid(from, to - from);
        const QJsonArray suggestions = error[u"suggestions"_s].toArray();
        for (const QJsonValue &suggestion : suggestions) {
            if (!suggestion.toString().endsWith(u'.')) { // a word
                QVERIFY(suggestion.toString().compare(refused, Qt::CaseInsensitive) != 0);
                continue;
            }
            const QByteArray again = answerTo(suggestion.toString().toUtf8());
            QVERIFY2(!again.contains("\"error\""), again.constData());
        }
    }

    /// The whole of what cannot be read is shown.
    void places_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("refused");
        QTest::newRow("an hour that no day has") << u"When an order arrives at 25:00, hold it."_s << u"25:00"_s;
        QTest::newRow("a minute that no hour has") << u"Every day at 9:75, email me the sales report."_s << u"9:75"_s;
        QTest::newRow("a comma before four digits") << u"When an order over 1,0000 arrives, flag it."_s << u"1,0000"_s;
        QTest::newRow("a comma before decimals") << u"When an order over 19,99 arrives, flag it."_s << u"19,99"_s;
        QTest::newRow("a slip behind a list of days") << u"On the 1st, 15th of every mnth, email me the sales report."_s << u"mnth"_s;
    }
    void places()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, refused);
        const QByteArray answer = answerTo(sentence.toUtf8());
        const QJsonArray span = QJsonDocument::fromJson(answer).object()[u"error"_s].toObject()[u"span"_s].toArray();
        QVERIFY2(sentence.mid(span[0].toInt(), span[1].toInt() - span[0].toInt()) == refused, answer.constData());
    }

    /// A sentence that works, whatever was missing or wrong.
    void repairs_data()
    {
        QTest::addColumn<QByteArray>("sentence");
        QTest::addColumn<QString>("repair");
        const auto row = [](const char *name, const char *sentence, const char *repair) {
            QTest::newRow(name) << QByteArray(sentence) << QString::fromLatin1(repair);
        };
        row("to hold and to release", "When an order arrives, hold it and release it.", "When an order arrives, hold it.");
        row("never both", "When an order over $50 and under $20 arrives, hold it.", "When an order over $50 or under $20 arrives, hold it.");
        row("nobody is told", "When an order arrives, notify.", "When an order arrives, notify me.");
        row("no tag", "When an order arrives, tag it.", "When an order arrives, tag it \"urgent\".");
        row("no number of units", "When stock drops below 5, transfer stock from North to FBA.", "When stock drops below 5, transfer 10 units from North to FBA.");
        row("no price", "When stock drops below 5, change the Amazon price.", "When stock drops below 5, change the Amazon price to $20.");
        row("no span to compare with", "When sales drop by 20%, email me.", "When sales drop by 20% compared with the previous week, email me.");
        row("nobody was named", "When an order arrives, email them.", "When an order arrives, email me.");
        row("twice a week or every second", "Biweekly, email me the sales report.", "Every two weeks on Monday, email me the sales report.");
        row("or before and", "When an order arrives, hold it if it is a gift or it is over $500 and the risk is high.", "When an order arrives, hold it if it is a gift or (it is over $500 and the risk is high).");
        row("and before or", "When an order arrives, hold it if it is a gift and it is over $500 or the risk is high.", "When an order arrives, hold it if (it is a gift and it is over $500) or the risk is high.");
        row("how low", "When stock is low, email me.", "When stock is below 10, email me.");
        row("how low, and where", "When stock gets low on Amazon, email me.", "When stock gets below 10 on Amazon, email me.");
        row("how soon", "Soon, email me the sales report.", "Every day at 9 am, email me the sales report.");
    }
    void repairs()
    {
        QFETCH(QByteArray, sentence);
        QFETCH(QString, repair);
        const QByteArray answer = answerTo(sentence);
        const QJsonObject error = QJsonDocument::fromJson(answer).object()[u"error"_s].toObject();
        QVERIFY2(error[u"suggestions"_s].toArray().contains(repair), answer.constData());
    }

    void sameInEveryLocale_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("de") << QLocale(QLocale::German, QLocale::Germany);
        QTest::newRow("tr") << QLocale(QLocale::Turkish, QLocale::Turkey);
        QTest::newRow("hi") << QLocale(QLocale::Hindi, QLocale::India);
    }
    void sameInEveryLocale()
    {
        QFETCH(QLocale, locale);
        const QByteArrayList sentences = ownSentences();
        QByteArrayList before;
        for (const QByteArray &sentence : sentences)
            before.append(rules::compileLine(m_compiler, sentence, rules::Answer::Explained));
        const QLocale usual;
        QLocale::setDefault(locale);
        const rules::Compiler compiler(tests::smallWorkspace());
        QByteArrayList after;
        for (const QByteArray &sentence : sentences)
            after.append(rules::compileLine(compiler, sentence, rules::Answer::Explained));
        QLocale::setDefault(usual);
        QCOMPARE(after, before);
    }

    /// Letters lost, doubled, swapped and put in: always one object, a trigger that is valid or a refusal.
    void survivesAnything_data()
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {7u, 70u, 700u})
            QTest::addRow("seed %u", seed) << seed;
    }
    void survivesAnything()
    {
        QFETCH(quint32, seed);
        static const QByteArray pieces[]{" and ", " or ", " not ", "\"", "(", "$", "9", ",", ".", " unless ", "\xff", "\xe2\x82\xb9", "0", "-", " if "};
        std::mt19937 random(seed);
        const auto below = [&](qsizetype bound) { return qsizetype(random() % quint32(bound)); };
        for (int i = 0; i < 400; ++i) {
            const QByteArrayList sentences = ownSentences();
            QByteArray sentence = sentences[below(sentences.size())];
            for (qsizetype change = 1 + below(4); change > 0; --change) {
                const qsizetype at = below(sentence.size());
                switch (below(7)) {
                case 0: sentence.remove(at, 1 + below(3)); break;
                case 4: sentence = changedWords(sentence, [&](QByteArrayList &words) { words.swapItemsAt(below(words.size()), below(words.size())); }); break;
                case 5: sentence = changedWords(sentence, [&](QByteArrayList &words) { words.removeAt(below(words.size())); }); break;
                case 6: sentence = changedWords(sentence, [&](QByteArrayList &words) { words.insert(below(words.size()), words[below(words.size())]); }); break;
                case 1: sentence.insert(at, pieces[below(std::size(pieces))]); break;
                case 2: sentence.insert(at, sentence.mid(below(sentence.size()), below(20))); break;
                default: sentence[at] = char(32 + below(95)); break;
                }
                if (sentence.isEmpty())
                    sentence = "x";
            }
            const QJsonObject answer = QJsonDocument::fromJson(answerTo(sentence)).object();
            const bool isRefused = answer.contains(u"error"_s);
            QVERIFY2(isRefused || rules::triggerFromJson(answer, m_compiler.workspace()), sentence.constData());
        }
    }

    /// However tangled, an answer comes soon.
    void answersSoon_data()
    {
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const char *begin, const char *again, const char *end) {
            const QString first = QString::fromLatin1(begin), last = QString::fromLatin1(end), more = QString::fromLatin1(again);
            QTest::newRow(name) << first + more.repeated((2'000 - first.size() - last.size()) / more.size()) + last;
        };
        row("many actions", "When an order arrives, ", "hold it and ", "flag it.");
        row("many conditions", "When an order arrives, hold it if ", "the risk is high and ", "it is a gift.");
        row("many alternatives", "When an order arrives, hold it if ", "the risk is high or ", "it is a gift.");
        row("a tag of many words", "When an order arrives, tag it ", "a ", "b.");
        row("many filters", "When an order ", "over $5 from Etsy ", "arrives, hold it.");
        row("a list of many names", "When an order arrives from ", "Etsy, ", "eBay, hold it.");
        row("many beginnings", "", "when an order arrives ", "");
        row("many ways", "When an order arrives, ", "if it is a gift, hold it, otherwise ", "flag it.");
        row("deep brackets", "When an order arrives, hold it if ", "not (", "it is a gift.");
        row("commas", "When an order arrives, hold it", ", ", ".");
        row("one word", "", "and ", "");
    }
    void answersSoon()
    {
        QFETCH(QString, sentence);
        constexpr int soonMs = 5'000; // a slow machine with checks on; a healthy answer takes a tenth
        QElapsedTimer timer;
        timer.start();
        const auto compiled = m_compiler.compile(sentence);
        QVERIFY2(timer.elapsed() < soonMs, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
        QVERIFY(compiled || !compiled.error().message.isEmpty());
    }

    /// The examples of the language reference, where they lie beside the project.
    void examples()
    {
        const QString shared = qEnvironmentVariable("CROSSDOCK_SHARED", QStringLiteral(CROSSDOCK_SOURCE_DIR "/../shared"));
        QFile lexicon(shared + u"/rules/lexicon.json"_s);
        QFile file(shared + u"/rules/examples.jsonl"_s);
        if (!lexicon.open(QFile::ReadOnly) || !file.open(QFile::ReadOnly))
            QSKIP("The examples are not here.");
        auto workspace = rules::Workspace::fromJson(lexicon.readAll());
        QVERIFY(workspace);
        const rules::Compiler compiler(std::move(*workspace));
        int expected = 0;
        int exact = 0;
        while (!file.atEnd()) {
            const QJsonObject example = QJsonDocument::fromJson(file.readLine()).object();
            const auto compiled = compiler.compile(example[u"sentence"_s].toString());
            if (example.contains(u"refuse"_s)) {
                QVERIFY2(!compiled, qPrintable(example[u"sentence"_s].toString())); // better refuse than take wrongly
                continue;
            }
            const auto wanted = rules::triggerFromJson(example[u"expect"_s].toObject(), compiler.workspace());
            QVERIFY2(wanted, qPrintable(example[u"id"_s].toString()));
            ++expected;
            exact += compiled && rules::normalBytes(compiled->trigger) == rules::normalBytes(*wanted);
        }
        QVERIFY2(exact * 100 >= expected * 95, qPrintable(u"%1 of %2"_s.arg(exact).arg(expected)));
    }
};

QTEST_APPLESS_MAIN(RulesCompilerTest)
#include "tst_rules_compiler.moc"
