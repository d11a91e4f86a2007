-- Labels: one row from the wish to the refund. Weights in nanograms, lengths in nanometres, moments in ms, 0 is "never".
-- `units`: JSON, what was verified to be in the box.
CREATE TABLE label (
    id INTEGER PRIMARY KEY, sale_id BIGINT NOT NULL REFERENCES sale, node_id BIGINT NOT NULL REFERENCES node,
    box BIGINT NOT NULL, weight BIGINT NOT NULL, length BIGINT, width BIGINT, height BIGINT, units TEXT NOT NULL, verified_by TEXT NOT NULL,
    account TEXT NOT NULL, carrier TEXT NOT NULL, service TEXT NOT NULL, offer TEXT NOT NULL, reference TEXT NOT NULL UNIQUE,
    carrier_id TEXT NOT NULL, tracking TEXT NOT NULL, zone TEXT NOT NULL, billable BIGINT, ship_date TEXT NOT NULL,
    quoted BIGINT NOT NULL, currency TEXT NOT NULL, cost BIGINT, cost_currency TEXT NOT NULL,
    format TEXT NOT NULL, has_document SMALLINT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
    attempts BIGINT NOT NULL, prints BIGINT NOT NULL,
    wanted_at BIGINT NOT NULL, asked_at BIGINT NOT NULL, bought_at BIGINT NOT NULL, printed_at BIGINT NOT NULL, void_until BIGINT,
    progress TEXT NOT NULL, progress_at BIGINT NOT NULL);
CREATE INDEX label_by_sale ON label (sale_id);
CREATE INDEX label_by_tracking ON label (tracking) WHERE tracking <> '';
CREATE INDEX label_open ON label (id) WHERE state IN ('wanted', 'unsure', 'refund_asked');
-- Documents and ways of parcels, under their order's key.
CREATE TABLE label_private (
    label_id BIGINT NOT NULL REFERENCES label, kind TEXT NOT NULL, sale_id BIGINT NOT NULL REFERENCES sale, sealed BLOB NOT NULL,
    PRIMARY KEY (label_id, kind));
CREATE INDEX label_private_by_sale ON label_private (sale_id);
CREATE TABLE printer (name TEXT PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, format TEXT NOT NULL);
-- What customs is told of a SKU.
CREATE TABLE goods (
    sku_id BIGINT PRIMARY KEY REFERENCES sku, description TEXT NOT NULL, hs_code TEXT NOT NULL, origin TEXT NOT NULL);
