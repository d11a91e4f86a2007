-- What was told for parcels that went out, and what carriers billed for them. Dates are ISO texts, '' is "not told".
CREATE TABLE kept_quote (
    carrier TEXT NOT NULL, tracking TEXT NOT NULL, service TEXT NOT NULL, zone TEXT NOT NULL, ship_date TEXT NOT NULL,
    billable BIGINT, amount BIGINT NOT NULL, currency TEXT NOT NULL,
    PRIMARY KEY (carrier, tracking));
CREATE TABLE billed_parcel (
    carrier TEXT NOT NULL, invoice TEXT NOT NULL, tracking TEXT NOT NULL, service TEXT NOT NULL, date TEXT NOT NULL,
    billed BIGINT, amount BIGINT NOT NULL, currency TEXT NOT NULL,
    PRIMARY KEY (carrier, invoice, tracking));
CREATE INDEX billed_parcel_tracking ON billed_parcel (carrier, tracking);
