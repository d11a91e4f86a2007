-- Which node sends which lines of an order. `parts`: JSON, named amounts that add up to the cost; `look`: JSON, what the node
-- showed last. Dates are ISO texts, '' is "none".
CREATE TABLE parcel (
    id INTEGER PRIMARY KEY AUTOINCREMENT, sale_id BIGINT NOT NULL REFERENCES sale, node_id BIGINT NOT NULL REFERENCES node,
    state TEXT NOT NULL, cost BIGINT NOT NULL, currency TEXT NOT NULL, parts TEXT NOT NULL,
    is_pinned SMALLINT NOT NULL, why TEXT NOT NULL, service TEXT NOT NULL, ships_on TEXT NOT NULL, promised_by TEXT NOT NULL, in_time BIGINT,
    planned_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    node_key TEXT NOT NULL DEFAULT '', node_order TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
    carrier TEXT NOT NULL DEFAULT '', tracking TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
    billed BIGINT, billed_currency TEXT NOT NULL DEFAULT '', handed_at BIGINT, sent_at BIGINT, look TEXT NOT NULL DEFAULT '');
CREATE INDEX parcel_by_sale ON parcel (sale_id);
CREATE INDEX parcel_open ON parcel (node_id, id) WHERE state IN ('planned', 'handing over', 'at node', 'partly sent', 'cancelling');
CREATE TABLE parcel_line (
    parcel_id BIGINT NOT NULL REFERENCES parcel ON DELETE CASCADE, line_id BIGINT NOT NULL REFERENCES sale_line,
    quantity BIGINT NOT NULL CHECK (quantity > 0), shipped BIGINT NOT NULL CHECK (shipped >= 0),
    PRIMARY KEY (parcel_id, line_id)) WITHOUT ROWID;

-- Orders that may have to be routed.
CREATE INDEX sale_open ON sale (ship_by, created_at) WHERE state IN ('open', 'picked');

-- Kinds of cartons. Sides in nanometres: inner, then outer; weights in nanograms.
CREATE TABLE carton (
    position BIGINT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, price BIGINT NOT NULL, is_blank SMALLINT NOT NULL,
    inner_length BIGINT NOT NULL, inner_width BIGINT NOT NULL, inner_height BIGINT NOT NULL,
    outer_length BIGINT NOT NULL, outer_width BIGINT NOT NULL, outer_height BIGINT NOT NULL,
    most_weight BIGINT, tare BIGINT NOT NULL);

ALTER TABLE node ADD COLUMN is_removed SMALLINT NOT NULL DEFAULT 0;
