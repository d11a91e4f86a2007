-- What was ordered from suppliers. `node_id` NULL: nobody said where it goes to; `expected_on`: an ISO date, or empty; `is_late`: noted in the trail for
-- that date; `version` grows with every change.
CREATE TABLE purchase (
    id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, supplier TEXT NOT NULL, node_id BIGINT REFERENCES node,
    ordered_at BIGINT NOT NULL, expected_on TEXT NOT NULL, state TEXT NOT NULL, is_late SMALLINT NOT NULL,
    version BIGINT NOT NULL, entry BIGINT NOT NULL);
CREATE INDEX purchase_open ON purchase (id) WHERE state IN ('open', 'partly_received');

CREATE TABLE purchase_line (
    purchase_id BIGINT NOT NULL REFERENCES purchase, sku_id BIGINT NOT NULL REFERENCES sku,
    ordered BIGINT NOT NULL CHECK (ordered >= 0), received BIGINT NOT NULL CHECK (received >= 0),
    PRIMARY KEY (purchase_id, sku_id)) WITHOUT ROWID;
CREATE INDEX purchase_line_by_sku ON purchase_line (sku_id);

-- How long suppliers take, by their names in small letters; no row or 0: nobody said.
CREATE TABLE supplier_lead (name TEXT PRIMARY KEY, days BIGINT NOT NULL);

-- How long units lie is told by the newest arrivals; what moves within the house is none.
CREATE INDEX movement_arrival ON movement (sku_id, id) WHERE from_account IN ('outside', 'quarantine');
