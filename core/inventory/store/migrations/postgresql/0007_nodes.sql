-- What nodes of others say that they hold. `shares`: JSON, units that are not for sale, by state.
CREATE TABLE node_feed (
    node_id BIGINT PRIMARY KEY REFERENCES node, read_at BIGINT, failed_at BIGINT, every_ms BIGINT NOT NULL, words TEXT NOT NULL);
CREATE TABLE node_level (
    node_id BIGINT NOT NULL REFERENCES node, sku TEXT NOT NULL, place TEXT NOT NULL,
    sellable BIGINT NOT NULL CHECK (sellable >= 0), shares TEXT NOT NULL, changed_at BIGINT,
    PRIMARY KEY (node_id, sku, place));
