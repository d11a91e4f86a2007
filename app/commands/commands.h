#pragma once

#include "app/command_line/session.h"

/// What each verb does: one function a verb, one file a family. The table is in verbs.cpp.
namespace crossdock::app {

// stock_commands.cpp
ExitCode stockShow(Session &session);
ExitCode stockReceive(Session &session);
ExitCode stockAdjust(Session &session);
ExitCode stockCount(Session &session);
ExitCode stockTransfer(Session &session);
ExitCode stockArrive(Session &session);
ExitCode stockRelease(Session &session);
ExitCode stockExplain(Session &session);
ExitCode stockUndo(Session &session);

// purchase_commands.cpp
ExitCode purchaseList(Session &session);
ExitCode purchaseShow(Session &session);
ExitCode purchaseCreate(Session &session);
ExitCode purchaseChange(Session &session);
ExitCode purchaseCancel(Session &session);
ExitCode purchaseLeadTime(Session &session);

// selling_commands.cpp
ExitCode stopSelling(Session &session);
ExitCode resumeSelling(Session &session);

// node_commands.cpp
ExitCode nodeAdd(Session &session);
ExitCode nodeList(Session &session);
ExitCode nodeRead(Session &session);
ExitCode nodeRemove(Session &session);
ExitCode nodeClose(Session &session);
ExitCode nodeOpen(Session &session);
ExitCode nodeRules(Session &session);
ExitCode nodeStock(Session &session);
ExitCode nodeTest(Session &session);

// channel_commands.cpp
ExitCode channelAdd(Session &session);
ExitCode channelList(Session &session);
ExitCode channelSecrets(Session &session);
ExitCode channelTest(Session &session);
ExitCode channelCatalogue(Session &session);
ExitCode channelCatchUp(Session &session);
ExitCode channelPause(Session &session);
ExitCode channelResume(Session &session);
ExitCode channelRemove(Session &session);

// carrier_commands.cpp, rates_commands.cpp
ExitCode carrierAdd(Session &session);
ExitCode carrierList(Session &session);
ExitCode carrierRemove(Session &session);
ExitCode quoteRates(Session &session);
ExitCode ratesList(Session &session);
ExitCode ratesRemove(Session &session);

// wave_commands.cpp
ExitCode waveShow(Session &session);
ExitCode waveExplain(Session &session);
ExitCode wavePublish(Session &session);
ExitCode wavePolicy(Session &session);
ExitCode orderReroute(Session &session);
ExitCode parcelRecall(Session &session);

// label_commands.cpp, label_purchase.cpp
ExitCode labelRates(Session &session);
ExitCode labelBuy(Session &session);
ExitCode labelPrint(Session &session);
ExitCode labelVoid(Session &session);
ExitCode labelList(Session &session);
ExitCode labelShow(Session &session);
ExitCode labelTrack(Session &session);
ExitCode labelCheck(Session &session);
ExitCode labelSettle(Session &session);

// bench_commands.cpp
ExitCode printerSet(Session &session);
ExitCode printerShow(Session &session);
ExitCode printerTest(Session &session);
ExitCode printerRemove(Session &session);
ExitCode goodsSet(Session &session);
ExitCode goodsShow(Session &session);

// bin_commands.cpp
ExitCode orderPickList(Session &session);
ExitCode binList(Session &session);
ExitCode binSet(Session &session);
ExitCode binRemove(Session &session);

// customer_commands.cpp
ExitCode customerTag(Session &session);
ExitCode customerUntag(Session &session);

// order_commands.cpp
ExitCode orderList(Session &session);
ExitCode orderShow(Session &session);
ExitCode orderHold(Session &session);
ExitCode orderOption(Session &session);
ExitCode orderRelease(Session &session);
ExitCode orderCancel(Session &session);
ExitCode orderPick(Session &session);
ExitCode orderShip(Session &session);
ExitCode orderTracking(Session &session);
ExitCode orderReturn(Session &session);
ExitCode orderForget(Session &session);
ExitCode orderPrint(Session &session);

// return_commands.cpp
ExitCode returnList(Session &session);
ExitCode returnApprove(Session &session);
ExitCode returnDecline(Session &session);
ExitCode returnLabel(Session &session);

// audit_commands.cpp
ExitCode auditShow(Session &session);
ExitCode auditExplain(Session &session);
ExitCode auditVerify(Session &session);
std::optional<ExitCode> auditVerifyFile(const Call &call, Output &output);
ExitCode auditExport(Session &session);
ExitCode incidentList(Session &session);

// doctor_commands.cpp
ExitCode doctor(Session &session);

// import_commands.cpp, export_commands.cpp
ExitCode importFile(Session &session);
ExitCode exportFile(Session &session);

// rules_commands.cpp
std::optional<ExitCode> rulesCompile(const Call &call, Output &output);
std::optional<ExitCode> rulesParaphrase(const Call &call, Output &output);
std::optional<ExitCode> rulesAnalyse(const Call &call, Output &output);

// route_commands.cpp
std::optional<ExitCode> route(const Call &call, Output &output);
ExitCode routeByStore(Session &session);
QString routeKeys(); ///< route_help.cpp: what a problem file holds

// rule_book_commands.cpp
ExitCode rulesAdd(Session &session);
std::optional<ExitCode> rulesAddFromStdin(const Call &call, Output &output);
ExitCode rulesEdit(Session &session);
ExitCode rulesList(Session &session);
ExitCode rulesShow(Session &session);
ExitCode rulesArm(Session &session);
ExitCode rulesAllow(Session &session);
ExitCode rulesUndo(Session &session);
ExitCode rulesShadow(Session &session);
ExitCode rulesDisarm(Session &session);
ExitCode rulesRemove(Session &session);
ExitCode rulesComplete(Session &session);

Result<RuleRow> ruleMeant(Session &session); ///< the first word: its number or its name
void printRun(Session &session, const RuleRun &run);

// rule_proof_commands.cpp
ExitCode rulesTest(Session &session);
ExitCode rulesRuns(Session &session);
ExitCode rulesFindings(Session &session);
ExitCode rulesExampleAdd(Session &session);
ExitCode rulesExampleList(Session &session);
ExitCode rulesExampleRemove(Session &session);

// people_commands.cpp
ExitCode mailSet(Session &session);
ExitCode mailShow(Session &session);
ExitCode mailTest(Session &session);
ExitCode mailOff(Session &session);
ExitCode contactAdd(Session &session);
ExitCode contactRemove(Session &session);
ExitCode contactList(Session &session);
ExitCode noticeList(Session &session);
ExitCode noticeDone(Session &session);

// message_commands.cpp
ExitCode whatsappSet(Session &session);
ExitCode whatsappShow(Session &session);
ExitCode whatsappTest(Session &session);
ExitCode whatsappOff(Session &session);
ExitCode smsSet(Session &session);
ExitCode smsShow(Session &session);
ExitCode smsTest(Session &session);
ExitCode smsOff(Session &session);
ExitCode pushSet(Session &session);
ExitCode pushShow(Session &session);
ExitCode pushTest(Session &session);
ExitCode pushOff(Session &session);

// assistant_commands.cpp
ExitCode assistantSet(Session &session);
ExitCode assistantShow(Session &session);
ExitCode assistantOff(Session &session);
ExitCode rulesSuggest(Session &session);

// help_commands.cpp
std::optional<ExitCode> help(const Call &call, Output &output);
std::optional<ExitCode> version(const Call &call, Output &output);
std::optional<ExitCode> completion(const Call &call, Output &output);

} // namespace crossdock::app
