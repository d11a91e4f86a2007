-- What nodes of others said when they were asked whether they pack and send a SKU as channels demand: see fulfilment/sku_check.h. `reasons`:
-- why not, in the node's own words, one a line; empty: it does.
CREATE TABLE sku_check (
    sku TEXT NOT NULL, node_id BIGINT NOT NULL REFERENCES node, demand TEXT NOT NULL, reasons TEXT NOT NULL, asked_at BIGINT NOT NULL,
    PRIMARY KEY (sku, node_id, demand)) WITHOUT ROWID;
