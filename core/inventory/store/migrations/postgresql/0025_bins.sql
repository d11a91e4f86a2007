-- Where units lie in warehouses of ours, what is picked from first at the smallest position. An empty zone: there is none. How many units are there is told
-- of the warehouse, not of its bins.
CREATE TABLE bin (
    sku_id BIGINT NOT NULL REFERENCES sku, node_id BIGINT NOT NULL REFERENCES node, position BIGINT NOT NULL,
    zone TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (sku_id, node_id, position));
CREATE UNIQUE INDEX bin_once ON bin (sku_id, node_id, zone, name);
