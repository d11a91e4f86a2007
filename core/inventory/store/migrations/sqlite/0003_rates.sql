-- Carriers and what they ask. Dates are ISO texts, '' is "no limit"; weights are nanograms, money minor units.
CREATE TABLE carrier (name TEXT PRIMARY KEY, kind TEXT NOT NULL, url TEXT NOT NULL, account TEXT NOT NULL);

CREATE TABLE price_list (
    id INTEGER PRIMARY KEY, carrier TEXT NOT NULL, service TEXT NOT NULL, price_type TEXT NOT NULL,
    effective_from TEXT NOT NULL, currency TEXT NOT NULL,
    UNIQUE (carrier, service, price_type, effective_from));
CREATE TABLE price_cell (
    list_id BIGINT NOT NULL REFERENCES price_list, zone TEXT NOT NULL,
    up_to BIGINT NOT NULL CHECK (up_to > 0), begins BIGINT, unit TEXT NOT NULL, price BIGINT NOT NULL CHECK (price >= 0),
    PRIMARY KEY (list_id, zone, up_to)) WITHOUT ROWID;

-- One row for each origin: all its destinations in one text, "005=2 006=4".
CREATE TABLE zone_row (
    carrier TEXT NOT NULL, effective_from TEXT NOT NULL, origin TEXT NOT NULL, zones TEXT NOT NULL,
    PRIMARY KEY (carrier, effective_from, origin)) WITHOUT ROWID;

CREATE TABLE surcharge (
    carrier TEXT NOT NULL, kind TEXT NOT NULL, effective_from TEXT NOT NULL, effective_until TEXT NOT NULL,
    service TEXT NOT NULL, price_type TEXT NOT NULL, zone_from BIGINT NOT NULL, zone_to BIGINT NOT NULL,
    zip_from TEXT NOT NULL, zip_to TEXT NOT NULL, amount BIGINT, currency TEXT NOT NULL, basis_points BIGINT NOT NULL,
    PRIMARY KEY (carrier, kind, effective_from, service, price_type, zone_from, zone_to, zip_from, zip_to)) WITHOUT ROWID;

-- Where a node is, what it costs and when it works: JSON, see fulfilment/node_details.h.
ALTER TABLE node ADD COLUMN details TEXT NOT NULL DEFAULT '';
