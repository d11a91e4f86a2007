#pragma once

#include <QObject>
#include <memory>

/// Each makes the tests of one subject.
std::unique_ptr<QObject> makeCommandLineTest();
std::unique_ptr<QObject> makeKeysTest();
std::unique_ptr<QObject> makeImportTest();
std::unique_ptr<QObject> makeBinsTest();
std::unique_ptr<QObject> makeWebhookTest();
std::unique_ptr<QObject> makeCrashTest();
std::unique_ptr<QObject> makeTrailTest();
std::unique_ptr<QObject> makeRatesTest();
std::unique_ptr<QObject> makeNodesTest();
std::unique_ptr<QObject> makeLabelsTest();
std::unique_ptr<QObject> makeCarriersTest();
std::unique_ptr<QObject> makeMessagesTest();
