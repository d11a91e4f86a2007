#include "app/bench/bench.h"
#include "app/commands/commands.h"
#include "app/console/console.h"
#include "app/console/display.h"
#include "app/console/review.h"
#include "app/practice/practice.h"
#include "app/serving/serve.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

namespace {

bool always(const Arguments &)
{
    return hasDisplay();
}

} // namespace

/// The table of contents of the command line. A new verb is one line here and one function.
const QList<Verb> &verbs()
{
    static const QList<Verb> all = {
        {{}, u"[--listen HOST:PORT] [--public-url URL] [--catch-up-every SECONDS] [--certificate FILE] [--certificate-key FILE]"_s,
         u"the console: a window on the stock, the orders and the channels of the data folder"_s, nullptr, console, Needs::Wires, always},
        {u"practice"_s, u"[--channels N] [--skus N] [--rate ORDERS_PER_S] [--faults LIST] [--seed S] [--world FILE] [--headless] [--for SECONDS]"_s,
         u"the console on simulated channels that trade; with --headless a run with a summary"_s, nullptr, practice, Needs::Wires, practiceHasWindow},
        {u"review"_s, u"FILE"_s, u"the console, read-only, on a sealed audit file"_s, nullptr, review, Needs::Ledger, always},
        {u"serve"_s, u"[--listen HOST:PORT] [--public-url URL] [--catch-up-every SECONDS] [--certificate FILE] [--certificate-key FILE]"_s,
         u"the engine without a window; prints a line of JSON when it takes work"_s, nullptr, serve},
        {u"sandbox"_s, u"[--listen HOST:PORT] [--world FILE] [--channels N] [--skus N] [--rate N] [--faults LIST] [--seed S] [--webhooks URL] [--services]"_s,
         u"simulated channels, with --services nodes of others and a carrier too, on loopback; prints their addresses and keys as JSON; buyers come with --rate"_s, nullptr, serveSandbox},
        {u"node add"_s, u"KIND NAME [--title TEXT] [--country CODE] [--region TEXT] [--city TEXT] [--postcode CODE] [--street TEXT] [--sender NAME] [--phone NUMBER] [--email ADDRESS] [--cut-off TIME] [--time-zone PLACE] [--days DAYS] "
                        "[--holiday DATE]… [--capacity ORDERS] [--currency CODE] [--order-fee AMOUNT] [--first-pick AMOUNT] [--pick-fee AMOUNT] [--free-picks N] "
                        "[--box-fee AMOUNT] [--insert-fee AMOUNT] [--url BASE] [--account K=V]… [--secret K=@FILE]… [--reason TEXT] [--key KEY]"_s,
         u"adds a place that holds stock, or changes what is known of it; address, account and secrets are of nodes of others"_s, nodeAdd},
        {u"node list"_s, {}, u"the places that hold stock, and how far their own counts can be gone by"_s, nodeList},
        {u"node test"_s, u"NAME"_s, u"signs in to a node of others and reads something small"_s, nodeTest},
        {u"node read"_s, u"NAME"_s, u"reads the stock of a node of others now"_s, nodeRead},
        {u"node close"_s, u"NAME [--reason TEXT] [--key KEY]"_s, u"sends nothing more from a place: what was to go from there is planned anew"_s, nodeClose},
        {u"node open"_s, u"NAME [--reason TEXT] [--key KEY]"_s, u"sends from a place again"_s, nodeOpen},
        {u"node remove"_s, u"NAME [--reason TEXT] [--key KEY]"_s, u"forgets a place that holds nothing; what it did stays in the trail"_s, nodeRemove},
        {u"node rules"_s, {}, u"what channels allow nodes of others to do: demands, vetoes and surcharges, with dates and sources"_s, nodeRules},
        {u"node stock"_s, u"NAME"_s, u"what a node of others says that it holds, by state"_s, nodeStock},
        {u"channel add"_s, u"KIND NAME --url BASE [--account K=V]… [--secret K=@FILE]… [--pool NODE]… [--public-url URL]"_s,
         u"connects a marketplace or shop; a secret is K=@FILE, or K=- for a line of stdin"_s, channelAdd, nullptr, Needs::Wires},
        {u"channel list"_s, {}, u"the channels and how they fare"_s, channelList},
        {u"channel test"_s, u"NAME"_s, u"signs in and reads something small"_s, channelTest, nullptr, Needs::Wires},
        {u"channel catalogue"_s, u"NAME"_s, u"reads the channel's listings and ties those whose SKU is known"_s, channelCatalogue, nullptr, Needs::Wires},
        {u"channel catch-up"_s, u"NAME"_s, u"reads the channel's orders now"_s, channelCatchUp, nullptr, Needs::Wires},
        {u"channel pause"_s, u"NAME [--reason TEXT] [--key KEY]"_s, u"tells the channel nothing more until it is resumed"_s, channelPause},
        {u"channel resume"_s, u"NAME [--reason TEXT] [--key KEY]"_s, u"goes on with a paused channel, reading its orders first"_s, channelResume},
        {u"channel remove"_s, u"NAME"_s, u"forgets the channel and its secrets"_s, channelRemove, nullptr, Needs::Wires},
        {u"carrier add"_s, u"KIND NAME [--url BASE] [--account K=V]… [--secret K=@FILE]…"_s, u"connects a carrier or a broker of carriers; kind contract: its price lists are imported"_s, carrierAdd},
        {u"carrier list"_s, {}, u"the carriers"_s, carrierList},
        {u"carrier remove"_s, u"NAME"_s, u"forgets the carrier; imported price lists stay"_s, carrierRemove},
        {u"rates"_s, u"--shipment FILE [--deadline MS] [--keep TRACKING] [--service CARRIER/SERVICE]"_s,
         u"what every carrier asks for a shipment, side by side; with --keep the price of that service is kept, to be compared with the carrier's invoice"_s, quoteRates},
        {u"label rates"_s, u"ORDER --unit SKU=N… --weight WEIGHT [--size LxWxH] [--node NODE] [--deadline MS]"_s,
         u"what a box of an order costs, cheapest first; each --unit is what was checked to be in it; weights like 640g or 1.4lb, sizes like 30x20x10cm"_s, labelRates},
        {u"label buy"_s, u"ORDER --unit SKU=N… --weight WEIGHT [--size LxWxH] [--node NODE] [--service CARRIER/SERVICE] [--printer NAME] [--format FORMAT] [--deadline MS] [--reason TEXT] [--key KEY]"_s,
         u"buys the label of the cheapest service, or of the one named; the same key again buys nothing; with --printer it is printed"_s, labelBuy},
        {u"label print"_s, u"ID [--printer NAME] [--reason TEXT] [--key KEY]"_s, u"prints a label; a second time only with a reason"_s, labelPrint},
        {u"label void"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"takes a label back, and asks its carrier for the money"_s, labelVoid},
        {u"label list"_s, u"[--order ORDER] [--open] [--limit N]"_s, u"labels, newest first; with --open those that wait for a carrier or a person"_s, labelList},
        {u"label show"_s, u"ID [--document FILE]"_s, u"one label; with --document what is printed goes into a file"_s, labelShow},
        {u"label track"_s, u"ID"_s, u"asks the carrier where the parcel is"_s, labelTrack},
        {u"label check"_s, u"ID"_s, u"asks the carrier how a purchase or a refund fares of which that is not known"_s, labelCheck},
        {u"label settle"_s, u"ID [--tracking NUMBER] [--not-bought] [--reason TEXT] [--key KEY]"_s, u"says how a purchase fared that its carrier cannot be asked about"_s, labelSettle},
        {u"printer set"_s, u"NAME [--queue NAME] [--socket HOST:PORT] [--format FORMAT]"_s,
         u"a printer for labels: a queue of the system's (pdf, png or zpl), or a label printer that takes ZPL on a socket"_s, printerSet},
        {u"printer show"_s, {}, u"the printers"_s, printerShow},
        {u"printer test"_s, u"NAME"_s, u"prints a small page"_s, printerTest},
        {u"printer remove"_s, u"NAME"_s, u"forgets a printer"_s, printerRemove},
        {u"goods set"_s, u"SKU [--description TEXT] [--hs-code CODE] [--origin COUNTRY] [--reason TEXT] [--key KEY]"_s, u"what customs is told of a product; what is not given stays"_s, goodsSet},
        {u"goods show"_s, u"SKU…"_s, u"what customs is told of products"_s, goodsShow},
        {u"import"_s, u"WHAT FILE [--dry-run] [--accept-valid] [--carrier NAME] [--service NAME] [--price-type TYPE] [--effective-from DATE] [--currency CODE] [--weight-unit UNIT] [--sheet NAME]"_s,
         u"skus, kits, listings, stock, prices, orders, rates, zones, surcharges, invoices or cartons from a CSV file or an Excel workbook; the flags say what a carrier's own sheet does not"_s, importFile},
        {u"export"_s, u"WHAT FILE"_s, u"skus, kits, listings, stock, prices, orders or movements to a CSV file"_s, exportFile},
        {u"stock show"_s, u"[SKU]… [--at TIME]"_s, u"on hand, reserved, available, by node and by channel"_s, stockShow},
        {u"stock receive"_s, u"SKU --node NODE --quantity N [--reason TEXT] [--key KEY]"_s, u"units arrive"_s, stockReceive},
        {u"stock adjust"_s, u"SKU --node NODE --quantity N [--reason TEXT] [--key KEY]"_s, u"a signed difference"_s, stockAdjust},
        {u"stock count"_s, u"SKU --node NODE --quantity N [--reason TEXT] [--key KEY]"_s, u"what is physically there"_s, stockCount},
        {u"stock transfer"_s, u"SKU --quantity N [--node NODE] [--from NODE] [--to NODE] [--arrives-later] [--reason TEXT] [--key KEY]"_s,
         u"moves free units from one node to another"_s, stockTransfer},
        {u"stock undo"_s, u"ENTRY [--reason TEXT] [--key KEY]"_s, u"books the opposite of an earlier entry"_s, stockUndo},
        {u"stock explain"_s, u"SKU [--node NODE] [--channel NAME]"_s, u"the chain of entries that make this number"_s, stockExplain},
        {u"stop-selling"_s, u"[SKU] [--channel NAME] [--all] [--until TIME] [--reason TEXT] [--key KEY]"_s, u"shows 0 until it is resumed or the time comes"_s, stopSelling},
        {u"resume-selling"_s, u"[SKU] [--channel NAME] [--all] [--reason TEXT] [--key KEY]"_s, u"sells again"_s, resumeSelling},
        {u"order list"_s, u"[--channel NAME] [--state STATE] [--short] [--limit N]"_s, u"orders, newest first"_s, orderList},
        {u"order show"_s, u"ID"_s, u"one order, written CHANNEL/NUMBER, with lines, reservations and timeline"_s, orderShow},
        {u"order hold"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"keeps it from being picked"_s, orderHold},
        {u"order release"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"ends the hold"_s, orderRelease},
        {u"order cancel"_s, u"ID [--on-channel] [--reason TEXT] [--key KEY]"_s, u"frees what has not shipped; with --on-channel there too"_s, orderCancel, nullptr, Needs::Wires},
        {u"order reroute"_s, u"ID [--node NODE] [--reason TEXT]"_s, u"plans anew from where it is sent; with --node from there, for a reason"_s, orderReroute},
        {u"order pick"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"its units leave the shelf"_s, orderPick},
        {u"order ship"_s, u"ID [--carrier NAME] [--tracking NUMBER] [--node NODE] [--reason TEXT] [--key KEY]"_s, u"its units leave the house, or those at a node; its channel is told"_s, orderShip},
        {u"order tracking"_s, u"ID [--parcel N] [--carrier NAME] [--tracking NUMBER] [--reason TEXT] [--key KEY]"_s, u"corrects carrier or number of what left (else the last parcel), and tells its channel again"_s, orderTracking},
        {u"order return"_s, u"ID --node NODE --line LINE [--quantity N] [--to-quarantine] [--reason TEXT] [--key KEY]"_s, u"units come back"_s, orderReturn},
        {u"order forget"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"destroys the key of the buyer's data, for good"_s, orderForget},
        {u"incident list"_s, u"[--open]"_s, u"what was sold and was not there"_s, incidentList},
        {u"audit show"_s, u"[--sku SKU] [--order ORDER] [--actor NAME] [--channel NAME] [--what NAME] [--from TIME] [--to TIME] [--limit N] [--follow]"_s,
         u"the trail: who changed what, when and why"_s, auditShow},
        {u"audit verify"_s, u"[FILE] [--sealed FILE]"_s, u"checks the chain of the trail, or of a sealed file; names the first broken entry; --sealed also holds the trail against a file sealed from it before"_s, auditVerify, auditVerifyFile},
        {u"audit export"_s, u"FILE [--from TIME] [--to TIME]"_s, u"seals a span of the trail into one file"_s, auditExport},
        {u"parcel recall"_s, u"PARCEL [--reason TEXT] [--key KEY]"_s, u"takes a parcel back from the node of others that has it, to be planned again"_s, parcelRecall},
        {u"wave show"_s, u"[--pin ORDER=NODE]… [--closed NODE]… [--policy FILE.json] [--reason TEXT]"_s, u"plans the waiting orders together and shows it; changes nothing"_s, waveShow},
        {u"wave policy"_s, u"[--set FILE.json] [--reason TEXT]"_s, u"what counts in plans: shows it, or sets it for the house. Keys of the file, in minor units: late_cost, late_costs {channel kind: cost}, carbon_price (of a kilogram), parcel_fee, wait_cost, change_cost, max_parcels, keeps_capacity, protects_last_units, greedy"_s, wavePolicy},
        {u"wave explain"_s, u"ORDER [--pin ORDER=NODE]… [--closed NODE]… [--policy FILE.json] [--reason TEXT]"_s, u"why an order's parcels come from where they come, as JSON"_s, waveExplain},
        {u"wave publish"_s, u"[--pin ORDER=NODE]… [--reason TEXT]"_s, u"plans the waiting orders together and decides it; pins need a reason"_s, wavePublish},
        {u"route"_s, u"[ORDER]… --problem FILE [--policy FILE] [--seconds N] [--explain] [--pin ORDER=NODE]…"_s, u"plans a batch of orders on given nodes and stock; prints the plan, its cost and a proven bound as JSON"_s, routeByStore, route, Needs::Ledger, nullptr, routeKeys()},
        {u"rules compile"_s, u"[--lexicon FILE] [--explain]"_s, u"a sentence a line of stdin to its trigger, or a refusal, as a line of JSON"_s, nullptr, rulesCompile},
        {u"rules paraphrase"_s, u"[--lexicon FILE]"_s, u"a trigger a line of stdin back to a sentence"_s, nullptr, rulesParaphrase},
        {u"rules analyse"_s, u"[--lexicon FILE]"_s, u"a JSON array of sentences a line of stdin to what is wrong between them"_s, nullptr, rulesAnalyse},
        {u"rules add"_s, u"[SENTENCE]… [--name NAME] [--priority N] [--reason TEXT] [--key KEY]"_s,
         u"writes a rule, as a draft; without a sentence, that of stdin"_s, rulesAdd, rulesAddFromStdin},
        {u"rules edit"_s, u"ID [SENTENCE]… [--name NAME] [--priority N] [--reason TEXT] [--key KEY]"_s, u"writes a new version of a rule"_s, rulesEdit},
        {u"rules list"_s, {}, u"the rules, their states and how often they ran"_s, rulesList},
        {u"rules show"_s, u"ID"_s, u"a rule: how it is understood, what it needs, its versions and last runs"_s, rulesShow},
        {u"rules arm"_s, u"ID [--stop-after N] [--reason TEXT] [--key KEY]"_s,
         u"lets a rule act; says what it needs and is not there; with --stop-after it is stopped and undone once it touched N things within an hour"_s, rulesArm},
        {u"rules shadow"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"lets a rule run and count, and do nothing"_s, rulesShadow},
        {u"rules disarm"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"pauses a rule"_s, rulesDisarm},
        {u"rules undo"_s, u"ID [--since TIME] [--reason TEXT] [--key KEY]"_s, u"pauses a rule and takes back what it did since then, as far as that can be"_s, rulesUndo},
        {u"rules remove"_s, u"ID [--reason TEXT] [--key KEY]"_s, u"forgets a rule; its runs stay in the trail"_s, rulesRemove},
        {u"rules test"_s, u"ID --since TIME [--until TIME] [--against VERSION]"_s, u"what a rule would have done since then, beside an earlier version of it"_s, rulesTest},
        {u"rules runs"_s, u"[ID] [--limit N] [--before RUN]"_s, u"when rules fired, what they read and did, newest first"_s, rulesRuns},
        {u"rules findings"_s, {}, u"what is wrong with the rules on record, alone, between them, and over the last 90 days"_s, rulesFindings},
        {u"rules example add"_s, u"ID TEXT… [--reason TEXT] [--key KEY]"_s, u"what a rule must do before it goes live: for order web/1001 hold it"_s, rulesExampleAdd},
        {u"rules example list"_s, u"ID"_s, u"the examples of a rule and whether they pass"_s, rulesExampleList},
        {u"rules example remove"_s, u"ID EXAMPLE [--reason TEXT] [--key KEY]"_s, u"forgets an example"_s, rulesExampleRemove},
        {u"rules complete"_s, u"[WORDS]…"_s, u"what may stand next in a sentence that begins with these words"_s, rulesComplete},
        {u"contact add"_s, u"NAME [--said WORDS]… [--email ADDRESS] [--webhook URL] [--key KEY]"_s, u"somebody a rule can write to"_s, contactAdd},
        {u"contact list"_s, {}, u"the people that rules can write to"_s, contactList},
        {u"contact remove"_s, u"NAME [--key KEY]"_s, u"forgets a contact"_s, contactRemove},
        {u"mail set"_s, u"HOST --from ADDRESS [--port N] [--user NAME] [--secret K=@FILE] [--plain]"_s,
         u"where mails of rules go out; its key is password; --plain: without TLS, on this machine only"_s, mailSet},
        {u"mail show"_s, {}, u"where mails go out"_s, mailShow},
        {u"mail test"_s, u"CONTACT"_s, u"sends a contact a mail; how it fared is in the list of notices"_s, mailTest},
        {u"mail off"_s, u"[--key KEY]"_s, u"no mail goes out any more"_s, mailOff},
        {u"notice list"_s, u"[--open]"_s, u"messages, tasks and reports of the rules, newest first"_s, noticeList},
        {u"notice done"_s, u"ID [--key KEY]"_s, u"settles a task or a message"_s, noticeDone},
        {u"doctor"_s, {}, u"looks at store, clock, disk, key store and every channel; says what to do"_s, doctor, nullptr, Needs::Wires},
        {u"bench sync"_s, u"[--for SECONDS] [--rate ORDERS_PER_S]"_s, u"measures: an order, from its sale on one channel until the last of eight shows it"_s, nullptr, benchSync},
        {u"bench ledger"_s, u"[--for SECONDS]"_s, u"measures: commands a second, durable"_s, nullptr, benchLedger},
        {u"bench grid"_s, u"[--skus N] [--channels N]"_s, u"measures: the window's grid"_s, nullptr, benchGrid},
        {u"bench routing"_s, u"[--seconds N] [--real FOLDER]"_s,
         u"measures: plans of made-up batches against the bound; with --seconds N for each also against cbc, where it is installed; with --real also waves of the orders in Olist's files"_s, nullptr, benchRouting},
        {u"bench cartons"_s, {}, u"measures: the cheapest carton, its service and its packing for orders of few and many things"_s, nullptr, benchCartons},
        {u"bench rates"_s, {}, u"measures: quotes from price lists"_s, nullptr, benchRates},
        {u"bench rules"_s, {}, u"measures: sentences read, completion, decisions of 10,000 rules, history replayed"_s, nullptr, benchRules},
        {u"help"_s, u"[COMMAND]…"_s, u"this list, or one command"_s, nullptr, help},
        {u"version"_s, {}, u"versions"_s, nullptr, version},
        {u"completion"_s, {}, u"a line for the shell that completes commands and flags"_s, nullptr, completion},
    };
    return all;
}

} // namespace crossdock::app
