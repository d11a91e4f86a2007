-- What live accounts asked last, for when they are late: by account, by what makes shipments alike, and by service.
CREATE TABLE last_quote (
    account TEXT NOT NULL, likeness TEXT NOT NULL, carrier TEXT NOT NULL, service TEXT NOT NULL, price_type TEXT NOT NULL,
    amount BIGINT NOT NULL, currency TEXT NOT NULL, transit_days BIGINT, asked_at BIGINT NOT NULL,
    PRIMARY KEY (likeness, account, carrier, service, price_type));
CREATE INDEX last_quote_age ON last_quote (asked_at);

-- What is promised of an order's arrival, beside what is promised of its leaving.
ALTER TABLE sale ADD COLUMN deliver_by BIGINT;

-- What a parcel's figures stand on: JSON, facts in English.
ALTER TABLE parcel ADD COLUMN basis TEXT NOT NULL DEFAULT '';

-- What counts in the plans of the house: JSON, one row.
CREATE TABLE wave_policy (id BIGINT PRIMARY KEY CHECK (id = 1), policy TEXT NOT NULL);
