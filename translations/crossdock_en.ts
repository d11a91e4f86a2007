<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>crossdock::ui::AuditPage</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>newest %n entries</source>
        <translation>
            <numerusform>newest %n entry</numerusform>
            <numerusform>newest %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::BackTest</name>
    <message numerus="yes">
        <source>It would have run %n time(s) in the last %1 days (%2 events read).</source>
        <translation>
            <numerusform>It would have run %n time in the last %1 days (%2 events read).</numerusform>
            <numerusform>It would have run %n times in the last %1 days (%2 events read).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::BookingDialog</name>
    <message numerus="yes">
        <source>%n SKU(s), from %1 on</source>
        <translation>
            <numerusform>%n SKU, %1</numerusform>
            <numerusform>%n SKUs, from %1 on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>each of %n SKU(s)</source>
        <translation>
            <numerusform>%n SKU</numerusform>
            <numerusform>each of %n SKUs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s) are reserved for orders, which become short.</source>
        <translation>
            <numerusform>%n unit is reserved for orders, which becomes short.</numerusform>
            <numerusform>%n units are reserved for orders, which become short.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::CatalogueDialog</name>
    <message numerus="yes">
        <source>%n listing(s) are mapped to a SKU and kept up to date.</source>
        <translation>
            <numerusform>%n listing is mapped to a SKU and kept up to date.</numerusform>
            <numerusform>%n listings are mapped to a SKU and kept up to date.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n SKU(s) of the channel are not known here: define them, then read the catalogue again.</source>
        <translation>
            <numerusform>%n SKU of the channel is not known here: define them, then read the catalogue again.</numerusform>
            <numerusform>%n SKUs of the channel are not known here: define them, then read the catalogue again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listing(s) have no SKU on the channel: give them one there.</source>
        <translation>
            <numerusform>%n listing has no SKU on the channel: give them one there.</numerusform>
            <numerusform>%n listings have no SKU on the channel: give them one there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ChannelActions</name>
    <message numerus="yes">
        <source>Orders of %1 are read: %n new or changed.</source>
        <translation>
            <numerusform>Orders of %1 are read: %n new or changed.</numerusform>
            <numerusform>Orders of %1 are read: %n new or changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ChannelsPage</name>
    <message numerus="yes">
        <source>%n channel(s)</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in trouble</source>
        <translation>
            <numerusform>%n in trouble</numerusform>
            <numerusform>%n in trouble</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::DayStrip</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::EngineLine</name>
    <message numerus="yes">
        <source>%n channel(s) not answering</source>
        <translation>
            <numerusform>%n channel not answering</numerusform>
            <numerusform>%n channels not answering</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending to %n channel(s)</source>
        <translation>
            <numerusform>Sending to %n channel</numerusform>
            <numerusform>Sending to %n channels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ImportDialog</name>
    <message numerus="yes">
        <source>%1, separated by %2, %n row(s).</source>
        <comment>encoding, delimiter</comment>
        <translation>
            <numerusform>%1, separated by %2, %n row.</numerusform>
            <numerusform>%1, separated by %2, %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n row(s)</source>
        <translation>
            <numerusform>Import %n row</numerusform>
            <numerusform>Import %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are booked.</source>
        <translation>
            <numerusform>%n change is booked.</numerusform>
            <numerusform>%n changes are booked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were refused, the first: %1</source>
        <translation>
            <numerusform>%n was refused, the first: %1</numerusform>
            <numerusform>%n were refused, the first: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::MeaningView</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::OrdersPage</name>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>newest %n orders</source>
        <translation>
            <numerusform>newest %n orders</numerusform>
            <numerusform>newest %n orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RulesModel</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::RulesPage</name>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::SetAsidePanel</name>
    <message numerus="yes">
        <source>Set aside: %n listing(s)</source>
        <translation>
            <numerusform>Set aside: %n listing</numerusform>
            <numerusform>Set aside: %n listings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listing(s) are sent again.</source>
        <translation>
            <numerusform>%n listing is sent again.</numerusform>
            <numerusform>%n listings are sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::ShipDialog</name>
    <message numerus="yes">
        <source>%n unit(s) leave the warehouse. This cannot be undone; what comes back is a return.</source>
        <translation>
            <numerusform>%n unit leaves the warehouse. This cannot be undone; what comes back is a return.</numerusform>
            <numerusform>%n units leave the warehouse. This cannot be undone; what comes back is a return.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::StockPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Selling is stopped for %n SKU(s).</source>
        <translation>
            <numerusform>Selling is stopped for %n SKU.</numerusform>
            <numerusform>Selling is stopped for %n SKUs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n SKU(s) are on sale again.</source>
        <translation>
            <numerusform>%n SKU is on sale again.</numerusform>
            <numerusform>%n SKUs are on sale again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied.</source>
        <translation>
            <numerusform>%n row copied.</numerusform>
            <numerusform>%n rows copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>crossdock::ui::Undo</name>
    <message numerus="yes">
        <source>%n SKU(s)</source>
        <translation>
            <numerusform>%n SKU</numerusform>
            <numerusform>%n SKUs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
</TS>
