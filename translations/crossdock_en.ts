<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>crossdock::ui::AuditPage</name>
    <message numerus="yes">
        <source>%Ln entries read, newest first</source>
        <translation>
            <numerusform>%Ln entry read, newest first</numerusform>
            <numerusform>%Ln entries read, newest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::BackTest</name>
    <message numerus="yes">
        <source>Of %Ln run(s) of the schedule not all is known; of the first, %1: %2.</source>
        <translation>
            <numerusform>Of %Ln run of the schedule not all is known, %1: %2.</numerusform>
            <numerusform>Of %Ln runs of the schedule not all is known; of the first, %1: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would have run %Ln time(s) in the last %1 days (%2 events read).</source>
        <translation>
            <numerusform>It would have run %Ln time in the last %1 days (%2 events read).</numerusform>
            <numerusform>It would have run %Ln times in the last %1 days (%2 events read).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s)</source>
        <translation>
            <numerusform>%Ln thing</numerusform>
            <numerusform>%Ln things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) are the same; below is what only one of them would have done.</source>
        <translation>
            <numerusform>%Ln run is the same; below is what only one of them would have done.</numerusform>
            <numerusform>%Ln runs are the same; below is what only one of them would have done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::BookingDialog</name>
    <message numerus="yes">
        <source>%Ln SKU(s), from %1 on</source>
        <translation>
            <numerusform>%Ln SKU, %1</numerusform>
            <numerusform>%Ln SKUs, from %1 on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>each of %Ln SKU(s)</source>
        <translation>
            <numerusform>%Ln SKU</numerusform>
            <numerusform>each of %Ln SKUs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unit(s) are reserved for orders, which become short.</source>
        <translation>
            <numerusform>%Ln unit is reserved for orders, which becomes short.</numerusform>
            <numerusform>%Ln units are reserved for orders, which become short.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln unit(s) more than were to come.</source>
        <translation>
            <numerusform>%1: %Ln unit more than was to come.</numerusform>
            <numerusform>%1: %Ln units more than were to come.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is closed; %Ln unit(s) of this SKU did not come.</source>
        <translation>
            <numerusform>%1 is closed; %Ln unit of this SKU did not come.</numerusform>
            <numerusform>%1 is closed; %Ln units of this SKU did not come.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::CatalogueDialog</name>
    <message numerus="yes">
        <source>%Ln listing(s) are mapped to a SKU and kept up to date.</source>
        <translation>
            <numerusform>%Ln listing is mapped to a SKU and kept up to date.</numerusform>
            <numerusform>%Ln listings are mapped to a SKU and kept up to date.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln SKU(s) of the channel are not known here: define them, then read the catalogue again.</source>
        <translation>
            <numerusform>%Ln SKU of the channel is not known here: define them, then read the catalogue again.</numerusform>
            <numerusform>%Ln SKUs of the channel are not known here: define them, then read the catalogue again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) have no SKU on the channel: give them one there.</source>
        <translation>
            <numerusform>%Ln listing has no SKU on the channel: give them one there.</numerusform>
            <numerusform>%Ln listings have no SKU on the channel: give them one there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ChannelActions</name>
    <message numerus="yes">
        <source>Orders of %1 are read: %Ln new or changed.</source>
        <translation>
            <numerusform>Orders of %1 are read: %Ln new or changed.</numerusform>
            <numerusform>Orders of %1 are read: %Ln new or changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All of its %Ln listing(s) show 0 until selling is resumed. Its orders are still read.</source>
        <translation>
            <numerusform>Its %Ln listing shows 0 until selling is resumed. Its orders are still read.</numerusform>
            <numerusform>All of its %Ln listings show 0 until selling is resumed. Its orders are still read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ChannelRulesDialog</name>
    <message numerus="yes">
        <source>The file changes %Ln rule(s).</source>
        <translation>
            <numerusform>The file changes %Ln rule.</numerusform>
            <numerusform>The file changes %Ln rules.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rule(s) of channels and places taken: plans are made anew.</source>
        <translation>
            <numerusform>%Ln rule of channels and places taken: plans are made anew.</numerusform>
            <numerusform>%Ln rules of channels and places taken: plans are made anew.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ChannelsPage</name>
    <message numerus="yes">
        <source>%Ln channel(s)</source>
        <translation>
            <numerusform>%Ln channel</numerusform>
            <numerusform>%Ln channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in trouble</source>
        <translation>
            <numerusform>%Ln in trouble</numerusform>
            <numerusform>%Ln in trouble</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::DayStrip</name>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ImportDialog</name>
    <message numerus="yes">
        <source>%1, separated by %2, %Ln row(s).</source>
        <comment>encoding, delimiter</comment>
        <translation>
            <numerusform>%1, separated by %2, %Ln row.</numerusform>
            <numerusform>%1, separated by %2, %Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln row(s)</source>
        <translation>
            <numerusform>Import %Ln row</numerusform>
            <numerusform>Import %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) are booked.</source>
        <translation>
            <numerusform>%Ln change is booked.</numerusform>
            <numerusform>%Ln changes are booked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) are booked; the rest was not taken.</source>
        <translation>
            <numerusform>%Ln change is booked; the rest was not taken.</numerusform>
            <numerusform>%Ln changes are booked; the rest was not taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln row(s) are in; the rest was not taken.</source>
        <translation>
            <numerusform>The first row is in; the rest was not taken.</numerusform>
            <numerusform>The first %Ln rows are in; the rest was not taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were refused, the first: %1</source>
        <translation>
            <numerusform>%Ln was refused, the first: %1</numerusform>
            <numerusform>%Ln were refused, the first: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are new or have changed.</source>
        <comment>prices, zones or surcharges</comment>
        <translation>
            <numerusform>%Ln is new or has changed.</numerusform>
            <numerusform>%Ln are new or have changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::FindingsList</name>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::OrdersPage</name>
    <message numerus="yes">
        <source>%Ln orders read, newest first</source>
        <translation>
            <numerusform>%Ln order read, newest first</numerusform>
            <numerusform>%Ln orders read, newest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %Ln orders, as sorted</source>
        <translation>
            <numerusform>the newest %Ln order</numerusform>
            <numerusform>the newest %Ln orders, as sorted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RulesModel</name>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RulesPage</name>
    <message numerus="yes">
        <source>%Ln rule(s)</source>
        <translation>
            <numerusform>%Ln rule</numerusform>
            <numerusform>%Ln rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::SetAsidePanel</name>
    <message numerus="yes">
        <source>Set aside: %Ln listing(s)</source>
        <translation>
            <numerusform>Set aside: %Ln listing</numerusform>
            <numerusform>Set aside: %Ln listings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listing(s) are sent again.</source>
        <translation>
            <numerusform>%Ln listing is sent again.</numerusform>
            <numerusform>%Ln listings are sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ShipDialog</name>
    <message numerus="yes">
        <source>%Ln unit(s) leave the warehouse, and the channel is told. This cannot be undone; what comes back is a return.</source>
        <translation>
            <numerusform>%Ln unit leaves the warehouse, and the channel is told. This cannot be undone; what comes back is a return.</numerusform>
            <numerusform>%Ln units leave the warehouse, and the channel is told. This cannot be undone; what comes back is a return.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::StockPage</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied.</source>
        <translation>
            <numerusform>%Ln row copied.</numerusform>
            <numerusform>%Ln rows copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::Undo</name>
    <message numerus="yes">
        <source>%Ln SKU(s)</source>
        <translation>
            <numerusform>%Ln SKU</numerusform>
            <numerusform>%Ln SKUs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OrderWords</name>
    <message numerus="yes">
        <source>%Ln order(s) of this buyer</source>
        <translation>
            <numerusform>%Ln order of this buyer</numerusform>
            <numerusform>%Ln orders of this buyer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ChannelWatch</name>
    <message numerus="yes">
        <source>%Ln channel(s) not answering</source>
        <translation>
            <numerusform>%Ln channel not answering</numerusform>
            <numerusform>%Ln channels not answering</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last call failed on %Ln channel(s)</source>
        <translation>
            <numerusform>Last call failed on %Ln channel</numerusform>
            <numerusform>Last call failed on %Ln channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln channel(s) slowed down</source>
        <translation>
            <numerusform>%Ln channel slowed down</numerusform>
            <numerusform>%Ln channels slowed down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending to %Ln channel(s)</source>
        <translation>
            <numerusform>Sending to %Ln channel</numerusform>
            <numerusform>Sending to %Ln channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln channel(s) paused</source>
        <translation>
            <numerusform>%Ln channel paused</numerusform>
            <numerusform>%Ln channels paused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::Selling</name>
    <message numerus="yes">
        <source>Selling is stopped for %Ln SKU(s). Ctrl+Shift+U resumes it, Ctrl+Z takes it back.</source>
        <translation>
            <numerusform>Selling is stopped for %Ln SKU. Ctrl+Shift+U resumes it, Ctrl+Z takes it back.</numerusform>
            <numerusform>Selling is stopped for %Ln SKUs. Ctrl+Shift+U resumes it, Ctrl+Z takes it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln SKU(s) are on sale again. Ctrl+Z takes it back.</source>
        <translation>
            <numerusform>%Ln SKU is on sale again. Ctrl+Z takes it back.</numerusform>
            <numerusform>%Ln SKUs are on sale again. Ctrl+Z takes it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop selling %Ln SKU(s)?</source>
        <translation>
            <numerusform>Stop selling %Ln SKU?</numerusform>
            <numerusform>Stop selling %Ln SKUs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <comment>SKUs</comment>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RatesPage</name>
    <message numerus="yes">
        <source>%Ln price list(s)</source>
        <translation>
            <numerusform>%Ln price list</numerusform>
            <numerusform>%Ln price lists</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln carrier(s)</source>
        <translation>
            <numerusform>%Ln carrier</numerusform>
            <numerusform>%Ln carriers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln account(s) with carriers</source>
        <translation>
            <numerusform>%Ln account with carriers</numerusform>
            <numerusform>%Ln accounts with carriers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All answers are there: %Ln price(s).</source>
        <translation>
            <numerusform>All answers are there: %Ln price.</numerusform>
            <numerusform>All answers are there: %Ln prices.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln price(s)</source>
        <translation>
            <numerusform>%Ln price</numerusform>
            <numerusform>%Ln prices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln still asked</source>
        <comment>carriers</comment>
        <translation>
            <numerusform>%Ln still asked</numerusform>
            <numerusform>%Ln still asked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RatesModel</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RateWords</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::PackPage</name>
    <message numerus="yes">
        <source>%Ln unit(s) are short: this box takes what is there.</source>
        <translation>
            <numerusform>%Ln unit is short: this box takes what is there.</numerusform>
            <numerusform>%Ln units are short: this box takes what is there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) to pack</source>
        <translation>
            <numerusform>%Ln order to pack</numerusform>
            <numerusform>%Ln orders to pack</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unit(s) checked by scan</source>
        <translation>
            <numerusform>%Ln unit checked by scan</numerusform>
            <numerusform>%Ln units checked by scan</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::PackingSlip</name>
    <message numerus="yes">
        <source>%Ln unit(s)</source>
        <translation>
            <numerusform>%Ln unit</numerusform>
            <numerusform>%Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::PickList</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ArmDialog</name>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>And %Ln more.</numerusform>
            <numerusform>And %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ExampleList</name>
    <message numerus="yes">
        <source>The rule does what its %Ln example(s) say.</source>
        <translation>
            <numerusform>The rule does what its %Ln example says.</numerusform>
            <numerusform>The rule does what its %Ln examples say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln example(s) fail, so the rule does not go live. “%1”: %2.</source>
        <translation>
            <numerusform>%Ln example fails, so the rule does not go live. “%1”: %2.</numerusform>
            <numerusform>%Ln examples fail, so the rule does not go live. “%1”: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::HistoryCheck</name>
    <message numerus="yes">
        <source>%Ln finding(s) in the last 90 days, at %1.</source>
        <translation>
            <numerusform>%Ln finding in the last 90 days, at %1.</numerusform>
            <numerusform>%Ln findings in the last 90 days, at %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RulePanel</name>
    <message numerus="yes">
        <source>%Ln example(s) fail</source>
        <translation>
            <numerusform>%Ln example fails</numerusform>
            <numerusform>%Ln examples fail</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::TakeBackDialog</name>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message numerus="yes">
        <source>%Ln parcel(s), no limit</source>
        <translation>
            <numerusform>%Ln parcel, no limit</numerusform>
            <numerusform>%Ln parcels, no limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s), or a part of them</source>
        <comment>that are not sent now</comment>
        <translation>
            <numerusform>%Ln order, or a part of it</numerusform>
            <numerusform>%Ln orders, or parts of them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::PinDialog</name>
    <message numerus="yes">
        <source>and %Ln more order(s)</source>
        <translation>
            <numerusform>and %Ln more order</numerusform>
            <numerusform>and %Ln more orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::PolicyForm</name>
    <message numerus="yes">
        <source>%1 takes %Ln parcel(s)</source>
        <translation>
            <numerusform>%1 takes %Ln parcel</numerusform>
            <numerusform>%1 takes %Ln parcels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln parcel(s) an order</source>
        <translation>
            <numerusform>%Ln parcel an order</numerusform>
            <numerusform>at most %Ln parcels an order</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RoutingActions</name>
    <message numerus="yes">
        <source>%Ln order(s) published for %1.</source>
        <translation>
            <numerusform>%Ln order published for %1.</numerusform>
            <numerusform>%Ln orders published for %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RoutingPage</name>
    <message numerus="yes">
        <source>%Ln order(s) wait(s)</source>
        <translation>
            <numerusform>%Ln order waits</numerusform>
            <numerusform>%Ln orders wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoutingWords</name>
    <message numerus="yes">
        <source>%1, of %Ln parcel(s) not known</source>
        <comment>weight</comment>
        <translation>
            <numerusform>%1, of %Ln parcel not known</numerusform>
            <numerusform>%1, of %Ln parcels not known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::WaveFigures</name>
    <message numerus="yes">
        <source>%Ln order(s) split</source>
        <translation>
            <numerusform>%Ln order split</numerusform>
            <numerusform>%Ln orders split</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wait(s)</source>
        <comment>orders that are not sent now, or only in part</comment>
        <translation>
            <numerusform>%Ln waits</numerusform>
            <numerusform>%Ln wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::WaveModel</name>
    <message numerus="yes">
        <source>%Ln unit(s)</source>
        <translation>
            <numerusform>%Ln unit</numerusform>
            <numerusform>%Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MovedMoneyWords</name>
    <message numerus="yes">
        <source>%Ln order(s) cancelled</source>
        <translation>
            <numerusform>%Ln order cancelled</numerusform>
            <numerusform>%Ln orders cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) held</source>
        <translation>
            <numerusform>%Ln order held</numerusform>
            <numerusform>%Ln orders held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refund(s)</source>
        <translation>
            <numerusform>%Ln refund</numerusform>
            <numerusform>%Ln refunds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln payment(s) captured</source>
        <translation>
            <numerusform>%Ln payment captured</numerusform>
            <numerusform>%Ln payments captured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln price change(s)</source>
        <translation>
            <numerusform>%Ln price change</numerusform>
            <numerusform>%Ln price changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s)</source>
        <translation>
            <numerusform>%Ln label</numerusform>
            <numerusform>%Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln transfer(s)</source>
        <translation>
            <numerusform>%Ln transfer</numerusform>
            <numerusform>%Ln transfers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln purchase order(s)</source>
        <translation>
            <numerusform>%Ln purchase order</numerusform>
            <numerusform>%Ln purchase orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unit(s)</source>
        <translation>
            <numerusform>%Ln unit</numerusform>
            <numerusform>%Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::PlacesView</name>
    <message numerus="yes">
        <source>%n SKUs of its last reading are not taken into the ledger yet</source>
        <translation>
            <numerusform>%n SKU of its last reading is not taken into the ledger yet</numerusform>
            <numerusform>%n SKUs of its last reading are not taken into the ledger yet</numerusform>
        </translation>
    </message>
</context>
</TS>
